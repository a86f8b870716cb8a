package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.Expression.Trait;
import org.auroraml.grammar.FromClause;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryBlock.Clause;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.Statement;
import org.auroraml.grammar.WithClause;

/**
 * Finds the SELECTs with LIMIT whose rows can be found without asking a model for all rows (F29):
 * calls filter rows or make columns of them, and order and groups do not depend on them.
 */
final class LimitedPlanner {
  private final MlCalls calls;
  private final QueryBlock block;
  private final List<CallSite> sites;

  private LimitedPlanner(MlCalls calls, QueryBlock block, Plan.Evaluate lookups) {
    this.calls = calls;
    this.block = block;
    this.sites =
        lookups.stages().stream()
            .flatMap(stage -> stage.lookups().stream())
            .map(CallSite::beforeAllCalls)
            .toList();
  }

  /** The plan Limited for a query; empty if it is none for it. */
  static Optional<Plan.Limited> plan(MlCalls calls, Statement.Query query, Plan.Evaluate lookups) {
    QueryExpression expression = query.expression();
    if (query.into().isPresent()
        || expression.operands().size() != 1
        || !(expression.operands().get(0) instanceof QueryBlock block)
        || block.limit().isEmpty()
        || block.from().isEmpty()
        || block.items().isEmpty()
        || block.locking().isPresent()
        || !expression.orderBy().isEmpty()
        || OverlayPlanner.isGrouped(block)) {
      return Optional.empty();
    }
    LimitedPlanner planner = new LimitedPlanner(calls, block, lookups);
    return planner.isPossible(expression)
        ? LimitClause.of(block.limit().get(), calls.statement().text())
            .map(
                limit ->
                    new Plan.Limited(
                        calls.statement(),
                        expression.with().map(WithClause::range),
                        block,
                        limit,
                        planner.filters(),
                        planner.among(block.expressions(Clause.SELECT_LIST)),
                        lookups))
        : Optional.empty();
  }

  private boolean isPossible(QueryExpression query) {
    Set<SourceRange> items = new HashSet<>();
    block.expressions(Clause.SELECT_LIST).stream()
        .filter(calls::hasCallWithin)
        .forEach(item -> items.add(item.range()));
    return !sites.isEmpty()
        && sites.stream().noneMatch(this::holdsAnother)
        && block.expressions().stream().allMatch(LimitedPlanner::isPlain)
        && queries(query).allMatch(inner -> !calls.hasCallWithin(inner) && isRepeatable(inner))
        && noCalls(block.from().map(FromClause::expressions).orElse(List.of()))
        && noCalls(block.orderBy())
        && noCalls(block.windows())
        && !WindowsPlanner.countsFoundRows(block, calls.statement().text())
        && !ItemOrder.names(block, calls.statement().text(), items);
  }

  /** A call of which another's arguments are made is known a round later than these are wanted. */
  private boolean holdsAnother(CallSite site) {
    return sites.stream()
        .anyMatch(other -> !other.equals(site) && site.range().contains(other.range()));
  }

  private boolean noCalls(List<Expression> expressions) {
    return expressions.stream().noneMatch(calls::hasCallWithin);
  }

  /**
   * Whether an expression gives the same in each round, and for each row by itself: the results of
   * windows depend on all rows that pass.
   */
  private static boolean isPlain(Expression expression) {
    return Stages.isRepeatable(expression) && !expression.traits().contains(Trait.WINDOW);
  }

  /** The subqueries and common table expressions. */
  private Stream<QueryExpression> queries(QueryExpression query) {
    return Stream.concat(
        block.queries().stream(),
        query.with().map(WithClause::tables).orElse(List.of()).stream()
            .map(WithClause.CommonTable::query));
  }

  private static boolean isRepeatable(QueryExpression query) {
    return query.blocks().stream()
        .allMatch(
            inner ->
                inner.expressions().stream().allMatch(Stages::isRepeatable)
                    && inner.queries().stream().allMatch(LimitedPlanner::isRepeatable));
  }

  private List<Plan.Limited.Filter> filters() {
    List<Plan.Limited.Filter> filters = new ArrayList<>();
    for (Expression condition : block.expressions(Clause.WHERE)) {
      List<CallSite> inCondition = among(List.of(condition));
      if (!inCondition.isEmpty()) {
        filters.add(new Plan.Limited.Filter(condition.range(), inCondition));
      }
    }
    return filters;
  }

  private List<CallSite> among(List<Expression> expressions) {
    return sites.stream()
        .filter(site -> expressions.stream().anyMatch(e -> e.range().contains(site.range())))
        .toList();
  }
}
