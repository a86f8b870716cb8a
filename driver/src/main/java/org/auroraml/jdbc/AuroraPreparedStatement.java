package org.auroraml.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.forwarding.ForwardingPreparedStatement;

/** Connector/J's prepared statement, of a text that does not concern the driver. */
final class AuroraPreparedStatement extends ForwardingPreparedStatement {
  private final AuroraConnection connection;
  private final PreparedText text;
  private final ResultSets results = new ResultSets(this);

  AuroraPreparedStatement(
      PreparedStatement delegate, AuroraConnection connection, PreparedText text) {
    super(delegate);
    this.text = text;
    this.connection = connection;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return delegate().getConnection() == null ? null : connection;
  }

  /** One of the execute methods. */
  @FunctionalInterface
  private interface Execution<T> {
    T run() throws SQLException;
  }

  /** Its parameters are not remembered, so it can't be planned after all; the next one can. */
  private <T> T noticing(Execution<T> execution) throws SQLException {
    connection.drain();
    try {
      return execution.run();
    } catch (SQLException e) {
      throw connection.reader().learnsFrom(e) || connection.reader().findsInViews(text, e)
          ? SqlErrors.preparedTooEarly(e)
          : PlanRunner.explain(null, e);
    }
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return results.wrap(noticing(delegate()::executeQuery));
  }

  @Override
  public int executeUpdate() throws SQLException {
    return noticing(delegate()::executeUpdate);
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return noticing(delegate()::executeLargeUpdate);
  }

  @Override
  public boolean execute() throws SQLException {
    return noticing(delegate()::execute);
  }

  @Override
  public int[] executeBatch() throws SQLException {
    connection.drain();
    return delegate().executeBatch();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    connection.drain();
    return delegate().executeLargeBatch();
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
