package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
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
    List<Expression> filters = without(where, calls::hasCall);
    if (from != null) {
      List<TableReference.Join> joins = from.joins();
      for (int i = joins.size() - 1; i >= 0; i--) {
        List<Expression> known = without(where, calls::hasCallWithin);
        join(joins.get(i), from, all, known, context);
      }
    }
    for (Expression condition : where) {
      queries.nested(
          condition, context.inside(all.filteredBy(without(where, calls::hasCallWithin))));
    }
    List<Expression> guards = new ArrayList<>(filters);
    guards.addAll(guards(from));
    guards.removeIf(ConditionsPlanner::aggregatesWithin);
    inTurn(all.filteredBy(filters).guardedBy(guards), where);
    return all.filteredBy(where);
  }

  /**
   * Has the calls of one condition after the other asked for: a model is not asked for rows that
   * another one has rejected. Constant ones come first, which cost one input each.
   *
   * @param rows those that pass the conditions without calls
   */
  private void inTurn(Rows rows, List<Expression> conditions) throws SQLException {
    List<CallSite> sites = calls.sites(conditions, Form.TYPED);
    List<Expression> waiting = new ArrayList<>(without(conditions, c -> !calls.hasCall(c)));
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
          left.filteredBy(joined(left.filters(), now))
              .guardedBy(joined(left.guards(), without(now, ConditionsPlanner::aggregatesWithin)))
              .without(without(left.omitted(), now));
    }
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

  private static List<Expression> joined(List<Expression> some, List<Expression> others) {
    List<Expression> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
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
    List<Expression> filters = new ArrayList<>(deciding(where, join, from));
    List<Expression> guards = new ArrayList<>(filters);
    if (join.kind() != TableReference.Join.Kind.INNER) {
      // Without them there would be the rows without a match, which are no pairs.
      filters.addAll(without(conditions, calls::hasCallWithin));
    }
    for (TableReference.Join inside : new FromClause(join.range(), join).joins()) {
      if (inside.kind() == TableReference.Join.Kind.INNER && !inside.equals(join)) {
        inside.on().ifPresent(on -> guards.addAll(on.conjuncts()));
      }
    }
    guards.addAll(without(conditions, calls::hasCall));
    guards.removeIf(ConditionsPlanner::aggregatesWithin);
    inTurn(
        pairs.filteredBy(filters).guardedBy(guards).without(ranges(conditions, calls::hasCall)),
        conditions);
  }

  /**
   * The conditions of WHERE that also decide which pairs of rows a join needs: all of them for the
   * outermost one, if it keeps no rows without a match; if it does, those over the rows that it
   * keeps; and for any join what is the same for all rows.
   */
  private static List<Expression> deciding(
      List<Expression> where, TableReference.Join join, FromClause from) {
    boolean isWhole = join.equals(from.reference());
    if (isWhole && join.kind() == TableReference.Join.Kind.INNER) {
      return where;
    }
    Set<String> kept = isWhole ? names(kept(join)) : Set.of();
    return where.stream()
        .filter(
            condition ->
                condition.queries().isEmpty()
                    && condition.columns().stream()
                        .allMatch(column -> column.table().filter(kept::contains).isPresent()))
        .toList();
  }

  private static TableReference kept(TableReference.Join join) {
    return join.kind() == TableReference.Join.Kind.LEFT ? join.left() : join.right();
  }

  /** The names by which columns of tables are qualified; as they are written. */
  private static Set<String> names(TableReference tables) {
    Set<String> names = new HashSet<>();
    for (TableReference table : new FromClause(tables.range(), tables).tables()) {
      if (table instanceof TableReference.Table named) {
        names.add(named.alias().orElse(named.name()));
      } else if (table instanceof TableReference.DerivedTable derived) {
        derived.alias().ifPresent(names::add);
      }
    }
    return names;
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

  private static List<Expression> without(List<Expression> expressions, Test test) {
    return expressions.stream().filter(expression -> !test.holds(expression)).toList();
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
