package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.Expression.Trait;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.Statement;
import org.auroraml.grammar.TableReference;

/**
 * Finds the SELECTs that give the same rows when they are run for one part of a table after the
 * other: each row of the result depends on one row of that table, and their order is that of the
 * table's columns, if any.
 */
final class WindowsPlanner {
  /** What stands after an expression of ORDER BY. */
  private static final Pattern UPWARDS =
      Pattern.compile("\\s*(ASC)?\\s*,?\\s*", Pattern.CASE_INSENSITIVE);

  private WindowsPlanner() {}

  /** The plan Windows for a query; empty if it is none for it. */
  static Optional<Plan.Windows> plan(MlCalls calls, Statement.Query query, Plan.Evaluate lookups) {
    QueryExpression expression = query.expression();
    if (query.into().isPresent()
        || expression.with().isPresent()
        || expression.operands().size() != 1
        || !(expression.operands().get(0) instanceof QueryBlock block)
        || !expression.orderBy().isEmpty()
        || block.items().isEmpty()
        || block.limit().isPresent()
        || block.locking().isPresent()
        || block.windowClause().isPresent()
        || OverlayPlanner.isGrouped(block)
        || !block.queries().isEmpty()
        || !block.expressions().stream().allMatch(WindowsPlanner::isOfOneRow)
        || countsFoundRows(block, calls.statement().text())) {
      return Optional.empty();
    }
    Optional<List<String>> order = order(block, calls.statement().text());
    return block
        .from()
        .filter(from -> order.isPresent() && from.reference() instanceof TableReference.Table)
        .map(from -> (TableReference.Table) from.reference())
        .map(table -> new Plan.Windows(calls.statement(), block, table, order.get(), lookups));
  }

  /** The columns that the rows are ordered by, upwards; empty if they are by anything else. */
  private static Optional<List<String>> order(QueryBlock block, String text) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < block.orderBy().size(); i++) {
      Expression expression = block.orderBy().get(i);
      int next =
          i + 1 < block.orderBy().size()
              ? block.orderBy().get(i + 1).range().start()
              : block.range().end();
      if (expression.columns().size() != 1
          || !expression.columns().get(0).range().equals(expression.range())
          || !UPWARDS.matcher(text.substring(expression.range().end(), next)).matches()
          || isAlias(expression.columns().get(0).name(), block)) {
        return Optional.empty();
      }
      columns.add(expression.columns().get(0).name());
    }
    return Optional.of(columns);
  }

  /** Whether ORDER BY would take a name for that of a select item. */
  private static boolean isAlias(String name, QueryBlock block) {
    return block.items().stream()
        .flatMap(item -> item.alias().stream())
        .anyMatch(alias -> alias.equalsIgnoreCase(name));
  }

  /** Whether an expression gives the same whichever rows are read before. */
  private static boolean isOfOneRow(Expression expression) {
    return expression.traits().stream()
        .noneMatch(List.of(Trait.WINDOW, Trait.ASSIGNS_VARIABLE, Trait.CONTEXTUAL)::contains);
  }

  /** SQL_CALC_FOUND_ROWS wants all rows. */
  static boolean countsFoundRows(QueryBlock block, String text) {
    int first = block.items().get(0).range().start();
    return text.substring(block.range().start(), first)
        .toUpperCase(Locale.ROOT)
        .contains("SQL_CALC_FOUND_ROWS");
  }
}
