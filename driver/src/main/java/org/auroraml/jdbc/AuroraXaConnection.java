package org.auroraml.jdbc;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.MysqlXAConnection;
import java.sql.Connection;
import java.sql.SQLException;

/** Connector/J's XA connection, whose connections know ML functions. */
final class AuroraXaConnection extends MysqlXAConnection {
  private final LogicalConnections connections;

  AuroraXaConnection(LogicalConnections connections) throws SQLException {
    super(connections.underlying(), connections.isSet(PropertyKey.logXaCommands));
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
