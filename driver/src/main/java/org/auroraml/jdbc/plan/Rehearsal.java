package org.auroraml.jdbc.plan;

import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.Assignment;
import org.auroraml.grammar.TableReference;

/**
 * Calls in an assignment whose arguments only a run of the statement can tell: columns of the rows
 * that ON DUPLICATE KEY UPDATE meets, or columns that the same UPDATE has assigned before. The
 * statement runs with arguments written down in place of the assignment, is rolled back to a
 * savepoint, and runs once more with the values.
 *
 * @param assignment the assignment
 * @param sites its calls, of one depth of nesting
 * @param unknown assignments with calls whose values are not known yet, this one included
 * @param target the table of an INSERT, whose columns the assignments name
 * @param written the tables that the statement may write to
 */
record Rehearsal(
    Assignment assignment,
    List<CallSite> sites,
    List<Assignment> unknown,
    Optional<TableReference.Table> target,
    List<TableReference.Table> written) {
  Rehearsal {
    sites = List.copyOf(sites);
    unknown = List.copyOf(unknown);
    written = List.copyOf(written);
  }
}
