package org.auroraml.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.auroraml.jdbc.forwarding.ParameterBindings;

/**
 * A prepared text of several statements (allowMultiQueries), one of which has ML calls. Each is
 * prepared just before it runs, since it may need what those before it have done; they run one
 * after the other, and {@link #getMoreResults()} goes from the results of one to those of the next.
 * Where one fails, those after it do not run, and the execution of the text fails, as with
 * Connector/J.
 */
final class SeveralPreparedStatement extends ReplayedPreparedStatement {
  private final List<Part> parts = new ArrayList<>();

  /** What has run, in order, and which of it is shown. */
  private final List<Ran> ran = new ArrayList<>();

  private int shown;
  private volatile PreparedStatement running;

  /**
   * One of the statements.
   *
   * @param before the number of parameters before its own
   * @param parameters the number of its own
   */
  private record Part(String sql, int before, int parameters) {}

  /** A statement that has run, and whether its first result is a result set. */
  private record Ran(PreparedStatement statement, ResultSets results, boolean isResultSet) {}

  /**
   * @param whole the text on the client, never run, which checks the parameters and keeps settings
   * @param texts its statements
   * @param form how the user asked for the statement
   */
  SeveralPreparedStatement(
      PreparedStatement whole, List<String> texts, AuroraConnection connection, PreparedForm form)
      throws SQLException {
    super(whole, connection, form);
    int before = 0;
    for (String sql : texts) {
      try (PreparedStatement part = connection.parameters(sql)) {
        int own = part.getParameterMetaData().getParameterCount();
        parts.add(new Part(sql, before, own));
        before += own;
      }
    }
  }

  /** Runs all statements; the first of them by the user's own method. */
  private <T> T run(ParameterBindings bindings, Executed<T> method) throws SQLException {
    closeRan();
    try {
      PreparedStatement first = prepare(parts.get(0), bindings);
      T result = method.on(first);
      ran.add(ran(first, first.getUpdateCount() == -1));
      for (Part part : parts.subList(1, parts.size())) {
        PreparedStatement next = prepare(part, bindings);
        ran.add(ran(next, next.execute()));
      }
      return result;
    } catch (SQLException e) {
      PreparedStatement failed = running;
      if (failed != null) {
        failed.close();
      }
      closeRan();
      throw e;
    } finally {
      running = null;
    }
  }

  private PreparedStatement prepare(Part part, ParameterBindings bindings) throws SQLException {
    PreparedStatement prepared = connection().prepare(part.sql(), form());
    running = prepared;
    configure(prepared);
    for (int i = 1; i <= part.parameters(); i++) {
      bindings.apply(part.before() + i, prepared, i);
    }
    return prepared;
  }

  private Ran ran(PreparedStatement statement, boolean isResultSet) {
    return new Ran(statement, new ResultSets(this), isResultSet);
  }

  private void closeRan() throws SQLException {
    shown = 0;
    List<Ran> all = List.copyOf(ran);
    ran.clear();
    for (Ran one : all) {
      one.statement().close();
    }
  }

  /** The statement whose results the user asks for; before the first execution, none has any. */
  private PreparedStatement current() {
    return ran.isEmpty() ? delegate() : ran.get(shown).statement();
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    run(bindings(), PreparedStatement::executeQuery);
    return getResultSet();
  }

  @Override
  public int executeUpdate() throws SQLException {
    return run(bindings(), PreparedStatement::executeUpdate);
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return run(bindings(), PreparedStatement::executeLargeUpdate);
  }

  @Override
  public boolean execute() throws SQLException {
    return run(bindings(), PreparedStatement::execute);
  }

  /** {@inheritDoc} The update counts are those of the text's first statement. */
  @Override
  long[] runBatch(List<ParameterBindings> rows) throws SQLException {
    return PlannedBatch.run(
        rows,
        connection().continuesBatchOnError(),
        row -> run(row, PreparedStatement::executeLargeUpdate));
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    return ran.isEmpty() ? null : ran.get(shown).results().wrap(current().getResultSet());
  }

  @Override
  public ResultSet getGeneratedKeys() throws SQLException {
    return new ResultSets(this).wrap(current().getGeneratedKeys());
  }

  @Override
  public int getUpdateCount() throws SQLException {
    return current().getUpdateCount();
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    return current().getLargeUpdateCount();
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    return getMoreResults(CLOSE_CURRENT_RESULT);
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    boolean isResultSet = current().getMoreResults(current);
    if (isResultSet || getLargeUpdateCount() != -1 || shown + 1 >= ran.size()) {
      return isResultSet;
    }
    shown++;
    return ran.get(shown).isResultSet();
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    return current().getWarnings();
  }

  @Override
  public void clearWarnings() throws SQLException {
    current().clearWarnings();
  }

  /** {@inheritDoc} That of the statement whose results are shown, or else of the first. */
  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    if (!ran.isEmpty()) {
      return current().getMetaData();
    }
    try (PreparedStatement first = connection().prepare(parts.get(0).sql(), form())) {
      return first.getMetaData();
    }
  }

  @Override
  public void cancel() throws SQLException {
    PreparedStatement now = running;
    if (now != null) {
      now.cancel();
    }
  }

  @Override
  public void close() throws SQLException {
    try {
      closeRan();
    } finally {
      delegate().close();
    }
  }
}
