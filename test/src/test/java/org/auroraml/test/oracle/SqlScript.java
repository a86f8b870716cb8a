package org.auroraml.test.oracle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of statements, cut as the mysql client cuts it: at the delimiter outside strings and
 * comments, which DELIMITER changes. Comments stay in their statements.
 */
public final class SqlScript {
  private static final Pattern DELIMITER =
      Pattern.compile("(?i)\\G\\s*DELIMITER[ \\t]+(\\S+)[^\\n]*(\\n|$)");

  private static final Pattern NOTHING =
      Pattern.compile(
          "(\\s|/\\*(?![!+M]).*?\\*/|#[^\\n]*(\\n|$)|--(?=\\s|$)[^\\n]*(\\n|$))*+", Pattern.DOTALL);

  private final String text;
  private final List<String> statements = new ArrayList<>();
  private String delimiter = ";";

  private SqlScript(String text) {
    this.text = text;
  }

  static List<String> read(Path file) throws IOException {
    return statements(Files.readString(file, StandardCharsets.UTF_8));
  }

  /** The statements of a text, without their delimiters. */
  public static List<String> statements(String text) {
    SqlScript script = new SqlScript(text.startsWith("\uFEFF") ? text.substring(1) : text);
    script.cut();
    return script.statements;
  }

  private void cut() {
    Matcher command = DELIMITER.matcher(text);
    int start = 0;
    int position = 0;
    while (position < text.length()) {
      if (isBlank(start, position) && command.find(position)) {
        delimiter = command.group(1);
        position = command.end();
        start = position;
      } else if (text.startsWith(delimiter, position)) {
        add(start, position);
        position += delimiter.length();
        start = position;
      } else {
        position = next(position);
      }
    }
    add(start, text.length());
  }

  /** Whether a command of the client may begin: at the begin of a line, between statements. */
  private boolean isBlank(int start, int position) {
    boolean lineStart = position == 0 || text.charAt(position - 1) == '\n';
    return lineStart && NOTHING.matcher(text).region(start, position).matches();
  }

  /** The position after the character, string or comment that begins at one. */
  private int next(int position) {
    char first = text.charAt(position);
    if (first == '\'' || first == '"' || first == '`') {
      return afterQuoted(position, first);
    } else if (first == '#'
        || text.startsWith("-- ", position)
        || text.startsWith("--\n", position)) {
      return after("\n", position);
    }
    return text.startsWith("/*", position) ? after("*/", position + 2) : position + 1;
  }

  private int after(String end, int position) {
    int found = text.indexOf(end, position);
    return found < 0 ? text.length() : found + end.length();
  }

  /** A doubled quote ends one string and begins another. */
  private int afterQuoted(int position, char quote) {
    int end = position + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' && quote != '`' ? 2 : 1;
    }
    return Math.min(end + 1, text.length());
  }

  private void add(int start, int end) {
    String statement = text.substring(start, end).strip();
    if (!NOTHING.matcher(statement).matches()) {
      statements.add(statement);
    }
  }
}
