package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.forwarding.ParameterBindings;

/**
 * What the server says of the user's own text, which it prepares and does not run. Our SQL says the
 * same in other words: without this, a statement that is at fault would fail in those words, after
 * models were asked, or not at all. Where functions are kept elsewhere than in the catalogue the
 * server knows nothing of them, and says nothing.
 */
public final class ServerVerdict {
  /** A longer text is one of many values, which is not worth sending twice. */
  private static final int MAX_LENGTH = 64 << 10;

  private static final int SYNTAX = 1064;

  /**
   * Errors that say nothing of the statement: ER_UNSUPPORTED_PS and
   * ER_MAX_PREPARED_STMT_COUNT_REACHED.
   */
  private static final Set<Integer> SILENT = Set.of(1295, 1461);

  /** The functions that are nobody's to create. */
  private static final String BUILT_IN = "aws_comprehend_";

  private final Session session;
  private final Preparing steps;
  private final boolean knowsFunctions;

  /** Prepares a statement of the driver's own, on the client. */
  @FunctionalInterface
  interface Preparing {
    PreparedStatement prepare(SqlFragment sql) throws SQLException;
  }

  /** Of a statement that is not run. */
  public ServerVerdict(Session session) {
    this(session, sql -> session.prepare(sql, new ParameterBindings()), false);
  }

  /**
   * @param knowsFunctions whether ML functions are the server's: one that it does not know was
   *     dropped
   */
  ServerVerdict(Session session, Preparing steps, boolean knowsFunctions) {
    this.knowsFunctions = knowsFunctions;
    this.session = session;
    this.steps = steps;
  }

  /** Fails as the server does, if it does not take the text. */
  void require(ParsedStatement statement) throws SQLException {
    if (statement.text().length() > MAX_LENGTH) {
      return;
    }
    String text = session.connection().nativeSQL(statement.text());
    try (PreparedStatement prepare = steps.prepare(SqlFragment.text("PREPARE auroraml FROM ?"))) {
      prepare.setString(1, text);
      prepare.execute();
    } catch (SQLException e) {
      if (SILENT.contains(e.getErrorCode())
          || e.getErrorCode() == SqlErrors.STUB
          || (e.getErrorCode() == SqlErrors.NO_SUCH_FUNCTION && !isDropped(e))) {
        return;
      }
      throw e;
    }
    try (PreparedStatement free = steps.prepare(SqlFragment.text("DEALLOCATE PREPARE auroraml"))) {
      free.execute();
    }
  }

  /** Whether a function that the server does not know was one of its own. */
  private boolean isDropped(SQLException e) {
    return knowsFunctions && e.getMessage() != null && !e.getMessage().contains(BUILT_IN);
  }

  /**
   * The error of a statement that the driver refuses: the server's own, if it refuses it too.
   *
   * @param refusal the driver's error
   */
  public SQLException orElse(SQLException refusal, ParsedStatement statement) {
    try {
      require(statement);
      return refusal;
    } catch (SQLException e) {
      // With 1064 the text may be one that only the driver knows.
      if (e.getErrorCode() == SYNTAX) {
        return refusal;
      }
      e.addSuppressed(refusal);
      return e;
    }
  }
}
