package org.auroraml.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.auroraml.jdbc.forwarding.ParameterBindings;
import org.auroraml.jdbc.forwarding.RecordingPreparedStatement;

/**
 * A prepared statement that never runs itself: its parameters are remembered, and each execution
 * gives them to other statements, which are made for it and whose results are this one's.
 */
abstract class ReplayedPreparedStatement extends RecordingPreparedStatement {
  private final AuroraConnection connection;
  private final PreparedForm form;
  private final List<ParameterBindings> batch = new ArrayList<>();

  /**
   * @param parameters a statement of the same text on the client, which checks the parameters and
   *     keeps the settings
   * @param form how the user asked for the statement
   */
  ReplayedPreparedStatement(
      PreparedStatement parameters, AuroraConnection connection, PreparedForm form) {
    super(parameters);
    this.connection = connection;
    this.form = form;
  }

  /** One of the execute methods. */
  @FunctionalInterface
  interface Executed<T> {
    T on(PreparedStatement statement) throws SQLException;
  }

  /** The connection that the user sees. */
  final AuroraConnection connection() {
    return connection;
  }

  final PreparedForm form() {
    return form;
  }

  /** Gives a statement that is about to run the settings of this one. */
  final void configure(PreparedStatement statement) throws SQLException {
    statement.setMaxRows(getMaxRows());
    statement.setFetchSize(getFetchSize());
    statement.setQueryTimeout(getQueryTimeout());
  }

  @Override
  public final Connection getConnection() throws SQLException {
    return delegate().getConnection() == null ? null : connection;
  }

  @Override
  public final void addBatch() throws SQLException {
    batch.add(bindings().copy());
  }

  @Override
  public final void clearBatch() {
    batch.clear();
  }

  @Override
  public final int[] executeBatch() throws SQLException {
    return Arrays.stream(executeLargeBatch()).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public final long[] executeLargeBatch() throws SQLException {
    List<ParameterBindings> rows = List.copyOf(batch);
    batch.clear();
    return runBatch(rows);
  }

  /** Runs once for each of the rows, and gives the update counts. */
  abstract long[] runBatch(List<ParameterBindings> rows) throws SQLException;
}
