package org.auroraml.test.oracle;

import java.util.List;

/**
 * What one side gave for one statement.
 *
 * @param outcomes its results or its error
 * @param written what it changed in the tables, a line a row
 */
record Answer(List<Outcome> outcomes, List<String> written) {
  Answer {
    outcomes = List.copyOf(outcomes);
    written = List.copyOf(written);
  }

  /** Whether the server or the connection has ended at the statement. */
  boolean lostServer() {
    return outcomes.get(0) instanceof Outcome.Failure failure
        && failure.sqlState() != null
        && failure.sqlState().startsWith("08");
  }
}
