package org.auroraml.jdbc;

import com.mysql.cj.jdbc.MysqlPooledConnection;
import java.sql.Connection;
import java.sql.SQLException;

/** Connector/J's pooled connection, whose connections know ML functions. */
final class AuroraPooledConnection extends MysqlPooledConnection {
  private final LogicalConnections connections;

  AuroraPooledConnection(LogicalConnections connections) throws SQLException {
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
