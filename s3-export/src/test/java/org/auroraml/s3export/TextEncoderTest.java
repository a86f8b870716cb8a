package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * F63: TEXT is byte for byte what MySQL's own INTO OUTFILE writes. Each expected line was written
 * by MySQL 8.0.33: SELECT … INTO OUTFILE … CHARACTER SET utf8mb4 with the same values and options.
 */
class TextEncoderTest {

  private static final RowFormat.Text DEFAULTS = RowFormat.Text.defaults();

  @TempDir Path directory;

  static Stream<ServerLine> serverLines() {
    return Stream.of(
        wrote(
            "the defaults",
            DEFAULTS,
            "a\\\tb\\\nc\\\\d\t-12.50\t\\N\n",
            text("a\tb\nc\\d"),
            number("-12.50"),
            text(null)),
        wrote("NUL is written as escape and 0", DEFAULTS, "a\\0b\t\\0\n", text("a\0b"), text("\0")),
        wrote("CR, control-Z and quotes are plain", DEFAULTS, "\r\032\"'\b\n", text("\r\032\"'\b")),
        wrote("empty strings", DEFAULTS, "\t\t\n", text(""), text(""), text("")),
        wrote(
            "enclosed",
            DEFAULTS.withFieldsTerminatedBy(utf8(",")).withEnclosedBy(utf8("\""), false),
            "\"say \\\"hi\\\", you\",\"-12\",\\N\n",
            text("say \"hi\", you"),
            number("-12"),
            text(null)),
        wrote(
            "optionally enclosed: numbers are bare",
            DEFAULTS.withFieldsTerminatedBy(utf8(",")).withEnclosedBy(utf8("\""), true),
            "\"say \\\"hi\\\", you\",-12,\\N\n",
            text("say \"hi\", you"),
            number("-12"),
            text(null)),
        wrote(
            "the field terminator is plain inside quotes",
            DEFAULTS.withFieldsTerminatedBy(utf8(",")).withEnclosedBy(utf8("\""), false),
            "\"a,b\tc\\\nd\"\n",
            text("a,b\tc\nd")),
        wrote(
            "without escape: NULL is a word, nothing is escaped",
            DEFAULTS
                .withFieldsTerminatedBy(utf8(","))
                .withEnclosedBy(utf8("\""), false)
                .withEscapedBy(utf8("")),
            "\"a\"b\\c\nd\0\",NULL,\"NULL\"\n",
            text("a\"b\\c\nd\0"),
            text(null),
            text("NULL")),
        wrote(
            "escaped by the enclosing character",
            DEFAULTS
                .withFieldsTerminatedBy(utf8(","))
                .withEnclosedBy(utf8("\""), false)
                .withEscapedBy(utf8("\"")),
            "\"a\"\"b\\c\"0d\",\"N\n",
            text("a\"b\\c\0d"),
            text(null)),
        wrote(
            "a longer field terminator: its first character is escaped",
            DEFAULTS.withFieldsTerminatedBy(utf8("||")),
            "a\\|b\\|\\|c||d\n",
            text("a|b||c"),
            text("d")),
        wrote(
            "a longer line terminator: its first character is escaped",
            DEFAULTS.withFieldsTerminatedBy(utf8(",")).withLinesTerminatedBy(utf8("\r\n")),
            "a\\\r\nb\n,c\r\n",
            text("a\r\nb\n"),
            text("c")),
        wrote(
            "lines starting by: not escaped",
            DEFAULTS
                .withFieldsTerminatedBy(utf8(","))
                .withLinesStartingBy(utf8(">>"))
                .withLinesTerminatedBy(utf8(";\n")),
            ">>a>>b\\;c\n,>>;\n",
            text("a>>b;c\n"),
            text(">>")),
        wrote(
            "no line terminator: the field terminator ends the row",
            DEFAULTS.withFieldsTerminatedBy(utf8(",")).withLinesTerminatedBy(utf8("")),
            "a\n,b\\,,",
            text("a\n"),
            text("b,")),
        wrote(
            "no line terminator, enclosed, no field terminator",
            DEFAULTS
                .withFieldsTerminatedBy(utf8(""))
                .withEnclosedBy(utf8("\""), true)
                .withLinesTerminatedBy(utf8("")),
            "\"a\"\"1\"\\N",
            text("a"),
            number("1"),
            text(null)),
        wrote(
            "no field terminator: OPTIONALLY has no effect",
            DEFAULTS.withFieldsTerminatedBy(utf8("")).withEnclosedBy(utf8("\""), true),
            "\"a\"\"1\"\\N\n",
            text("a"),
            number("1"),
            text(null)),
        wrote(
            "a field terminator of numbers, beside numbers",
            DEFAULTS.withFieldsTerminatedBy(utf8("1")),
            "x1x1-21\n",
            text("x1x"),
            number("-21")),
        wrote(
            "a field terminator of numbers, strings only",
            DEFAULTS.withFieldsTerminatedBy(utf8("1")),
            "x\\1x1-2\\1\n",
            text("x1x"),
            text("-21")),
        wrote(
            "numbers are escaped if the field terminator is of numbers",
            DEFAULTS.withFieldsTerminatedBy(utf8("-")).withEscapedBy(utf8("5")),
            "a-b55--1.55\n",
            text("a-b5"),
            number("-1.5")),
        wrote(
            "numbers are escaped if the enclosing character is of numbers",
            DEFAULTS.withFieldsTerminatedBy(utf8(",")).withEnclosedBy(utf8("1"), false),
            "1x\\1x1,1-\\12.\\11\n",
            text("x1x"),
            number("-12.1")),
        wrote(
            "numbers are not escaped else",
            DEFAULTS.withFieldsTerminatedBy(utf8(",")).withEscapedBy(utf8("1")),
            "x11x,-21\n",
            text("x1x"),
            number("-21")),
        wrote(
            "optionally enclosed by a character of numbers",
            DEFAULTS
                .withFieldsTerminatedBy(utf8("|"))
                .withEnclosedBy(utf8("2"), true)
                .withLinesTerminatedBy(utf8(";")),
            "2x\\2|x2|-2.2;",
            text("x2|x"),
            number("-2.2")),
        wrote(
            "a line terminator of numbers does not make them escaped",
            DEFAULTS.withFieldsTerminatedBy(utf8(",")).withLinesTerminatedBy(utf8("2")),
            "x\\2x,-122",
            text("x2x"),
            number("-12")),
        wrote(
            "the exponent's letter is of numbers",
            DEFAULTS.withFieldsTerminatedBy(utf8("e")),
            "xexe7\n",
            text("xex"),
            number("7")),
        wrote(
            "a field terminator with a meaning after a backslash",
            DEFAULTS.withFieldsTerminatedBy(utf8("n")),
            "xnx\\\\nn\\\n\n",
            text("xnx\\n"),
            text("\n")),
        wrote(
            "an enclosing character with a meaning after a backslash is doubled",
            DEFAULTS.withFieldsTerminatedBy(utf8(",")).withEnclosedBy(utf8("b"), false),
            "bxbbx\\\\b,b1b\n",
            text("xbx\\"),
            number("1")),
        wrote(
            "an enclosing zero",
            DEFAULTS.withFieldsTerminatedBy(utf8(",")).withEnclosedBy(utf8("0"), false),
            "0x00\\0x0,0100000\n",
            text("x0\0x"),
            number("100")),
        wrote(
            "an enclosing N",
            DEFAULTS.withFieldsTerminatedBy(utf8(",")).withEnclosedBy(utf8("N"), false),
            "NxNNxN,\\N\n",
            text("xNx"),
            text(null)),
        wrote(
            "escaped by N",
            DEFAULTS.withFieldsTerminatedBy(utf8(",")).withEscapedBy(utf8("N")),
            "xNNxN,,NN\n",
            text("xNx,"),
            text(null)),
        wrote(
            "enclosing NUL",
            DEFAULTS.withFieldsTerminatedBy(utf8(",")).withEnclosedBy(utf8("\0"), false),
            "\0x\0000x\0,\0001\0\n",
            text("x\0x"),
            number("1")),
        wrote(
            "UTF-8 text",
            DEFAULTS.withFieldsTerminatedBy(utf8(",")).withEnclosedBy(utf8("\""), false),
            "\"é€😀\",\"a\\\"é\"\n",
            text("é€😀"),
            text("a\"é")),
        wrote(
            "a delimiter of several bytes is not escaped",
            DEFAULTS.withFieldsTerminatedBy(utf8("©")).withLinesTerminatedBy(utf8("€")),
            "a©b€c\\\\©é€",
            text("a©b€c\\"),
            text("é")),
        wrote(
            "enclosed by a character of several bytes",
            DEFAULTS.withFieldsTerminatedBy(utf8(",")).withEnclosedBy(utf8("é"), false),
            "éaéb,é,\\N\n",
            text("aéb,"),
            text(null)),
        wrote(
            "a tab and LF as each other",
            DEFAULTS.withFieldsTerminatedBy(utf8("\n")).withLinesTerminatedBy(utf8("\t")),
            "a\\\tb\\\nc\nd\t",
            text("a\tb\nc"),
            text("d")),
        wrote(
            "field terminator, enclosing and escape the same",
            DEFAULTS
                .withFieldsTerminatedBy(utf8("|"))
                .withEnclosedBy(utf8("|"), false)
                .withEscapedBy(utf8("|")),
            "|a||b|||1|\n",
            text("a|b"),
            number("1")));
  }

  @DisplayName("F63: TEXT as MySQL 8.0.33 writes it")
  @ParameterizedTest(name = "{0}")
  @MethodSource("serverLines")
  void writesWhatTheServerWrites(ServerLine line) throws IOException {
    TextEncoder encoder = new TextEncoder(line.format, line.columns());

    assertThat(Encoded.by(directory, out -> encoder.encode(ExportRow.of(line.row()), out)))
        .isEqualTo(line.file);
  }

  @Test
  @DisplayName("F65: HEADER is a row of strings, whatever the columns' types")
  void headerIsARowOfStrings() throws IOException {
    TextEncoder encoder =
        new TextEncoder(
            DEFAULTS.withFieldsTerminatedBy(utf8(",")).withEnclosedBy(utf8("'"), true),
            List.of(new ExportColumn("it's", false), new ExportColumn("b", true)));

    assertThat(
            Encoded.by(
                directory,
                out -> {
                  encoder.encodeHeader(ExportRow.of(new byte[][] {utf8("it's"), utf8("b")}), out);
                  encoder.encode(ExportRow.of(new byte[][] {utf8("1"), utf8("x")}), out);
                }))
        .isEqualTo("'it\\'s','b'\n1,'x'\n");
  }

  @Test
  @DisplayName("F63: a backslash that is half of a character is not escaped")
  void halvesOfCharacters() throws IOException {
    // 0x815c is one character in GBK, and two in latin1.
    byte[] value = {(byte) 0x81, '\\', '\\'};
    for (Characters characters : List.of(Characters.SINGLE_BYTES, Characters.GBK)) {
      TextEncoder encoder =
          new TextEncoder(DEFAULTS, List.of(new ExportColumn("a", true, characters)));
      assertThat(
              Encoded.bytesBy(
                  directory, out -> encoder.encode(ExportRow.of(new byte[][] {value}), out)))
          .asString(ISO_8859_1)
          .isEqualTo(characters == Characters.GBK ? "\u0081\\\\\\\n" : "\u0081\\\\\\\\\n");
    }
  }

  @Test
  @DisplayName("F63: half a delimiter is escaped where it is a character, not inside one")
  void halvesOfDelimiters() throws IOException {
    // 0xc3 is the first byte of the delimiter, and of another character of UTF-8.
    byte[] value = {(byte) 0xc3, (byte) 0xbc};
    for (Characters characters : List.of(Characters.SINGLE_BYTES, Characters.UTF_8)) {
      TextEncoder encoder =
          new TextEncoder(
              DEFAULTS.withFieldsTerminatedBy(utf8("é")),
              List.of(new ExportColumn("a", true, characters)));
      assertThat(
              Encoded.bytesBy(
                  directory, out -> encoder.encode(ExportRow.of(new byte[][] {value}), out)))
          .asString(ISO_8859_1)
          .isEqualTo(characters == Characters.UTF_8 ? "\u00c3\u00bc\n" : "\\\u00c3\u00bc\n");
    }
  }

  private static ServerLine wrote(
      String what, RowFormat.Text format, String file, Value... values) {
    return new ServerLine(what, format, file, List.of(values));
  }

  private static Value text(String value) {
    return new Value(true, value);
  }

  private static Value number(String value) {
    return new Value(false, value);
  }

  private static byte[] utf8(String value) {
    return value.getBytes(UTF_8);
  }

  private record Value(boolean text, String value) {}

  private record ServerLine(String what, RowFormat.Text format, String file, List<Value> values) {
    List<ExportColumn> columns() {
      return values.stream().map(value -> new ExportColumn("", value.text)).toList();
    }

    byte[][] row() {
      return values.stream()
          .map(value -> value.value == null ? null : utf8(value.value))
          .toArray(byte[][]::new);
    }

    @Override
    public String toString() {
      return what;
    }
  }
}
