package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.auroraml.batching.Model;
import org.auroraml.batching.ModelInput;
import org.auroraml.batching.Prediction;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.export.ExportRun;
import org.auroraml.jdbc.forwarding.ParameterBindings;
import org.auroraml.jdbc.registry.MlFunction;

/**
 * What a run does on its way: queries of the driver's own, model calls, an upload. Not thread-safe,
 * but for {@link #cancel()} and {@link #last()}.
 */
final class ExecutionSteps implements RowWindows.Steps, Administration.Steps, AutoCloseable {
  private final Services services;
  private final Session session;
  private final ParameterBindings bindings;
  private final Duration timeout;
  private final ModelCalls calls;
  private final Recovery recovery;

  private volatile Statement last;
  private volatile ExportRun upload;
  private volatile boolean cancelled;
  private Optional<ResultSet> cursor = Optional.empty();

  /**
   * The steps of a run.
   *
   * @param bindings the values of the user's parameters
   * @param timeout for each query; zero for none
   * @param calls asks the models; closed with the steps
   */
  ExecutionSteps(
      Services services,
      Session session,
      ParameterBindings bindings,
      Duration timeout,
      ModelCalls calls,
      Recovery recovery) {
    this.services = services;
    this.session = session;
    this.bindings = bindings;
    this.timeout = timeout;
    this.calls = calls;
    this.recovery = recovery;
  }

  @Override
  public PreparedStatement prepare(SqlFragment fragment) throws SQLException {
    return step(session.prepare(fragment, bindings));
  }

  @Override
  public PreparedStatement prepareOnServer(SqlFragment fragment) throws SQLException {
    return step(session.prepareOnServer(fragment, bindings));
  }

  @Override
  public ResultSet openCursor(SqlFragment query, int rows) throws SQLException {
    cursor =
        Optional.of(new ServerCursor(session, recovery).open(this::prepareOnServer, query, rows));
    return cursor.get();
  }

  private PreparedStatement step(PreparedStatement prepared) throws SQLException {
    if (!timeout.isZero()) {
      prepared.setQueryTimeout((int) Math.max(1, timeout.toSeconds()));
    }
    last = prepared;
    checkCancelled();
    return prepared;
  }

  @Override
  public List<Prediction> evaluate(String function, Model model, List<ModelInput> inputs)
      throws SQLException {
    checkCancelled();
    return calls.evaluate(function, model, inputs);
  }

  @Override
  public String assigned(MlFunction function, Prediction prediction) throws SQLException {
    return calls.assigned(function, prediction);
  }

  /** Why inputs became NULL, where the settings say that they do. */
  List<SQLWarning> warnings() {
    return calls.warnings();
  }

  @Override
  public Session session() {
    return session;
  }

  @Override
  public Services services() {
    return services;
  }

  /** An export begins, which a cancel is to end. */
  void begin(ExportRun export) {
    upload = export;
    if (cancelled) {
      export.cancel();
    }
  }

  /** The query that was prepared last; null before the first. */
  Statement last() {
    return last;
  }

  boolean areCancelled() {
    return cancelled;
  }

  /** Fails if the run is cancelled. */
  void checkCancelled() throws SQLException {
    if (cancelled) {
      throw SqlErrors.interrupted();
    }
  }

  /** Ends model calls and an upload, and lets no other step begin; from any thread. */
  void cancel() {
    cancelled = true;
    calls.stop();
    ExportRun export = upload;
    if (export != null) {
      export.cancel();
    }
  }

  @Override
  public void close() {
    calls.close();
    if (cursor.isPresent()) {
      try {
        cursor.get().getStatement().close();
      } catch (SQLException e) {
        // It is closed already, or will be with the connection.
      }
    }
  }
}
