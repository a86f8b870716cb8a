package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.auroraml.grammar.ColumnReference;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.Expression.Trait;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryBlock.Clause;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.Statement;
import org.auroraml.grammar.TableReference;

/**
 * Finds the SELECTs that give the same rows when they are run for one part of a table after the
 * other: each row of the result has one row of that table, and their order is that of the table's
 * columns, if any.
 */
final class WindowsPlanner {
  /** What stands after an expression of ORDER BY. */
  private static final Pattern DIRECTION =
      Pattern.compile("\\s*(?:ASC|(?<descending>DESC))?\\s*,?\\s*", Pattern.CASE_INSENSITIVE);

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
        || block.from().isEmpty()
        || !block.from().get().tables().stream().allMatch(TableReference.Table.class::isInstance)
        || OverlayPlanner.isGrouped(block)
        || !block.expressions().stream().allMatch(WindowsPlanner::isOfOneRow)
        || !isReadWithoutCalls(block, calls)
        || countsFoundRows(block, calls.statement().text())) {
      return Optional.empty();
    }
    TableReference.Table table = leading(block.from().get().reference());
    return order(block, table, calls.statement().text())
        .map(
            order ->
                new Plan.Windows(
                    calls.statement(),
                    block,
                    table,
                    order.columns(),
                    order.descending(),
                    known(block, calls),
                    lookups));
  }

  private static List<SourceRange> known(QueryBlock block, MlCalls calls) {
    return block.expressions(Clause.WHERE).stream()
        .filter(condition -> !calls.hasCallWithin(condition))
        .map(Expression::range)
        .toList();
  }

  /** The table of which each row of a join has a row; the first one in the text. */
  private static TableReference.Table leading(TableReference reference) {
    TableReference leading = reference;
    while (leading instanceof TableReference.Join join) {
      leading = join.kind() == TableReference.Join.Kind.RIGHT ? join.right() : join.left();
    }
    return (TableReference.Table) leading;
  }

  /**
   * Whether the server can be asked how it would read what stands beside the table: joins are made
   * without calls, and subqueries stand only in conditions without them.
   */
  private static boolean isReadWithoutCalls(QueryBlock block, MlCalls calls) {
    return block.expressions(Clause.FROM).stream().noneMatch(calls::hasCallWithin)
        && Stream.of(Clause.values())
            .flatMap(
                clause ->
                    block.expressions(clause).stream()
                        .filter(e -> clause != Clause.WHERE || calls.hasCallWithin(e)))
            .allMatch(expression -> expression.queries().isEmpty());
  }

  /**
   * An order of rows.
   *
   * @param columns by which, by name
   * @param descending whether the highest come first
   */
  private record Order(List<String> columns, boolean descending) {}

  /**
   * The columns of a table that the rows are ordered by, all of them in one direction; empty if
   * they are by anything else.
   */
  private static Optional<Order> order(QueryBlock block, TableReference.Table table, String text) {
    boolean isOnlyTable = block.from().orElseThrow().reference().equals(table);
    List<String> columns = new ArrayList<>();
    Set<Boolean> directions = new HashSet<>();
    for (int i = 0; i < block.orderBy().size(); i++) {
      Expression expression = block.orderBy().get(i);
      int next =
          i + 1 < block.orderBy().size()
              ? block.orderBy().get(i + 1).range().start()
              : block.range().end();
      Matcher direction = DIRECTION.matcher(text.substring(expression.range().end(), next));
      if (expression.columns().size() != 1
          || !expression.columns().get(0).range().equals(expression.range())
          || !direction.matches()
          || isAlias(expression.columns().get(0).name(), block)
          || !(isOnlyTable || isOf(expression.columns().get(0), table))) {
        return Optional.empty();
      }
      columns.add(expression.columns().get(0).name());
      directions.add(direction.group("descending") != null);
    }
    return directions.size() > 1
        ? Optional.empty()
        : Optional.of(new Order(columns, directions.contains(true)));
  }

  private static boolean isOf(ColumnReference column, TableReference.Table table) {
    return column.schema().isEmpty()
        && column.table().isPresent()
        && column.table().get().equals(table.alias().orElse(table.name()));
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
