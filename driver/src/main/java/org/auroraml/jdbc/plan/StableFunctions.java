package org.auroraml.jdbc.plan;

import java.util.Locale;
import java.util.Set;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.FunctionCall;

/**
 * Built-in functions that give the same for the same arguments within a statement. A call may be
 * one of a stored function, of which only the server knows whether it does; but a stored function
 * of a built-in's name is called with its database's (MySQL manual, section 9.2.5).
 */
final class StableFunctions {
  private static final Set<String> NAMES =
      Set.of(
          // Numbers
          "ABS",
          "CEIL",
          "CEILING",
          "FLOOR",
          "MOD",
          "POW",
          "POWER",
          "ROUND",
          "SIGN",
          "SQRT",
          "TRUNCATE",
          // Texts
          "ASCII",
          "CHAR_LENGTH",
          "CHARACTER_LENGTH",
          "CONCAT",
          "CONCAT_WS",
          "FIELD",
          "FIND_IN_SET",
          "HEX",
          "INSTR",
          "LCASE",
          "LEFT",
          "LENGTH",
          "LOCATE",
          "LOWER",
          "LPAD",
          "LTRIM",
          "MD5",
          "OCTET_LENGTH",
          "REGEXP_LIKE",
          "REPLACE",
          "REVERSE",
          "RIGHT",
          "RPAD",
          "RTRIM",
          "SHA1",
          "SUBSTR",
          "SUBSTRING",
          "SUBSTRING_INDEX",
          "TRIM",
          "UCASE",
          "UNHEX",
          "UPPER",
          // Times
          "CURDATE",
          "CURRENT_DATE",
          "CURRENT_TIMESTAMP",
          "DATE",
          "DATEDIFF",
          "DATE_FORMAT",
          "DAY",
          "DAYOFMONTH",
          "DAYOFWEEK",
          "DAYOFYEAR",
          "FROM_UNIXTIME",
          "HOUR",
          "LAST_DAY",
          "MINUTE",
          "MONTH",
          "NOW",
          "QUARTER",
          "SECOND",
          "STR_TO_DATE",
          "TIME",
          "TIMESTAMPDIFF",
          "UNIX_TIMESTAMP",
          "UTC_DATE",
          "UTC_TIMESTAMP",
          "WEEK",
          "WEEKDAY",
          "YEAR",
          "YEARWEEK",
          // Others
          "COALESCE",
          "GREATEST",
          "IFNULL",
          "ISNULL",
          "JSON_CONTAINS",
          "JSON_EXTRACT",
          "JSON_UNQUOTE",
          "JSON_VALUE",
          "LEAST",
          "NULLIF");

  private StableFunctions() {}

  /** Whether all calls in an expression are of such functions. */
  static boolean areAll(Expression expression) {
    return expression.calls().stream().allMatch(StableFunctions::isOne);
  }

  private static boolean isOne(FunctionCall call) {
    return call.name().schema().isEmpty()
        && NAMES.contains(call.name().name().toUpperCase(Locale.ROOT))
        && call.arguments().stream().allMatch(StableFunctions::areAll);
  }
}
