package org.auroraml.stand;

import java.util.ArrayList;
import java.util.List;

/**
 * RFC 4180, with the one distinction that general CSV readers lose: an empty field is {@code null},
 * a quoted empty field is the empty string.
 */
public final class Csv {
  private final String text;
  private int position;

  private Csv(String text) {
    this.text = text;
  }

  /** Reads all lines; the last one may or may not end in a line break. */
  public static List<List<String>> parse(String text) {
    return new Csv(text).lines();
  }

  /** Writes a field, quoted only where it must be; {@code null} is written as nothing. */
  public static String field(String value) {
    if (value == null) {
      return "";
    }
    boolean plain =
        !value.isEmpty()
            && value.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  private List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>();
    while (position < text.length()) {
      lines.add(line());
    }
    return lines;
  }

  /** Reads to the end of a line and beyond its line break. */
  private List<String> line() {
    List<String> fields = new ArrayList<>();
    while (true) {
      fields.add(at('"') ? quoted() : unquoted());
      if (at(',')) {
        position++;
        continue;
      }
      if (at('\r')) {
        position++;
      }
      if (at('\n')) {
        position++;
      }
      return fields;
    }
  }

  private String unquoted() {
    int start = position;
    while (position < text.length() && !at(',') && !at('\n') && !at('\r')) {
      position++;
    }
    return position == start ? null : text.substring(start, position);
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c != '"') {
        value.append(c);
      } else if (at('"')) {
        value.append('"');
        position++;
      } else if (position == text.length() || at(',') || at('\n') || at('\r')) {
        return value.toString();
      } else {
        throw new IllegalArgumentException(
            "CSV: text after a closing quote at character " + position);
      }
    }
    throw new IllegalArgumentException("CSV: a quoted field has no end");
  }

  private boolean at(char c) {
    return position < text.length() && text.charAt(position) == c;
  }
}
