package org.auroraml.batching;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Feature F7: every shape in which SageMaker's containers answer gives one value for each input.
 */
class ResponseReaderTest {
  private static final String CSV = "text/csv";
  private static final String JSON = "application/json";

  private static List<String> read(String body, String contentType, int expected)
      throws UnreadableResponse {
    return ResponseReader.read(body.getBytes(UTF_8), contentType, expected);
  }

  @ParameterizedTest(name = "{1}: {0}")
  @DisplayName("F7: the documented shapes")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0.1~0.2~0.3|text/csv",
        "0.1~0.2~0.3~|text/csv; charset=utf-8",
        "0.1,9~0.2,8~0.3,7|text/csv",
        "0.1,0.2,0.3|text/csv",
        "0.1, 0.2, 0.3~|text/csv",
        "\"0.1\",\"0.2\",\"0.3\"|text/csv",
        "{\"scores\":[{\"score\":0.1},{\"score\":0.2},{\"score\":0.3}]}|application/json",
        "{\"predictions\":[{\"score\":0.1,\"predicted_label\":1},{\"score\":0.2,\"predicted_label\":0},{\"predicted_label\":1,\"score\":0.3}]}|application/json",
        "{\"predictions\":[{\"score\":[0.1,9]},{\"score\":[0.2,8]},{\"score\":[0.3,7]}]}|application/json",
        "{\"predictions\":[0.1,0.2,0.3]}|application/json",
        "{\"model\":{\"predictions\":[1]},\"predictions\":[[0.1,9],[0.2,8],[0.3,7]]}|application/json",
        "{\"predictions\":[{\"closest_cluster\":0.1,\"distance\":9},{\"closest_cluster\":0.2},{\"closest_cluster\":0.3}]}|application/json",
        "{\"projections\":[{\"projection\":[0.1,9]},{\"projection\":[0.2]},{\"projection\":[0.3]}]}|application/json",
        "[0.1,0.2,0.3]|application/json",
        "[[0.1,9],[0.2,8],[0.3,7]]|application/json",
        "[[[0.1],9],[0.2,8],[0.3,7]]|application/json",
        "{\"score\":0.1}~{\"score\":0.2}~{\"score\":0.3}~|application/jsonlines",
        "{\"score\":[0.1,9]}~{\"score\":[0.2,8]}~{\"score\":[0.3,7]}|application/jsonlines",
        "0.1~0.2~0.3|application/jsonlines",
        "[0.1,9]~[0.2,8]~[0.3,7]|application/jsonlines"
      })
  void shapes(String body, String contentType) throws Exception {
    assertThat(read(body.replace('~', '\n'), contentType, 3)).containsExactly("0.1", "0.2", "0.3");
  }

  @ParameterizedTest(name = "{1}: {0}")
  @DisplayName("F7: the content decides when the content type is wrong or missing")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "none",
      value = {
        "{\"predictions\":[0.1,0.2]}|text/csv",
        "[0.1,0.2]|text/csv",
        " {\"score\":0.1}~{\"score\":0.2}|text/html; charset=utf-8",
        "0.1~0.2|application/json",
        "0.1,0.2|application/json",
        "0.1~0.2|text/html",
        "0.1~0.2|none",
        "[0.1,0.2]|none"
      })
  void wrongContentType(String body, String contentType) throws Exception {
    assertThat(read(body.replace('~', '\n'), contentType, 2)).containsExactly("0.1", "0.2");
  }

  @ParameterizedTest
  @DisplayName("F7: of several outputs for a single input the first counts")
  @ValueSource(
      strings = {
        "0.7,0.2,0.1",
        "0.7,0.2,0.1\n",
        "[0.7,0.2]",
        "[[0.7,0.2]]",
        "{\"score\":[0.7,0.2]}"
      })
  void firstOutput(String body) throws Exception {
    assertThat(read(body, CSV, 1)).containsExactly("0.7");
  }

  @ParameterizedTest
  @DisplayName("F7: numbers keep their text")
  @ValueSource(strings = {"1.50", "-0", "1E5", "0.1000000000000000055511151231257827", "NaN"})
  void numbersKeepTheirText(String number) throws Exception {
    assertThat(read(number, CSV, 1)).containsExactly(number);
    assertThat(read("{\"predictions\":[" + number + "]}", JSON, 1)).containsExactly(number);
    assertThat(read(number + "\n" + number, "application/jsonlines", 2))
        .containsExactly(number, number);
  }

  @Test
  @DisplayName("F7: strings, quoted or not")
  void strings() throws Exception {
    assertThat(read("\"a, \"\"b\"\"\nc\"\r\n d e \r\nf,g\r\n", CSV, 3))
        .containsExactly("a, \"b\"\nc", " d e ", "f");
    assertThat(read("[\"a\\n\\u00e9\",true,\"\"]", JSON, 3)).containsExactly("a\né", "true", "");
  }

  @Test
  @DisplayName("F7: a JSON null and an empty CSV field are NULL, an empty string is not")
  void nulls() throws Exception {
    assertThat(read("\n", CSV, 1)).containsExactly((String) null);
    assertThat(read("\n\n", CSV, 2)).containsExactly(null, null);
    assertThat(read("  \n", CSV, 1)).containsExactly("  ");
    assertThat(read("[null,{\"score\":null},1]", JSON, 3)).containsExactly(null, null, "1");
    assertThat(read("null", JSON, 1)).containsExactly((String) null);
    assertThat(read("1\n\n\"\"\n", CSV, 3)).containsExactly("1", null, "");
    assertThat(read("1,,\"\"", CSV, 3)).containsExactly("1", null, "");
  }

  @Test
  @DisplayName("F7: blank lines that are no values do not count")
  void decoration() throws Exception {
    assertThat(read("\uFEFF\n1\n2\n\n", CSV, 2)).containsExactly("1", "2");
  }

  @Test
  @DisplayName("F7: the character set of the content type is heeded")
  void charset() throws Exception {
    assertThat(ResponseReader.read("é\nü".getBytes(ISO_8859_1), "text/csv; charset=ISO-8859-1", 2))
        .containsExactly("é", "ü");
    assertThat(read("é", "text/csv; charset=\"no such\"", 1)).containsExactly("é");
  }

  @ParameterizedTest(name = "{0} for {1}")
  @DisplayName("F7: the wrong number of values is an error that tells both numbers")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0.1~0.2|3|gave 2 values for 3 inputs",
        "0.1~0.2|1|gave 2 values for 1 input",
        "0.1,0.2|3|gave 1 value for 3 inputs",
        "[0.1,0.2]|3|gave 2 values for 3 inputs",
        "{\"predictions\":[1,2]}|1|gave 2 values for 1 input",
        "{\"predictions\":[]}|1|gave 0 values for 1 input",
        "{\"score\":1}|2|gave 1 value for 2 inputs",
        "{\"score\":1}~{\"score\":1}|1|gave 2 values for 1 input",
        "~~|3|gave no values for 3 inputs",
      })
  void wrongNumber(String body, int expected, String message) {
    assertThatThrownBy(() -> read(body.replace('~', '\n'), CSV, expected))
        .isInstanceOf(UnreadableResponse.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @DisplayName("F7: what is neither CSV nor JSON is an error that does not quote it")
  @ValueSource(
      strings = {
        "<html>secret</html>",
        "['secret']",
        "{\"secret\":",
        "{\"predictions\":[1,secret]}",
        "{}",
        "[[]]",
        "\"secret",
        "\"secret\"x\n"
      })
  void garbage(String body) {
    assertThatThrownBy(() -> read(body, CSV, 1))
        .isInstanceOf(UnreadableResponse.class)
        .hasMessageStartingWith("answered with")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  @DisplayName("F7: binary answers are an error")
  void binary() {
    assertThatThrownBy(
            () -> ResponseReader.read(new byte[] {(byte) 0xCE, (byte) 0xD7, 0x23}, CSV, 1))
        .isInstanceOf(UnreadableResponse.class)
        .hasMessageContaining("not text");
  }
}
