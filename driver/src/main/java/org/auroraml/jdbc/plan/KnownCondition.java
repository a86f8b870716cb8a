package org.auroraml.jdbc.plan;

import java.util.Optional;
import org.auroraml.grammar.SourceRange;

/**
 * A condition made of parts of the statement, that holds for every row whose value of a call
 * matters: where it does not, an operator around the call has decided already (F28).
 *
 * @param operand an operand beside the call
 * @param value the value after CASE that the operand is compared with
 * @param test what holds for the operand, or for the comparison
 * @param constant whether it is the same for all rows
 * @param ofCalls whether it holds ML calls itself, whose values are known a stage earlier
 */
record KnownCondition(
    SourceRange operand,
    Optional<SourceRange> value,
    Test test,
    boolean constant,
    boolean ofCalls) {

  /** Whether something stands in it. */
  boolean contains(SourceRange range) {
    return operand.contains(range) || value.filter(v -> v.contains(range)).isPresent();
  }

  /** The tests, none of which is ever NULL. */
  enum Test {
    TRUE("IS TRUE"),
    NOT_TRUE("IS NOT TRUE"),
    NOT_FALSE("IS NOT FALSE"),
    NULL("IS NULL"),
    NOT_NULL("IS NOT NULL");

    private final String sql;

    Test(String sql) {
      this.sql = sql;
    }

    String sql() {
      return sql;
    }
  }
}
