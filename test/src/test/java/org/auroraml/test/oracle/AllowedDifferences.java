package org.auroraml.test.oracle;

import java.sql.Statement;
import java.util.List;
import org.auroraml.test.oracle.Outcome.Column;

/**
 * The one place that says what need not be equal between an ML function and a stored function.
 *
 * <ul>
 *   <li>The message of an error: the server's names the parameter or column that it assigns to, and
 *       the database; SQLSTATE, vendor code and the counts of a batch are compared.
 *   <li>The order of rows where the statement orders nothing.
 *   <li>The update counts of a batch where Connector/J answers SUCCESS_NO_INFO because it has
 *       rewritten the batch to one statement (rewriteBatchedStatements): ours are real counts.
 * </ul>
 *
 * <p>Whatever else is added here needs its reason from how the servers describe a subquery.
 */
final class AllowedDifferences {
  private AllowedDifferences() {}

  /** Whether the columns of the ML side may stand for those of the stored functions. */
  static boolean sameColumns(List<Column> stored, List<Column> ml) {
    return stored.equals(ml);
  }

  static boolean sameCounts(List<Long> stored, List<Long> ml) {
    if (stored.size() != ml.size()) {
      return false;
    }
    for (int i = 0; i < stored.size(); i++) {
      boolean untold = stored.get(i) == Statement.SUCCESS_NO_INFO && ml.get(i) >= 0;
      if (!untold && !stored.get(i).equals(ml.get(i))) {
        return false;
      }
    }
    return true;
  }
}
