package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.auroraml.grammar.Assignment;
import org.auroraml.grammar.ColumnReference;
import org.auroraml.grammar.Condition;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.Expression.Trait;
import org.auroraml.grammar.FromClause;
import org.auroraml.grammar.IntoClause;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SqlParser;
import org.auroraml.grammar.SqlSyntaxException;
import org.auroraml.grammar.Statement;
import org.auroraml.grammar.TableReference;
import org.auroraml.grammar.VariableAssignment;
import org.auroraml.grammar.WithClause;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.plan.CallSite.Form;
import org.auroraml.jdbc.plan.Plan.Access;
import org.auroraml.jdbc.plan.QueryPlanner.Context;
import org.auroraml.jdbc.plan.Rows.Lock;
import org.auroraml.jdbc.registry.FunctionRegistry;
import org.auroraml.jdbc.variable.SessionVariables;

/**
 * Decides what is done for a statement: its kind says where calls may stand and how rows are
 * locked, {@link QueryPlanner} plans the queries in it.
 *
 * <p>What can't be planned is refused before anything is sent. One planner serves one statement.
 */
public final class Planner {
  private static final Pattern LIMIT = Pattern.compile("\\bLIMIT\\b", Pattern.CASE_INSENSITIVE);

  private final ParsedStatement statement;
  private final MlCalls calls;
  private final SessionVariables variables;
  private final Stages stages;
  private final QueryPlanner queries;
  private final List<Rehearsal> rehearsals = new ArrayList<>();

  private Planner(MlCalls calls, SessionVariables variables) {
    this.variables = variables;
    this.statement = calls.statement();
    this.calls = calls;
    this.stages = new Stages(calls);
    this.queries = new QueryPlanner(calls, stages);
  }

  /**
   * Plans a statement.
   *
   * @param session with the current database, and the variables that the driver answers for
   * @return the plan, or empty if the statement does not concern the driver after all
   * @throws SQLException 42000 if an ML call stands where it can't be evaluated, naming the call,
   *     its position and the reason
   */
  public static Optional<Plan> plan(
      ParsedStatement statement, FunctionRegistry registry, Session session) throws SQLException {
    MlCalls calls = new MlCalls(statement, registry, session.database());
    if (statement.statement() instanceof Statement.Explain explain) {
      return isAnalyzed(explain, session)
          ? planExplained(statement, registry, session)
              .map(plan -> analyze(statement, explain, plan, session))
          : Optional.empty();
    }
    return new Planner(calls, session.variables()).plan();
  }

  /**
   * Plans the statement inside an EXPLAIN.
   *
   * @throws SQLException as {@link #plan} does
   */
  static Optional<Plan> planExplained(
      ParsedStatement statement, FunctionRegistry registry, Session session) throws SQLException {
    Statement.Explain explain = (Statement.Explain) statement.statement();
    try {
      return plan(
          SqlParser.parse(explain.explained().range().of(statement.text()), session.sqlModes()),
          registry,
          session);
    } catch (SqlSyntaxException e) {
      throw SqlErrors.syntax(e.getMessage(), e);
    }
  }

  private static Plan.Analyze analyze(
      ParsedStatement statement, Statement.Explain explain, Plan plan, Session session) {
    boolean isMariaDbs = explain.form() == Statement.Explain.Form.ANALYZE;
    String words =
        session.mariaDb() && !isMariaDbs
            ? "ANALYZE FORMAT=JSON "
            : statement
                .text()
                .substring(explain.range().start(), explain.explained().range().start());
    return new Plan.Analyze(lookups(plan), words, isMariaDbs);
  }

  /**
   * Whether the server runs the statement in an EXPLAIN. MySQL does for EXPLAIN ANALYZE of what its
   * iterators execute, which of UPDATE and DELETE are the multi-table forms (manual, section
   * 15.8.2), and writes nothing; it says so of others. MariaDB has ANALYZE, which writes, and for a
   * query the driver makes one of EXPLAIN ANALYZE.
   */
  public static boolean isAnalyzed(Statement.Explain explain, Session session) {
    Statement explained = explain.explained();
    return switch (explain.form()) {
      case EXPLAIN -> false;
      case ANALYZE -> session.mariaDb();
      case EXPLAIN_ANALYZE ->
          explained instanceof Statement.Query
              || (!session.mariaDb()
                  && ((explained instanceof Statement.Insert insert && insert.source().isPresent())
                      || (explained instanceof Statement.Update update && update.isMultiTable())
                      || (explained instanceof Statement.Delete delete && delete.isMultiTable())));
    };
  }

  /** The plan whose statement can be rendered as a whole. */
  static Plan.Evaluate lookups(Plan plan) {
    if (plan instanceof Plan.Overlay overlay) {
      return overlay.lookups();
    } else if (plan instanceof Plan.Limited limited) {
      return limited.lookups();
    } else if (plan instanceof Plan.Windows windows) {
      return windows.lookups();
    }
    return plan instanceof Plan.Export export ? export.select() : (Plan.Evaluate) plan;
  }

  private Optional<Plan> plan() throws SQLException {
    Statement parsed = statement.statement();
    if (parsed instanceof Statement.Query query) {
      queries.query(query.expression(), Context.of(Lock.NONE));
      return query.into().orElse(null) instanceof IntoClause.S3 s3
          ? Optional.of(new Plan.Export(evaluation(Access.READ), s3))
          : rowByRowIfPossible(query);
    } else if (parsed instanceof Statement.SetVariables set) {
      List<Expression> values = set.assignments().stream().map(VariableAssignment::value).toList();
      constants(set.range(), values, Form.TYPED, Lock.NONE);
      SessionAssignments assignments = SessionAssignments.of(statement, set, variables);
      return assignments.isEmpty()
          ? evaluationIfNeeded(Access.READ)
          : Optional.of(new Plan.SetSession(evaluation(Access.READ), assignments));
    } else if (parsed instanceof Statement.Do action) {
      constants(action.range(), action.expressions(), Form.LITERAL, Lock.NONE);
      return evaluationIfNeeded(Access.READ);
    } else if (parsed instanceof Statement.CreateTable create) {
      queries.query(create.query(), Context.of(Lock.NONE));
      return evaluationIfNeeded(Access.COMMIT);
    } else {
      write(parsed);
      return evaluationIfNeeded(Access.WRITE);
    }
  }

  private void write(Statement parsed) throws SQLException {
    if (parsed instanceof Statement.Insert insert) {
      insert(insert);
    } else if (parsed instanceof Statement.Update update) {
      update(update);
    } else if (parsed instanceof Statement.Delete delete) {
      delete(delete);
    } else if (parsed instanceof Statement.Call call) {
      constants(call.range(), call.arguments(), Form.LITERAL, Lock.SHARE);
    } else if (parsed instanceof Statement.Load load) {
      calls.refuse(
          load.assignments().stream().map(Assignment::value).toList(),
          "LOAD; UPDATE the rows afterwards");
    } else if (parsed instanceof Statement.Other other) {
      other(other);
    }
  }

  /** Triggers, events and procedures run on the server, which can't ask a model. */
  private void other(Statement.Other other) throws SQLException {
    String where = other.firstWord() + " statements";
    calls.refuse(other.expressions(), where);
    for (QueryExpression query : other.queries()) {
      calls.refuse(query, where);
    }
  }

  private Optional<Plan> rowByRowIfPossible(Statement.Query query) {
    if (stages.isEmpty() || !queries.parts().unread().isEmpty()) {
      return evaluationIfNeeded(Access.READ);
    }
    Plan.Evaluate lookups = evaluation(Access.READ);
    Optional<? extends Plan> better = OverlayPlanner.plan(calls, query, lookups);
    if (better.isEmpty()) {
      better = LimitedPlanner.plan(calls, query, lookups);
    }
    if (better.isEmpty()) {
      better = WindowsPlanner.plan(calls, query, lookups);
    }
    return Optional.of(better.isPresent() ? better.get() : lookups);
  }

  private Optional<Plan> evaluationIfNeeded(Access access) {
    return stages.isEmpty() && rehearsals.isEmpty() && queries.parts().unread().isEmpty()
        ? Optional.empty()
        : Optional.of(evaluation(access));
  }

  private Plan.Evaluate evaluation(Access access) {
    return new Plan.Evaluate(
        statement,
        access,
        stages.list(),
        rehearsals,
        queries.parts().fixed(),
        NestedQueries.of(statement.statement(), statement.text()));
  }

  /** Expressions that see no rows but those of their subqueries. */
  private void constants(SourceRange scope, List<Expression> values, Form form, Lock lock)
      throws SQLException {
    for (Expression value : values) {
      for (QueryExpression query : value.queries()) {
        queries.query(query, Context.of(lock));
      }
    }
    stages.add(rows(scope, Optional.empty(), CommonTables.NONE, Lock.NONE), sites(values, form));
  }

  private List<CallSite> sites(List<Expression> expressions, Form form) {
    return queries.sites(expressions, form);
  }

  private static Rows rows(
      SourceRange scope, Optional<FromClause> from, CommonTables tables, Lock lock) {
    return QueryPlanner.rows(scope, from.orElse(null), Context.of(lock).with(tables));
  }

  private void insert(Statement.Insert insert) throws SQLException {
    if (insert.source().isPresent()) {
      queries.query(insert.source().get(), Context.of(Lock.SHARE));
    }
    List<Expression> values = new ArrayList<>();
    insert.rows().forEach(values::addAll);
    constants(insert.range(), values, Form.LITERAL, Lock.SHARE);
    List<CallSite> known = new ArrayList<>();
    Rehearsals rehearsals =
        new Rehearsals(calls, Optional.of(insert.table()), List.of(insert.table()));
    // What a subquery names of the row that is written can't be read: it is not there yet.
    Rows written = rows(insert.range(), Optional.empty(), CommonTables.NONE, Lock.NONE);
    for (Assignment assignment : insert.onDuplicate()) {
      for (QueryExpression query : assignment.value().queries()) {
        queries.query(query, Context.of(Lock.SHARE).inside(written));
      }
      known.addAll(
          rehearsals.add(
              assignment,
              site -> site.call().arguments().stream().anyMatch(Planner::isOfDuplicate)));
    }
    stages.add(rows(insert.range(), Optional.empty(), CommonTables.NONE, Lock.NONE), known);
    this.rehearsals.addAll(rehearsals.list());
  }

  /**
   * Whether an argument depends on the row that is there already, or on the one it collides with.
   */
  private static boolean isOfDuplicate(Expression argument) {
    return argument.dependsOnRows()
        || argument.traits().contains(Trait.CONTEXTUAL)
        || !argument.queries().isEmpty();
  }

  private void delete(Statement.Delete delete) throws SQLException {
    Rows selected =
        rowsOf(delete.range(), delete.with(), delete.tables(), delete.where(), delete.orderBy());
    stages.add(selected, sites(ordering(delete.orderBy()), Form.TYPED));
  }

  private void update(Statement.Update update) throws SQLException {
    Set<String> assigned = new HashSet<>();
    List<TableReference.Table> written = new ArrayList<>();
    for (TableReference table : update.tables().tables()) {
      if (table instanceof TableReference.Table named) {
        written.add(named);
      }
    }
    Rehearsals rehearsals = new Rehearsals(calls, Optional.empty(), written);
    List<Expression> results = new ArrayList<>();
    List<CallSite> known = new ArrayList<>();
    for (Assignment assignment : update.assignments()) {
      known.addAll(
          rehearsals.add(assignment, site -> isReassigned(site, assignment.value(), assigned)));
      assigned.add(key(assignment.target()));
      results.add(assignment.value());
    }
    results.addAll(update.orderBy());
    Rows selected = rowsOf(update.range(), update.with(), update.tables(), update.where(), results);
    List<Expression> orderBy = ordering(update.orderBy());
    stages.add(selected, sites(orderBy, Form.TYPED));
    stages.add(selected.limitedTo(limit(update, orderBy)), known);
    this.rehearsals.addAll(rehearsals.list());
  }

  /** The expressions of ORDER BY that order rows: no model is asked for others. */
  private List<Expression> ordering(List<Expression> orderBy) {
    List<Expression> constants = queries.unread().constants(orderBy);
    queries.omit(constants);
    return orderBy.stream().filter(expression -> !constants.contains(expression)).toList();
  }

  /** The rows that an UPDATE with LIMIT changes. */
  private Optional<Rows.Limit> limit(Statement.Update update, List<Expression> orderBy) {
    if (update.tail().isEmpty()
        || !(update.tables().reference() instanceof TableReference.Table table)
        || !LIMIT.matcher(update.tail().get().of(statement.text())).find()) {
      return Optional.empty();
    }
    return Rows.Limit.of(table, orderBy, update.tail().get());
  }

  /**
   * Plans the tables and conditions of an UPDATE or DELETE, and the subqueries of its other parts.
   *
   * @return the rows that pass
   */
  private Rows rowsOf(
      SourceRange range,
      Optional<WithClause> with,
      FromClause tables,
      Optional<Condition> where,
      List<Expression> results)
      throws SQLException {
    Context context = Context.of(Lock.SHARE);
    if (with.isPresent()) {
      context = context.with(queries.commonTables(with.get(), context));
    }
    List<Expression> conditions = where.map(Condition::conjuncts).orElse(List.of());
    queries.tables(tables, conditions, context);
    Rows all = rows(range, Optional.of(tables), context.tables(), Lock.UPDATE);
    Rows selected = queries.where(all, tables, conditions, context);
    for (Expression result : results) {
      for (QueryExpression query : result.queries()) {
        queries.query(query, context.inside(selected));
      }
    }
    return selected;
  }

  /**
   * MySQL assigns from left to right, and a later assignment sees the new value of a column
   * (manual, section 13.2.17, "UPDATE Statement").
   */
  private static boolean isReassigned(CallSite site, Expression value, Set<String> assigned) {
    return value.columns().stream()
        .filter(
            column ->
                site.range().contains(column.range())
                    || site.conditions().stream().anyMatch(c -> c.contains(column.range())))
        .anyMatch(column -> assigned.contains(key(column)));
  }

  private static String key(ColumnReference column) {
    return column.name().toLowerCase(Locale.ROOT);
  }
}
