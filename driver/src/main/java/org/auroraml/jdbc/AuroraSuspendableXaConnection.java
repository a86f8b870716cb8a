package org.auroraml.jdbc;

import com.mysql.cj.jdbc.SuspendableXAConnection;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Connector/J's XA connection with pinGlobalTxToPhysicalConnection, whose connections know ML
 * functions.
 */
final class AuroraSuspendableXaConnection extends SuspendableXAConnection {
  private final LogicalConnections connections;

  AuroraSuspendableXaConnection(LogicalConnections connections) throws SQLException {
    super(connections.underlying());
    this.connections = connections;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return connections.over(super.getConnection());
  }

  @Override
  public void close() throws SQLException {
    try {
      super.close();
    } finally {
      connections.close();
    }
  }
}
