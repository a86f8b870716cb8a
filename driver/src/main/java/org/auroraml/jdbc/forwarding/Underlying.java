package org.auroraml.jdbc.forwarding;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.SQLException;

/** Finds what Connector/J adds to JDBC. */
public final class Underlying {
  private Underlying() {}

  /**
   * Connector/J's own interface of one of its connections. Unwrapping a logical one, of a pooled
   * connection, would give a proxy, whose results are proxies too.
   */
  public static JdbcConnection of(Connection connection) throws SQLException {
    return connection instanceof JdbcConnection own ? own : connection.unwrap(JdbcConnection.class);
  }

  /** Whether a switch of Connector/J's is on. */
  public static boolean isSet(Connection connection, PropertyKey key) throws SQLException {
    return of(connection).getPropertySet().getBooleanProperty(key).getValue();
  }
}
