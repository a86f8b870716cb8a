package org.auroraml.jdbc;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The connections that a pooled one is lent out as, one after the other. Connector/J's logical
 * connections do what JDBC asks of such (events, what is forbidden in a global transaction, no use
 * after close); ours are those with ML functions. To be used by one thread at a time.
 */
final class LogicalConnections {
  private final AuroraConnection physical;
  private AuroraConnection last;

  /**
   * @param physical a connection of the driver's
   */
  LogicalConnections(Connection physical) {
    this.physical = (AuroraConnection) physical;
  }

  /** Connector/J's physical connection. */
  JdbcConnection underlying() throws SQLException {
    return physical.unwrap(JdbcConnection.class);
  }

  /** Whether a setting of Connector/J is on, in the URL or in the properties. */
  boolean isSet(PropertyKey key) throws SQLException {
    return physical.isSet(key);
  }

  /**
   * Lends it out.
   *
   * @param logical Connector/J's logical connection
   */
  Connection over(Connection logical) {
    last = physical.over(logical);
    return last;
  }

  /** Ends what the last one runs, and the physical connection. Twice is fine. */
  void close() throws SQLException {
    if (last != null) {
      last.stop();
    }
    physical.close();
  }
}
