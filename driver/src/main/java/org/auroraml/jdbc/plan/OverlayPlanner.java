package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.Expression.Trait;
import org.auroraml.grammar.FromClause;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.Statement;
import org.auroraml.grammar.WithClause;
import org.auroraml.jdbc.plan.CallSite.Form;
import org.auroraml.jdbc.type.SqlType;

/**
 * Finds the SELECTs whose rows do not depend on what a model says: each of its calls is a whole
 * item of the select list, and nothing else names them. Such a statement can be sent with the
 * arguments in place of the calls, and a model be asked while the rows are read.
 */
final class OverlayPlanner {
  private final MlCalls calls;
  private final QueryBlock block;
  private final Set<SourceRange> asked = new HashSet<>();
  private final List<OverlaidCall> found = new ArrayList<>();

  private OverlayPlanner(MlCalls calls, QueryBlock block) {
    this.calls = calls;
    this.block = block;
  }

  /** The plan Overlay for a query; empty if it is none for it. */
  static Optional<Plan.Overlay> plan(MlCalls calls, Statement.Query query, Plan.Evaluate lookups) {
    QueryExpression expression = query.expression();
    if (query.into().isPresent()
        || expression.operands().size() != 1
        || !(expression.operands().get(0) instanceof QueryBlock block)
        || !expression.orderBy().isEmpty()
        || block.from().isEmpty()
        || isGrouped(block)
        || lookups.stages().stream().allMatch(stage -> stage.lookups().isEmpty())) {
      return Optional.empty();
    }
    OverlayPlanner planner = new OverlayPlanner(calls, block);
    return planner.findItems()
            && planner.isFreeElsewhere(expression)
            && !ItemOrder.names(block, calls.statement().text(), planner.asked)
        ? Optional.of(
            new Plan.Overlay(
                calls.statement(),
                expression.with().map(WithClause::range),
                block,
                planner.found,
                lookups))
        : Optional.empty();
  }

  /** Whether rows are put together, so that there is not one for each that is read. */
  static boolean isGrouped(QueryBlock block) {
    return block.distinct()
        || !block.groupBy().isEmpty()
        || block.groupClause().isPresent()
        || block.having().isPresent()
        || block.items().stream()
            .flatMap(item -> item.expression().stream())
            .anyMatch(item -> has(item, Trait.AGGREGATE));
  }

  private static boolean has(Expression expression, Trait trait) {
    return expression.traits().contains(trait);
  }

  /** Finds the calls that are whole items; false if there are others in the select list. */
  private boolean findItems() {
    List<SelectItem> items = block.items();
    int firstStar = items.size();
    int lastStar = -1;
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).expression().isEmpty()) {
        firstStar = Math.min(firstStar, i);
        lastStar = i;
      }
    }
    for (int i = 0; i < items.size(); i++) {
      Optional<Expression> expression = items.get(i).expression();
      if (expression.isEmpty() || !calls.hasCallWithin(expression.get())) {
        continue;
      }
      boolean isPlaced = i < firstStar || i > lastStar;
      if (!isPlaced || !isWholeCall(expression.get())) {
        return false;
      }
      CallSite site = calls.sites(expression.get(), Form.TYPED).get(0);
      asked.add(site.range());
      String label = items.get(i).alias().isPresent() ? null : items.get(i).label();
      found.add(new OverlaidCall(site, label, i < firstStar ? i : i - items.size()));
    }
    return !found.isEmpty();
  }

  private boolean isWholeCall(Expression item) {
    List<CallSite> sites = calls.sites(item, Form.TYPED);
    if (sites.size() != 1 || !sites.get(0).range().equals(item.range())) {
      return false;
    }
    CallSite site = sites.get(0);
    SqlType returns = site.function().returns();
    boolean isFixed =
        returns.scale().isPresent()
            && (returns.base() == SqlType.Base.DOUBLE || returns.base() == SqlType.Base.FLOAT);
    return !isFixed
        && site.call().arguments().stream()
            .noneMatch(
                argument ->
                    has(argument, Trait.NONDETERMINISTIC)
                        || has(argument, Trait.CONTEXTUAL)
                        || has(argument, Trait.WINDOW)
                        || argument.queries().stream().anyMatch(calls::hasCallWithin));
  }

  /** Whether there are no calls, and no assignments, but those found. */
  private boolean isFreeElsewhere(QueryExpression query) {
    List<Expression> others = new ArrayList<>(block.expressions());
    others.removeIf(expression -> asked.contains(expression.range()));
    return others.stream().noneMatch(calls::hasCallWithin)
        && block.expressions().stream().noneMatch(e -> has(e, Trait.ASSIGNS_VARIABLE))
        && block.from().map(FromClause::queries).orElse(List.of()).stream()
            .noneMatch(calls::hasCallWithin)
        && query.with().map(WithClause::tables).orElse(List.of()).stream()
            .noneMatch(table -> calls.hasCallWithin(table.query()));
  }
}
