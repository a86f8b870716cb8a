package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.ColumnReference;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.TableReference;
import org.auroraml.grammar.WithClause;
import org.auroraml.grammar.WithClause.CommonTable;

/**
 * The blocks that each row of a query comes through. All but the last read a derived or common
 * table and nothing else, the block of which is the next one; the last reads tables.
 */
final class RowBlocks {
  private final List<QueryBlock> blocks = new ArrayList<>();

  /** The names that the columns of a block but the first were given; empty for their own. */
  private final List<List<String>> columns = new ArrayList<>();

  private RowBlocks() {}

  /**
   * The blocks of a statement's query; empty if its rows come through others, too. What the blocks
   * do with the rows is for the caller to look at.
   */
  static Optional<RowBlocks> of(QueryExpression query) {
    List<CommonTable> common =
        query.with().filter(with -> !with.recursive()).map(WithClause::tables).orElse(List.of());
    if (query.with().isPresent() && common.isEmpty()) {
      return Optional.empty();
    }
    RowBlocks found = new RowBlocks();
    return found.add(query, List.of(), common) ? Optional.of(found) : Optional.empty();
  }

  /**
   * Adds a query, and those that it reads.
   *
   * @param names what its columns are called where it is read
   * @param common the common tables that it may name, of which each is named once
   */
  private boolean add(QueryExpression query, List<String> names, List<CommonTable> common) {
    if (query.operands().size() != 1
        || !(query.operands().get(0) instanceof QueryBlock block)
        || !query.orderBy().isEmpty()
        || block.from().isEmpty()
        || !(blocks.isEmpty() || query.with().isEmpty())) {
      return false;
    }
    blocks.add(block);
    columns.add(names);
    TableReference reference = block.from().get().reference();
    if (reference instanceof TableReference.DerivedTable derived) {
      return isAlone(block) && add(derived.query(), derived.columns(), common);
    }
    if (common.isEmpty()) {
      return block.from().get().tables().stream().allMatch(TableReference.Table.class::isInstance);
    }
    // Whether names in other cases are the same depends on the server; each common table that is
    // there has to be the only one that is read.
    CommonTable last = common.get(common.size() - 1);
    return reference instanceof TableReference.Table table
        && table.schema().isEmpty()
        && table.name().equals(last.name())
        && isAlone(block)
        && add(last.query(), last.columns(), common.subList(0, common.size() - 1));
  }

  /** Whether a block reads nothing but its only table. */
  private static boolean isAlone(QueryBlock block) {
    return block.expressions().stream().allMatch(expression -> expression.queries().isEmpty());
  }

  List<QueryBlock> all() {
    return blocks;
  }

  /** The statement's own block. */
  QueryBlock first() {
    return blocks.get(0);
  }

  /** The block that reads tables. */
  QueryBlock last() {
    return blocks.get(blocks.size() - 1);
  }

  /** The table of which each row has a row: of a join the first one in the text that keeps all. */
  TableReference.Table table() {
    TableReference leading = last().from().orElseThrow().reference();
    while (leading instanceof TableReference.Join join) {
      leading = join.kind() == TableReference.Join.Kind.RIGHT ? join.right() : join.left();
    }
    return (TableReference.Table) leading;
  }

  /** The column of {@link #table()} that an expression of ORDER BY is; empty if it is none. */
  Optional<String> ordering(Expression expression) {
    Optional<ColumnReference> column = expression.column();
    if (column.isEmpty() || column.get().table().isPresent()) {
      return column.flatMap(c -> source(c, 0));
    }
    // Names of select items come before those of columns, and are compared without regard to
    // accents.
    String name = column.get().name();
    boolean isAscii =
        ItemOrder.isAscii(name)
            && first().items().stream()
                .flatMap(item -> item.alias().stream())
                .allMatch(ItemOrder::isAscii);
    List<SelectItem> named = named(first(), name);
    if (!isAscii || named.size() > 1) {
      return Optional.empty();
    }
    return (named.isEmpty() ? column : column(named.get(0))).flatMap(c -> source(c, 0));
  }

  /** The column of the table that a column in a block is. */
  private Optional<String> source(ColumnReference column, int block) {
    return block == blocks.size() - 1
        ? Optional.of(column).filter(this::isOfTable).map(ColumnReference::name)
        : source(column.name(), block + 1);
  }

  /** The column of the table that a result of a block is. */
  private Optional<String> source(String name, int block) {
    List<SelectItem> items = blocks.get(block).items();
    boolean hasStar = items.stream().anyMatch(item -> item.expression().isEmpty());
    if (!columns.get(block).isEmpty()) {
      int position = columns.get(block).indexOf(name);
      return position < 0 || hasStar
          ? Optional.empty()
          : column(items.get(position)).flatMap(column -> source(column, block));
    }
    List<SelectItem> named = named(blocks.get(block), name);
    if (named.size() == 1) {
      return column(named.get(0)).flatMap(column -> source(column, block));
    }
    if (!named.isEmpty() || !hasStar || !readsOnlyTable(block)) {
      return Optional.empty();
    }
    return block == blocks.size() - 1 ? Optional.of(name) : source(name, block + 1);
  }

  private static List<SelectItem> named(QueryBlock block, String name) {
    return block.items().stream()
        .filter(item -> item.label() != null && item.label().equalsIgnoreCase(name))
        .toList();
  }

  private static Optional<ColumnReference> column(SelectItem item) {
    return item.expression().flatMap(Expression::column);
  }

  private boolean readsOnlyTable(int block) {
    return !(blocks.get(block).from().orElseThrow().reference() instanceof TableReference.Join);
  }

  private boolean isOfTable(ColumnReference column) {
    return readsOnlyTable(blocks.size() - 1)
        || (column.schema().isEmpty()
            && column
                .table()
                .filter(name -> name.equals(table().alias().orElse(table().name())))
                .isPresent());
  }
}
