package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.auroraml.grammar.Assignment;
import org.auroraml.grammar.ColumnReference;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.forwarding.Underlying;
import org.auroraml.jdbc.type.Literals;

/**
 * Runs a statement up to a savepoint to learn the arguments of its calls, and takes back what it
 * wrote. The rows that it locked stay locked, so the statement's own run meets the same ones.
 */
final class Rehearser {
  private static final String SAVEPOINT = "auroraml_rehearsal";

  /** ER_WARNING_NOT_COMPLETE_ROLLBACK: a trigger wrote to a table without transactions. */
  private static final int NOT_ROLLED_BACK = 1196;

  private final Rehearsal rehearsal;
  private final Session session;
  private final StepRunner steps;
  private final SourceRewriter known;
  private final ParsedStatement statement;
  private final List<Recording> recordings = new ArrayList<>();

  Rehearser(
      Rehearsal rehearsal,
      Session session,
      StepRunner steps,
      SourceRewriter known,
      ParsedStatement statement) {
    this.rehearsal = rehearsal;
    this.session = session;
    this.steps = steps;
    this.known = known;
    this.statement = statement;
  }

  /** A user variable to which the arguments of some calls are written. */
  private record Recording(String variable, Arguments arguments, List<CallSite> sites) {}

  /** Has the arguments of calls recorded; all have the same. */
  void record(String variable, Arguments arguments, List<CallSite> sites) {
    recordings.add(new Recording(variable, arguments, sites));
  }

  /** Runs the statement and gives the arguments in the order in which they were asked for. */
  List<Gathering> run() throws SQLException {
    requireTransaction();
    for (Recording recording : recordings) {
      session.execute("SET " + recording.variable() + " = ''");
    }
    session.execute("SAVEPOINT " + SAVEPOINT);
    try (PreparedStatement trial = steps.prepare(trial())) {
      trial.execute();
    } catch (SQLException e) {
      try {
        rollBack();
      } catch (SQLException alsoFailed) {
        // A deadlock has rolled the whole transaction back, the savepoint with it.
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
    rollBack();
    List<Gathering> gatherings = new ArrayList<>();
    for (Recording recording : recordings) {
      gatherings.add(read(recording));
    }
    return gatherings;
  }

  private void requireTransaction() throws SQLException {
    boolean inTransaction =
        !session.connection().getAutoCommit()
            || Underlying.of(session.connection())
                .getSession()
                .getServerSession()
                .inTransactionOnServer();
    if (!inTransaction) {
      throw refusal("under LOCK TABLES with autocommit nothing can be rolled back");
    }
    Optional<String> without =
        new TableEngines(session, steps::prepare).without(rehearsal.written());
    if (without.isPresent()) {
      throw refusal(without.get());
    }
  }

  private SQLException refusal(String reason) {
    return rehearsal
        .sites()
        .get(0)
        .refusal(
            statement.text(),
            "its argument is known only while the statement writes, which is tried first and rolled"
                + " back, and "
                + reason);
  }

  private void rollBack() throws SQLException {
    try (PreparedStatement back =
        steps.prepare(SqlFragment.text("ROLLBACK TO SAVEPOINT " + SAVEPOINT))) {
      back.execute();
      for (SQLWarning w = back.getWarnings(); w != null; w = w.getNextWarning()) {
        if (w.getErrorCode() == NOT_ROLLED_BACK) {
          throw SqlErrors.unsupported(
              "The statement was tried first to learn the arguments of its ML functions, and"
                  + " something that it wrote could not be rolled back: "
                  + w.getMessage());
        }
      }
    }
  }

  /** The statement with its columns in place of values that are not known yet. */
  private SqlFragment trial() {
    SourceRewriter trial = new SourceRewriter(known);
    for (Assignment unknown : rehearsal.unknown()) {
      SqlFragment column = SqlFragment.text(column(unknown.target()));
      trial.replace(
          unknown.value().range(),
          unknown.equals(rehearsal.assignment())
              ? Arguments.wrap("IF(", recorded(), " = 0, ")
                  .append(column)
                  .append(", ")
                  .append(column)
                  .append(")")
              : column);
    }
    return trial.renderAll();
  }

  /** In INSERT … SELECT a bare name could also be a column of the query. */
  private String column(ColumnReference target) {
    return rehearsal
        .target()
        .filter(table -> target.table().isEmpty())
        .map(table -> Literals.identifier(table.name()) + "." + Literals.identifier(target.name()))
        .orElse(target.range().of(statement.text()));
  }

  /** An expression that is never 0, which the server does not know before it has evaluated it. */
  private SqlFragment recorded() {
    SqlFragment all = SqlFragment.text("1");
    for (Recording recording : recordings) {
      SqlFragment row = GatherQuery.row(recording.arguments().gatheredColumns());
      SqlFragment write =
          Arguments.wrap(
              "LENGTH(" + recording.variable() + " := CONCAT(" + recording.variable() + ", ",
              row,
              ", '" + GatherQuery.ROW_SEPARATOR + "'))");
      for (CallSite site : recording.sites()) {
        SqlFragment one = LookupTable.when(GatherQuery.all(site.conditions(), known), write);
        all = all.append(Arguments.wrap(" + COALESCE(", one, ", 1)"));
      }
    }
    return all;
  }

  private Gathering read(Recording recording) throws SQLException {
    // The name of the variable is ours, and unlike any that the statement has.
    try (PreparedStatement statement =
            steps.prepare(SqlFragment.text("SELECT " + recording.variable()));
        ResultSet result = statement.executeQuery()) {
      result.next();
      String rows = result.getString(1);
      if (rows == null) {
        throw SqlErrors.unsupported(
            "The arguments of ML function "
                + recording.sites().get(0).function().qualifiedName().toLowerCase(Locale.ROOT)
                + " are longer than max_allowed_packet; write fewer rows at once.");
      }
      return Gathering.read(recording.arguments(), ArgumentRows.ofList(rows));
    }
  }
}
