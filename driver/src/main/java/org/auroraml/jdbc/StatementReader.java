package org.auroraml.jdbc;

import com.mysql.cj.conf.PropertyKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.SqlParser;
import org.auroraml.grammar.SqlSyntaxException;
import org.auroraml.jdbc.administration.Administrations;
import org.auroraml.jdbc.administration.StatusTables;
import org.auroraml.jdbc.diagnostics.Diagnostics;
import org.auroraml.jdbc.diagnostics.FoundRows;
import org.auroraml.jdbc.diagnostics.InformationFunctions;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.forwarding.Underlying;
import org.auroraml.jdbc.gate.Gate;
import org.auroraml.jdbc.plan.Plan;
import org.auroraml.jdbc.plan.Planner;
import org.auroraml.jdbc.plan.Recovery;
import org.auroraml.jdbc.plan.ServerVerdict;
import org.auroraml.jdbc.plan.Services;
import org.auroraml.jdbc.plan.Session;
import org.auroraml.jdbc.plan.Views;
import org.auroraml.jdbc.variable.SessionVariables;
import org.auroraml.jdbc.variable.VariableTexts;

/**
 * Reads a connection's statements: their way from the text through the gate and the parser to a
 * plan. It knows what of earlier statements the next one may ask about. Not thread-safe.
 */
final class StatementReader {
  /** After so long a statement with ML calls has the functions of the server read again. */
  private static final Duration REFRESH = Duration.ofSeconds(1);

  private final Connection connection;
  private final ServerContext context;
  private final Services services;
  private final SessionVariables variables;
  private final boolean serverEvaluates;
  private final Draining draining;
  private final TableLocks tableLocks = new TableLocks();

  /** What is known of the user's last statement; null while the server tells it. */
  private Diagnostics last;

  private final FoundRows foundRows = new FoundRows();

  /** User variables of ours to be released. */
  private List<String> unreleased = List.of();

  /** Takes results off the wire, which is then free for other statements. */
  @FunctionalInterface
  interface Draining {
    void run() throws SQLException;
  }

  /**
   * @param connection Connector/J's
   */
  StatementReader(
      Connection connection, ServerContext context, Services services, Draining draining) {
    this.connection = connection;
    this.context = context;
    this.services = services;
    this.variables = context.newVariables();
    this.serverEvaluates = context.serverEvaluates();
    this.draining = draining;
  }

  /** What the user may ask about the statement that has run. */
  void remember(Diagnostics diagnostics) {
    last = diagnostics;
  }

  /** The server tells of the statement that has run. */
  void forget() {
    last = null;
    foundRows.forget();
  }

  /** User variables of ours that the last statement's result may still use. */
  void releaseLater(List<String> used) {
    unreleased = used;
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
    if (serverEvaluates) {
      return null;
    }
    String sql = text.sql();
    draining.run();
    if (tableLocks.see(sql)) {
      Session.markLocks(connection);
    }
    if (services.activeRoles().isPresent()) {
      services.activeRoles().get().see(sql);
    }
    boolean inViews = context.viewTexts().contains(sql);
    Optional<String> answer = last == null ? Optional.empty() : last.answer(sql);
    if (!inViews
        && answer.isEmpty()
        && !Gate.concerns(sql, services.registry().names())
        && ((last == null && !foundRows.areRemembered()) || !InformationFunctions.areCalled(sql))) {
      return null;
    }
    boolean informed = InformationFunctions.areCalled(sql);
    Session session =
        Session.of(connection, tableLocks.areHeld(), informed || FoundRows.isSet(sql), variables);
    session.release(unreleased);
    unreleased = List.of();
    if (session.isAutocommit()) {
      // In a transaction of the user's it could be the first read, which decides what is seen.
      services.registry().refreshIfOlder(REFRESH, connection);
    }
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
      Optional<String> counted = new StatusTables(services).withOurs(read, session.database());
      if (counted.isPresent()) {
        read = SqlParser.parse(counted.get(), session.sqlModes());
      }
      if (inViews) {
        read = new Views(services.registry(), session).expand(read).orElse(read);
      }
      Optional<Plan> plan = plan(read, session);
      return plan.isPresent() || (!informed && literals.isEmpty() && counted.isEmpty())
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
        || serverEvaluates
        || sql.indexOf(';') < 0
        || !Underlying.isSet(connection, PropertyKey.allowMultiQueries)
        || !Gate.concerns(sql, services.registry().names())) {
      return List.of();
    }
    Session session = Session.of(connection, tableLocks.areHeld(), false, variables);
    List<SourceRange> ranges = SqlParser.split(sql, session.sqlModes());
    List<String> texts = ranges.stream().map(range -> range.of(sql)).toList();
    return texts.size() > 1 && texts.stream().anyMatch(text -> hasCalls(text, session))
        ? texts
        : List.of();
  }

  private boolean hasCalls(String sql, Session session) {
    try {
      return Planner.plan(
              context.statements().parse(sql, session.sqlModes()), services.registry(), session)
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
    InformationFunctions told = session.information();
    InformationFunctions known =
        new InformationFunctions(
            last == null ? told.rowCount() : last.rowCount(), foundRows.orElse(told.foundRows()));
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
      keepFoundRows(text.sql(), candidate);
      return candidate;
    } catch (SQLException e) {
      last = Diagnostics.of(e);
      throw e;
    }
  }

  private void keepFoundRows(String sql, Candidate candidate) {
    if (candidate != null && candidate.plan().isPresent() && FoundRows.isSet(sql)) {
      Session session = candidate.session();
      foundRows.seeSet(sql, session.mariaDb(), session.information().foundRows());
    } else if (sql != null) {
      foundRows.see(sql);
    }
  }

  /** A statement that the planner refuses may be one that the server does not take either. */
  private Optional<Plan> plan(ParsedStatement statement, Session session) throws SQLException {
    Optional<Plan> administration = Administrations.plan(statement, services.registry(), session);
    if (administration.isPresent()) {
      return administration;
    }
    try {
      return Planner.plan(statement, services.registry(), session);
    } catch (SQLException e) {
      throw new ServerVerdict(session).orElse(e, statement);
    }
  }

  /**
   * Whether a failure tells of ML functions that the registry did not know, because another client
   * created them: it knows them now.
   */
  boolean learnsFrom(SQLException failure) throws SQLException {
    if (serverEvaluates) {
      return false;
    }
    return switch (failure.getErrorCode()) {
      case SqlErrors.STUB, SqlErrors.NO_SUCH_FUNCTION -> {
        new Recovery(connection).after(failure);
        yield services.registry().refresh(connection);
      }
      default -> false;
    };
  }

  /**
   * Whether a failure tells of ML functions in views that a statement reads: it can be planned now,
   * with their definitions in place of their names.
   */
  boolean findsInViews(PreparedText text, SQLException failure) throws SQLException {
    if (failure.getErrorCode() != SqlErrors.STUB
        || serverEvaluates
        || context.viewTexts().contains(text.sql())) {
      return false;
    }
    Session session = Session.of(connection, tableLocks.areHeld(), false, variables);
    try {
      ParsedStatement statement = text.parse(session.sqlModes(), context.statements());
      if (new Views(services.registry(), session).expand(statement).isEmpty()) {
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
}
