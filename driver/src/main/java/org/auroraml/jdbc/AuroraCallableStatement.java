package org.auroraml.jdbc;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.auroraml.jdbc.forwarding.ForwardingCallableStatement;

/** Connector/J's callable statement, of a text that does not concern the driver. */
final class AuroraCallableStatement extends ForwardingCallableStatement {
  private final AuroraConnection connection;
  private final ResultSets results = new ResultSets(this);

  AuroraCallableStatement(CallableStatement delegate, AuroraConnection connection) {
    super(delegate);
    this.connection = connection;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return delegate().getConnection() == null ? null : connection;
  }

  @Override
  public boolean execute() throws SQLException {
    connection.drain();
    return delegate().execute();
  }

  @Override
  public int executeUpdate() throws SQLException {
    connection.drain();
    return delegate().executeUpdate();
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    connection.drain();
    return delegate().executeLargeUpdate();
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    connection.drain();
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
