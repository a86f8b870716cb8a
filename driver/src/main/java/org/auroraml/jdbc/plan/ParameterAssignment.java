package org.auroraml.jdbc.plan;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.auroraml.batching.ModelInput;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.registry.MlFunction;
import org.auroraml.jdbc.type.SqlType;

/**
 * What an argument becomes when it is assigned to its parameter (manual, section 11.1.7,
 * "Out-of-Range and Overflow Handling", and 5.1.11, "Server SQL Modes"). No client may have the
 * server assign without a table or a routine, so it casts: in strict mode to a little more than the
 * parameter holds, so that what does not fit shows, and else to what the server would have cut it
 * to.
 *
 * @param strict whether sql_mode makes a value that does not fit an error
 */
record ParameterAssignment(boolean strict) {
  private static final int MOST_DIGITS = 65;

  /** What a text becomes that is no date, where strict mode has yet to refuse it. */
  private static final String NO_DATE = "";

  private static final Pattern AVERAGE =
      Pattern.compile("(?!.*\\bSELECT\\b).*\\bAVG\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** The SQL for the value of a parameter. */
  SqlFragment assigned(SqlType type, SqlFragment value) {
    if (type.isInteger()) {
      return integer(type, value);
    }
    return switch (type.base()) {
      case DECIMAL -> positive(type, wrap("CAST(", value, " AS " + decimal(type) + ")"));
      // A bare FLOAT column is shown with 6 digits; as a DOUBLE it is exact.
      case FLOAT, DOUBLE -> positive(type, wrap("CAST(", average(value), " AS DOUBLE)"));
      case DATE -> temporal(value, "DATE", "0000-00-00");
      case TIME -> temporal(value, type.sql(), "00:00:00" + fraction(type));
      case DATETIME -> temporal(value, type.sql(), "0000-00-00 00:00:00" + fraction(type));
      // No CAST to CHAR(n): it would cut.
      default ->
          strict || type.length().isEmpty()
              ? text(value)
              : text(
                  wrap(
                      "LEFT(CONVERT(", value, " USING utf8mb4)," + type.length().getAsInt() + ")"));
    };
  }

  private SqlFragment integer(SqlType type, SqlFragment value) {
    int bits = bits(type);
    if (bits == Long.SIZE) {
      return wrap("CAST(", value, type.unsigned() ? " AS UNSIGNED)" : " AS SIGNED)");
    }
    // A text is a number with a fraction and an exponent; CAST reads its first digits.
    SqlFragment rounded = wrap("ROUND(", value, ")");
    return strict
        ? wrap("CAST(", rounded, " AS SIGNED)")
        : wrap(
            // A TIMESTAMP stays one when MariaDB rounds it.
            "CAST(LEAST(GREATEST(0+",
            rounded,
            "," + least(type) + ")," + most(type) + ") AS SIGNED)");
  }

  private static int bits(SqlType type) {
    return switch (type.base()) {
      case TINYINT -> Byte.SIZE;
      case SMALLINT -> Short.SIZE;
      case MEDIUMINT -> 24;
      case INT -> Integer.SIZE;
      default -> Long.SIZE;
    };
  }

  private static long least(SqlType type) {
    return type.unsigned() ? 0 : -1L << (bits(type) - 1);
  }

  private static long most(SqlType type) {
    return (1L << (type.unsigned() ? bits(type) : bits(type) - 1)) - 1;
  }

  private String decimal(SqlType type) {
    int digits = strict ? Math.min(type.precision() + 1, MOST_DIGITS) : type.precision();
    return "DECIMAL(" + digits + "," + type.scale().orElse(0) + ")";
  }

  private SqlFragment positive(SqlType type, SqlFragment value) {
    return type.unsigned() && !strict ? wrap("GREATEST(", value, ",0)") : value;
  }

  /**
   * A function receives the average of DECIMALs as a DECIMAL, with as many digits as the server
   * gives it, and CAST(AVG(d) AS DOUBLE) takes more: but not of COALESCE(AVG(d)), a DECIMAL too.
   * That of a subquery is one already.
   */
  private static SqlFragment average(SqlFragment value) {
    return AVERAGE.matcher(value.sql()).matches() ? wrap("COALESCE(", value, ")") : value;
  }

  private static String fraction(SqlType type) {
    int digits = type.length().orElse(0);
    return digits == 0 ? "" : "." + "0".repeat(digits);
  }

  private SqlFragment temporal(SqlFragment value, String type, String zero) {
    return text(
        wrap("IFNULL(CAST(", value, " AS " + type + "),IF((")
            .append(wrap("", value, ") IS NULL,NULL,'" + (strict ? NO_DATE : zero) + "'))")));
  }

  /** As UTF-8 bytes: a collation, or trailing blanks, would make different texts one. */
  private static SqlFragment text(SqlFragment value) {
    return wrap("CAST(CONVERT(", value, " USING utf8mb4) AS BINARY)");
  }

  private static SqlFragment wrap(String before, SqlFragment value, String after) {
    return Arguments.wrap(before, value, after);
  }

  /** Fails as strict mode does if an argument does not fit its parameter. */
  void require(MlFunction function, ModelInput input) throws SQLException {
    for (int i = 0; strict && i < function.parameters().size(); i++) {
      String argument = input.argument(i);
      if (argument != null) {
        require(function, i, function.parameters().get(i), argument);
      }
    }
  }

  private static void require(MlFunction function, int index, SqlType type, String argument)
      throws SQLException {
    if (type.isText()) {
      if (type.length().isPresent() && isLonger(argument, type.length().getAsInt())) {
        throw SqlErrors.argumentTooLong(
            function.qualifiedName(), index + 1, type.length().getAsInt());
      }
    } else if (type.isNumber()) {
      if (!holds(type, argument)) {
        throw SqlErrors.argumentOutOfRange(function.qualifiedName(), index + 1, type);
      }
    } else if (argument.equals(NO_DATE)) {
      throw SqlErrors.incorrectDate(function.qualifiedName(), index + 1, type);
    }
  }

  /** Blanks that do not fit are no error (manual, section 11.3.2). */
  private static boolean isLonger(String text, int length) {
    if (text.length() <= length || text.codePointCount(0, text.length()) <= length) {
      return false;
    }
    int end = text.offsetByCodePoints(0, length);
    return text.substring(end).chars().anyMatch(c -> c != ' ');
  }

  private static boolean holds(SqlType type, String number) {
    if (type.isInteger()) {
      if (bits(type) == Long.SIZE) {
        return true;
      }
      long value = Long.parseLong(number);
      return least(type) <= value && value <= most(type);
    } else if (type.base() == SqlType.Base.DECIMAL) {
      BigDecimal value = new BigDecimal(number);
      return !(type.unsigned() && value.signum() < 0)
          && value.precision() - value.scale() <= type.precision() - type.scale().orElse(0);
    }
    return !(type.unsigned() && number.startsWith("-") && Double.parseDouble(number) < 0);
  }
}
