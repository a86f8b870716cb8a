package org.auroraml.grammar;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The tables that expressions of a block may name: its own, and those of blocks around it. */
final class Scope {
  /** Around every statement. */
  static final Scope NONE = new Scope(null, List.of());

  private final Scope outer;
  private final Set<String> tables = new HashSet<>();
  private boolean correlated;

  /**
   * @param outer the scope around this one, whose tables may be named too
   * @param tables names or aliases of the block's own tables
   */
  Scope(Scope outer, List<String> tables) {
    this.outer = outer;
    tables.forEach(table -> this.tables.add(key(table)));
  }

  /** Only the server knows whether case makes a difference; here it makes none. */
  private static String key(String table) {
    return table.toLowerCase(Locale.ROOT);
  }

  /** Whether a column is one of an outer table: then all blocks from there to here depend on it. */
  boolean isOuter(ColumnReference column) {
    if (outer == null || column.table().isEmpty()) {
      return false;
    }
    String table = key(column.table().get());
    if (tables.contains(table) || !outer.knows(table)) {
      return false;
    }
    for (Scope scope = this; !scope.tables.contains(table); scope = scope.outer) {
      scope.correlated = true;
    }
    return true;
  }

  private boolean knows(String table) {
    return tables.contains(table) || (outer != null && outer.knows(table));
  }

  /** The scope around this one; for the outermost itself. */
  Scope outer() {
    return outer == null ? this : outer;
  }

  /** Whether something in the block names a table around it. */
  boolean isCorrelated() {
    return correlated;
  }
}
