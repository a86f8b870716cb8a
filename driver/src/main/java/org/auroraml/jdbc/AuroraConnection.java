package org.auroraml.jdbc;

import com.mysql.cj.conf.PropertyKey;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.auroraml.jdbc.forwarding.ForwardingConnection;
import org.auroraml.jdbc.forwarding.Underlying;
import org.auroraml.jdbc.plan.Execution;
import org.auroraml.jdbc.plan.Services;
import org.auroraml.jdbc.stream.OverlayResult;

/** Connector/J's connection, whose statements know ML functions. */
final class AuroraConnection extends ForwardingConnection {
  private final ServerContext context;
  private final Services services;
  private final StatementReader reader;
  private final Runnable release;
  private final AtomicBoolean released = new AtomicBoolean();

  /** Plans that are being run. */
  private final Set<Execution> running = ConcurrentHashMap.newKeySet();

  /** Results whose models are asked while they are read; they hold themselves. */
  private final Set<OverlayResult> read = Collections.newSetFromMap(new WeakHashMap<>());

  /**
   * @param release gives the context back, once
   */
  AuroraConnection(Connection delegate, ServerContext context, Runnable release) {
    super(delegate);
    this.context = context;
    this.release = release;
    this.services = context.newServices();
    this.reader = new StatementReader(delegate, context, services, this::drainResults);
  }

  /** The same over a logical connection, which Connector/J has made of the physical one. */
  AuroraConnection over(Connection logical) {
    return new AuroraConnection(logical, context, () -> {});
  }

  /** Where statements are read. */
  StatementReader reader() {
    return reader;
  }

  Services services() {
    return services;
  }

  /** A statement's plan is being run, until it has {@link #ended}. */
  void begins(Execution execution) {
    running.add(execution);
  }

  void ended(Execution execution) {
    running.remove(execution);
  }

  /** A result is being read from now on. */
  void reads(OverlayResult result) {
    synchronized (read) {
      read.add(result);
    }
  }

  /** Another statement is about to run, which the user may ask about then. */
  void drain() throws SQLException {
    reader.forget();
    drainResults();
  }

  /** Reads results that are still on the wire into memory. */
  private void drainResults() throws SQLException {
    for (OverlayResult result : beingRead()) {
      result.drain();
    }
  }

  private List<OverlayResult> beingRead() {
    synchronized (read) {
      return read.isEmpty() ? List.of() : new ArrayList<>(read);
    }
  }

  /** Connector/J's setting of that name. */
  boolean continuesBatchOnError() throws SQLException {
    return isSet(PropertyKey.continueBatchOnError);
  }

  /** Whether a setting of Connector/J is on. */
  boolean isSet(PropertyKey key) throws SQLException {
    return Underlying.isSet(delegate(), key);
  }

  /** Connector/J's setting of that name. */
  boolean preparesOnServer() throws SQLException {
    return isSet(PropertyKey.useServerPrepStmts);
  }

  /** The statement that the rest of a plan runs on, in place of the user's own. */
  PreparedStatement prepareUnderlying(String sql, PreparedForm form) throws SQLException {
    return form.prepare(delegate(), sql);
  }

  @Override
  public Statement createStatement() throws SQLException {
    return new AuroraStatement(delegate().createStatement(), this);
  }

  @Override
  public Statement createStatement(int resultSetType, int resultSetConcurrency)
      throws SQLException {
    return new AuroraStatement(
        delegate().createStatement(resultSetType, resultSetConcurrency), this);
  }

  @Override
  public Statement createStatement(
      int resultSetType, int resultSetConcurrency, int resultSetHoldability) throws SQLException {
    return new AuroraStatement(
        delegate().createStatement(resultSetType, resultSetConcurrency, resultSetHoldability),
        this);
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    return prepare(sql, new PreparedForm(false, Connection::prepareStatement));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int resultSetType, int resultSetConcurrency)
      throws SQLException {
    return prepare(
        sql,
        new PreparedForm(
            false, (c, s) -> c.prepareStatement(s, resultSetType, resultSetConcurrency)));
  }

  @Override
  public PreparedStatement prepareStatement(
      String sql, int resultSetType, int resultSetConcurrency, int resultSetHoldability)
      throws SQLException {
    return prepare(
        sql,
        new PreparedForm(
            false,
            (c, s) ->
                c.prepareStatement(s, resultSetType, resultSetConcurrency, resultSetHoldability)));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
    return prepare(
        sql,
        new PreparedForm(
            autoGeneratedKeys == Statement.RETURN_GENERATED_KEYS,
            (c, s) -> c.prepareStatement(s, autoGeneratedKeys)));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
    return prepare(sql, new PreparedForm(true, (c, s) -> c.prepareStatement(s, columnIndexes)));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
    return prepare(sql, new PreparedForm(true, (c, s) -> c.prepareStatement(s, columnNames)));
  }

  /** Prepares a statement for the user. */
  PreparedStatement prepare(String sql, PreparedForm form) throws SQLException {
    PreparedText text = new PreparedText(sql);
    Candidate candidate = sql == null ? null : reader.candidate(text);
    if (candidate == null || candidate.plan().isEmpty()) {
      List<String> several = candidate == null ? List.of() : reader.statementsWithCalls(sql);
      if (!several.isEmpty()) {
        return new SeveralPreparedStatement(parameters(sql), several, this, form);
      }
      try {
        return new AuroraPreparedStatement(form.prepare(delegate(), sql), this, text);
      } catch (SQLException e) {
        throw candidate == null ? e : candidate.explain(e);
      }
    }
    return new PlannedPreparedStatement(parameters(sql), this, text, form);
  }

  /**
   * Prepared on the client: it only checks parameters, and the server may not know the function.
   */
  PreparedStatement parameters(String sql) throws SQLException {
    return Underlying.of(delegate()).clientPrepareStatement(sql);
  }

  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    return prepareCall(sql, Connection::prepareCall);
  }

  @Override
  public CallableStatement prepareCall(String sql, int resultSetType, int resultSetConcurrency)
      throws SQLException {
    return prepareCall(sql, (c, s) -> c.prepareCall(s, resultSetType, resultSetConcurrency));
  }

  @Override
  public CallableStatement prepareCall(
      String sql, int resultSetType, int resultSetConcurrency, int resultSetHoldability)
      throws SQLException {
    return prepareCall(
        sql, (c, s) -> c.prepareCall(s, resultSetType, resultSetConcurrency, resultSetHoldability));
  }

  private CallableStatement prepareCall(String sql, CallOverload overload) throws SQLException {
    PreparedText text = new PreparedText(sql);
    Candidate candidate = sql == null ? null : reader.candidate(text);
    if (candidate == null || candidate.plan().isEmpty()) {
      return new AuroraCallableStatement(overload.prepare(delegate(), sql), this);
    }
    return PlannedCall.of(parameters(sql), this, text, new PreparedForm(false, overload::prepare));
  }

  /** One of prepareCall's overloads, with the user's other arguments. */
  @FunctionalInterface
  private interface CallOverload {
    CallableStatement prepare(Connection connection, String sql) throws SQLException;
  }

  @Override
  public void commit() throws SQLException {
    drain();
    delegate().commit();
  }

  @Override
  public void rollback() throws SQLException {
    drain();
    delegate().rollback();
  }

  @Override
  public void setAutoCommit(boolean autoCommit) throws SQLException {
    drain();
    delegate().setAutoCommit(autoCommit);
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    return new AuroraDatabaseMetaData(delegate().getMetaData(), this);
  }

  @Override
  public void close() throws SQLException {
    stop();
    try {
      delegate().close();
    } finally {
      giveBack();
    }
  }

  @Override
  public void abort(Executor executor) throws SQLException {
    stop();
    try {
      delegate().abort(executor);
    } finally {
      giveBack();
    }
  }

  /** Ends model calls and uploads, those of a statement that another thread runs, too. */
  void stop() {
    running.forEach(Execution::abandon);
    beingRead().forEach(OverlayResult::stop);
  }

  private void giveBack() {
    if (released.compareAndSet(false, true)) {
      release.run();
    }
  }
}
