package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Values that MySQL 8.0.33 writes to a file by INTO OUTFILE otherwise than to the wire in the text
 * protocol. All of it was found by comparing the two.
 */
public final class OutfileValues {

  private OutfileValues() {}

  /**
   * A FLOAT or DOUBLE as a file has it: with an exponent where the plain form is longer than the
   * type is wide, and rounded if that is longer, too.
   *
   * @param text the value as the text protocol gives it
   * @param width 12 for FLOAT, 24 for a DOUBLE column, 22 for a DOUBLE expression
   * @param zeroFill whether the column is ZEROFILL
   */
  public static byte[] number(byte[] text, int width, boolean zeroFill) {
    if (text.length <= width) {
      return text;
    }
    String given = new String(text, US_ASCII);
    String written = exponential(new BigDecimal(given));
    if (written.length() > width) {
      BigDecimal exact = new BigDecimal(Double.parseDouble(given));
      int digits = new BigDecimal(given).stripTrailingZeros().precision();
      MathContext fitting =
          new MathContext(digits - (written.length() - width), RoundingMode.HALF_EVEN);
      written = exponential(exact.round(fitting));
    }
    String zeros = zeroFill ? "0".repeat(Math.max(0, width - written.length())) : "";
    return (zeros + written).getBytes(US_ASCII);
  }

  private static String exponential(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    String digits = stripped.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - stripped.scale();
    return (stripped.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + "e"
        + exponent;
  }

  /**
   * Bytes that have no character set, in a file of UTF-8: MySQL stops at the first that is not part
   * of a character.
   *
   * @param longest 4 for utf8mb4, 3 for utf8mb3, 1 for ascii
   */
  public static byte[] cutAtMalformed(byte[] value, int longest) {
    int at = 0;
    while (at < value.length) {
      int length = utf8Length(value, at, value.length);
      if (length == 0 || length > longest) {
        return Arrays.copyOf(value, at);
      }
      at += length;
    }
    return value;
  }

  /** The bytes of the character that begins there; 0 if none does (RFC 3629). */
  static int utf8Length(byte[] value, int at, int end) {
    int first = value[at] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || at + length > end) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((value[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = value[at + 1] & 0xff;
    boolean outOfRange =
        (first == 0xe0 && second < 0xa0)
            || (first == 0xed && second > 0x9f)
            || (first == 0xf0 && second < 0x90)
            || (first == 0xf4 && second > 0x8f);
    return outOfRange ? 0 : length;
  }
}
