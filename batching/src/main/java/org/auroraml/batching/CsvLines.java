package org.auroraml.batching;

import java.util.List;

/**
 * Inputs as SageMaker's containers take them: a line of CSV each (RFC 4180), without a header, in
 * UTF-8. NULL is an empty field, an empty text is {@code ""}; quotes stand only where they must. LF
 * separates lines, as the documentation of SageMaker's own algorithms shows it, and none follows
 * the last, which a container might count as a row.
 */
final class CsvLines {

  private CsvLines() {}

  /** The bytes of the input's line, its separator included. */
  static long length(ModelInput input) {
    long bytes = input.size();
    for (int i = 0; i < input.size(); i++) {
      String field = input.argument(i);
      if (field != null) {
        bytes += fieldLength(field);
      }
    }
    return bytes;
  }

  /** At least the bytes of the input's line, known without reading its text. */
  static long atMost(ModelInput input) {
    long bytes = 0;
    for (int i = 0; i < input.size(); i++) {
      String field = input.argument(i);
      bytes += 3 + (field == null ? 0 : 3L * field.length());
    }
    return bytes;
  }

  /** The body of a request. Its length must fit an array: the caller cuts batches by length. */
  static byte[] body(List<ModelInput> inputs) {
    long length = -1;
    for (ModelInput input : inputs) {
      length += length(input);
    }
    byte[] body = new byte[Math.toIntExact(length)];
    int at = 0;
    boolean first = true;
    for (ModelInput input : inputs) {
      if (!first) {
        body[at++] = '\n';
      }
      first = false;
      at = write(input, body, at);
    }
    return body;
  }

  private static int write(ModelInput input, byte[] body, int position) {
    int at = position;
    for (int i = 0; i < input.size(); i++) {
      if (i > 0) {
        body[at++] = ',';
      }
      String field = input.argument(i);
      if (field != null) {
        at = write(field, body, at);
      }
    }
    return at;
  }

  private static int write(String field, byte[] body, int position) {
    int at = position;
    boolean quoted = isQuoted(field);
    if (quoted) {
      body[at++] = '"';
    }
    for (int i = 0; i < field.length(); i++) {
      if (field.charAt(i) == '"') {
        body[at++] = '"';
      }
      at = Utf8.write(field, i, body, at);
    }
    if (quoted) {
      body[at++] = '"';
    }
    return at;
  }

  private static long fieldLength(String field) {
    if (!isQuoted(field)) {
      return Utf8.length(field);
    }
    long quotes = field.chars().filter(c -> c == '"').count();
    return 2 + quotes + Utf8.length(field);
  }

  private static boolean isQuoted(String field) {
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return field.isEmpty();
  }
}
