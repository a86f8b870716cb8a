package org.auroraml.batching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Feature F7: the body of a SageMaker request. */
class CsvLinesTest {

  private static String body(ModelInput... inputs) {
    return new String(CsvLines.body(List.of(inputs)), UTF_8);
  }

  @Test
  @DisplayName("F7: NULL is an empty field, an empty text is a pair of quotes")
  void nulls() {
    assertThat(body(ModelInput.of("1", null, ""), ModelInput.of(null, "2", null)))
        .isEqualTo("1,,\"\"\n,2,");
    assertThat(body(ModelInput.of(""))).isEqualTo("\"\"");
  }

  @Test
  @DisplayName("F7: quotes stand only where RFC 4180 needs them")
  void quotes() {
    assertThat(body(ModelInput.of("a b;c'", "d,e", "f\"g", "h\ni", "j\rk")))
        .isEqualTo("a b;c',\"d,e\",\"f\"\"g\",\"h\ni\",\"j\rk\"");
  }

  @ParameterizedTest
  @DisplayName("F80: a line's length in bytes is known before it is written")
  @ValueSource(
      strings = {"", "a", "é", "€,", "\uD83D\uDE00", "\"\"", "x\uD83Dy", "\uDE00", "ÿĀ߿ࠀ\uFFFF"})
  void lengths(String argument) {
    ModelInput input = ModelInput.of(argument, null, argument);

    byte[] body = CsvLines.body(List.of(input));

    assertThat(CsvLines.length(input)).isEqualTo(body.length + 1);
    assertThat(CsvLines.atMost(input)).isGreaterThanOrEqualTo(body.length);
    assertThat(Utf8.length(argument)).isEqualTo(argument.getBytes(UTF_8).length);
    String field = argument.replace("\"", "\"\"");
    boolean quoted = argument.isEmpty() || argument.contains(",") || argument.contains("\"");
    String line = quoted ? "\"" + field + "\"" : field;
    assertThat(body).isEqualTo((line + ",," + line).getBytes(UTF_8));
  }
}
