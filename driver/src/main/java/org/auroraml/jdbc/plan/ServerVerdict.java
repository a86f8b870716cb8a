package org.auroraml.jdbc.plan;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.SQLException;
import java.util.Set;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.jdbc.error.SqlErrors;

/**
 * What the server says of the user's own text. Our SQL says the same in other words, and where the
 * statement is at fault it fails in other words: a user should read the error of what he wrote.
 *
 * @param session the session
 */
public record ServerVerdict(Session session) {
  /** Codes from here on are the driver's own. */
  private static final int FIRST_OWN = 30000;

  /** ER_PARSE_ERROR. */
  private static final int SYNTAX = 1064;

  /**
   * Errors that say nothing of the statement: ER_UNSUPPORTED_PS, ER_MAX_PREPARED_STMT_COUNT_REACHED
   * and ER_SP_DOES_NOT_EXIST, since functions that are kept elsewhere have no stub.
   */
  private static final Set<Integer> SILENT = Set.of(1295, 1461, SqlErrors.NO_SUCH_FUNCTION);

  /** Classes of errors that a statement can have before it runs (manual, section B.3.1). */
  private static final Set<String> CLASSES = Set.of("21", "42", "HY");

  /**
   * The error to throw.
   *
   * @param failure what a step of the statement failed with
   * @return the server's error of the text itself, with {@code failure} suppressed; {@code failure}
   *     where the server takes the text
   */
  public SQLException of(ParsedStatement statement, SQLException failure) {
    if (!mayBeOfStatement(failure)) {
      return failure;
    }
    try {
      session
          .connection()
          .unwrap(JdbcConnection.class)
          .serverPrepareStatement(statement.text())
          .close();
      return failure;
    } catch (SQLException own) {
      if (!mayBeOfStatement(own) || SILENT.contains(own.getErrorCode())) {
        return failure;
      }
      if (own.getErrorCode() == SYNTAX && failure.getErrorCode() != SYNTAX) {
        // The text is one that only the driver knows.
        return failure;
      }
      own.addSuppressed(failure);
      return own;
    }
  }

  private static boolean mayBeOfStatement(SQLException failure) {
    String state = failure.getSQLState();
    return failure.getErrorCode() < FIRST_OWN
        && state != null
        && state.length() == 5
        && CLASSES.contains(state.substring(0, 2));
  }
}
