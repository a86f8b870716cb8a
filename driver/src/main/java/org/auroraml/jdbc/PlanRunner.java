package org.auroraml.jdbc;

import com.mysql.cj.jdbc.exceptions.MySQLStatementCancelledException;
import com.mysql.cj.jdbc.exceptions.MySQLTimeoutException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.forwarding.ParameterBindings;
import org.auroraml.jdbc.plan.Execution;
import org.auroraml.jdbc.plan.Plan;
import org.auroraml.jdbc.stream.OverlayResult;

/**
 * Runs the statements of one {@link Statement}: straight through, or by their plan. Not
 * thread-safe, but for {@link #cancel()}.
 */
final class PlanRunner {
  private static final ParameterBindings NO_PARAMETERS = new ParameterBindings();

  private final AuroraConnection connection;
  private final ResultSource results;
  private volatile Execution running;

  /** What is evaluated while the last result is read; null if nothing is. */
  private volatile OverlayRun overlay;

  /** The text that the server has last said to take. */
  private String taken;

  private long exportedRows = -1;
  private List<SQLWarning> warnings = List.of();

  /** Warnings about the result that is being read which the user has cleared. */
  private int cleared;

  /**
   * @param results tells the result set of a statement that was run
   */
  PlanRunner(AuroraConnection connection, ResultSource results) {
    this.connection = connection;
    this.results = results;
  }

  /** Gives the current result set of Connector/J. */
  @FunctionalInterface
  interface ResultSource {
    ResultSet get() throws SQLException;
  }

  /** A run that ends with its result. */
  private record OverlayRun(Execution execution, OverlayResult result) {}

  /** What is done with a statement's text in the end. */
  @FunctionalInterface
  interface SqlCall<T> {
    T on(String sql) throws SQLException;
  }

  /** Runs a statement without parameters. */
  <T> T run(Statement statement, String sql, SqlCall<T> call) throws SQLException {
    forget();
    Candidate candidate = connection.candidate(sql);
    if (candidate != null && candidate.plan().isPresent()) {
      return run(statement, candidate, NO_PARAMETERS, rest -> call.on(rest.sql()));
    }
    try {
      return call.on(sql);
    } catch (SQLException e) {
      return runAgain(statement, sql, call, candidate, e);
    }
  }

  /** Once more, if the failure is that of an ML function which the registry did not know. */
  private <T> T runAgain(
      Statement statement, String sql, SqlCall<T> call, Candidate first, SQLException failure)
      throws SQLException {
    Candidate candidate = connection.learnsFrom(failure) ? connection.candidate(sql) : first;
    if (candidate != null && candidate.plan().isPresent()) {
      return run(statement, candidate, NO_PARAMETERS, rest -> call.on(rest.sql()));
    }
    if (failure.getErrorCode() == SqlErrors.NO_SUCH_FUNCTION && candidate == null) {
      // Reading the catalogue has cleared SHOW WARNINGS; the statement fails as it did, before it
      // does anything, and its error stands there again.
      return call.on(sql);
    }
    throw explain(candidate, failure);
  }

  /** What a user of this driver should read when the server ran into a stub. */
  static SQLException explain(Candidate candidate, SQLException failure) {
    SQLException explained = candidate == null ? failure : candidate.explain(failure);
    return explained == failure && failure.getErrorCode() == SqlErrors.STUB
        ? SqlErrors.hiddenCall(failure)
        : explained;
  }

  /** Runs a planned statement. */
  <T> T run(
      Statement statement, Candidate candidate, ParameterBindings bindings, Execution.Body<T> body)
      throws SQLException {
    forget();
    Execution execution =
        new Execution(
            connection.services(),
            candidate.session(),
            bindings,
            Duration.ofSeconds(statement.getQueryTimeout()),
            AuroraConnection.isStreaming(statement));
    running = execution;
    connection.begins(execution);
    try {
      Plan plan = candidate.plan().orElseThrow();
      Optional<ParsedStatement> text = plan.readable();
      if (text.isPresent() && !text.get().text().equals(taken)) {
        execution.requireServer(text.get());
        taken = text.get().text();
      }
      T result = execution.run(plan, body);
      if (execution.overlay().isPresent()) {
        OverlayResult shown = OverlayResult.over(results.get(), execution.overlay().get());
        overlay = new OverlayRun(execution, shown);
        connection.reads(shown);
      }
      exportedRows = execution.exportedRows();
      warnings = execution.warnings();
      return result;
    } catch (MySQLStatementCancelledException e) {
      throw SqlErrors.interrupted(e);
    } catch (MySQLTimeoutException e) {
      throw SqlErrors.timedOut("the server ran a part of it", e);
    } finally {
      running = null;
      connection.ended(execution);
      if (overlay == null) {
        execution.close();
      }
    }
  }

  /** The last statement's results are closed when another one is run. */
  private void forget() throws SQLException {
    exportedRows = -1;
    warnings = List.of();
    cleared = 0;
    closeOverlay();
  }

  /** The result that models are asked for while it is read. */
  Optional<OverlayResult> overlay() {
    return Optional.ofNullable(overlay).map(OverlayRun::result);
  }

  /** Ends the calls for the last result, and closes it. */
  void closeOverlay() throws SQLException {
    OverlayRun last = overlay;
    overlay = null;
    if (last != null) {
      last.execution().close();
      last.result().close();
    }
  }

  /** Rows that the last statement exported, its update count; -1 if it was no export. */
  long exportedRows() {
    return exportedRows;
  }

  /** After getMoreResults there is no update count any more. */
  void forgetExport() {
    exportedRows = -1;
  }

  /** The warnings about models of the last statement, and then those of the server. */
  SQLWarning warnings(SQLWarning ofServer) {
    SQLWarning first = ofServer;
    OverlayRun read = overlay;
    if (read != null) {
      List<SQLWarning> all = read.execution().warnings();
      warnings = all.subList(Math.min(cleared, all.size()), all.size());
    }
    for (int i = warnings.size() - 1; i >= 0; i--) {
      SQLWarning own = warnings.get(i);
      // A new one each time: a chain can't be taken apart again.
      SQLWarning warning =
          new SQLWarning(own.getMessage(), own.getSQLState(), own.getErrorCode(), own.getCause());
      if (first != null) {
        warning.setNextWarning(first);
      }
      first = warning;
    }
    return first;
  }

  void clearWarnings() {
    warnings = List.of();
    OverlayRun read = overlay;
    cleared = read == null ? 0 : read.execution().warnings().size();
  }

  /** Ends what runs, from any thread. */
  void cancel() throws SQLException {
    Execution execution = running;
    if (execution != null) {
      execution.cancel();
    }
    OverlayRun read = overlay;
    if (read != null) {
      read.execution().cancel();
    }
  }
}
