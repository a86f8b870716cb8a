package org.auroraml.jdbc.type;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A MySQL data type of a parameter or of RETURNS (MySQL 8.0 manual, chapter 11, "Data Types").
 *
 * @param base the type's name with synonyms resolved
 * @param length characters of a string type, fractional digits of a temporal type, total digits of
 *     DECIMAL
 * @param scale digits after the point of DECIMAL
 * @param unsigned whether UNSIGNED (or ZEROFILL, which implies it) is given
 */
public record SqlType(Base base, OptionalInt length, OptionalInt scale, boolean unsigned) {

  /** Types by name, synonyms resolved. */
  public enum Base {
    TINYINT,
    SMALLINT,
    MEDIUMINT,
    INT,
    BIGINT,
    DECIMAL,
    FLOAT,
    DOUBLE,
    CHAR,
    VARCHAR,
    TEXT,
    DATE,
    TIME,
    DATETIME,
    YEAR,
    /** Any other: BIT, JSON, BINARY, BLOB, ENUM, SET, geometry. */
    OTHER
  }

  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(?:NATIONAL\\s+)?([A-Z0-9]+)(?:\\s+(PRECISION|VARYING))?\\s*(?:\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?(.*)",
          Pattern.DOTALL);
  private static final Pattern UNSIGNED = Pattern.compile("\\b(UNSIGNED|ZEROFILL)\\b");

  /** Reads a type as CREATE FUNCTION has it or as INFORMATION_SCHEMA's DTD_IDENTIFIER prints it. */
  public static SqlType parse(String text) {
    Matcher matcher = FORM.matcher(text.toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      return new SqlType(Base.OTHER, OptionalInt.empty(), OptionalInt.empty(), false);
    }
    OptionalInt length = digits(matcher.group(3));
    Base base = "VARYING".equals(matcher.group(2)) ? Base.VARCHAR : base(matcher.group(1), length);
    boolean unsigned = UNSIGNED.matcher(matcher.group(5)).find();
    if (base == Base.TINYINT && matcher.group(1).startsWith("BOOL")) {
      length = OptionalInt.of(1);
    }
    return new SqlType(base, length, digits(matcher.group(4)), unsigned);
  }

  private static OptionalInt digits(String group) {
    return group == null || group.length() > 9
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(group));
  }

  private static Base base(String word, OptionalInt length) {
    return switch (word) {
      case "TINYINT", "BOOL", "BOOLEAN", "INT1" -> Base.TINYINT;
      case "SMALLINT", "INT2" -> Base.SMALLINT;
      case "MEDIUMINT", "MIDDLEINT", "INT3" -> Base.MEDIUMINT;
      case "INT", "INTEGER", "INT4" -> Base.INT;
      case "BIGINT", "INT8" -> Base.BIGINT;
      case "DECIMAL", "DEC", "NUMERIC", "FIXED" -> Base.DECIMAL;
      // FLOAT(p) with p above 24 is DOUBLE (manual, section 11.1.4).
      case "FLOAT", "FLOAT4" -> length.orElse(0) > 24 ? Base.DOUBLE : Base.FLOAT;
      case "DOUBLE", "REAL", "FLOAT8" -> Base.DOUBLE;
      case "CHAR", "CHARACTER", "NCHAR" -> Base.CHAR;
      case "VARCHAR", "NVARCHAR", "VARCHARACTER" -> Base.VARCHAR;
      case "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT", "LONG" -> Base.TEXT;
      case "DATE" -> Base.DATE;
      case "TIME" -> Base.TIME;
      case "DATETIME", "TIMESTAMP" -> Base.DATETIME;
      case "YEAR" -> Base.YEAR;
      default -> Base.OTHER;
    };
  }

  /** A whole-number type. */
  public boolean isInteger() {
    return switch (base) {
      case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, YEAR -> true;
      default -> false;
    };
  }

  /** A number: integer, DECIMAL, FLOAT or DOUBLE. */
  public boolean isNumber() {
    return isInteger() || base == Base.DECIMAL || base == Base.FLOAT || base == Base.DOUBLE;
  }

  /** A character string type. */
  public boolean isText() {
    return base == Base.CHAR || base == Base.VARCHAR || base == Base.TEXT;
  }

  /** Total digits of DECIMAL; 10 where none are given (manual, section 11.1.3). */
  public int precision() {
    return length.orElse(10);
  }

  /** The type as SQL, without character set. */
  public String sql() {
    String name =
        switch (base) {
          case DECIMAL -> "DECIMAL(" + precision() + "," + scale.orElse(0) + ")";
          case CHAR, VARCHAR, TIME, DATETIME ->
              base + (length.isPresent() ? "(" + length.getAsInt() + ")" : "");
          default -> base.name();
        };
    return unsigned ? name + " UNSIGNED" : name;
  }
}
