package org.auroraml.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.forwarding.Cancelling;
import org.auroraml.jdbc.forwarding.ParameterBindings;
import org.auroraml.jdbc.forwarding.RecordingPreparedStatement;
import org.auroraml.jdbc.plan.Session;

/**
 * A prepared statement with ML calls. Its parameters are remembered, since they may stand at other
 * places, or several times, in what is run; each execution plans the text anew and runs the rest on
 * a statement of its own, whose results are this statement's until the next execution.
 */
final class PlannedPreparedStatement extends RecordingPreparedStatement {
  private final AuroraConnection connection;
  private final String sql;
  private final AuroraConnection.PreparedForm form;
  private final PlanRunner runner;
  private final ResultSets results;
  private final List<ParameterBindings> batch = new ArrayList<>();

  /** Keys that the last batch generated; null if the last execution was none. */
  private List<String> batchKeys;

  /** What ran last; null before the first execution. */
  private volatile PreparedStatement executed;

  /**
   * @param parameters a statement of the same text that is never run, which checks the parameters
   *     and keeps the settings
   * @param form how the user asked for the statement
   */
  PlannedPreparedStatement(
      PreparedStatement parameters,
      AuroraConnection connection,
      String sql,
      AuroraConnection.PreparedForm form) {
    super(parameters);
    this.connection = connection;
    this.sql = sql;
    this.form = form;
    this.runner = new PlanRunner(connection, () -> current().getResultSet());
    this.results = new ResultSets(this, runner);
  }

  /** One of the execute methods. */
  @FunctionalInterface
  private interface Executed<T> {
    T on(PreparedStatement statement) throws SQLException;
  }

  private <T> T run(ParameterBindings bindings, Executed<T> method) throws SQLException {
    closeExecuted();
    batchKeys = null;
    Candidate candidate = connection.candidate(sql);
    if (candidate == null || candidate.plan().isEmpty()) {
      // The function was dropped meanwhile: the server says so.
      SqlFragment whole = wholeText();
      return method.on(prepareRest(whole, bindings));
    }
    return runner.run(
        delegate(), candidate, bindings, rest -> method.on(prepareRest(rest, bindings)));
  }

  private SqlFragment wholeText() throws SQLException {
    List<Integer> ordinals = new ArrayList<>();
    for (int i = 1; i <= getParameterMetaData().getParameterCount(); i++) {
      ordinals.add(i);
    }
    return new SqlFragment(sql, ordinals);
  }

  private PreparedStatement prepareRest(SqlFragment rest, ParameterBindings bindings)
      throws SQLException {
    PreparedStatement prepared = connection.prepareUnderlying(rest.sql(), form);
    executed = prepared;
    prepared.setMaxRows(getMaxRows());
    prepared.setFetchSize(getFetchSize());
    prepared.setQueryTimeout(getQueryTimeout());
    Session.bind(prepared, rest, bindings);
    return prepared;
  }

  private void closeExecuted() throws SQLException {
    runner.closeOverlay();
    PreparedStatement last = executed;
    executed = null;
    if (last != null) {
      last.close();
    }
  }

  /** The statement whose results the user asks for. */
  private Statement current() {
    PreparedStatement last = executed;
    return last == null ? delegate() : last;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return delegate().getConnection() == null ? null : connection;
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return results.wrap(run(bindings(), PreparedStatement::executeQuery));
  }

  @Override
  public int executeUpdate() throws SQLException {
    return Math.toIntExact(executeLargeUpdate());
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return update(bindings());
  }

  private long update(ParameterBindings bindings) throws SQLException {
    long count = run(bindings, PreparedStatement::executeLargeUpdate);
    return runner.exportedRows() < 0 ? count : runner.exportedRows();
  }

  @Override
  public boolean execute() throws SQLException {
    return run(bindings(), PreparedStatement::execute);
  }

  @Override
  public void addBatch() throws SQLException {
    batch.add(bindings().copy());
  }

  @Override
  public void clearBatch() {
    batch.clear();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return Arrays.stream(executeLargeBatch()).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    List<ParameterBindings> rows = List.copyOf(batch);
    clearBatch();
    List<String> keys = new ArrayList<>();
    try {
      return PlannedBatch.run(
          rows,
          connection.continuesBatchOnError(),
          row -> {
            long count = update(row);
            addGeneratedKeys(keys);
            return count;
          });
    } finally {
      batchKeys = keys;
    }
  }

  private void addGeneratedKeys(List<String> keys) throws SQLException {
    if (!form.returnsKeys()) {
      return;
    }
    try (ResultSet generated = current().getGeneratedKeys()) {
      while (generated.next()) {
        keys.add(generated.getString(1));
      }
    }
  }

  /** Asked of the server as literals, so that types and conversions are the real ones. */
  private ResultSet askFor(List<String> keys) throws SQLException {
    StringBuilder sql = new StringBuilder();
    for (String key : keys) {
      sql.append(sql.isEmpty() ? "" : " UNION ALL ")
          // A BIGINT UNSIGNED that may be NULL, as Connector/J describes it; MariaDB's CAST is
          // shorter.
          .append("SELECT NULLIF(~0 & ")
          .append(key)
          .append(", 0) AS GENERATED_KEY");
    }
    Statement literals = delegate().getConnection().createStatement();
    literals.closeOnCompletion();
    return literals.executeQuery(sql.toString());
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    return results.wrap(current().getResultSet());
  }

  @Override
  public ResultSet getGeneratedKeys() throws SQLException {
    List<String> keys = batchKeys;
    return results.wrap(
        keys == null || keys.isEmpty() ? current().getGeneratedKeys() : askFor(keys));
  }

  @Override
  public int getUpdateCount() throws SQLException {
    return Math.toIntExact(getLargeUpdateCount());
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    long count = current().getLargeUpdateCount();
    return runner.exportedRows() < 0 ? count : runner.exportedRows();
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    runner.closeOverlay();
    runner.forgetExport();
    return current().getMoreResults();
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    if (current != KEEP_CURRENT_RESULT) {
      runner.closeOverlay();
    }
    runner.forgetExport();
    return current().getMoreResults(current);
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    return runner.warnings(current().getWarnings());
  }

  @Override
  public void clearWarnings() throws SQLException {
    runner.clearWarnings();
    current().clearWarnings();
  }

  /**
   * {@inheritDoc} Null before the first execution: to tell it, the server would have to run the
   * statement, and the model with it.
   */
  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    PreparedStatement last = executed;
    return last == null ? null : last.getMetaData();
  }

  @Override
  public void cancel() throws SQLException {
    runner.cancel();
    PreparedStatement last = executed;
    if (last != null) {
      Cancelling.cancel(last);
    }
  }

  @Override
  public void close() throws SQLException {
    try {
      closeExecuted();
    } finally {
      delegate().close();
    }
  }
}
