package org.auroraml.jdbc.plan;

import java.util.List;
import java.util.Map;
import org.auroraml.grammar.SourceRange;

/**
 * Calls whose arguments are gathered under the same conditions and before those of later stages.
 *
 * @param rows the rows that the lookups' arguments come from
 * @param constants calls whose arguments are the same for all rows: the plan Inline
 * @param lookups calls whose arguments depend on the row: the plan Lookup
 * @param replaced columns in their arguments that name a select item, and whose expression takes
 *     their place in the statement: a lookup can't name them
 */
record Stage(
    Rows rows,
    List<CallSite> constants,
    List<CallSite> lookups,
    Map<SourceRange, SourceRange> replaced) {
  Stage {
    constants = List.copyOf(constants);
    lookups = List.copyOf(lookups);
    replaced = Map.copyOf(replaced);
  }

  /** This stage, whose rows are read without locking clauses. */
  Stage unlocked() {
    return new Stage(rows.unlocked(), constants, lookups, replaced);
  }
}
