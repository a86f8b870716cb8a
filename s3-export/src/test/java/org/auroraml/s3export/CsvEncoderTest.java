package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvEncoderTest {

  /** The independent reader: RFC 4180, where nothing is NULL and a quoted nothing is not. */
  private static final CSVFormat READER =
      CSVFormat.RFC4180
          .builder()
          .setQuoteMode(QuoteMode.ALL_NON_NULL)
          .setNullString("")
          .setIgnoreEmptyLines(false)
          .get();

  @TempDir Path directory;

  @Test
  @DisplayName("F64: quotes stand only where a reader needs them")
  void quotesWhatNeedsIt() throws IOException {
    assertThat(csv(row("plain", "it's", "a b", "a\\b", "é€😀", "#", "-1.5")))
        .isEqualTo("plain,it's,a b,a\\b,é€😀,#,-1.5\n");
    assertThat(csv(row("a,b", "say \"hi\"", "two\nlines", "cr\r", "\"")))
        .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"cr\r\",\"\"\"\"\n");
    assertThat(csv(row(" lead", "trail ", "\ttab", " ")))
        .isEqualTo("\" lead\",\"trail \",\"\ttab\",\" \"\n");
  }

  @Test
  @DisplayName("F64: NULL is nothing between the commas, the empty string is \"\"")
  void nullIsNotTheEmptyString() throws IOException {
    assertThat(csv(row(null, "", null), row("", null, ""))).isEqualTo(",\"\",\n\"\",,\"\"\n");
  }

  @Test
  @DisplayName("F64: the word NULL is quoted, as LOAD DATA takes it for SQL NULL when it is bare")
  void wordNullIsQuoted() throws IOException {
    assertThat(csv(row("NULL", "null", "NULLS"))).isEqualTo("\"NULL\",null,NULLS\n");
  }

  @Test
  @DisplayName("F65: HEADER is a line of labels, quoted like values")
  void header() throws IOException {
    assertThat(
            Encoded.by(
                directory, out -> new CsvEncoder().encodeHeader(row("id", "count(a, b)"), out)))
        .isEqualTo("id,\"count(a, b)\"\n");
  }

  @Test
  @DisplayName("F64: an independent reader gets back every row")
  void readsBack() throws IOException {
    String alphabet = "ab,\"'\n\r\t \\;é😀0";
    int[] characters = alphabet.codePoints().toArray();
    Random random = new Random(64);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      List<String> row = new ArrayList<>();
      for (int column = 0; column < 4; column++) {
        StringBuilder value = new StringBuilder();
        random
            .ints(random.nextInt(6), 0, characters.length)
            .forEach(at -> value.appendCodePoint(characters[at]));
        row.add(random.nextInt(5) == 0 ? null : value.toString());
      }
      rows.add(row);
    }

    String file =
        csv(rows.stream().map(row -> row(row.toArray(String[]::new))).toArray(byte[][][]::new));

    try (CSVParser parser = CSVParser.parse(file, READER)) {
      assertThat(parser.stream().map(record -> Arrays.asList(record.values())))
          .containsExactlyElementsOf(rows);
    }
  }

  private String csv(byte[][]... rows) throws IOException {
    return Encoded.by(
        directory,
        out -> {
          for (byte[][] row : rows) {
            new CsvEncoder().encode(row, out);
          }
        });
  }

  private static byte[][] row(String... values) {
    return Stream.of(values)
        .map(value -> value == null ? null : value.getBytes(UTF_8))
        .toArray(byte[][]::new);
  }
}
