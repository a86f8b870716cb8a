package org.auroraml.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import org.auroraml.jdbc.forwarding.ForwardingDatabaseMetaData;

/**
 * Connector/J's metadata, its product names and URL included: frameworks choose their dialect by
 * them (feature F91).
 */
final class AuroraDatabaseMetaData extends ForwardingDatabaseMetaData {
  private final Connection connection;

  AuroraDatabaseMetaData(DatabaseMetaData delegate, Connection connection) {
    super(delegate);
    this.connection = connection;
  }

  @Override
  public Connection getConnection() {
    return connection;
  }
}
