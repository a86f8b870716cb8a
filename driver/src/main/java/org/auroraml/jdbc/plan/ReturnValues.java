package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.auroraml.batching.Prediction;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.registry.MlFunction;
import org.auroraml.jdbc.type.Literals;
import org.auroraml.jdbc.type.ValueAssignment;

/**
 * How values that are looked up become what a function with that RETURNS gives: in type and, for
 * texts, in collation.
 *
 * <p>A function's text is coercible, a column's is not (1267 against a column of another
 * collation). MySQL has JSON_VALUE, whose text is coercible and of any length. Elsewhere few
 * distinct texts are looked up by number and named by literals, which are coercible too.
 */
final class ReturnValues {
  /** With more or longer labels the statement's text would grow too much. */
  private static final int MAX_LABELS = 64;

  private static final int MAX_LENGTH = 255;

  private final MlFunction function;
  private final Session.Dialect dialect;
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private boolean few;

  ReturnValues(MlFunction function, Session.Dialect dialect) {
    this.function = function;
    this.dialect = dialect;
    this.few = function.returns().isText() && !isJsonValue();
  }

  private boolean isJsonValue() {
    // A built-in function's text has the connection's collation.
    return dialect == Session.Dialect.MYSQL
        && function.schema().isPresent()
        && function.returns().isText()
        && function.returns().length().isPresent();
  }

  /**
   * What a model gave, as a value of the type after RETURNS; null for NULL.
   *
   * @throws SQLException the error that MySQL gives on assignment, if it does not fit
   */
  static String assigned(MlFunction function, Prediction prediction) throws SQLException {
    String answer = prediction.output(function.output());
    return answer == null
        ? null
        : ValueAssignment.assign(
            function.returns(), answer, "function '" + function.qualifiedName() + "'");
  }

  void add(String text) {
    if (few && text != null) {
      numbers.putIfAbsent(text, numbers.size() + 1);
      few = text.length() <= MAX_LENGTH && numbers.size() <= MAX_LABELS;
    }
  }

  /** Whether values are looked up by number. */
  boolean areFew() {
    return few;
  }

  /** What is looked up for a value: its number, or itself. */
  String number(String value) {
    return few && value != null ? numbers.get(value).toString() : value;
  }

  /** The value as the function returns it. */
  SqlFragment returned(SqlFragment lookup) {
    if (isJsonValue()) {
      return Arguments.wrap(
          "JSON_VALUE(JSON_QUOTE(",
          lookup,
          "), '$' RETURNING CHAR("
              + function.returns().length().getAsInt()
              + ") CHARACTER SET utf8mb4)");
    } else if (!few) {
      return lookup;
    }
    StringBuilder names = new StringBuilder();
    for (String label : numbers.keySet()) {
      names.append(", ").append(literal(label));
    }
    // Without any, some name: a UNION would make a column of no length of an empty one.
    String all = names.isEmpty() ? ", " + literal("x") : names.toString();
    return Arguments.wrap("ELT(", lookup, all + ")");
  }

  /**
   * A created function's text has the default collation of utf8mb4, as a stored function's has. A
   * built-in function's has the connection's, as a literal: MariaDB could not compare it with one
   * otherwise (1267).
   */
  private String literal(String label) {
    return function.schema().isEmpty() && label.chars().allMatch(Character::isLetterOrDigit)
        ? "'" + label + "'"
        : "_utf8mb4 " + Literals.hex(label);
  }
}
