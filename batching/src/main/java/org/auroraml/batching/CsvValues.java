package org.auroraml.batching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads the values of a CSV response: a line for each input, of which the first field counts, or
 * all values of a batch on one line, as XGBoost's container writes them. One line of several fields
 * for one input is one answer, of which the first field counts.
 */
final class CsvValues {
  private static final List<String> BLANK = Collections.singletonList(null);

  private final String text;
  private int at;

  private CsvValues(String text) {
    this.text = text;
  }

  /** The values found, as many as there are; the caller compares with what it expects. */
  static List<String> read(String text, int expected) throws UnreadableResponse {
    CsvValues reader = new CsvValues(text);
    List<List<String>> lines = new ArrayList<>(expected);
    List<List<String>> filled = new ArrayList<>(expected);
    while (reader.at < text.length()) {
      List<String> line = reader.line();
      lines.add(line);
      if (!line.equals(BLANK)) {
        filled.add(line);
      }
    }
    if (filled.size() == 1 && expected > 1 && filled.get(0).size() == expected) {
      return filled.get(0);
    }
    // A blank line is a NULL if that makes the count right; else it is decoration.
    List<List<String>> answers = lines.size() == expected ? lines : filled;
    List<String> values = new ArrayList<>(answers.size());
    for (List<String> answer : answers) {
      values.add(answer.get(0));
    }
    return values;
  }

  private List<String> line() throws UnreadableResponse {
    String field = field();
    if (!skip(',')) {
      endLine();
      return field == null ? BLANK : List.of(field);
    }
    List<String> fields = new ArrayList<>();
    fields.add(field);
    do {
      fields.add(field());
    } while (skip(','));
    endLine();
    return fields;
  }

  private String field() throws UnreadableResponse {
    if (at < text.length() && text.charAt(at) == '"') {
      return quotedField();
    }
    int start = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String field = text.substring(start, at);
    if (field.isEmpty()) {
      return null;
    }
    // "0.1, 0.2" is common; a text's own blanks are part of it, even if it has nothing else.
    String stripped = field.strip();
    return !stripped.isEmpty() && looksLikeNumber(stripped) ? stripped : field;
  }

  private String quotedField() throws UnreadableResponse {
    StringBuilder field = new StringBuilder();
    at++;
    while (true) {
      int quote = text.indexOf('"', at);
      if (quote < 0) {
        throw new UnreadableResponse("answered with CSV whose last quote is not closed");
      }
      field.append(text, at, quote);
      at = quote + 1;
      if (!skip('"')) {
        return field.toString();
      }
      field.append('"');
    }
  }

  private void endLine() throws UnreadableResponse {
    boolean carriageReturn = skip('\r');
    boolean lineFeed = skip('\n');
    if (!carriageReturn && !lineFeed && at < text.length()) {
      throw new UnreadableResponse("answered with CSV that has text after a closing quote");
    }
  }

  private boolean skip(char expected) {
    boolean there = at < text.length() && text.charAt(at) == expected;
    if (there) {
      at++;
    }
    return there;
  }

  private static boolean looksLikeNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789.+-eE".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
