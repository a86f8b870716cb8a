package org.auroraml.test.oracle;

import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
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
 *   <li>The label of an unnamed expression with parameters: a statement that Connector/J prepares
 *       on the client is labelled with the parameters' values, one that is prepared on the server
 *       with question marks; ours always with question marks.
 *   <li>Whether a column can be NULL, where MySQL says of a NOT NULL column that it can: it does so
 *       for the columns of a block that a subquery with an aggregate reads, and a lookup is one.
 * </ul>
 *
 * <p>RETURNS BOOLEAN: a stored function gives BIT and java.lang.Boolean, a lookup TINYINT, which is
 * what the type is.
 *
 * <p>What no case above states, since the driver is not equal there by design: -0.0 and 0.0 are
 * equal in SQL, so that a lookup of several rows takes them for one input; a FLOAT column as the
 * argument of a VARCHAR parameter is sent as the server prints it (9.8), while MariaDB hands
 * 9.800000190734863 to a stored function; MariaDB's JSON_OBJECT quotes a number that a stored
 * function returns; a label that is plain ASCII can be compared with a latin1 column (1267 with a
 * stored function).
 *
 * <p>Whatever else is added here needs its reason from how the servers describe a subquery.
 */
final class AllowedDifferences {
  private AllowedDifferences() {}

  /** Whether the columns of the ML side may stand for those of the stored functions. */
  static boolean sameColumns(List<Column> stored, List<Column> ml) {
    if (stored.size() != ml.size()) {
      return false;
    }
    for (int i = 0; i < stored.size(); i++) {
      Column expected = stored.get(i);
      Column actual = ml.get(i);
      if (expected.nullable() == ResultSetMetaData.columnNoNulls) {
        expected = expected.withNullable(actual.nullable());
      }
      boolean parameters =
          actual.label().contains("?") && sameLabel(expected.label(), actual.label());
      if (!actual.equals(parameters ? expected.withLabel(actual.label()) : expected)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a label is another one with values in place of question marks. */
  private static boolean sameLabel(String withValues, String withQuestionMarks) {
    return Pattern.matches(Pattern.quote(withQuestionMarks).replace("?", "\\E.*\\Q"), withValues);
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
