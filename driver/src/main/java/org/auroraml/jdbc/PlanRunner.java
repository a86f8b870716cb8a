package org.auroraml.jdbc;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.forwarding.ParameterBindings;
import org.auroraml.jdbc.plan.Execution;
import org.auroraml.jdbc.plan.Plan;

/**
 * Runs the statements of one {@link Statement}: straight through, or by their plan. Not
 * thread-safe, but for {@link #cancel()}.
 */
final class PlanRunner {
  private static final ParameterBindings NO_PARAMETERS = new ParameterBindings();

  private final AuroraConnection connection;
  private volatile Execution running;
  private long exportedRows = -1;
  private List<SQLWarning> warnings = List.of();

  PlanRunner(AuroraConnection connection) {
    this.connection = connection;
  }

  /** What is done with a statement's text in the end. */
  @FunctionalInterface
  interface SqlCall<T> {
    T on(String sql) throws SQLException;
  }

  /** Runs a statement without parameters. */
  <T> T run(Statement statement, String sql, SqlCall<T> call) throws SQLException {
    exportedRows = -1;
    warnings = List.of();
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
    exportedRows = -1;
    warnings = List.of();
    Plan plan = candidate.plan().orElseThrow();
    try (Execution execution =
        new Execution(
            connection.services(),
            candidate.session(),
            bindings,
            Duration.ofSeconds(statement.getQueryTimeout()),
            AuroraConnection.isStreaming(statement))) {
      running = execution;
      T result = execution.run(plan, body);
      exportedRows = execution.exportedRows();
      warnings = execution.warnings();
      return result;
    } finally {
      running = null;
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
  }

  /** Ends what runs, from any thread. */
  void cancel() throws SQLException {
    Execution execution = running;
    if (execution != null) {
      execution.cancel();
    }
  }
}
