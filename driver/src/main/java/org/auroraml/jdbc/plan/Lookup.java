package org.auroraml.jdbc.plan;

import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.SqlFragment;

/** Model values on their way back to the server, and the SQL that finds a value among them. */
sealed interface Lookup permits LookupTable, LookupExpression {
  /** In the message of error 1690 that a lookup without a match raises. */
  String MISS = "717171";

  /** What its values are found by. */
  Arguments arguments();

  /**
   * Adds a pair.
   *
   * @param key the key as text
   * @param value the value, of the type after RETURNS, or null
   */
  void add(String key, String value);

  /** JSON texts, for user variables. */
  List<String> texts();

  /**
   * The SQL that takes the place of the call.
   *
   * @param found what is looked up: the arguments at the place of the call
   * @param texts SQL for each JSON text, in the order of {@link #texts()}
   * @param miss what a lookup without a match is
   * @param precondition where it does not hold for a row, no value is looked up
   */
  SqlFragment lookup(
      Arguments found, List<String> texts, Miss miss, Optional<SqlFragment> precondition);

  /**
   * What a lookup without a match is.
   *
   * @param isNull whether it is NULL: where no row can have changed since the values were gathered,
   *     only a row that another condition is about to reject has none
   * @param guard where it does not hold for a row, no value need be found; evaluated only where
   *     none is. Else a miss is an error
   */
  record Miss(boolean isNull, Optional<SqlFragment> guard) {
    static final Miss NULL = new Miss(true, Optional.empty());
    static final Miss ERROR = new Miss(false, Optional.empty());
  }
}
