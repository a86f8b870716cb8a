package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.FromClause;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryBlock.Clause;
import org.auroraml.grammar.QueryBlock.Kind;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.TableReference;
import org.auroraml.grammar.WithClause;
import org.auroraml.grammar.WithClause.CommonTable;
import org.auroraml.jdbc.plan.CallSite.Form;
import org.auroraml.jdbc.plan.Rows.Lock;

/**
 * Plans the ML calls of queries. For each query block, inner blocks before outer ones and WHERE
 * before the rest, it makes a stage for the calls whose arguments can be gathered under the
 * conditions that need no model: so a model is asked for as little as possible.
 *
 * <p>The order is that in which the server evaluates: FROM with its ON conditions, WHERE, GROUP BY
 * and the arguments of aggregates, HAVING, and at last the select list, windows and ORDER BY.
 */
final class QueryPlanner {
  private static final Pattern COMPARED =
      Pattern.compile("\\b(IN|ANY|SOME|ALL)[\\s(]*$", Pattern.CASE_INSENSITIVE);

  private final MlCalls calls;
  private final Stages stages;
  private final AdjustedParts parts = AdjustedParts.collected();
  private UnreadItems unread;

  QueryPlanner(MlCalls calls, Stages stages) {
    this.calls = calls;
    this.stages = stages;
  }

  /** What needs other words once the calls are replaced. */
  AdjustedParts parts() {
    return parts;
  }

  /**
   * Where a query stands.
   *
   * @param around the rows of the block around it, which it may depend on
   * @param tables the common table expressions that it may name
   * @param lock how its rows are read
   * @param outer what the queries around it ask of its rows
   */
  record Context(Optional<Rows> around, CommonTables tables, Lock lock, OuterConditions outer) {
    static Context of(Lock lock) {
      return new Context(Optional.empty(), CommonTables.NONE, lock, OuterConditions.NONE);
    }

    Context with(CommonTables more) {
      return new Context(around, more, lock, outer);
    }

    Context with(OuterConditions conditions) {
      return new Context(around, tables, lock, conditions);
    }

    Context inside(Rows rows) {
      return new Context(Optional.of(rows), tables, lock, outer.constants());
    }
  }

  void query(QueryExpression query, Context context) throws SQLException {
    if (!calls.hasCallWithin(query)) {
      query.blocks().forEach(block -> compare(block, context.tables()));
      return;
    }
    Context inside = context;
    if (query.with().isPresent()) {
      WithClause with = query.with().get();
      inside = context.with(commonTables(with, context, Optional.of(query)));
    }
    for (var operand : query.operands()) {
      if (operand instanceof QueryBlock block) {
        block(block, inside);
      } else {
        query((QueryExpression) operand, inside);
      }
    }
    for (Expression expression : query.orderBy()) {
      for (QueryExpression nested : expression.queries()) {
        query(nested, inside);
      }
    }
    List<Expression> constants = unread().constants(query.orderBy());
    omit(constants);
    List<CallSite> inOrderBy =
        sites(query.orderBy().stream().filter(e -> !constants.contains(e)).toList(), Form.TYPED);
    if (!inOrderBy.isEmpty()) {
      stages.add(combined(query, inside), inOrderBy);
    }
  }

  /** What nothing reads; finding it takes longer than the statements without it should wait. */
  UnreadItems unread() {
    if (unread == null) {
      unread = new UnreadItems(calls);
    }
    return unread;
  }

  /** Has no model asked for expressions. */
  void omit(List<Expression> expressions) {
    expressions.forEach(expression -> calls.within(expression, parts.unread()));
  }

  /** The rows of a UNION, which its ORDER BY sees. */
  private static Rows combined(QueryExpression query, Context context) {
    int start = query.with().map(with -> with.range().end()).orElse(query.range().start());
    int end = query.tail().map(SourceRange::start).orElse(query.range().end());
    SourceRange operands = new SourceRange(start, end);
    return new Rows(
            query.range(),
            context.around(),
            context.tables(),
            Optional.of(operands),
            context.lock())
        .combined();
  }

  /** Plans the tables of a WITH clause, and says which may be named after it. */
  CommonTables commonTables(WithClause with, Context context) throws SQLException {
    return commonTables(with, context, Optional.empty());
  }

  /**
   * Plans those tables of a WITH clause that are used: of the others the server reads no row.
   *
   * @param query the query that the clause belongs to; empty where all tables may be used
   */
  private CommonTables commonTables(
      WithClause with, Context context, Optional<QueryExpression> query) throws SQLException {
    CommonTables tables = context.tables();
    for (CommonTable table : with.tables()) {
      if (with.recursive() && CommonTables.names(table.query(), table.name())) {
        calls.refuse(table.query(), "a recursive common table expression; call it outside");
      } else if (query.stream().allMatch(q -> CommonTables.isNamed(table, with, q))) {
        OuterConditions outer =
            query.map(q -> outer(table, with, q, context)).orElse(context.outer().constants());
        query(table.query(), context.with(tables).with(outer));
      } else {
        calls.within(table.query(), parts.unread());
      }
      if (tables.hidden(table).isPresent()) {
        calls.refuse(table.query(), "a common table expression of a name that is used twice");
      }
      tables = tables.and(table, with.recursive());
    }
    return tables;
  }

  /** What is asked of a common table's rows where it is named once, in the query's own FROM. */
  private OuterConditions outer(
      CommonTable table, WithClause with, QueryExpression query, Context context) {
    boolean isNamedOnce =
        CommonTables.mentions(query, table.name()) == 1
            && with.tables().stream().noneMatch(t -> CommonTables.names(t.query(), table.name()));
    if (isNamedOnce
        && query.operands().size() == 1
        && query.operands().get(0) instanceof QueryBlock block
        && block.from().isPresent()) {
      FromConditions conditions =
          new FromConditions(calls, block.from().get(), block.expressions(Clause.WHERE), context);
      for (TableReference each : block.from().get().tables()) {
        if (CommonTables.isNamed(table.name(), each)) {
          String name = ((TableReference.Table) each).alias().orElse(table.name());
          return conditions.inside(each, name, table.columns(), table.query());
        }
      }
    }
    return context.outer().constants();
  }

  private OuterConditions known(List<Expression> conditions) {
    return OuterConditions.of(
        conditions.stream().filter(c -> !calls.hasCallWithin(c)).toList(), text());
  }

  private String text() {
    return calls.statement().text();
  }

  private void block(QueryBlock block, Context around) throws SQLException {
    if (block.kind() == Kind.SUBQUERY) {
      parts.subqueries().add(block.range());
    }
    compare(block, around.tables());
    FromClause from = block.from().orElse(null);
    List<Expression> where = block.expressions(Clause.WHERE);
    OuterConditions having = known(block.expressions(Clause.HAVING)).constants();
    Context context = around.with(around.outer().and(having));
    if (from != null) {
      tables(from, where, context);
    }
    Rows all = rows(block.range(), from, context);
    Rows selected = where(all, from, where, context);

    List<Expression> unread = unread().of(block);
    omit(unread);
    List<Expression> rest = new ArrayList<>(block.groupBy());
    rest.addAll(block.expressions(Clause.HAVING));
    rest.addAll(block.expressions(Clause.SELECT_LIST));
    rest.addAll(block.windows());
    rest.addAll(block.orderBy());
    rest.removeAll(unread);
    // Subqueries run for rows that the query around rejects, too.
    Context inside =
        context
            .with(context.outer().and(known(where)))
            .inside(selected.filteredBy(Filter.of(where)));
    for (Expression expression : rest) {
      nested(expression, inside);
    }
    boolean fromWindows = new ResultsPlanner(calls, stages, parts, block, unread).plan(selected);
    for (SelectItem item : selectList(block)) {
      if (item.alias().isEmpty()
          && item.expression().filter(e -> fromWindows || calls.hasCallWithin(e)).isPresent()) {
        parts.labelled().add(item);
      }
    }
  }

  /** Notes the results of a subquery after IN, ANY, SOME or ALL that reads a table with calls. */
  private void compare(QueryBlock block, CommonTables tables) {
    String before = text().substring(0, block.range().start());
    if (block.kind() == Kind.SUBQUERY
        && COMPARED.matcher(before).find()
        && block.from().stream()
            .flatMap(from -> from.tables().stream())
            .anyMatch(table -> hasCalls(table, tables))) {
      block.expressions(Clause.SELECT_LIST).forEach(e -> parts.compared().add(e.range()));
    }
  }

  /** Whether a table is derived, or a common one, and holds calls. */
  private boolean hasCalls(TableReference table, CommonTables tables) {
    return (table instanceof TableReference.DerivedTable derived
            && calls.hasCallWithin(derived.query()))
        || (table instanceof TableReference.Table named
            && named.schema().isEmpty()
            && tables.tables().stream()
                .filter(common -> common.name().equalsIgnoreCase(named.name()))
                .anyMatch(common -> calls.hasCallWithin(common.query())));
  }

  /** The items that have labels: not the values of VALUES. */
  private List<SelectItem> selectList(QueryBlock block) {
    String text = block.range().of(text());
    return text.regionMatches(true, 0, "VALUES", 0, 6) ? List.of() : block.items();
  }

  static Rows rows(SourceRange scope, FromClause from, Context context) {
    return new Rows(
        scope,
        context.around(),
        context.tables(),
        Optional.ofNullable(from).map(FromClause::range),
        context.lock());
  }

  /** Plans the subqueries of FROM, and the subqueries in its conditions. */
  void tables(FromClause from, List<Expression> where, Context context) throws SQLException {
    for (TableReference table : from.tables()) {
      if (table instanceof TableReference.DerivedTable derived) {
        OuterConditions outer =
            new FromConditions(calls, from, where, context)
                .inside(derived, derived.alias().orElse(""), derived.columns(), derived.query());
        query(
            derived.query(),
            derived.lateral() ? besides(derived, from, context) : context.with(outer));
      } else if (table instanceof TableReference.JsonTable json) {
        nested(json.document(), context);
        calls.refuse(List.of(json.document()), "the document of JSON_TABLE");
      }
    }
  }

  /** A LATERAL subquery sees the tables before it. */
  private static Context besides(
      TableReference.DerivedTable lateral, FromClause from, Context context) {
    for (TableReference.Join join : from.joins()) {
      if (join.right().range().equals(lateral.range())) {
        return context.inside(rows(join.left().range(), from, context).of(join.left().range()));
      }
    }
    return context;
  }

  /** Plans the subqueries of an expression. */
  void nested(Expression expression, Context context) throws SQLException {
    for (QueryExpression query : expression.queries()) {
      query(query, context);
    }
  }

  /**
   * Plans the calls in ON and WHERE.
   *
   * @param all the rows of FROM
   * @return the rows that pass
   */
  Rows where(Rows all, FromClause from, List<Expression> where, Context context)
      throws SQLException {
    return new ConditionsPlanner(calls, stages, this).plan(all, from, where, context);
  }

  List<CallSite> sites(List<Expression> expressions, Form form) {
    return calls.sites(expressions, form);
  }
}
