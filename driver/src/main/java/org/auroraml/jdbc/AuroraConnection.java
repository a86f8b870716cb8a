package org.auroraml.jdbc;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.SqlParser;
import org.auroraml.grammar.SqlSyntaxException;
import org.auroraml.jdbc.diagnostics.Diagnostics;
import org.auroraml.jdbc.diagnostics.InformationFunctions;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.forwarding.ForwardingConnection;
import org.auroraml.jdbc.gate.Gate;
import org.auroraml.jdbc.plan.Execution;
import org.auroraml.jdbc.plan.Plan;
import org.auroraml.jdbc.plan.Planner;
import org.auroraml.jdbc.plan.ServerVerdict;
import org.auroraml.jdbc.plan.Services;
import org.auroraml.jdbc.plan.Session;
import org.auroraml.jdbc.plan.Views;
import org.auroraml.jdbc.stream.OverlayResult;
import org.auroraml.jdbc.variable.SessionVariables;
import org.auroraml.jdbc.variable.VariableTexts;

/** Connector/J's connection, whose statements know ML functions. */
final class AuroraConnection extends ForwardingConnection {
  private final ServerContext context;
  private final Runnable release;
  private final AtomicBoolean released = new AtomicBoolean();
  private final TableLocks tableLocks = new TableLocks();
  private final SessionVariables variables;

  /** Plans that are being run. */
  private final Set<Execution> running = ConcurrentHashMap.newKeySet();

  /** Results whose models are asked while they are read; they hold themselves. */
  private final Set<OverlayResult> read = Collections.newSetFromMap(new WeakHashMap<>());

  /** What is known of the user's last statement; null while the server tells it. */
  private Diagnostics last;

  /** User variables of ours to be released. */
  private List<String> unreleased = List.of();

  /**
   * @param release gives the context back, once
   */
  AuroraConnection(Connection delegate, ServerContext context, Runnable release) {
    super(delegate);
    this.context = context;
    this.variables = context.newVariables();
    this.release = release;
  }

  /**
   * The statement's way from text to plan: gate, parser, planner. Most statements end at the gate.
   *
   * @return null if the statement can't concern the driver and goes to the server as it is
   */
  Candidate candidate(String sql) throws SQLException {
    return sql == null ? null : candidate(new PreparedText(sql));
  }

  /** The same for a text that is run several times. */
  Candidate candidate(PreparedText text) throws SQLException {
    String sql = text.sql();
    drainResults();
    tableLocks.see(sql);
    boolean inViews = context.viewTexts().contains(sql);
    Optional<String> answer = last == null ? Optional.empty() : last.answer(sql);
    if (!inViews
        && answer.isEmpty()
        && !Gate.concerns(sql, services().registry().names())
        && (last == null || !InformationFunctions.areCalled(sql))) {
      return null;
    }
    boolean informed = InformationFunctions.areCalled(sql);
    Session session = Session.of(delegate(), tableLocks.areHeld(), informed, variables);
    session.release(unreleased);
    unreleased = List.of();
    if (answer.isPresent()) {
      return Candidate.answer(session, SqlFragment.text(answer.get()));
    }
    try {
      ParsedStatement written = text.parse(session.sqlModes(), context.statements());
      ParsedStatement read = informed ? informed(written, session) : written;
      Optional<String> literals = new VariableTexts(variables).withLiterals(read);
      if (literals.isPresent()) {
        read = context.statements().parse(literals.get(), session.sqlModes());
      }
      if (inViews) {
        read = new Views(services().registry(), session).expand(read).orElse(read);
      }
      Optional<Plan> plan = plan(read, session);
      return plan.isPresent() || (!informed && literals.isEmpty())
          ? new Candidate(session, plan, Optional.empty(), inViews)
          : Candidate.answer(session, new SourceRewriter(read).renderAll());
    } catch (SqlSyntaxException e) {
      return new Candidate(session, Optional.empty(), Optional.of(e), false);
    }
  }

  /**
   * The statements of a text with several of them, if the server takes such texts and one of them
   * has ML calls; else none.
   */
  List<String> statementsWithCalls(String sql) throws SQLException {
    if (sql == null
        || sql.indexOf(';') < 0
        || !isSet(PropertyKey.allowMultiQueries)
        || !Gate.concerns(sql, services().registry().names())) {
      return List.of();
    }
    Session session = Session.of(delegate(), tableLocks.areHeld(), false, variables);
    List<SourceRange> ranges = SqlParser.split(sql, session.sqlModes());
    List<String> texts = ranges.stream().map(range -> range.of(sql)).toList();
    return texts.size() > 1 && texts.stream().anyMatch(text -> hasCalls(text, session))
        ? texts
        : List.of();
  }

  private boolean hasCalls(String sql, Session session) {
    try {
      return Planner.plan(
              context.statements().parse(sql, session.sqlModes()), services().registry(), session)
          .isPresent();
    } catch (SqlSyntaxException e) {
      return false;
    } catch (SQLException refused) {
      return true;
    }
  }

  /** A statement that asks for what the server can tell no more: with the answer in its place. */
  private ParsedStatement informed(ParsedStatement statement, Session session)
      throws SqlSyntaxException {
    InformationFunctions known =
        last == null
            ? session.information()
            : new InformationFunctions(last.rowCount(), session.information().foundRows());
    return SqlParser.parse(known.inPlace(statement), session.sqlModes());
  }

  /** The candidate for a statement that is about to run, which the next one will ask about. */
  Candidate next(String sql) throws SQLException {
    return sql == null ? null : next(new PreparedText(sql));
  }

  /** The same for a text that is run several times. */
  Candidate next(PreparedText text) throws SQLException {
    try {
      Candidate candidate = candidate(text);
      if (last != null && last.answer(text.sql()).isEmpty()) {
        last = null;
      }
      return candidate;
    } catch (SQLException e) {
      last = Diagnostics.of(e);
      throw e;
    }
  }

  /** A statement that the planner refuses may be one that the server does not take either. */
  private Optional<Plan> plan(ParsedStatement statement, Session session) throws SQLException {
    try {
      return Planner.plan(statement, services().registry(), session);
    } catch (SQLException e) {
      throw new ServerVerdict(session).orElse(e, statement);
    }
  }

  /**
   * Whether a failure tells of ML functions that the registry did not know, because another client
   * created them: it knows them now.
   */
  boolean learnsFrom(SQLException failure) throws SQLException {
    return switch (failure.getErrorCode()) {
      case SqlErrors.STUB, SqlErrors.NO_SUCH_FUNCTION -> services().registry().refresh(delegate());
      default -> false;
    };
  }

  /**
   * Whether a failure tells of ML functions in views that a statement reads: it can be planned now,
   * with their definitions in place of their names.
   */
  boolean findsInViews(PreparedText text, SQLException failure) throws SQLException {
    if (failure.getErrorCode() != SqlErrors.STUB || context.viewTexts().contains(text.sql())) {
      return false;
    }
    Session session = Session.of(delegate(), tableLocks.areHeld(), false, variables);
    try {
      ParsedStatement statement = text.parse(session.sqlModes(), context.statements());
      if (new Views(services().registry(), session).expand(statement).isEmpty()) {
        return false;
      }
    } catch (SqlSyntaxException e) {
      return false;
    } catch (SQLException e) {
      e.addSuppressed(failure);
      throw e;
    }
    context.viewTexts().add(text.sql());
    return true;
  }

  Services services() {
    return context.services();
  }

  /** What the user may ask about the statement that has run. */
  void remember(Diagnostics diagnostics) {
    last = diagnostics;
  }

  /** User variables of ours that the last statement's result may still use. */
  void releaseLater(List<String> used) {
    unreleased = used;
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
    last = null;
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

  private boolean isSet(PropertyKey key) throws SQLException {
    return delegate()
        .unwrap(JdbcConnection.class)
        .getPropertySet()
        .getBooleanProperty(key)
        .getValue();
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

  private PreparedStatement prepare(String sql, PreparedForm form) throws SQLException {
    PreparedText text = new PreparedText(sql);
    Candidate candidate = sql == null ? null : candidate(text);
    if (candidate == null || candidate.plan().isEmpty()) {
      if (candidate != null && !statementsWithCalls(sql).isEmpty()) {
        throw SqlErrors.unsupported(
            "ML functions can't be evaluated in a prepared text of several statements; prepare each"
                + " statement by itself.");
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
  private PreparedStatement parameters(String sql) throws SQLException {
    return delegate().unwrap(JdbcConnection.class).clientPrepareStatement(sql);
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
    Candidate candidate = sql == null ? null : candidate(text);
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
  private void stop() {
    running.forEach(Execution::abandon);
    beingRead().forEach(OverlayResult::stop);
  }

  private void giveBack() {
    if (released.compareAndSet(false, true)) {
      release.run();
    }
  }

  /**
   * How the user asked for a prepared statement.
   *
   * @param returnsKeys whether generated keys were asked for
   * @param overload which of prepareStatement's overloads
   */
  record PreparedForm(boolean returnsKeys, Overload overload) {
    PreparedStatement prepare(Connection connection, String sql) throws SQLException {
      return overload.prepare(connection, sql);
    }

    /** One of prepareStatement's overloads, with the user's other arguments. */
    @FunctionalInterface
    interface Overload {
      PreparedStatement prepare(Connection connection, String sql) throws SQLException;
    }
  }
}
