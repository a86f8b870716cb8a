package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.auroraml.grammar.ColumnReference;
import org.auroraml.grammar.Condition;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.FromClause;
import org.auroraml.grammar.FunctionCall;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryBlock.Clause;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.TableReference;

/**
 * A block with calls over window functions, made a SELECT from a derived table: that computes all
 * but those calls, which then take its columns for their arguments.
 *
 * <p>{@code SELECT id, f(RANK() OVER w) FROM t … WINDOW w … ORDER BY id} becomes {@code SELECT c1,
 * f(c2) FROM (SELECT id AS c1, RANK() OVER w AS c2 FROM t … WINDOW w …) ORDER BY c1}. In its place
 * a look-up could not refer to a window; and MariaDB 11.4 evaluates an expression with several
 * windows while some have no value yet.
 *
 * @param block the block, which has a FROM clause
 * @param sites the calls over its windows
 * @param orderBy its ORDER BY expressions, but those that are the number of a select item
 * @param positions the positions in its GROUP BY, and the select items' expressions
 * @param lock how the rows are locked, unless the block says so itself
 */
record WindowTable(
    QueryBlock block,
    List<SourceRange> sites,
    List<Expression> orderBy,
    Map<SourceRange, SourceRange> positions,
    Rows.Lock lock) {
  WindowTable {
    sites = List.copyOf(sites);
    orderBy = List.copyOf(orderBy);
    positions = Map.copyOf(positions);
  }

  /** This block, read without a locking clause of ours. */
  WindowTable unlocked() {
    return new WindowTable(block, sites, orderBy, positions, Rows.Lock.NONE);
  }

  /**
   * What becomes a column of the derived table.
   *
   * @param range the expression, in whose place the column's name stands
   * @param ofRow whether it is a column of the rows that stands in a larger expression
   */
  record Part(SourceRange range, boolean ofRow) {}

  /** The text that becomes the derived table: from the table references to the WINDOW clause. */
  SourceRange range() {
    SourceRange from = block.from().orElseThrow().range();
    int end =
        Stream.of(
                Optional.of(from),
                block.where().map(Condition::range),
                block.groupClause(),
                block.having().map(Condition::range),
                block.windowClause())
            .flatMap(Optional::stream)
            .mapToInt(SourceRange::end)
            .max()
            .orElseThrow();
    return new SourceRange(from.start(), end);
  }

  /** Select items that GROUP BY or HAVING may mean by their names. */
  List<SelectItem> namedItems() {
    Set<String> names = new HashSet<>();
    for (Clause clause : List.of(Clause.GROUP_BY, Clause.HAVING)) {
      block.expressions(clause).stream()
          .flatMap(expression -> expression.columns().stream())
          .forEach(column -> names.add(key(column.name())));
    }
    return block.items().stream()
        .filter(item -> item.expression().isPresent() && !holdsSite(item.range()))
        .filter(item -> names.remove(key(item.label())))
        .toList();
  }

  /** The parts of the select list and of ORDER BY that become columns, in order of the text. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (SelectItem item : block.items()) {
      item.expression().ifPresent(expression -> add(expression, Set.of(), parts));
    }
    Set<String> labels = new HashSet<>();
    block.items().stream().filter(i -> i.label() != null).forEach(i -> labels.add(key(i.label())));
    orderBy.forEach(expression -> add(expression, labels, parts));
    return parts;
  }

  /**
   * Adds the largest parts of an expression that have no call over a window in them, no name of a
   * select item, and nothing that differs each time, since equal parts are one column.
   */
  private void add(Expression expression, Set<String> items, List<Part> parts) {
    boolean whole =
        canMove(expression.range(), expression.columns(), items) && Stages.isRepeatable(expression);
    if (whole && varies(expression)) {
      parts.add(new Part(expression.range(), false));
    }
    if (whole) {
      return;
    }
    List<SourceRange> done = new ArrayList<>();
    for (FunctionCall call : expression.calls()) {
      done.add(call.range());
      List<ColumnReference> columns =
          call.arguments().stream().flatMap(argument -> argument.columns().stream()).toList();
      if (canMove(call.range(), columns, items)) {
        parts.add(new Part(call.range(), false));
      } else {
        call.arguments().forEach(argument -> add(argument, items, parts));
      }
    }
    for (SourceRange aggregate : expression.aggregates()) {
      if (isOutside(done, aggregate)) {
        done.add(aggregate);
        parts.add(new Part(aggregate, false));
      }
    }
    for (ColumnReference column : expression.columns()) {
      if (isOutside(done, column.range()) && !names(column, items)) {
        parts.add(new Part(column.range(), true));
      }
    }
    for (QueryExpression query : expression.queries()) {
      if (isOutside(done, query.range())) {
        addOuterColumns(query, tables(block), parts);
      }
    }
  }

  private boolean canMove(SourceRange range, List<ColumnReference> columns, Set<String> items) {
    return !holdsSite(range) && columns.stream().noneMatch(column -> names(column, items));
  }

  /** What is the same for all rows, or differs each time, can stay. */
  private static boolean varies(Expression expression) {
    return !expression.columns().isEmpty()
        || !expression.aggregates().isEmpty()
        || !expression.queries().isEmpty();
  }

  private boolean holdsSite(SourceRange range) {
    return sites.stream().anyMatch(range::contains);
  }

  private static boolean names(ColumnReference column, Set<String> items) {
    return column.table().isEmpty() && items.contains(key(column.name()));
  }

  private static boolean isOutside(List<SourceRange> ranges, SourceRange inside) {
    return ranges.stream().noneMatch(range -> range.contains(inside));
  }

  /**
   * The columns of this block in a subquery: those that say so by a table's name. Of the others
   * only the server knows.
   *
   * @param own names of this block's tables that the subquery does not hide
   */
  private static void addOuterColumns(QueryExpression query, Set<String> own, List<Part> parts) {
    for (QueryBlock nested : query.blocks()) {
      Set<String> visible = new HashSet<>(own);
      visible.removeAll(tables(nested));
      nested.expressions().stream()
          .flatMap(expression -> expression.columns().stream())
          .filter(column -> column.table().filter(t -> visible.contains(key(t))).isPresent())
          .forEach(column -> parts.add(new Part(column.range(), true)));
      nested.queries().forEach(deeper -> addOuterColumns(deeper, visible, parts));
    }
  }

  private static Set<String> tables(QueryBlock block) {
    Set<String> names = new HashSet<>();
    for (TableReference table : block.from().map(FromClause::tables).orElse(List.of())) {
      if (table instanceof TableReference.Table named) {
        names.add(key(named.alias().orElse(named.name())));
      } else if (table instanceof TableReference.DerivedTable derived) {
        derived.alias().ifPresent(alias -> names.add(key(alias)));
      } else if (table instanceof TableReference.JsonTable json) {
        json.alias().ifPresent(alias -> names.add(key(alias)));
      }
    }
    return names;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
