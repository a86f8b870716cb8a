package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.Expression.Trait;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryBlock.Clause;
import org.auroraml.grammar.Statement;

/**
 * Finds the SELECTs that give the same rows when they are run for one part of a table after the
 * other: each row of the result has one row of that table, and their order is by that table's
 * columns, if any.
 */
final class WindowsPlanner {
  /** What stands after an expression of ORDER BY. */
  private static final Pattern DIRECTION =
      Pattern.compile("\\s*(?:ASC|(?<descending>DESC))?\\s*,?\\s*", Pattern.CASE_INSENSITIVE);

  private final MlCalls calls;
  private final RowBlocks blocks;

  private WindowsPlanner(MlCalls calls, RowBlocks blocks) {
    this.calls = calls;
    this.blocks = blocks;
  }

  /** The plan Windows for a query; empty if it is none for it. */
  static Optional<Plan.Windows> plan(MlCalls calls, Statement.Query query, Plan.Evaluate lookups) {
    return query.into().isPresent()
        ? Optional.empty()
        : RowBlocks.of(query.expression())
            .map(blocks -> new WindowsPlanner(calls, blocks))
            .filter(WindowsPlanner::isPossible)
            .flatMap(planner -> planner.plan(lookups));
  }

  private Optional<Plan.Windows> plan(Plan.Evaluate lookups) {
    return order()
        .map(
            order ->
                new Plan.Windows(
                    calls.statement(),
                    blocks.last(),
                    blocks.table(),
                    order,
                    known(blocks.last()),
                    lookups));
  }

  private boolean isPossible() {
    return blocks.all().stream()
            .allMatch(block -> isRowByRow(block) && isReadWithoutCalls(block, calls))
        && blocks.all().stream().skip(1).allMatch(block -> block.orderBy().isEmpty())
        && !countsFoundRows(blocks.first(), calls.statement().text());
  }

  /** Whether a block has a row for each that it reads, whichever others it reads. */
  private static boolean isRowByRow(QueryBlock block) {
    return !block.items().isEmpty()
        && block.limit().isEmpty()
        && block.locking().isEmpty()
        && block.windowClause().isEmpty()
        && !OverlayPlanner.isGrouped(block)
        && block.expressions().stream().allMatch(WindowsPlanner::isOfOneRow);
  }

  private List<Expression> known(QueryBlock block) {
    return block.expressions(Clause.WHERE).stream()
        .filter(condition -> !calls.hasCallWithin(condition))
        .toList();
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

  /** The columns of the table that the rows are ordered by; empty if they are by anything else. */
  private Optional<RowOrder> order() {
    QueryBlock block = blocks.first();
    String text = calls.statement().text();
    List<RowOrder.Column> columns = new ArrayList<>();
    for (int i = 0; i < block.orderBy().size(); i++) {
      Expression expression = block.orderBy().get(i);
      int next =
          i + 1 < block.orderBy().size()
              ? block.orderBy().get(i + 1).range().start()
              : block.range().end();
      Matcher direction = DIRECTION.matcher(text.substring(expression.range().end(), next));
      Optional<String> column = blocks.ordering(expression);
      if (column.isEmpty() || !direction.matches()) {
        return Optional.empty();
      }
      columns.add(new RowOrder.Column(column.get(), direction.group("descending") != null));
    }
    return Optional.of(new RowOrder(columns));
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
