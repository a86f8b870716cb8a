package org.auroraml.jdbc.plan;

import java.util.List;
import java.util.stream.Collectors;
import org.auroraml.jdbc.type.Literals;

/**
 * By which columns of a table the rows of a result are ordered.
 *
 * @param columns the columns, the first one first; empty for any order
 */
record RowOrder(List<Column> columns) {
  RowOrder {
    columns = List.copyOf(columns);
  }

  /**
   * A column.
   *
   * @param name its name, unquoted
   * @param descending whether the highest value comes first
   */
  record Column(String name, boolean descending) {}

  /** Whether rows in the order of a key, upwards or downwards, are in this order. */
  boolean isThatOf(TableKey key) {
    return key.beginsWith(columns.stream().map(Column::name).toList())
        && columns.stream().map(Column::descending).distinct().count() <= 1;
  }

  /** Whether the highest values come first. */
  boolean isDescending() {
    return !columns.isEmpty() && columns.get(0).descending();
  }

  /**
   * The columns for an ORDER BY.
   *
   * @param qualifier goes before each column, a dot at its end
   */
  String list(String qualifier) {
    return columns.stream()
        .map(
            column ->
                qualifier
                    + Literals.identifier(column.name())
                    + (column.descending() ? " DESC" : ""))
        .collect(Collectors.joining(", "));
  }
}
