package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.auroraml.grammar.FromClause;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.TableReference;
import org.auroraml.grammar.WithClause;
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

  /** Whether the query, or another table of its WITH clause, names a table of this. */
  static boolean isNamed(CommonTable table, WithClause with, QueryExpression query) {
    return names(query, table.name())
        || with.tables().stream()
            .anyMatch(other -> !other.equals(table) && names(other.query(), table.name()));
  }

  /** Whether a query names a table, also in a subquery or a WITH clause inside it. */
  static boolean names(QueryExpression query, String table) {
    return mentions(query, table) > 0;
  }

  /** How often a query names a table. */
  static int mentions(QueryExpression query, String table) {
    int mentions = 0;
    for (QueryBlock block : query.blocks()) {
      for (TableReference each : block.from().map(FromClause::tables).orElse(List.of())) {
        mentions += isNamed(table, each) ? 1 : 0;
      }
      for (QueryExpression nested : block.queries()) {
        mentions += mentionsWithin(nested, table);
      }
    }
    return mentions
        + query.orderBy().stream()
            .flatMap(expression -> expression.queries().stream())
            .mapToInt(nested -> mentionsWithin(nested, table))
            .sum();
  }

  private static int mentionsWithin(QueryExpression nested, String table) {
    return mentions(nested, table)
        + nested.with().stream()
            .flatMap(with -> with.tables().stream())
            .mapToInt(inner -> mentionsWithin(inner.query(), table))
            .sum();
  }

  /** Whether a table reference is a common table of this name. */
  static boolean isNamed(String table, TableReference reference) {
    return reference instanceof TableReference.Table named
        && named.schema().isEmpty()
        && named.name().equalsIgnoreCase(table);
  }
}
