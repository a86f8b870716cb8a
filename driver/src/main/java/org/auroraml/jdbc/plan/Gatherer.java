package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.error.SqlErrors;

/** Reads the arguments of calls from the server. */
final class Gatherer {
  /** ER_BAD_FIELD_ERROR: the block can't be read on its own, since it names columns around it. */
  private static final int UNKNOWN_COLUMN = 1054;

  /** ER_INVALID_GROUP_FUNC_USE: an argument is an aggregate of the query around the block. */
  private static final int AGGREGATE = 1111;

  /** ER_CUT_VALUE_GROUP_CONCAT: a list of arguments is longer than the server lets a text be. */
  private static final int CUT = 1260;

  private final Plan.Evaluate plan;
  private final Session session;
  private final StepRunner steps;
  private final SourceRewriter rewriter;
  private final ArgumentCheck check;
  private final TemporaryTables temporaryTables;

  Gatherer(
      Plan.Evaluate plan,
      Session session,
      StepRunner steps,
      SourceRewriter rewriter,
      ArgumentCheck check) {
    this.plan = plan;
    this.session = session;
    this.steps = steps;
    this.rewriter = rewriter;
    this.check = check;
    this.temporaryTables = new TemporaryTables(session);
  }

  /**
   * Reads the distinct arguments of a call.
   *
   * @param rows the rows that reach it
   * @param conditions for each of the calls with these arguments, what holds where its value
   *     matters
   */
  Gathering gather(
      CallSite site, Rows rows, Arguments arguments, List<List<KnownCondition>> conditions)
      throws SQLException {
    GatherQuery query =
        new GatherQuery(rows, rewriter, conditions, plan.nested().ends())
            .limited(rows.limit().isPresent() && isTotal(rows.limit().get()));
    // The groups of several rows around may have the same key.
    Arguments own = arguments.ungrouped();
    return read(
        site,
        rows,
        () -> alone(site, query, arguments),
        levels ->
            correlated(
                query.correlated(own.gatheredColumns(), levels, hint()),
                result -> Gathering.read(own, ArgumentRows.ofLists(result)).correlated()));
  }

  /** Whether any of the rows reaches a call whose arguments are the same for all of them. */
  boolean isReached(CallSite site, Rows rows) throws SQLException {
    Rows read = rows;
    if (rows.groups().isPresent()) {
      Rows.Groups groups = rows.groups().get();
      boolean isEach = groups.filters().isEmpty() && site.conditions().isEmpty();
      if (groups.isSingle() && isEach && rows.around().isEmpty()) {
        return true;
      }
      read = groups.isSingle() || !isEach ? rows : rows.ungrouped();
    }
    boolean isSingle = read.groups().filter(Rows.Groups::isSingle).isPresent();
    // Without an aggregate, HAVING alone does not make the rows one group.
    SqlFragment column = SqlFragment.text(isSingle ? "COUNT(*)" : "1");
    GatherQuery query =
        new GatherQuery(read, rewriter, List.of(site.conditions()), plan.nested().ends());
    return read(
        site,
        read,
        () -> hasRow(query.any(column)),
        levels ->
            correlated(query.correlated(List.of(column), levels, hint()), Gatherer::hasValue));
  }

  /** Reads rows that may depend on those around them, as many blocks around as needed. */
  private <T> T read(CallSite site, Rows rows, Alone<T> alone, Correlated<T> correlated)
      throws SQLException {
    if (rows.from().isPresent()) {
      try {
        return alone.read();
      } catch (SQLException e) {
        if (e.getErrorCode() != UNKNOWN_COLUMN || rows.around().isEmpty()) {
          throw e.getErrorCode() == AGGREGATE ? correlated(site, e) : e;
        }
      }
    }
    int levels = 1;
    for (Rows around = rows.around().orElseThrow(); ; around = around.around().get(), levels++) {
      try {
        return correlated.read(levels);
      } catch (SQLException e) {
        if (e.getErrorCode() != UNKNOWN_COLUMN || around.around().isEmpty()) {
          throw e.getErrorCode() == UNKNOWN_COLUMN || e.getErrorCode() == AGGREGATE
              ? correlated(site, e)
              : e;
        }
      }
    }
  }

  /** Reads rows on their own. */
  @FunctionalInterface
  private interface Alone<T> {
    T read() throws SQLException;
  }

  /** Reads rows for each of those around them, so many blocks around. */
  @FunctionalInterface
  private interface Correlated<T> {
    T read(int levels) throws SQLException;
  }

  /** Whether an order tells all rows apart, so that the first ones are always the same. */
  private boolean isTotal(Rows.Limit limit) throws SQLException {
    String name = limit.table().table().of(plan.statement().text());
    return TableKey.of(name, key -> key.isAmong(limit.order()), steps).isPresent();
  }

  private Gathering alone(CallSite site, GatherQuery query, Arguments arguments)
      throws SQLException {
    SqlFragment sql =
        SqlFragment.text(temporaryTables.gathering())
            .append(query.query(arguments.gatheredColumns()));
    try (PreparedStatement statement = steps.prepare(sql)) {
      // Not executeQuery: SET STATEMENT … FOR SELECT does not look like a query to Connector/J.
      statement.execute();
      Gathering gathering;
      try (ResultSet result = statement.getResultSet()) {
        gathering = Gathering.read(arguments, ArgumentRows.of(result));
      }
      check.check(site.function(), arguments, gathering.inputs(), Optional.of(query), statement);
      return gathering;
    }
  }

  private boolean hasRow(SqlFragment query) throws SQLException {
    try (PreparedStatement statement = steps.prepare(query);
        ResultSet result = statement.executeQuery()) {
      return result.next();
    }
  }

  /** Whether one of the lists of rows is not empty: those that are have a NULL. */
  private static boolean hasValue(ResultSet lists) throws SQLException {
    while (lists.next()) {
      if (lists.getString(1) != null) {
        return true;
      }
    }
    return false;
  }

  private String hint() {
    return session.mariaDb() ? "" : "/*+ SET_VAR(" + listSize() + ") */ ";
  }

  private String listSize() {
    return "group_concat_max_len = " + session.maxAllowedPacket();
  }

  private <T> T correlated(SqlFragment lists, Reader<T> reader) throws SQLException {
    SqlFragment sql =
        SqlFragment.text(session.mariaDb() ? "SET STATEMENT " + listSize() + " FOR " : "")
            .append(lists);
    try (PreparedStatement statement = steps.prepare(sql)) {
      statement.execute();
      T read;
      try (ResultSet result = statement.getResultSet()) {
        read = reader.read(result);
      }
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        if (w.getErrorCode() == CUT) {
          throw SqlErrors.unsupported(
              "The arguments of an ML function for one row of the query around it are longer than"
                  + " max_allowed_packet; the statement was not run.");
        }
      }
      return read;
    }
  }

  /** Reads lists of rows. */
  @FunctionalInterface
  private interface Reader<T> {
    T read(ResultSet lists) throws SQLException;
  }

  private SQLException correlated(CallSite site, SQLException cause) {
    SQLException refusal =
        site.refusal(
            plan.statement().text(),
            "its rows can't be read on their own (" + cause.getMessage() + ")");
    refusal.initCause(cause);
    return refusal;
  }
}
