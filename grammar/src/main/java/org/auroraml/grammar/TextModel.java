package org.auroraml.grammar;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.auroraml.grammar.antlr.MySqlParser;
import org.auroraml.grammar.antlr.SqlToken;

/** Ranges, names and strings of one text. */
final class TextModel {
  private final String text;
  private final List<SourceRange> versionMarks;
  private final boolean backslashEscapes;

  TextModel(String text, Set<SqlMode> modes, List<SourceRange> versionMarks) {
    this.text = text;
    this.versionMarks = versionMarks;
    this.backslashEscapes = !modes.contains(SqlMode.NO_BACKSLASH_ESCAPES);
  }

  String text() {
    return text;
  }

  /** The text of a range as the server sees it, without the marks of version comments. */
  String seen(SourceRange range) {
    StringBuilder seen = new StringBuilder();
    int start = range.start();
    for (SourceRange mark : versionMarks) {
      if (range.contains(mark)) {
        seen.append(text, start, mark.start());
        start = mark.end();
      }
    }
    return seen.append(text, start, range.end()).toString();
  }

  static int start(ParserRuleContext context) {
    return ((SqlToken) context.getStart()).start();
  }

  static int end(ParserRuleContext context) {
    return ((SqlToken) context.getStop()).end();
  }

  static int start(TerminalNode node) {
    return ((SqlToken) node.getSymbol()).start();
  }

  static int end(TerminalNode node) {
    return ((SqlToken) node.getSymbol()).end();
  }

  static SourceRange range(ParserRuleContext context) {
    return new SourceRange(start(context), end(context));
  }

  static SourceRange range(SqlToken token) {
    return new SourceRange(token.start(), token.end());
  }

  /** A name as the server knows it, without its quotes. */
  String name(ParserRuleContext identifier) {
    return name((SqlToken) identifier.getStart());
  }

  /** A name as the server knows it, without its quotes. */
  String name(SqlToken token) {
    String name = text.substring(token.start(), token.end());
    return token.getType() == MySqlParser.QUOTED_WORD ? unquoteName(name) : name;
  }

  private static String unquoteName(String quoted) {
    String quote = quoted.substring(0, 1);
    return quoted.substring(1, quoted.length() - 1).replace(quote + quote, quote);
  }

  /** The name of a routine. */
  RoutineName routine(MySqlParser.TableNameContext name) {
    int last = name.identifier().size() - 1;
    return new RoutineName(
        last == 0 ? Optional.empty() : Optional.of(name(name.identifier(0))),
        name(name.identifier(last)));
  }

  /** A column whose parts are {@code names}. */
  ColumnReference column(SourceRange range, List<? extends ParserRuleContext> names) {
    int last = names.size() - 1;
    return new ColumnReference(
        range,
        last < 2 ? Optional.empty() : Optional.of(name(names.get(last - 2))),
        last < 1 ? Optional.empty() : Optional.of(name(names.get(last - 1))),
        name(names.get(last)));
  }

  /** The name of a user variable, without its sign and quotes. */
  String userVariable(SourceRange range) {
    String name = text.substring(range.start() + 1, range.end());
    return name.isEmpty() || "'\"`".indexOf(name.charAt(0)) < 0 ? name : unquoteName(name);
  }

  /** The name of a system variable, of a component's too. */
  String variable(MySqlParser.VariableNameContext node) {
    String first =
        node.variableWord() == null ? node.getStart().getText() : name(node.variableWord());
    return node.identifier() == null ? first : first + "." + name(node.identifier());
  }

  String textOrName(MySqlParser.TextOrNameContext node) {
    return node.STRING_LITERAL() != null ? string(node.STRING_LITERAL()) : name(node.identifier());
  }

  /** Names without quotes. */
  List<String> names(MySqlParser.ColumnNamesContext node) {
    return node == null ? List.of() : node.identifier().stream().map(this::name).toList();
  }

  /** The value of a string, of adjacent strings, or of bytes taken as UTF-8. */
  String string(TerminalNode literal) {
    String source = text.substring(start(literal), end(literal));
    return switch (literal.getSymbol().getType()) {
      case MySqlParser.HEX_LITERAL -> bytes(source, 16, 2);
      case MySqlParser.BIT_LITERAL -> bytes(source, 2, 8);
      default -> strings(source);
    };
  }

  String string(MySqlParser.TextValueContext literal) {
    return string((TerminalNode) literal.getChild(0));
  }

  /** The value of the first of adjacent strings. */
  String firstString(TerminalNode literal) {
    String source = text.substring(start(literal), end(literal));
    StringBuilder value = new StringBuilder();
    string(source, source.charAt(0) == '"' ? 0 : source.indexOf('\''), value);
    return value.toString();
  }

  private static String bytes(String source, int radix, int digits) {
    String number =
        source.endsWith("'") ? source.substring(2, source.length() - 1) : source.substring(2);
    String padded = "0".repeat((digits - number.length() % digits) % digits) + number;
    byte[] bytes = new byte[padded.length() / digits];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(padded.substring(i * digits, (i + 1) * digits), radix);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Adjacent strings, with blanks and comments between them, are one. */
  private String strings(String source) {
    StringBuilder value = new StringBuilder(source.length());
    int i = 0;
    while (i < source.length()) {
      char c = source.charAt(i);
      if (c == '\'' || c == '"') {
        i = string(source, i, value);
      } else if (c == '#' || source.startsWith("--", i)) {
        int end = source.indexOf('\n', i);
        i = end < 0 ? source.length() : end + 1;
      } else if (source.startsWith("/*", i)) {
        int end = source.indexOf("*/", i + 2);
        i = end < 0 ? source.length() : end + 2;
      } else {
        i++;
      }
    }
    return value.toString();
  }

  private int string(String source, int open, StringBuilder value) {
    char quote = source.charAt(open);
    int i = open + 1;
    while (i < source.length()) {
      char c = source.charAt(i++);
      if (c == quote) {
        if (i >= source.length() || source.charAt(i) != quote) {
          return i;
        }
        i++;
      } else if (c == '\\' && backslashEscapes && i < source.length()) {
        escape(source.charAt(i++), value);
        continue;
      }
      value.append(c);
    }
    return i;
  }

  /** Escape sequences of the MySQL 8.0 manual, section 9.1.1. */
  private static void escape(char c, StringBuilder value) {
    switch (c) {
      case '0' -> value.append('\0');
      case 'b' -> value.append('\b');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'Z' -> value.append('\u001A');
      case '%', '_' -> value.append('\\').append(c);
      default -> value.append(c);
    }
  }
}
