package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.registry.MlFunction;
import org.auroraml.jdbc.type.Literals;
import org.auroraml.jdbc.type.SqlType;

/**
 * Values that are looked up by an expression without a subquery: for arguments that a subquery
 * can't refer to, such as the columns that a statement is writing.
 *
 * <p>The values stand in JSON objects, which the server reads for every row anew: so there are many
 * small ones, and the first digits of the key say which.
 */
final class LookupExpression implements Lookup {
  private static final SqlFragment NOTHING = SqlFragment.text("");

  private static final String NULL = "-";
  private static final int PAIRS_PER_TEXT = 32;
  private static final int MAX_TEXTS = 1024;

  /** Digits of the key that choose a text; 16 to their power is a multiple of its number. */
  private static final int DIGITS = 3;

  private final Arguments arguments;
  private final MlFunction function;
  private final ReturnValues returned;
  private final List<String> keys = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private boolean hasNull;

  /**
   * An empty one.
   *
   * @param arguments what values are found by, digested
   */
  LookupExpression(Arguments arguments, MlFunction function, Session.Dialect dialect) {
    this.arguments = arguments;
    this.function = function;
    this.returned = new ReturnValues(function, dialect);
  }

  @Override
  public Arguments arguments() {
    return arguments;
  }

  @Override
  public void add(String key, String value) {
    returned.add(value);
    keys.add(key);
    values.add(value);
    hasNull |= value == null;
  }

  @Override
  public List<String> texts() {
    List<StringBuilder> texts = new ArrayList<>();
    for (int i = 0; i < number(); i++) {
      texts.add(new StringBuilder("{"));
    }
    for (int i = 0; i < keys.size(); i++) {
      StringBuilder text = texts.get(position(keys.get(i), texts.size()));
      text.append(text.length() == 1 ? "" : ",");
      // MariaDB takes no path that begins with a hyphen, which is the key of NULL.
      JsonText.append(text, "k" + keys.get(i));
      text.append(':');
      JsonText.append(text, sent(values.get(i)));
    }
    return texts.stream().map(text -> text + "}").toList();
  }

  private int number() {
    int number = 1;
    while (number < MAX_TEXTS && number * PAIRS_PER_TEXT < keys.size()) {
      number *= 2;
    }
    return number;
  }

  /** The key of one NULL is no number; it stands for 0. */
  private static int position(String key, int number) {
    return key.length() < DIGITS ? 0 : Integer.parseInt(key.substring(0, DIGITS), 16) % number;
  }

  /**
   * NULL is a text that no value is sent as; other texts are sent in digits, since MariaDB spoils
   * some of them.
   */
  private String sent(String value) {
    if (value == null) {
      return NULL;
    }
    return function.returns().isText() && !returned.areFew()
        ? Literals.hexDigits(value)
        : returned.number(value);
  }

  @Override
  public SqlFragment lookup(
      Arguments found, List<String> texts, Miss miss, Optional<SqlFragment> precondition) {
    // Not JSON_VALUE: its path must be constant on MySQL, and MariaDB reads it once in an INSERT.
    SqlFragment value =
        Arguments.wrap("JSON_UNQUOTE(JSON_EXTRACT(", text(found, texts), ", CONCAT('$.\"k', ")
            .append(found.digest())
            .append(", '\"')))");
    if (!miss.isNull()) {
      // In an IF, since a function's result can be NULL.
      SqlFragment missed =
          Arguments.wrap("IF(LENGTH(", found.digest(), ") > 0")
              .append(miss.guard().map(guard -> Arguments.wrap(" AND ", guard, "")).orElse(NOTHING))
              .append(Arguments.wrap(", ~(LENGTH(", found.digest(), ") * 0) + " + MISS))
              .append(", NULL)");
      value = Arguments.wrap("COALESCE(", value, ", ").append(missed).append(")");
    }
    if (hasNull) {
      value = Arguments.wrap("NULLIF(", value, ", '" + NULL + "')");
    }
    return LookupTable.when(precondition, typed(value));
  }

  private SqlFragment text(Arguments found, List<String> texts) {
    if (texts.size() == 1) {
      return SqlFragment.text(texts.get(0));
    }
    // MySQL takes the hyphen of NULL for no number, which is an error where it writes (1292).
    return Arguments.wrap(
        "ELT(1 + MOD(CONV(REPLACE(LEFT(",
        found.digest(),
        ", "
            + DIGITS
            + "), '-', '0'), 16, 10), "
            + texts.size()
            + "), "
            + String.join(", ", texts)
            + ")");
  }

  /** MySQL has no cast to the smaller whole numbers: they are BIGINT here. */
  private SqlFragment typed(SqlFragment value) {
    SqlType type = function.returns();
    if (returned.areFew()) {
      return returned.returned(value);
    } else if (type.isText()) {
      String length = type.length().isPresent() ? "(" + type.length().getAsInt() + ")" : "";
      return returned.returned(
          Arguments.wrap("CAST(CONVERT(UNHEX(", value, ") USING utf8mb4) AS CHAR" + length + ")"));
    } else if (type.isInteger()) {
      return Arguments.wrap("CAST(", value, type.unsigned() ? " AS UNSIGNED)" : " AS SIGNED)");
    }
    boolean decimal = type.base() == SqlType.Base.DECIMAL;
    return Arguments.wrap("CAST(", value, decimal ? " AS " + type.sql() + ")" : " AS DOUBLE)");
  }
}
