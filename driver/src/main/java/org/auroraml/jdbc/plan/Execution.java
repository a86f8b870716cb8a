package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.diagnostics.Diagnostics;
import org.auroraml.jdbc.export.ExportRun;
import org.auroraml.jdbc.forwarding.ParameterBindings;
import org.auroraml.jdbc.plan.StageRunner.Reading;
import org.auroraml.jdbc.privilege.RequiredRoles;
import org.auroraml.jdbc.registry.ClientStore;
import org.auroraml.jdbc.registry.FunctionStore;
import org.auroraml.jdbc.variable.AuroraVariable;
import org.auroraml.s3export.EncryptionDefaults;

/**
 * One run of a plan. Not thread-safe, but for {@link #cancel()}.
 *
 * <p>Whatever the plan does, in the end the user's own statement runs some SQL: the statement with
 * values in place of model calls, the definition of a stored function, or nothing. So results,
 * update counts, generated keys and warnings are the underlying driver's own.
 */
public final class Execution implements AutoCloseable {
  private final Services services;
  private final Session session;
  private final Duration timeout;
  private final Supplier<Statement> current;
  private final Fetching fetching;
  private final boolean streaming;
  private final Optional<BatchInputs> batch;
  private final ModelCalls calls;
  private final Recovery recovery;
  private final ExecutionSteps steps;
  private final RepeatedReading rows;

  private long exportedRows = -1;
  private OverlayCalls overlay;
  private RowWindows windows;
  private Optional<Diagnostics> diagnostics = Optional.empty();
  private List<String> variables = List.of();

  /**
   * A run.
   *
   * @param bindings the values of the user's parameters
   * @param timeout for the whole statement; zero for none
   * @param current the underlying driver's statement that the body has run last
   * @param fetching how the user reads the result
   * @param batch what the statements of a batch share, if it is one of them
   */
  public Execution(
      Services services,
      Session session,
      ParameterBindings bindings,
      Duration timeout,
      Supplier<Statement> current,
      Fetching fetching,
      Optional<BatchInputs> batch)
      throws SQLException {
    this.services = services;
    this.session = session;
    this.timeout = timeout;
    this.current = current;
    this.fetching = fetching;
    this.streaming = fetching.isStreamed();
    this.batch = batch;
    this.calls =
        new ModelCalls(
            batch.map(BatchInputs::evaluation).orElseGet(services::openEvaluation),
            batch.isPresent(),
            services.evaluator().onError(),
            timeout);
    this.recovery = new Recovery(session.connection());
    this.steps = new ExecutionSteps(services, session, bindings, timeout, calls, recovery);
    this.rows = new RepeatedReading(session, recovery, fetching, calls.evaluated(), steps::prepare);
    calls.callTimeout(Long.parseLong(session.variable(AuroraVariable.ML_INFERENCE_TIMEOUT)));
  }

  /** What the user's own statement does with the SQL that is left for it. */
  @FunctionalInterface
  public interface Body<T> {
    T run(SqlFragment sql) throws SQLException;
  }

  /**
   * Fails as the server does if it does not take the user's text, before a model is asked. One
   * round trip or two: once for each text is enough.
   */
  public void requireServer(ParsedStatement statement) throws SQLException {
    boolean knowsFunctions = !(services.registry().store() instanceof ClientStore);
    new ServerVerdict(session, steps::prepare, knowsFunctions).require(statement);
  }

  /**
   * Fails if the session lacks a role that the statement takes, where the settings require them:
   * before a model is asked or a row is read.
   */
  public void requireRoles(Plan plan) throws SQLException {
    if (services.activeRoles().isPresent() && plan.evaluated().isPresent()) {
      RequiredRoles roles =
          new RequiredRoles()
              .calls(plan.evaluated().get(), services.registry(), session.database());
      (plan instanceof Plan.Export ? roles.export() : roles)
          .require(services.activeRoles().get(), steps::prepare);
    }
  }

  /**
   * Learns what a statement of a batch would ask models, and has them asked for it with the others.
   *
   * @return whether it has to be previewed once more when that is known
   */
  public boolean preview(Plan plan) throws SQLException {
    return Preview.isPossible(plan)
        && new Preview(steps, batch.orElseThrow()).run((Plan.Evaluate) plan, session);
  }

  /** Does what the plan says; the body runs once, last. */
  public <T> T run(Plan plan, Body<T> body) throws SQLException {
    if (plan instanceof Plan.Evaluate evaluate) {
      return evaluate(evaluate, body);
    } else if (plan instanceof Plan.Overlay overlaid) {
      if (!session.isPlain()) {
        return evaluate(overlaid.lookups(), body);
      }
      overlay = new OverlaySql(overlaid, session, steps).write(calls);
      calls.plan("Overlay");
      steps.checkCancelled();
      return body.run(overlay.sql());
    } else if (plan instanceof Plan.Limited limited) {
      return session.isPlain() ? limited(limited, body) : evaluate(limited.lookups(), body);
    } else if (plan instanceof Plan.Windows windowed) {
      return session.isPlain() && !fetching.isWhole()
          ? windows(windowed, body)
          : evaluate(windowed.lookups(), body);
    } else if (plan instanceof Plan.Export export) {
      exportedRows = export(export);
      T result = body.run(SqlFragment.text(FunctionStore.NOTHING));
      diagnostics = Optional.of(new Diagnostics(exportedRows, List.of()));
      return result;
    } else if (plan instanceof Plan.Answer answer) {
      return body.run(answer.sql());
    } else if (plan instanceof Plan.SetSession set) {
      return set(set, body);
    } else if (plan instanceof Plan.Analyze analyze) {
      return body.run(analyzed(analyze));
    }
    return administrate(((Plan.Administrate) plan).statement(), body);
  }

  private <T> T administrate(Administration statement, Body<T> body) throws SQLException {
    SqlFragment sql = statement.sql(steps);
    T result;
    try {
      result = observed(body, sql);
    } catch (SQLException e) {
      throw statement.explain(e);
    }
    statement.done(steps);
    return result;
  }

  /**
   * The calls that are evaluated while the body's result is read, where the plan was an Overlay:
   * then this run ends with that result.
   */
  public Optional<OverlayCalls> overlay() {
    return Optional.ofNullable(overlay);
  }

  /** The windows that follow the body's result: then this run ends with the last of them. */
  public Optional<RowWindows> windows() {
    return Optional.ofNullable(windows);
  }

  /** Why inputs became NULL, where the settings say that they do; each without a next one. */
  public List<SQLWarning> warnings() {
    return calls.warnings();
  }

  /**
   * What the server would tell of the statement, where it can't any more: statements of the
   * driver's own have followed.
   */
  public Optional<Diagnostics> diagnostics() {
    return diagnostics;
  }

  /** User variables that hold values still: the result is on the wire, or the run has failed. */
  public List<String> variables() {
    return variables;
  }

  /** Rows written by an export; -1 where the plan was none. */
  public long exportedRows() {
    return exportedRows;
  }

  /** Runs the body, and keeps what the server tells of it. */
  private <T> T observed(Body<T> body, SqlFragment sql) throws SQLException {
    T result = body.run(sql);
    if (!streaming) {
      diagnostics = Optional.of(Diagnostics.of(current.get()));
    }
    return result;
  }

  private <T> T set(Plan.SetSession plan, Body<T> body) throws SQLException {
    return rows.run(
        plan.calls(),
        plan.calls().readsRows(),
        reading -> {
          StageRunner stages = evaluateCalls(plan.calls(), reading);
          SourceRewriter rewriter = stages.rewriter();
          Map<AuroraVariable, String> values =
              plan.assignments().values(session.variables(), rewriter, steps);
          plan.assignments().takeOut(rewriter);
          T result =
              releasing(stages.variables(), false, () -> observed(body, rewriter.renderAll()));
          session.variables().set(values);
          return result;
        });
  }

  private <T> T evaluate(Plan.Evaluate plan, Body<T> body) throws SQLException {
    plan.requireLogOfRows(session);
    // A result that is still on the wire lets no COMMIT pass; then misses alone are detected.
    return rows.run(plan, plan.readsRows() && !streaming, reading -> lookUp(plan, reading, body));
  }

  private <T> T lookUp(Plan.Evaluate plan, Reading reading, Body<T> body) throws SQLException {
    StageRunner stages = evaluateCalls(plan, reading);
    SqlFragment rest = stages.rewriter().renderAll();
    return releasing(
        stages.variables(),
        streaming,
        () -> withRoom(stages.lookedUp(), () -> observed(body, rest)));
  }

  private <T> T limited(Plan.Limited plan, Body<T> body) throws SQLException {
    return rows.run(
        plan.lookups(),
        !streaming,
        reading -> {
          LimitedRows limit = new LimitedRows(plan, session, steps);
          Optional<OverlayCalls> found = limit.find(calls, reading);
          if (found.isEmpty()) {
            session.release(limit.variables());
            return lookUp(plan.lookups(), reading, body);
          }
          calls.plan("Limited");
          steps.checkCancelled();
          overlay = found.get();
          return releasing(limit.variables(), streaming, () -> observed(body, overlay.sql()));
        });
  }

  private <T> T windows(Plan.Windows plan, Body<T> body) throws SQLException {
    StatementTransaction transaction =
        StatementTransaction.begin(session, recovery, Plan.Access.READ, true);
    try {
      Optional<RowWindows> found =
          transaction.isSnapshot()
              ? RowWindows.of(
                  plan,
                  services.registry(),
                  session,
                  steps,
                  calls,
                  fetching,
                  failure -> end(transaction, failure))
              : Optional.empty();
      if (found.isEmpty()) {
        transaction.commit();
        return evaluate(plan.lookups(), body);
      }
      calls.plan("Windows");
      windows = found.get();
      return firstOf(windows, body);
    } catch (SQLException | RuntimeException e) {
      windows = null;
      transaction.rollback(e);
      throw e;
    }
  }

  private void end(StatementTransaction transaction, SQLException failure) throws SQLException {
    try {
      if (failure == null) {
        session.release(windows.variables());
        transaction.commit();
      } else {
        transaction.rollback(failure);
      }
    } finally {
      calls.end();
    }
  }

  private static <T> T firstOf(RowWindows windows, Body<T> body) throws SQLException {
    try {
      return body.run(windows.first());
    } catch (SQLException e) {
      if (!LookupTable.isMiss(e)) {
        throw e;
      }
      return body.run(windows.again());
    }
  }

  private SqlFragment analyzed(Plan.Analyze plan) throws SQLException {
    plan.lookups().requireLogOfRows(session);
    // A format that the server does not know fails before a model is asked.
    ExplainedPlan.of(plan.words(), SqlFragment.text("SELECT 1"), steps::prepare);
    ExplainedPlan shown =
        rows.run(
            plan.lookups(),
            plan.lookups().readsRows(),
            reading -> {
              StageRunner stages = evaluateCalls(plan.lookups(), reading);
              SqlFragment rest = stages.rewriter().renderAll();
              return releasing(
                  stages.variables(),
                  false,
                  () -> ExplainedPlan.of(plan.words(), rest, steps::prepare));
            });
    if (plan.isMariaDbs()) {
      shown.tellAskedInJson(calls.statistics());
    } else {
      shown.tellAsked(calls.statistics());
    }
    return shown.query();
  }

  /** The values are gone from the session with the statement that has used them. */
  private <T> T releasing(List<String> used, boolean later, Work<T> work) throws SQLException {
    variables = used;
    T result = work.run();
    if (!later) {
      session.release(used);
      variables = List.of();
    }
    return result;
  }

  /** A statement that looks up many values gets room for them, unless its result streams. */
  private <T> T withRoom(long values, Work<T> work) throws SQLException {
    TemporaryTables temporaryTables = new TemporaryTables(session);
    if (streaming || !temporaryTables.areTooSmall(values)) {
      return work.run();
    }
    temporaryTables.makeRoom(values);
    try {
      return work.run();
    } catch (SQLException e) {
      recovery.after(e);
      throw e;
    } finally {
      temporaryTables.restore();
    }
  }

  private long export(Plan.Export export) throws SQLException {
    Plan.Evaluate select = export.select();
    ExportRun run =
        new ExportRun(services.exporter(), export.into(), encryptionDefaults(), timeout);
    steps.begin(run);
    run.check(session.connection());
    return rows.run(
        select,
        select.readsRows(),
        reading -> {
          StageRunner stages = evaluateCalls(select, reading);
          SourceRewriter rewriter = stages.rewriter();
          rewriter.replace(export.into().range(), SqlFragment.text(""));
          try (PreparedStatement query = steps.prepare(rewriter.renderAll())) {
            return releasing(stages.variables(), false, () -> run.run(query));
          }
        });
  }

  /** What holds for an export without an ENCRYPTION clause (feature F68). */
  private EncryptionDefaults encryptionDefaults() throws SQLException {
    String word = session.variable(AuroraVariable.SELECT_INTO_S3_ENCRYPTION_DEFAULT);
    String key = session.variable(AuroraVariable.S3_DEFAULT_CMK_ID);
    return new EncryptionDefaults(
        EncryptionDefaults.Word.valueOf(word.toUpperCase(Locale.ROOT)),
        Optional.of(key).filter(id -> !id.isEmpty()));
  }

  private StageRunner evaluateCalls(Plan.Evaluate plan, Reading reading) throws SQLException {
    StageRunner stages = new StageRunner(plan, session, steps, reading);
    stages.run();
    steps.checkCancelled();
    return stages;
  }

  /** A part of a run. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws SQLException;
  }

  /** Ends the run from any thread: model calls and uploads at once, a statement by KILL QUERY. */
  public void cancel() throws SQLException {
    abandon();
    // Whether they are closed they would tell only when they are done.
    recovery.kill(steps.last(), current.get());
  }

  /** Makes the session fit for the next statement after this run has failed. */
  public void recover(SQLException failure) {
    recovery.after(failure);
  }

  /** The same after a run that was done before its cancel came. */
  public void recover() throws SQLException {
    if (steps.areCancelled() && !streaming) {
      recovery.absorbKill();
    }
  }

  /** Ends what services do for a run whose connection ends, from any thread. */
  public void abandon() {
    steps.cancel();
  }

  /** Asks for what the statements of the batch want that were previewed. */
  public void askForBatch() throws SQLException {
    batch.orElseThrow().ask(steps);
  }

  @Override
  public void close() {
    steps.close();
  }
}
