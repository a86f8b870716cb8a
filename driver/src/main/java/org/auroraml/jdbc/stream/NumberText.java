package org.auroraml.jdbc.stream;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * FLOAT and DOUBLE as the servers print them: the shortest digits that give the number again, for
 * FLOAT at most six. Without an exponent where there are at most 15 digits before the point, or
 * digits on both sides of it, or at most 14 zeros after it. Tried against MySQL 8.0 and MariaDB
 * 11.4.
 */
final class NumberText {
  /** DBL_DIG: as many digits always survive. */
  private static final int SURE_DIGITS = 15;

  private static final int MOST_DIGITS = 17;

  /** FLT_DIG. */
  private static final int FLOAT_DIGITS = 6;

  private NumberText() {}

  /**
   * A DOUBLE's text.
   *
   * @param java what {@link Double#toString} gives, from which it mostly differs little
   */
  static String of(String java) {
    if (java.length() <= SURE_DIGITS && java.indexOf('E') < 0) {
      return java.endsWith(".0") ? java.substring(0, java.length() - 2) : java;
    }
    return of(Double.parseDouble(java));
  }

  /** A DOUBLE's text. */
  static String of(double number) {
    if (number == 0) {
      return Double.doubleToRawLongBits(number) == 0 ? "0" : "-0";
    }
    BigDecimal digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    // The smallest numbers have fewer bits, and so fewer sure digits.
    boolean isSure = digits.precision() <= SURE_DIGITS && Math.abs(number) >= Double.MIN_NORMAL;
    return text(isSure ? digits : shortest(number));
  }

  /** Java before 19 may print a digit more than is needed, or not the nearest ones. */
  private static BigDecimal shortest(double number) {
    BigDecimal exact = new BigDecimal(number);
    int least = Math.abs(number) < Double.MIN_NORMAL ? 1 : SURE_DIGITS;
    for (int digits = least; digits < MOST_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == number) {
        return rounded.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
  }

  /** A FLOAT's text. */
  static String of(float number) {
    if (number == 0) {
      return Float.floatToRawIntBits(number) == 0 ? "0" : "-0";
    }
    BigDecimal exact = new BigDecimal(number);
    return text(
        exact.round(new MathContext(FLOAT_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros());
  }

  private static String text(BigDecimal digits) {
    // The number is 0.ddd… times ten to this power.
    int power = digits.precision() - digits.scale();
    if (power >= 1 - SURE_DIGITS && (power <= SURE_DIGITS || digits.precision() > power)) {
      return digits.toPlainString();
    }
    String all = digits.unscaledValue().abs().toString();
    return (digits.signum() < 0 ? "-" : "")
        + all.charAt(0)
        + (all.length() > 1 ? "." + all.substring(1) : "")
        + "e"
        + (power - 1);
  }
}
