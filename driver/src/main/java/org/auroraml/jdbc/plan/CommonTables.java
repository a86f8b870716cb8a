package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.WithClause.CommonTable;

/**
 * The common table expressions that a place of a statement may name, in an order in which each
 * names only those before it.
 *
 * @param tables the expressions
 * @param recursive whether one of them may be recursive
 */
record CommonTables(List<CommonTable> tables, boolean recursive) {
  static final CommonTables NONE = new CommonTables(List.of(), false);

  CommonTables {
    tables = List.copyOf(tables);
  }

  CommonTables and(CommonTable table, boolean isRecursive) {
    List<CommonTable> more = new ArrayList<>(tables);
    more.add(table);
    return new CommonTables(more, recursive || isRecursive);
  }

  /** A table whose name one of the tables has already: the two can't stand in one WITH clause. */
  Optional<String> hidden(CommonTable table) {
    return tables.stream()
        .map(CommonTable::name)
        .filter(name -> name.toLowerCase(Locale.ROOT).equals(table.name().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  List<SourceRange> ranges() {
    return tables.stream().map(CommonTable::range).toList();
  }
}
