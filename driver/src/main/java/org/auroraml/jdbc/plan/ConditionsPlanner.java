package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.auroraml.grammar.Condition;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.Expression.Trait;
import org.auroraml.grammar.FromClause;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.TableReference;
import org.auroraml.jdbc.plan.CallSite.Form;
import org.auroraml.jdbc.plan.QueryPlanner.Context;

/**
 * Plans the calls in the ON and WHERE conditions of a block or a write.
 *
 * <p>Models are asked one after the other, so that none is asked for rows that another one has
 * rejected; conditions that need none come before all.
 */
final class ConditionsPlanner {
  /** Each turn has the guards of those before it in its look-ups. */
  private static final int MAX_TURNS = 3;

  private final MlCalls calls;
  private final Stages stages;
  private final QueryPlanner queries;

  /**
   * @param stages gets the stages
   * @param queries plans subqueries
   */
  ConditionsPlanner(MlCalls calls, Stages stages, QueryPlanner queries) {
    this.calls = calls;
    this.stages = stages;
    this.queries = queries;
  }

  /**
   * Plans the calls in ON and WHERE.
   *
   * @param all the rows of FROM
   * @return the rows that pass
   */
  Rows plan(Rows all, FromClause from, List<Expression> where, Context context)
      throws SQLException {
    List<Filter> outer = context.outer().filters();
    boolean isOfOneTable =
        from != null
            && !(from.reference() instanceof TableReference.Join)
            && context.around().isEmpty();
    List<CallSite> sites = calls.sites(where, Form.TYPED);
    sites = isOfOneTable ? sites : withoutNullTests(sites);
    List<Expression> known = new ArrayList<>(without(where, calls::hasCallWithin));
    // Conditions with calls that are the same for all rows cost one input, and may save all.
    List<Expression> constants = with(where, this::isConstant);
    inTurn(beforeJoins(all, from, filters(known, outer)), sites, constants);
    known.addAll(constants);
    if (from != null) {
      List<TableReference.Join> joins = from.joins();
      for (int i = joins.size() - 1; i >= 0; i--) {
        join(joins.get(i), from, all, known, context);
      }
    }
    Context inside =
        context
            .with(context.outer().and(OuterConditions.of(known, calls.statement().text())))
            .inside(all.filteredBy(Filter.of(known)));
    for (Expression condition : where) {
      queries.nested(condition, inside);
    }
    List<Expression> calling = with(where, c -> calls.hasCall(c) && !constants.contains(c));
    List<Expression> filters = without(where, calling::contains);
    List<Expression> guards = new ArrayList<>(filters);
    guards.addAll(guards(from));
    guards.removeIf(ConditionsPlanner::aggregatesWithin);
    inTurn(
        all.filteredBy(filters(filters, outer)).guardedBy(filters(guards, outer)), sites, calling);
    // Not as guards: in the HAVING of a look-up MySQL takes a column for the select item of its
    // name, and fails where that comes later (1247).
    return all.filteredBy(filters(where, outer)).onlyWhere(outer);
  }

  /** The rows that there may be, before the calls in ON have their values. */
  private Rows beforeJoins(Rows all, FromClause from, List<Filter> known) {
    List<SourceRange> unknown =
        from == null ? List.of() : ranges(from.expressions(), calls::hasCall);
    boolean isInner =
        from == null
            || from.joins().stream().allMatch(j -> j.kind() == TableReference.Join.Kind.INNER);
    // Which rows an outer join makes without its condition says nothing.
    return isInner || unknown.isEmpty() ? all.filteredBy(known).without(unknown) : all.unread();
  }

  private boolean isConstant(Expression condition) {
    return calls.hasCall(condition) && !condition.dependsOnRows() && condition.queries().isEmpty();
  }

  private static List<Filter> filters(List<Expression> conditions, List<Filter> outer) {
    List<Filter> filters = new ArrayList<>(Filter.of(conditions));
    filters.addAll(outer);
    return filters;
  }

  /**
   * Has the calls of one condition after the other asked for: a model is not asked for rows that
   * another one has rejected. Constant ones come first, which cost one input each.
   *
   * @param rows those that pass the conditions without calls
   * @param sites the calls of all parts of a condition
   * @param asked the parts whose calls are asked for
   */
  private void inTurn(Rows rows, List<CallSite> sites, List<Expression> asked) throws SQLException {
    List<Expression> waiting = new ArrayList<>(asked);
    waiting.sort(Comparator.comparing(this::takesColumns));
    Rows left = rows;
    for (int turn = 1; !waiting.isEmpty(); turn++) {
      List<Expression> now = turn < MAX_TURNS ? sameCalls(waiting) : List.copyOf(waiting);
      stages.add(
          left,
          sites.stream()
              .filter(site -> now.stream().anyMatch(c -> c.range().contains(site.range())))
              .toList());
      waiting.removeAll(now);
      left =
          left.filteredBy(filters(now, left.filters()))
              .guardedBy(filters(without(now, ConditionsPlanner::aggregatesWithin), left.guards()))
              .without(without(left.omitted(), now));
    }
  }

  /**
   * Calls that are asked for whatever stands beside them is NULL: where several tables are read,
   * the server may find rows of one by the call's value, which it can't do where the look-up
   * depends on them.
   */
  private static List<CallSite> withoutNullTests(List<CallSite> sites) {
    return sites.stream().map(CallSite::alsoBesideNull).toList();
  }

  /** Whether an argument of a call depends on the row. */
  private boolean takesColumns(Expression condition) {
    return calls.sites(condition, Form.TYPED).stream()
        .flatMap(site -> site.call().arguments().stream())
        .anyMatch(argument -> argument.dependsOnRows() || !argument.queries().isEmpty());
  }

  /** The first of some conditions, and those whose calls all stand in it too. */
  private List<Expression> sameCalls(List<Expression> conditions) {
    Set<String> first = words(conditions.get(0));
    return conditions.stream().filter(condition -> first.containsAll(words(condition))).toList();
  }

  private Set<String> words(Expression condition) {
    return calls.sites(condition, Form.TYPED).stream()
        .map(site -> calls.words(site.range()))
        .collect(Collectors.toSet());
  }

  private static List<SourceRange> without(List<SourceRange> ranges, List<Expression> expressions) {
    return ranges.stream()
        .filter(range -> expressions.stream().noneMatch(e -> e.range().equals(range)))
        .toList();
  }

  /**
   * The calls in the ON condition of a join get the pairs of rows that it makes without them. Where
   * all joins are inner ones and this is the outermost, the conditions of WHERE apply too.
   */
  private void join(
      TableReference.Join join, FromClause from, Rows all, List<Expression> where, Context context)
      throws SQLException {
    List<Expression> conditions = join.on().map(Condition::conjuncts).orElse(List.of());
    Rows pairs = all.of(join.range());
    for (Expression condition : conditions) {
      queries.nested(
          condition, context.inside(pairs.without(ranges(conditions, calls::hasCallWithin))));
    }
    List<Filter> filters =
        new ArrayList<>(new FromConditions(calls, from, where, context).ofPairs(join));
    List<Filter> guards = new ArrayList<>(filters);
    if (join.kind() != TableReference.Join.Kind.INNER) {
      // Without them there would be the rows without a match, which are no pairs.
      filters.addAll(Filter.of(without(conditions, calls::hasCallWithin)));
    }
    for (TableReference.Join inside : new FromClause(join.range(), join).joins()) {
      if (inside.kind() == TableReference.Join.Kind.INNER && !inside.equals(join)) {
        inside.on().ifPresent(on -> guards.addAll(Filter.of(on.conjuncts())));
      }
    }
    guards.addAll(Filter.of(without(conditions, calls::hasCall)));
    guards.removeIf(guard -> aggregatesWithin(guard.condition()));
    inTurn(
        pairs.filteredBy(filters).guardedBy(guards).without(ranges(conditions, calls::hasCall)),
        withoutNullTests(calls.sites(conditions, Form.TYPED)),
        with(conditions, calls::hasCall));
  }

  /**
   * Whether a subquery in a condition has an aggregate: if that is one of columns around it, it is
   * evaluated for another query where it stands in a look-up.
   */
  private static boolean aggregatesWithin(Expression condition) {
    return condition.queries().stream()
        .flatMap(query -> query.blocks().stream())
        .flatMap(block -> block.expressions().stream())
        .anyMatch(e -> e.traits().contains(Trait.AGGREGATE) || aggregatesWithin(e));
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
  private static List<Expression> guards(FromClause from) {
    return from != null
            && from.joins().stream().allMatch(join -> join.kind() == TableReference.Join.Kind.INNER)
        ? from.expressions()
        : List.of();
  }

  /** Tells expressions. */
  @FunctionalInterface
  private interface Test {
    boolean holds(Expression expression);
  }

  private static List<Expression> with(List<Expression> expressions, Test test) {
    return expressions.stream().filter(test::holds).toList();
  }

  private static List<Expression> without(List<Expression> expressions, Test test) {
    return with(expressions, expression -> !test.holds(expression));
  }

  private static List<SourceRange> ranges(List<Expression> expressions, Test test) {
    List<SourceRange> ranges = new ArrayList<>();
    for (Expression expression : expressions) {
      if (test.holds(expression)) {
        ranges.add(expression.range());
      }
    }
    return ranges;
  }
}
