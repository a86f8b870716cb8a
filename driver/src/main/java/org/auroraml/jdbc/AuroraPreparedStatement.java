package org.auroraml.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.auroraml.jdbc.forwarding.ForwardingPreparedStatement;

/** Connector/J's prepared statement, of a text that does not concern the driver. */
final class AuroraPreparedStatement extends ForwardingPreparedStatement {
  private final AuroraConnection connection;
  private final ResultSets results = new ResultSets(this);

  AuroraPreparedStatement(PreparedStatement delegate, AuroraConnection connection) {
    super(delegate);
    this.connection = connection;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return delegate().getConnection() == null ? null : connection;
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return results.wrap(delegate().executeQuery());
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    return results.wrap(delegate().executeQuery(sql));
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    return results.wrap(delegate().getResultSet());
  }

  @Override
  public ResultSet getGeneratedKeys() throws SQLException {
    return results.wrap(delegate().getGeneratedKeys());
  }
}
