package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.auroraml.grammar.ColumnReference;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.Expression.Trait;
import org.auroraml.grammar.FromClause;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.TableReference;
import org.auroraml.jdbc.type.Literals;

/**
 * Conditions of the blocks around one: of its rows, those that fail one are needed by nothing. So
 * {@code SELECT * FROM (SELECT id, day, f(x) AS score FROM t) q WHERE day > '2024-01-01'} asks for
 * the rows of these days only, as it would where the server merges the derived table.
 *
 * <p>What is the same for all rows counts for all blocks inside. Conditions on columns of a derived
 * table count for that, where they are columns of its own tables: an expression may have another
 * type as a column of a temporary table.
 *
 * @param conditions without calls and subqueries
 */
record OuterConditions(List<Condition> conditions) {
  static final OuterConditions NONE = new OuterConditions(List.of());

  OuterConditions {
    conditions = List.copyOf(conditions);
  }

  /**
   * A condition of a block around.
   *
   * @param columns what its columns are in the block, by their ranges
   */
  record Condition(Expression expression, Map<SourceRange, Column> columns) {
    boolean isConstant() {
      return columns.isEmpty();
    }

    Filter filter() {
      Map<SourceRange, String> form = new HashMap<>();
      columns.forEach((range, column) -> form.put(range, column.sql()));
      return new Filter(expression, List.of(form));
    }
  }

  /** A column as it can be named in a block. */
  record Column(Optional<String> table, String name, String sql) {
    static Column of(ColumnReference column, String text) {
      // With a database it is none of a derived table.
      Optional<String> table =
          column.table().map(name -> column.schema().map(s -> s + '.').orElse("") + name);
      return new Column(table, column.name(), column.range().of(text));
    }
  }

  /** The conditions as filters of the block's rows. */
  List<Filter> filters() {
    return conditions.stream().map(Condition::filter).toList();
  }

  /** Those that are the same for all rows. */
  OuterConditions constants() {
    return new OuterConditions(conditions.stream().filter(Condition::isConstant).toList());
  }

  /** These, and others. */
  OuterConditions and(OuterConditions others) {
    List<Condition> all = new ArrayList<>(conditions);
    all.addAll(others.conditions);
    return new OuterConditions(all);
  }

  /** The conditions of a block, for what is inside of it; those with aggregates are left out. */
  static OuterConditions of(List<Expression> conditions, String text) {
    List<Condition> plain = new ArrayList<>();
    for (Expression expression : conditions) {
      if (isPlain(expression)) {
        Map<SourceRange, Column> columns = new HashMap<>();
        for (ColumnReference column : expression.columns()) {
          columns.put(column.range(), Column.of(column, text));
        }
        plain.add(new Condition(expression, columns));
      }
    }
    return new OuterConditions(plain);
  }

  /** Whether a condition holds for a row where it is tested twice, which it is. */
  static boolean isPlain(Expression expression) {
    return expression.queries().isEmpty()
        && Stages.isRepeatable(expression)
        && StableFunctions.areAll(expression)
        && Stream.of(Trait.AGGREGATE, Trait.WINDOW, Trait.CONTEXTUAL)
            .noneMatch(expression.traits()::contains);
  }

  /**
   * Those that count for the rows of a derived table.
   *
   * @param table its name
   * @param columns the names of its columns; empty where none are written
   * @param isOnly whether it is the block's only table, so that columns without a table are its
   * @param query what it stands for
   */
  OuterConditions inside(
      String table, List<String> columns, boolean isOnly, QueryExpression query, String text) {
    if (query.operands().size() != 1
        || !(query.operands().get(0) instanceof QueryBlock block)
        || !isRowByRow(block)) {
      return constants();
    }
    List<Condition> inside = new ArrayList<>();
    for (Condition condition : conditions) {
      Map<SourceRange, Column> found = new HashMap<>();
      condition.columns.forEach(
          (range, column) -> {
            if (column.table().map(table::equals).orElse(isOnly)) {
              column(column.name(), columns, block, text).ifPresent(c -> found.put(range, c));
            }
          });
      if (found.size() == condition.columns.size()) {
        inside.add(new Condition(condition.expression(), found));
      }
    }
    return new OuterConditions(inside);
  }

  /** Whether a row of a block without some of the rows that it reads is what it is with them. */
  private static boolean isRowByRow(QueryBlock block) {
    return block.limit().isEmpty()
        && block.groupClause().isEmpty()
        && block.having().isEmpty()
        && block.windowClause().isEmpty()
        && block.expressions().stream()
            .noneMatch(
                e ->
                    e.traits().contains(Trait.AGGREGATE)
                        || e.traits().contains(Trait.WINDOW)
                        || e.traits().contains(Trait.ASSIGNS_VARIABLE));
  }

  /** What a column of a derived table is inside of it, where it is one of a table there. */
  private static Optional<Column> column(
      String name, List<String> columns, QueryBlock block, String text) {
    boolean hasStar = block.items().stream().anyMatch(item -> item.expression().isEmpty());
    if (!columns.isEmpty() && hasStar) {
      return Optional.empty();
    }
    List<SelectItem> named = new ArrayList<>();
    for (int i = 0; i < block.items().size(); i++) {
      SelectItem item = block.items().get(i);
      String label = columns.isEmpty() ? item.label() : columns.get(i);
      if (item.expression().isPresent() && label.equalsIgnoreCase(name)) {
        named.add(item);
      }
    }
    if (named.isEmpty() && hasStar) {
      return isOfOneTable(block)
          ? Optional.of(new Column(Optional.empty(), name, Literals.identifier(name)))
          : Optional.empty();
    }
    return named.size() == 1
        ? named.get(0).expression().get().column().map(column -> Column.of(column, text))
        : Optional.empty();
  }

  private static boolean isOfOneTable(QueryBlock block) {
    return block.from().map(FromClause::reference).stream()
        .noneMatch(TableReference.Join.class::isInstance);
  }
}
