package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.QuoteMode;
import org.auroraml.s3export.RowFormat.Csv.Quoted;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                directory,
                out ->
                    encoder(new RowFormat.Csv(), 2)
                        .encodeHeader(ExportRow.of(row("id", "count(a, b)")), out)))
        .isEqualTo("id,\"count(a, b)\"\n");
  }

  @Test
  @DisplayName("F60, F64: FIELDS and LINES choose separator, quote, what is quoted, and line end")
  void options() throws IOException {
    byte[][] row = row("1", "a;b,c", null, "", "it's", "x|y");

    assertThat(csv(new RowFormat.Csv(";", '"', Quoted.WHERE_NEEDED, "\r\n"), row))
        .isEqualTo("1;\"a;b,c\";;\"\";it's;x|y\r\n");
    assertThat(csv(new RowFormat.Csv(",", '\'', Quoted.STRINGS, "\n"), row))
        .isEqualTo("1,'a;b,c',,'','it''s','x|y'\n");
    assertThat(csv(new RowFormat.Csv("||", '"', Quoted.ALL, "\n"), row))
        .isEqualTo("\"1\"||\"a;b,c\"||||\"\"||\"it's\"||\"x|y\"\n");
    assertThat(csv(new RowFormat.Csv("||", '"', Quoted.WHERE_NEEDED, "\n"), row))
        .endsWith("||it's||\"x|y\"\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"", "'", "\n", ";\r", "é", "\0"})
  @DisplayName("F60: separators that a reader would not understand are refused")
  void separators(String separator) {
    assertThatThrownBy(() -> new RowFormat.Csv(separator, '"', Quoted.ALL, "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TERMINATED BY");
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
    return csv(new RowFormat.Csv(), rows);
  }

  private String csv(RowFormat.Csv format, byte[][]... rows) throws IOException {
    return Encoded.by(
        directory,
        out -> {
          CsvEncoder encoder = encoder(format, rows[0].length);
          for (byte[][] row : rows) {
            encoder.encode(ExportRow.of(row), out);
          }
        });
  }

  /** Columns of numbers and of strings in turn. */
  private static CsvEncoder encoder(RowFormat.Csv format, int columns) {
    return new CsvEncoder(
        format,
        IntStream.range(0, columns).mapToObj(i -> new ExportColumn("c", i % 2 == 1)).toList());
  }

  private static byte[][] row(String... values) {
    return Stream.of(values)
        .map(value -> value == null ? null : value.getBytes(UTF_8))
        .toArray(byte[][]::new);
  }
}
