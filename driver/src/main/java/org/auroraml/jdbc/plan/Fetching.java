package org.auroraml.jdbc.plan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How the user reads the rows of a result.
 *
 * @param size the statement's fetch size
 * @param forwardOnly whether they are read once, from the first to the last
 */
public record Fetching(int size, boolean forwardOnly) {

  /** How the results of a statement are read. */
  public static Fetching of(Statement statement) throws SQLException {
    return new Fetching(
        statement.getFetchSize(), statement.getResultSetType() == ResultSet.TYPE_FORWARD_ONLY);
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
   * How many rows to begin with.
   *
   * @param most of them
   */
  int first(int most) {
    return size > 0 ? Math.min(size, most) : most;
  }
}
