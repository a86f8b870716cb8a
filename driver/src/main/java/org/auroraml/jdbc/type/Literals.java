package org.auroraml.jdbc.type;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Texts of ours inside SQL, in forms that no sql_mode and no connection character set can bend. */
public final class Literals {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_:/+=,.@ -]*");

  private Literals() {}

  /** The UTF-8 bytes as a hexadecimal literal: {@code X'41'}. It is binary unless introduced. */
  public static String hex(String text) {
    return "X'" + hexDigits(text) + "'";
  }

  /** The UTF-8 bytes in hexadecimal digits. */
  public static String hexDigits(String text) {
    return HEX.formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A text, in quotes where it needs no escape: then it has the connection's collation, as literals
   * of the user's have.
   */
  public static String text(String text) {
    return PLAIN.matcher(text).matches() ? "'" + text + "'" : "_utf8mb4 " + hex(text);
  }

  /** An identifier in backquotes, which every sql_mode takes (manual, section 9.2). */
  public static String identifier(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
