package org.auroraml.jdbc.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Brings a model's text into the type after RETURNS by MySQL's assignment rules in strict mode
 * (MySQL 8.0 manual, sections 11.1.7, "Out-of-Range and Overflow Handling", and 12.25.4, "Rounding
 * Behavior"): numbers are rounded half away from zero to the type's digits, what does not fit is
 * the error that MySQL gives, never a cut or a NULL.
 */
public final class ValueAssignment {
  private ValueAssignment() {}

  /**
   * The value as MySQL would store it, as text that MySQL reads back as the same value.
   *
   * @param type the target
   * @param text what the model answered
   * @param target how errors name the place, e.g. {@code function 'db.f'}
   * @throws SQLException 1264 (22003) out of range, 1366 (HY000) not a number, 1406 (22001) too
   *     long
   */
  public static String assign(SqlType type, String text, String target) throws SQLException {
    if (type.isInteger()) {
      return integer(type, number(text, target, "integer"), target).toString();
    }
    return switch (type.base()) {
      case DECIMAL -> decimal(type, number(text, target, "decimal"), target).toPlainString();
      case DOUBLE -> signedZero(text, doubleText(number(text, target, "double"), type, target));
      case FLOAT -> signedZero(text, floatText(number(text, target, "float"), type, target));
      default -> string(type, text, target);
    };
  }

  /** BigDecimal has no negative zero, approximate numbers have. */
  private static String signedZero(String text, String number) {
    return number.equals("0.0") && text.strip().startsWith("-") ? "-0.0" : number;
  }

  private static BigDecimal number(String text, String target, String kind) throws SQLException {
    String stripped = text.strip();
    // BigDecimal takes an exponent of ten digits, and would then print a billion zeros.
    if (stripped.length() <= 400 && exponentIsSmall(stripped)) {
      try {
        return new BigDecimal(stripped);
      } catch (NumberFormatException notANumber) {
        // falls through to MySQL's error
      }
    }
    throw new SQLException(
        "Incorrect "
            + kind
            + " value for the result of "
            + target
            + ": the model's answer is not a number.",
        "HY000",
        1366);
  }

  private static boolean exponentIsSmall(String number) {
    int e = Math.max(number.indexOf('e'), number.indexOf('E'));
    return e < 0 || number.length() - e <= 6;
  }

  private static BigInteger integer(SqlType type, BigDecimal value, String target)
      throws SQLException {
    int bits =
        switch (type.base()) {
          case TINYINT -> 8;
          case SMALLINT, YEAR -> 16;
          case MEDIUMINT -> 24;
          case INT -> 32;
          default -> 64;
        };
    if (value.precision() - value.scale() > 20) {
      throw outOfRange(target);
    }
    BigInteger rounded = value.setScale(0, RoundingMode.HALF_UP).toBigInteger();
    BigInteger limit = BigInteger.ONE.shiftLeft(type.unsigned() ? bits : bits - 1);
    BigInteger least = type.unsigned() ? BigInteger.ZERO : limit.negate();
    if (rounded.compareTo(least) < 0 || rounded.compareTo(limit) >= 0) {
      throw outOfRange(target);
    }
    return rounded;
  }

  private static BigDecimal decimal(SqlType type, BigDecimal value, String target)
      throws SQLException {
    int scale = type.scale().orElse(0);
    if (value.precision() - value.scale() > type.precision() - scale) {
      throw outOfRange(target);
    }
    BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
    if (rounded.precision() - rounded.scale() > type.precision() - scale
        || (type.unsigned() && rounded.signum() < 0)) {
      throw outOfRange(target);
    }
    return rounded;
  }

  private static String doubleText(BigDecimal value, SqlType type, String target)
      throws SQLException {
    double number = value.doubleValue();
    if (Double.isInfinite(number) || (type.unsigned() && number < 0)) {
      throw outOfRange(target);
    }
    return Double.toString(number);
  }

  private static String floatText(BigDecimal value, SqlType type, String target)
      throws SQLException {
    float number = value.floatValue();
    if (Float.isInfinite(number) || (type.unsigned() && number < 0)) {
      throw outOfRange(target);
    }
    return Float.toString(number);
  }

  private static String string(SqlType type, String text, String target) throws SQLException {
    int characters = text.codePointCount(0, text.length());
    if (type.length().isPresent() && characters > type.length().getAsInt()) {
      throw new SQLException(
          "Data too long for the result of "
              + target
              + ": the model answered "
              + characters
              + " characters, RETURNS "
              + type.sql()
              + " holds "
              + type.length().getAsInt()
              + "; create the function again with a longer type.",
          "22001",
          1406);
    }
    return text;
  }

  private static SQLException outOfRange(String target) {
    return new SQLException(
        "Out of range value for the result of "
            + target
            + "; create the function again with a wider RETURNS type.",
        "22003",
        1264);
  }

  /** The value as a literal of its type that can stand in any expression, in any sql_mode. */
  public static String literal(SqlType type, Optional<String> value) {
    if (value.isEmpty()) {
      return "NULL";
    }
    String text = value.get();
    return switch (type.base()) {
      // A FLOAT's value as MySQL computes with it: the nearest float, seen as a double.
      case FLOAT -> approximate(Double.toString(Float.parseFloat(text)));
      case DOUBLE -> approximate(text);
      case CHAR, VARCHAR, TEXT, DATE, TIME, DATETIME, OTHER -> "_utf8mb4 " + Literals.hex(text);
      default -> text.startsWith("-") ? "(" + text + ")" : text;
    };
  }

  /** With an exponent: without one, 1.5 would be a DECIMAL. */
  private static String approximate(String number) {
    String literal = number.indexOf('E') >= 0 || number.indexOf('e') >= 0 ? number : number + "E0";
    return literal.startsWith("-") ? "(" + literal + ")" : literal;
  }
}
