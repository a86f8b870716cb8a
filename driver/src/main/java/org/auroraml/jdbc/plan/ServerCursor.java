package org.auroraml.jdbc.plan;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.forwarding.Underlying;

/**
 * A cursor of the server, between whose rows other statements can run.
 *
 * @param session the session
 * @param recovery for a cursor that can't be opened
 */
record ServerCursor(Session session, Recovery recovery) {

  /**
   * Opens one, also where the user's connection uses none.
   *
   * @param steps prepares a query on the server
   * @param rows how many are in memory at once
   * @return the rows, with whose statement the cursor is closed
   */
  ResultSet open(ServerVerdict.Preparing steps, SqlFragment query, int rows) throws SQLException {
    // Connector/J looks when it prepares, and again when it executes.
    RuntimeProperty<Boolean> cursors =
        Underlying.of(session.connection())
            .getPropertySet()
            .getBooleanProperty(PropertyKey.useCursorFetch);
    boolean before = cursors.getValue();
    cursors.setValue(true);
    try {
      return open(steps.prepare(query), rows);
    } finally {
      cursors.setValue(before);
    }
  }

  private ResultSet open(PreparedStatement statement, int rows) throws SQLException {
    try {
      statement.setFetchSize(rows);
      return statement.executeQuery();
    } catch (SQLException e) {
      recovery.after(e);
      statement.close();
      throw e;
    }
  }
}
