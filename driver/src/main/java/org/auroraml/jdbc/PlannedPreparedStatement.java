package org.auroraml.jdbc;

import java.sql.CallableStatement;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.forwarding.Cancelling;
import org.auroraml.jdbc.forwarding.ParameterBindings;
import org.auroraml.jdbc.plan.ResultColumns;
import org.auroraml.jdbc.plan.Session;

/**
 * A prepared statement with ML calls. Its parameters are remembered, since they may stand at other
 * places, or several times, in what is run; each execution plans the text anew, without parsing it,
 * and runs the rest on a statement of its own, whose results are this statement's until the next
 * execution.
 */
final class PlannedPreparedStatement extends ReplayedPreparedStatement {
  private final PreparedText text;
  private final PlanRunner runner;
  private final ResultSets results;
  private final PreparedStatement shown;
  private final Binding binding;

  /** What ran last; null before the first execution. */
  private volatile PreparedStatement executed;

  /** What is known of the result's columns; null until it is asked for. */
  private ResultSetMetaData columns;

  /** The parameters of what ran last, by their positions in the user's text. */
  private List<Integer> remaining = List.of();

  /** Gives a statement that is about to run its parameters. */
  @FunctionalInterface
  interface Binding {
    void bind(PreparedStatement target, SqlFragment rest, ParameterBindings bindings)
        throws SQLException;
  }

  /**
   * @param parameters a statement of the same text that is never run, which checks the parameters
   *     and keeps the settings
   * @param form how the user asked for the statement
   */
  PlannedPreparedStatement(
      PreparedStatement parameters,
      AuroraConnection connection,
      PreparedText text,
      PreparedForm form) {
    this(parameters, connection, text, form, null, Session::bind);
  }

  /**
   * @param shown what the user sees in the place of this; null if it is this
   */
  PlannedPreparedStatement(
      PreparedStatement parameters,
      AuroraConnection connection,
      PreparedText text,
      PreparedForm form,
      PreparedStatement shown,
      Binding binding) {
    super(parameters, connection, form);
    this.text = text;
    this.shown = shown == null ? this : shown;
    this.binding = binding;
    this.runner = new PlanRunner(connection, this::current);
    this.results = new ResultSets(this.shown, runner);
  }

  /** What the user sees. */
  CallableStatement shown() {
    return (CallableStatement) shown;
  }

  /** What ran last; null before the first execution. */
  PreparedStatement executed() {
    return executed;
  }

  /** The position that a parameter has in what ran last; 0 if it is not there any more. */
  int position(int parameter) {
    return remaining.indexOf(parameter) + 1;
  }

  private <T> T run(ParameterBindings bindings, Executed<T> method) throws SQLException {
    Candidate candidate = connection().reader().next(text);
    try {
      return run(candidate, bindings, method);
    } catch (SQLException e) {
      if (connection().reader().findsInViews(text, e)) {
        return run(connection().reader().candidate(text), bindings, method);
      }
      throw candidate == null ? e : candidate.explain(e);
    }
  }

  private <T> T run(Candidate candidate, ParameterBindings bindings, Executed<T> method)
      throws SQLException {
    runner.forget();
    closeExecuted();
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
    return new SqlFragment(text.sql(), ordinals);
  }

  private PreparedStatement prepareRest(SqlFragment rest, ParameterBindings bindings)
      throws SQLException {
    PreparedStatement prepared = connection().prepareUnderlying(rest.sql(), form());
    executed = prepared;
    configure(prepared);
    binding.bind(prepared, rest, bindings);
    remaining = rest.parameters();
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
  public ResultSet executeQuery() throws SQLException {
    return results.wrap(run(bindings(), PreparedStatement::executeQuery));
  }

  @Override
  public int executeUpdate() throws SQLException {
    return Math.toIntExact(executeLargeUpdate());
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return rows(run(bindings(), PreparedStatement::executeLargeUpdate));
  }

  /** The update count: of an export, the rows that it has written. */
  private long rows(long count) {
    return runner.exportedRows() < 0 ? count : runner.exportedRows();
  }

  @Override
  public boolean execute() throws SQLException {
    return run(bindings(), PreparedStatement::execute);
  }

  @Override
  long[] runBatch(List<ParameterBindings> rows) throws SQLException {
    Candidate candidate = connection().reader().next(text);
    boolean isPlanned = candidate != null && candidate.plan().isPresent();
    return runner.runBatch(
        delegate(),
        isPlanned
            ? rows.stream().map(row -> new PlanRunner.Element(candidate, row)).toList()
            : List.of(),
        generated ->
            PlannedBatch.run(
                rows,
                connection().continuesBatchOnError(),
                row -> {
                  long count = rows(run(candidate, row, PreparedStatement::executeLargeUpdate));
                  if (form().returnsKeys()) {
                    generated.addOf(current());
                  }
                  return count;
                }));
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    return results.wrap(current().getResultSet());
  }

  @Override
  public ResultSet getGeneratedKeys() throws SQLException {
    return results.wrap(runner.generatedKeys(current()));
  }

  @Override
  public int getUpdateCount() throws SQLException {
    return Math.toIntExact(getLargeUpdateCount());
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    return rows(current().getLargeUpdateCount());
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

  /** {@inheritDoc} The server tells it without running the statement, and no model is asked. */
  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    if (columns == null) {
      Candidate candidate = connection().reader().candidate(text);
      if (candidate == null || candidate.plan().isEmpty()) {
        return delegate().getMetaData();
      }
      columns =
          new ResultColumns(candidate.session(), connection().services().registry())
              .of(candidate.plan().get());
    }
    PreparedStatement last = executed;
    return columns == null && last != null ? last.getMetaData() : columns;
  }

  /**
   * {@inheritDoc} Where Connector/J prepares on the server, the server tells, if it knows the
   * functions.
   */
  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    if (connection().preparesOnServer()) {
      try (PreparedStatement onServer = connection().prepareUnderlying(text.sql(), form())) {
        return onServer.getParameterMetaData();
      } catch (SQLException e) {
        return delegate().getParameterMetaData();
      }
    }
    return delegate().getParameterMetaData();
  }

  @Override
  public void cancel() throws SQLException {
    PreparedStatement last = executed;
    if (!runner.cancel() && last != null) {
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
