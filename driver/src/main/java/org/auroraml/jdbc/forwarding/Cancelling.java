package org.auroraml.jdbc.forwarding;

import java.sql.SQLException;
import java.sql.Statement;

/** Cancels statements of Connector/J that their own thread may be closing. */
public final class Cancelling {
  /** SQLSTATE of Connector/J where a statement is used after it was closed. */
  private static final String CLOSED = "S1009";

  private Cancelling() {}

  /** Cancels a statement; one that is closed, or closed meanwhile, has nothing to cancel. */
  public static void cancel(Statement statement) throws SQLException {
    try {
      statement.cancel();
    } catch (NullPointerException closed) {
      // Connector/J takes the session from a statement that is closed while cancel() reads it.
      return;
    } catch (SQLException e) {
      // A statement of a logical connection says that it is closed.
      if (!CLOSED.equals(e.getSQLState())) {
        throw e;
      }
    }
  }
}
