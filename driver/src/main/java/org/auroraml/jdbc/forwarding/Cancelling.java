package org.auroraml.jdbc.forwarding;

import java.sql.SQLException;
import java.sql.Statement;

/** Cancels statements of Connector/J that their own thread may be closing. */
public final class Cancelling {
  private Cancelling() {}

  /** Cancels a statement; one that is closed, or closed meanwhile, has nothing to cancel. */
  public static void cancel(Statement statement) throws SQLException {
    try {
      statement.cancel();
    } catch (NullPointerException closed) {
      // Connector/J takes the session from a statement that is closed while cancel() reads it.
      return;
    }
  }
}
