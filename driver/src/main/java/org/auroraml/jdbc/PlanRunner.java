package org.auroraml.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.jdbc.diagnostics.Diagnostics;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.forwarding.ParameterBindings;
import org.auroraml.jdbc.plan.BatchInputs;
import org.auroraml.jdbc.plan.Execution;
import org.auroraml.jdbc.plan.Fetching;
import org.auroraml.jdbc.plan.Plan;
import org.auroraml.jdbc.stream.OverlayResult;

/**
 * Runs the statements of one {@link Statement}: straight through, or by their plan. Not
 * thread-safe, but for {@link #cancel()}.
 */
final class PlanRunner {
  private static final ParameterBindings NO_PARAMETERS = new ParameterBindings();

  private final AuroraConnection connection;
  private final Supplier<Statement> current;
  private volatile Execution running;

  /** What is evaluated while the last result is read; null if nothing is. */
  private volatile OverlayRun overlay;

  /** The text that the server has last said to take. */
  private String taken;

  /** What the statements of the batch that is running share. */
  private Optional<BatchInputs> batch = Optional.empty();

  private long exportedRows = -1;
  private List<SQLWarning> warnings = List.of();

  /** Keys that the last batch generated; null if the last execution was none. */
  private BatchKeys keys;

  /** Warnings about the result that is being read which the user has cleared. */
  private int cleared;

  /**
   * @param current tells the statement of Connector/J that has run last
   */
  PlanRunner(AuroraConnection connection, Supplier<Statement> current) {
    this.connection = connection;
    this.current = current;
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
    Candidate candidate = connection.reader().next(sql);
    try {
      return run(statement, sql, call, candidate);
    } catch (SQLException e) {
      return runAgain(statement, sql, call, candidate, e);
    }
  }

  private <T> T run(Statement statement, String sql, SqlCall<T> call, Candidate candidate)
      throws SQLException {
    return candidate != null && candidate.plan().isPresent()
        ? run(statement, candidate, NO_PARAMETERS, rest -> call.on(rest.sql()))
        : call.on(sql);
  }

  /** Once more, if the failure is that of an ML function which was not known, or is in a view. */
  private <T> T runAgain(
      Statement statement, String sql, SqlCall<T> call, Candidate first, SQLException failure)
      throws SQLException {
    boolean isPlanned = first != null && first.plan().isPresent();
    boolean isNew =
        ((!isPlanned || failure.getErrorCode() == SqlErrors.NO_SUCH_FUNCTION)
                && connection.reader().learnsFrom(failure))
            || connection.reader().findsInViews(new PreparedText(sql), failure);
    Candidate candidate = isNew ? connection.reader().candidate(sql) : first;
    if (isNew && candidate != null && candidate.plan().isPresent()) {
      try {
        return run(statement, candidate, NO_PARAMETERS, rest -> call.on(rest.sql()));
      } catch (SQLException e) {
        throw candidate.explain(e);
      }
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
    Execution execution = begin(statement, candidate, bindings);
    try {
      Plan plan = candidate.plan().orElseThrow();
      requireServer(execution, plan);
      T result = execution.run(plan, body);
      if (execution.overlay().isPresent()) {
        show(
            execution, OverlayResult.over(current.get().getResultSet(), execution.overlay().get()));
      } else if (execution.windows().isPresent()) {
        show(
            execution,
            OverlayResult.joined(current.get().getResultSet(), execution.windows().get()));
      }
      exportedRows = execution.exportedRows();
      warnings = execution.warnings();
      execution.diagnostics().ifPresent(connection.reader()::remember);
      execution.recover();
      return result;
    } catch (SQLException e) {
      SQLException failure = SqlErrors.ofCancelled(e);
      execution.recover(failure);
      connection.reader().remember(Diagnostics.of(failure));
      throw failure;
    } finally {
      connection.reader().releaseLater(execution.variables());
      running = null;
      connection.ended(execution);
      if (overlay == null) {
        execution.close();
      }
    }
  }

  private void show(Execution execution, OverlayResult result) {
    overlay = new OverlayRun(execution, result);
    connection.reads(result);
  }

  private Execution begin(Statement statement, Candidate candidate, ParameterBindings bindings)
      throws SQLException {
    Execution execution =
        new Execution(
            connection.services(),
            candidate.session(),
            bindings,
            Duration.ofSeconds(statement.getQueryTimeout()),
            current,
            Fetching.of(statement),
            batch);
    running = execution;
    connection.begins(execution);
    return execution;
  }

  private void requireServer(Execution execution, Plan plan) throws SQLException {
    execution.requireRoles(plan);
    Optional<ParsedStatement> text = plan.readable();
    if (text.isPresent() && !text.get().text().equals(taken)) {
      execution.requireServer(text.get());
      taken = text.get().text();
    }
  }

  /** An element of a batch, as it is planned before the first of them runs. */
  record Element(Candidate candidate, ParameterBindings bindings) {
    static Element of(Candidate candidate) {
      return new Element(candidate, NO_PARAMETERS);
    }
  }

  /**
   * Runs a batch, whose elements share their model calls.
   *
   * @param elements those that have a plan
   * @param run runs all elements, one after the other
   */
  long[] runBatch(Statement statement, List<Element> elements, BatchRun run) throws SQLException {
    BatchKeys generated = new BatchKeys();
    try (BatchInputs inputs = new BatchInputs(connection.services())) {
      batch = Optional.of(inputs);
      if (elements.size() > 1) {
        share(statement, elements);
      }
      return run.run(generated);
    } finally {
      keys = generated;
      batch.ifPresent(
          inputs -> {
            List<SQLWarning> all = new ArrayList<>(inputs.warnings());
            all.addAll(warnings);
            warnings = all;
          });
      batch = Optional.empty();
      running = null;
    }
  }

  /** Runs all elements of a batch. */
  @FunctionalInterface
  interface BatchRun {
    long[] run(BatchKeys generated) throws SQLException;
  }

  /** The keys of the last execution. */
  ResultSet generatedKeys(Statement statement) throws SQLException {
    return keys == null || keys.isEmpty()
        ? statement.getGeneratedKeys()
        : keys.askFor(statement.getConnection());
  }

  /**
   * Has models asked for all elements together. What fails here fails again where the element runs,
   * which is told with the update counts of those before it.
   */
  private void share(Statement statement, List<Element> elements) throws SQLException {
    List<Element> waiting = elements;
    while (!waiting.isEmpty()) {
      List<Element> blocked = new ArrayList<>();
      Execution last = null;
      try {
        for (Element element : waiting) {
          end(last);
          last = begin(statement, element.candidate(), element.bindings());
          requireServer(last, element.candidate().plan().orElseThrow());
          if (last.preview(element.candidate().plan().orElseThrow())) {
            blocked.add(element);
          }
        }
      } catch (SQLException e) {
        requireHarmless(last, e);
      }
      try {
        last.askForBatch();
      } catch (SQLException e) {
        requireHarmless(last, e);
        return;
      } finally {
        end(last);
      }
      waiting = blocked;
    }
  }

  private void end(Execution execution) {
    if (execution != null) {
      connection.ended(execution);
    }
  }

  /** The end of the transaction, or of the statement, would be another one's in the run. */
  private static void requireHarmless(Execution failed, SQLException e) throws SQLException {
    if (failed != null) {
      failed.recover(e);
    }
    if (!SqlErrors.isOfStatement(e)) {
      throw e;
    }
  }

  /** The last statement's results are closed when another one is run. */
  void forget() throws SQLException {
    keys = null;
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

  /**
   * Ends what runs, from any thread.
   *
   * @return false if nothing with a plan runs, nor is read
   */
  boolean cancel() throws SQLException {
    Execution execution = running;
    if (execution != null) {
      execution.cancel();
    }
    OverlayRun read = overlay;
    if (read != null) {
      read.execution().cancel();
    }
    return execution != null || read != null;
  }
}
