package org.auroraml.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * How the user asked for a prepared statement.
 *
 * @param returnsKeys whether generated keys were asked for
 * @param overload which of prepareStatement's overloads
 */
record PreparedForm(boolean returnsKeys, Overload overload) {
  PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    return overload.prepare(connection, sql);
  }

  /** One of prepareStatement's overloads, with the user's other arguments. */
  @FunctionalInterface
  interface Overload {
    PreparedStatement prepare(Connection connection, String sql) throws SQLException;
  }
}
