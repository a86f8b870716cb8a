package org.auroraml.jdbc.plan;

import com.mysql.cj.conf.PropertyKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.auroraml.jdbc.forwarding.Underlying;

/**
 * How the user reads the rows of a result.
 *
 * @param size the statement's fetch size
 * @param forwardOnly whether they are read once, from the first to the last
 * @param cursors whether Connector/J's useCursorFetch is on
 */
public record Fetching(int size, boolean forwardOnly, boolean cursors) {

  /** How the results of a statement are read. */
  public static Fetching of(Statement statement) throws SQLException {
    return new Fetching(
        statement.getFetchSize(),
        statement.getResultSetType() == ResultSet.TYPE_FORWARD_ONLY,
        usesCursors(statement.getConnection()));
  }

  /** Whether Connector/J reads results with a fetch size by a cursor of the server. */
  static boolean usesCursors(Connection connection) throws SQLException {
    return Underlying.isSet(connection, PropertyKey.useCursorFetch);
  }

  /** Whether all rows are in memory before the first one is read. */
  boolean isWhole() {
    return size == 0 || !forwardOnly;
  }

  /** Connector/J's streaming mode: rows are read from the wire, and no other statement can run. */
  public boolean isStreamed() {
    return size == Integer.MIN_VALUE && forwardOnly;
  }

  /**
   * Whether a cursor of the server keeps the rows. Connector/J 9.7.0 reads the failure of opening
   * one in part only, so that nothing that can be avoided must fail there.
   */
  boolean isByCursor() {
    return cursors && size > 0 && forwardOnly;
  }

  /**
   * How many rows to begin with.
   *
   * @param most of them
   */
  int first(int most) {
    return size > 0 ? Math.min(size, most) : most;
  }
}
