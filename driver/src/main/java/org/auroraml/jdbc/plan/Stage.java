package org.auroraml.jdbc.plan;

import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.SourceRange;

/**
 * Calls whose arguments are gathered under the same conditions and before those of later stages.
 *
 * @param rows the rows that the lookups' arguments come from
 * @param constants calls whose arguments are the same for all rows: the plan Inline
 * @param lookups calls whose arguments depend on the row: the plan Lookup
 */
record Stage(Rows rows, List<CallSite> constants, List<CallSite> lookups) {
  Stage {
    constants = List.copyOf(constants);
    lookups = List.copyOf(lookups);
  }

  /**
   * The rows of a query block, or of a write, that reach a call.
   *
   * @param scope names the block: equal calls of one scope share their values
   * @param from the table references; empty where there are none
   * @param filters the conditions that are known before the calls of the stage are evaluated
   * @param guards conditions that the server may test after it has looked a value up: for a row
   *     that fails one, there need be no value. Tested only where there is none
   * @param preconditions the same, tested before a value is looked up
   * @param lock the locking clause with which the rows are read
   */
  record Rows(
      SourceRange scope,
      Optional<SourceRange> from,
      List<Expression> filters,
      List<Expression> guards,
      List<Expression> preconditions,
      Lock lock) {
    Rows {
      filters = List.copyOf(filters);
      guards = List.copyOf(guards);
      preconditions = List.copyOf(preconditions);
    }
  }

  /** The locking clauses, in the words that MySQL and MariaDB share. */
  enum Lock {
    NONE(""),
    SHARE(" LOCK IN SHARE MODE"),
    UPDATE(" FOR UPDATE");

    private final String sql;

    Lock(String sql) {
      this.sql = sql;
    }

    String sql() {
      return sql;
    }
  }
}
