package org.auroraml.jdbc.plan;

import java.util.HexFormat;

/** JSON strings in ASCII, so that no connection character set can bend them. */
public final class JsonText {
  private static final HexFormat HEX = HexFormat.of();

  private JsonText() {}

  /** A string literal. */
  static String of(String text) {
    StringBuilder json = new StringBuilder();
    append(json, text);
    return json.toString();
  }

  /** Appends a string literal. */
  public static void append(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        json.append("\\u").append(HEX.toHexDigits(c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
