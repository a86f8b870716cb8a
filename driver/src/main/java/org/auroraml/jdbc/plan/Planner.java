package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.auroraml.grammar.Assignment;
import org.auroraml.grammar.ColumnReference;
import org.auroraml.grammar.Condition;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.Expression.Trait;
import org.auroraml.grammar.FromClause;
import org.auroraml.grammar.IntoClause;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.Statement;
import org.auroraml.grammar.TableReference.Join.Kind;
import org.auroraml.grammar.VariableAssignment;
import org.auroraml.grammar.WithClause;
import org.auroraml.jdbc.plan.CallSite.Form;
import org.auroraml.jdbc.plan.Plan.Access;
import org.auroraml.jdbc.plan.Stage.Lock;
import org.auroraml.jdbc.registry.FunctionDefinition;
import org.auroraml.jdbc.registry.FunctionRegistry;

/**
 * Decides what is done for a statement. For each query block that holds ML calls, innermost first,
 * it makes a stage for the calls in WHERE, whose arguments are gathered under the conditions that
 * need no model, and then one for the rest, gathered under the whole WHERE: so a model is asked for
 * as little as possible.
 *
 * <p>What can't be planned is refused before anything is sent. One planner serves one statement.
 */
public final class Planner {
  private final ParsedStatement statement;
  private final MlCalls calls;
  private final List<Stage> stages = new ArrayList<>();
  private final List<SelectItem> labelled = new ArrayList<>();
  private final List<Plan.Repeated> repeated = new ArrayList<>();

  private Planner(MlCalls calls) {
    this.statement = calls.statement();
    this.calls = calls;
  }

  /**
   * Plans a statement.
   *
   * @param database the current database, null for none
   * @return the plan, or empty if the statement does not concern the driver after all
   * @throws SQLException 42000 if an ML call stands where it can't be evaluated, naming the call,
   *     its position and the reason
   */
  public static Optional<Plan> plan(
      ParsedStatement statement, FunctionRegistry registry, String database) throws SQLException {
    return new Planner(new MlCalls(statement, registry, database)).plan();
  }

  private Optional<Plan> plan() throws SQLException {
    Statement parsed = statement.statement();
    if (parsed instanceof Statement.CreateMlFunction create) {
      return Optional.of(
          new Plan.CreateFunction(FunctionDefinition.of(statement, create, calls.database())));
    } else if (parsed instanceof Statement.DropFunction drop) {
      return calls
          .registry()
          .find(drop.name(), calls.database())
          .filter(function -> function.schema().isPresent())
          .map(function -> new Plan.DropFunction(function, statement, drop.range()));
    } else if (parsed instanceof Statement.Query query) {
      query(query.expression(), Lock.NONE);
      return query.into().orElse(null) instanceof IntoClause.S3 s3
          ? Optional.of(new Plan.Export(evaluation(Access.READ), s3))
          : evaluationIfNeeded(Access.READ);
    } else if (parsed instanceof Statement.SetVariables set) {
      set(set);
      return evaluationIfNeeded(Access.READ);
    } else if (parsed instanceof Statement.Insert insert) {
      insert(insert);
    } else if (parsed instanceof Statement.Update update) {
      update(update);
    } else if (parsed instanceof Statement.Delete delete) {
      delete(delete);
    } else if (parsed instanceof Statement.Do action) {
      calls.refuse(action.expressions(), "DO; SELECT them instead");
    } else if (parsed instanceof Statement.Call call) {
      calls.refuse(call.arguments(), "the arguments of CALL; SET variables to them first");
    } else if (parsed instanceof Statement.CreateTable create) {
      calls.refuse(create.query(), "CREATE TABLE … SELECT; create the table, then fill it");
    } else if (parsed instanceof Statement.Load load) {
      calls.refuse(
          load.assignments().stream().map(Assignment::value).toList(),
          "LOAD; UPDATE the rows afterwards");
    } else if (parsed instanceof Statement.Other other) {
      other(other);
    }
    return evaluationIfNeeded(Access.WRITE);
  }

  /** Triggers, events and procedures run on the server, which can't ask a model. */
  private void other(Statement.Other other) throws SQLException {
    String where = other.firstWord() + " statements";
    calls.refuse(other.expressions(), where);
    for (QueryExpression query : other.queries()) {
      calls.refuse(query, where);
    }
  }

  private Optional<Plan> evaluationIfNeeded(Access access) {
    return stages.isEmpty() ? Optional.empty() : Optional.of(evaluation(access));
  }

  private Plan.Evaluate evaluation(Access access) {
    return new Plan.Evaluate(statement, access, stages, labelled, repeated);
  }

  /** Where the calls of a block or a write stand: the rows they see and how these are read. */
  private record Place(SourceRange scope, FromClause from, List<Expression> conjuncts, Lock lock) {}

  private void query(QueryExpression query, Lock lock) throws SQLException {
    if (query.with().isPresent()) {
      calls.refuse(query, "a query with a WITH clause");
    }
    for (QueryBlock block : query.blocks()) {
      block(block, lock);
    }
    calls.refuse(query.orderBy(), "ORDER BY of a UNION; name its column there");
  }

  private void block(QueryBlock block, Lock lock) throws SQLException {
    if (block.kind() == QueryBlock.Kind.LATERAL) {
      calls.refuse(block, "a LATERAL table");
    }
    FromClause from = block.from().orElse(null);
    if (from != null) {
      tables(from, lock);
    }
    List<Expression> conjuncts = block.where().map(Condition::conjuncts).orElse(List.of());
    List<Expression> results = new ArrayList<>();
    block.items().forEach(item -> item.expression().ifPresent(results::add));
    for (Expression expression : block.orderBy()) {
      int position = calls.hasCall(expression) ? position(block, expression) : 0;
      if (position > 0) {
        repeated.add(new Plan.Repeated(expression.range(), position));
      } else {
        results.add(expression);
      }
    }
    for (Expression expression : conjuncts) {
      nestedQueries(expression, lock);
    }
    for (Expression expression : results) {
      nestedQueries(expression, lock);
    }
    for (Expression expression : block.having().map(Condition::conjuncts).orElse(List.of())) {
      nestedQueries(expression, lock);
      calls.refuse(List.of(expression), "HAVING");
    }
    calls.refuse(block.groupBy(), "GROUP BY");
    calls.refuse(block.windows(), "a WINDOW clause");

    Place place = new Place(block.range(), from, conjuncts, lock);
    where(place, block.where());
    if (mayBeMerged(block)) {
      // The conditions of the query around it are then tested together with its own. No guards:
      // MySQL 8.0.33 crashes where ORDER BY repeats a select item with an outer column in a HAVING.
      stages(place, results, conjuncts, List.of(), guards(place, conjuncts), Form.TYPED);
    } else {
      rest(place, results);
    }
    for (SelectItem item : block.items()) {
      if (item.alias().isEmpty()
          && item.expression().isPresent()
          && calls.hasCallWithin(item.expression().get())) {
        labelled.add(item);
      }
    }
  }

  /** The position of the select item that an expression repeats; 0 if there is none. */
  private int position(QueryBlock block, Expression expression) {
    int position = 0;
    for (int i = 0; i < block.items().size(); i++) {
      Optional<Expression> item = block.items().get(i).expression();
      if (item.isEmpty()) {
        // How many columns a * stands for is not known here.
        return 0;
      }
      if (position == 0 && words(item.get()).equals(words(expression))) {
        position = i + 1;
      }
    }
    return position;
  }

  private String words(Expression expression) {
    return expression.range().of(statement.text()).strip().replaceAll("\\s+", " ");
  }

  private void tables(FromClause from, Lock lock) throws SQLException {
    for (QueryExpression nested : from.queries()) {
      query(nested, lock);
    }
    for (Expression condition : from.expressions()) {
      nestedQueries(condition, lock);
    }
    calls.refuse(from.expressions(), "an ON condition; use WHERE, or a derived table");
  }

  private void nestedQueries(Expression expression, Lock lock) throws SQLException {
    for (QueryExpression nested : expression.queries()) {
      query(nested, lock);
    }
  }

  /** The calls in WHERE: their arguments come from rows that pass the conditions without calls. */
  private void where(Place place, Optional<Condition> where) throws SQLException {
    List<Expression> conjuncts = where.map(Condition::conjuncts).orElse(List.of());
    List<Expression> known =
        conjuncts.stream().filter(conjunct -> !calls.hasCall(conjunct)).toList();
    stages(place, conjuncts, known, guards(place, known), List.of(), Form.TYPED);
  }

  /**
   * MySQL and MariaDB test the parts of a WHERE in an order of their own, and on one table's rows
   * before these are joined: so a lookup may meet rows that were not gathered, and that one of
   * these conditions will reject.
   *
   * <p>In a WHERE they are tested in the lookup itself: outside of it the servers take {@code a =
   * b} for known, and the call for one that needs no join.
   *
   * <p>The ON conditions of an outer join reject no row. Where there is one, none of them is taken:
   * then a join that the server delays may be an error, but a row that changed is never missed.
   */
  private List<Expression> guards(Place place, List<Expression> conditions) {
    List<Expression> guards = new ArrayList<>(conditions);
    if (place.from() != null
        && place.from().joins().stream().allMatch(join -> join.kind() == Kind.INNER)) {
      guards.addAll(place.from().expressions());
    }
    return guards;
  }

  /** Whether the server may make the block a part of the one around it (manual, 8.2.2.4). */
  private static boolean mayBeMerged(QueryBlock block) {
    return block.kind() == QueryBlock.Kind.DERIVED_TABLE
        && !block.distinct()
        && block.groupBy().isEmpty()
        && block.having().isEmpty()
        && block.items().stream()
            .flatMap(item -> item.expression().stream())
            .noneMatch(
                item ->
                    item.traits().contains(Trait.AGGREGATE)
                        || item.traits().contains(Trait.WINDOW));
  }

  /** The calls outside WHERE: their arguments come from rows that pass the whole WHERE. */
  private void rest(Place place, List<Expression> expressions) throws SQLException {
    stages(place, expressions, place.conjuncts(), List.of(), List.of(), Form.TYPED);
  }

  private void insert(Statement.Insert insert) throws SQLException {
    if (insert.source().isPresent()) {
      calls.refuse(
          insert.source().get(),
          "INSERT … SELECT; SELECT the values first, or UPDATE the rows afterwards");
    }
    for (Assignment assignment : insert.onDuplicate()) {
      calls.refuse(List.of(assignment.value()), "ON DUPLICATE KEY UPDATE");
    }
    List<Expression> values = new ArrayList<>();
    for (List<Expression> row : insert.rows()) {
      for (Expression value : row) {
        nestedQueries(value, Lock.SHARE);
        values.add(value);
      }
    }
    Place place = new Place(insert.range(), null, List.of(), Lock.NONE);
    stages(place, values, List.of(), List.of(), List.of(), Form.LITERAL);
  }

  private void set(Statement.SetVariables set) throws SQLException {
    Place place = new Place(set.range(), null, List.of(), Lock.NONE);
    for (VariableAssignment assignment : set.assignments()) {
      nestedQueries(assignment.value(), Lock.NONE);
      rest(place, List.of(assignment.value()));
    }
  }

  private void delete(Statement.Delete delete) throws SQLException {
    Place place =
        write(
            delete.range(), delete.with(), delete.isMultiTable(), delete.tables(), delete.where());
    where(place, delete.where());
    calls.refuse(delete.orderBy(), "ORDER BY of a DELETE");
  }

  private void update(Statement.Update update) throws SQLException {
    Place place =
        write(
            update.range(), update.with(), update.isMultiTable(), update.tables(), update.where());
    List<Expression> values = new ArrayList<>();
    Set<String> assigned = new HashSet<>();
    for (Assignment assignment : update.assignments()) {
      nestedQueries(assignment.value(), Lock.SHARE);
      refuseReassigned(assignment.value(), assigned);
      assigned.add(key(assignment.target()));
      values.add(assignment.value());
    }
    where(place, update.where());
    rest(place, values);
    calls.refuse(update.orderBy(), "ORDER BY of an UPDATE");
  }

  private Place write(
      SourceRange range,
      Optional<WithClause> with,
      boolean multiTable,
      FromClause tables,
      Optional<Condition> where)
      throws SQLException {
    tables(tables, Lock.SHARE);
    List<Expression> conjuncts = where.map(Condition::conjuncts).orElse(List.of());
    for (Expression conjunct : conjuncts) {
      nestedQueries(conjunct, Lock.SHARE);
    }
    Place place = new Place(range, tables, conjuncts, Lock.UPDATE);
    if (with.isPresent()) {
      calls.refuse(with.get(), "a WITH clause");
    }
    if (multiTable || with.isPresent()) {
      calls.refuse(
          writeExpressions(),
          "an UPDATE or DELETE " + (with.isPresent() ? "with a WITH clause" : "of several tables"));
    }
    return place;
  }

  /** The expressions of an UPDATE or DELETE outside its table references. */
  private List<Expression> writeExpressions() {
    List<Expression> all = new ArrayList<>();
    if (statement.statement() instanceof Statement.Update update) {
      update.assignments().forEach(assignment -> all.add(assignment.value()));
      update.where().ifPresent(where -> all.addAll(where.conjuncts()));
    } else if (statement.statement() instanceof Statement.Delete delete) {
      delete.where().ifPresent(where -> all.addAll(where.conjuncts()));
    }
    return all;
  }

  /**
   * MySQL assigns from left to right, and a later assignment sees the new value of a column
   * (manual, section 13.2.17, "UPDATE Statement"); gathered arguments are the old ones.
   */
  private void refuseReassigned(Expression value, Set<String> assigned) throws SQLException {
    for (CallSite site : calls.sites(value, Form.TYPED)) {
      for (Expression argument : site.call().arguments()) {
        for (ColumnReference column : argument.columns()) {
          if (assigned.contains(key(column))) {
            throw calls.refusal(
                site,
                "its argument "
                    + column.range().of(statement.text())
                    + " is assigned earlier in the same UPDATE; use two statements");
          }
        }
      }
    }
  }

  private static String key(ColumnReference column) {
    return column.name().toLowerCase(Locale.ROOT);
  }

  /** One stage for each depth of nesting, innermost first: g(f(x)) needs the values of f. */
  private void stages(
      Place place,
      List<Expression> expressions,
      List<Expression> filters,
      List<Expression> guards,
      List<Expression> preconditions,
      Form form)
      throws SQLException {
    List<CallSite> sites = new ArrayList<>();
    for (Expression expression : expressions) {
      sites.addAll(calls.sites(expression, form));
    }
    for (CallSite site : sites) {
      MlCalls.requireArguments(site);
    }
    Stage.Rows rows =
        new Stage.Rows(
            place.scope(),
            Optional.ofNullable(place.from()).map(FromClause::range),
            repeatable(filters),
            repeatable(guards),
            repeatable(preconditions),
            place.lock());
    for (int depth = 0; !sites.isEmpty(); depth++) {
      List<CallSite> constants = new ArrayList<>();
      List<CallSite> lookups = new ArrayList<>();
      List<CallSite> deeper = new ArrayList<>();
      for (CallSite site : sites) {
        if (calls.depth(site) > depth) {
          deeper.add(site);
        } else if (dependsOnRows(place, site)) {
          lookups.add(site);
        } else {
          constants.add(site);
        }
      }
      if (!constants.isEmpty() || !lookups.isEmpty()) {
        stages.add(new Stage(rows, constants, lookups));
      }
      sites = deeper;
    }
  }

  /** Conditions that hold for the same rows when they are tested again: without them, more do. */
  private static List<Expression> repeatable(List<Expression> conditions) {
    return conditions.stream().filter(Planner::isRepeatable).toList();
  }

  private static boolean isRepeatable(Expression expression) {
    return !expression.traits().contains(Trait.NONDETERMINISTIC)
        && !expression.traits().contains(Trait.ASSIGNS_VARIABLE);
  }

  private boolean dependsOnRows(Place place, CallSite site) throws SQLException {
    boolean depends = false;
    for (Expression argument : site.call().arguments()) {
      depends |= argument.dependsOnRows() || !argument.queries().isEmpty();
    }
    if (place.from() == null) {
      for (Expression argument : site.call().arguments()) {
        if (!argument.columns().isEmpty()) {
          throw calls.refusal(
              site,
              "its argument depends on columns of the row that is written, or of an outer query");
        }
      }
      return false;
    }
    if (depends) {
      for (Expression argument : site.call().arguments()) {
        refuseUnrepeatable(site, argument);
      }
    }
    return depends;
  }

  /** Arguments that would differ when the statement asks for them again can't be looked up. */
  private void refuseUnrepeatable(CallSite site, Expression argument) throws SQLException {
    Set<Trait> traits = argument.traits();
    if (traits.contains(Trait.AGGREGATE) || traits.contains(Trait.WINDOW)) {
      throw calls.refusal(
          site,
          "its argument is an aggregate or window function; compute it in a derived table and call the function outside");
    }
    if (!isRepeatable(argument)) {
      throw calls.refusal(
          site, "its argument differs each time it is evaluated; store it in a column first");
    }
    if (traits.contains(Trait.CONTEXTUAL)) {
      throw calls.refusal(site, "its argument uses VALUES(), DEFAULT() or GROUPING()");
    }
  }
}
