package org.auroraml.jdbc;

import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Optional;
import org.auroraml.jdbc.stream.OverlayResult;

/** The result sets of one statement: the same one of Connector/J is the same one of ours. */
final class ResultSets {
  private final Statement statement;
  private final PlanRunner runner;
  private AuroraResultSet last;
  private OverlayResultSet lastOverlay;

  /**
   * @param runner knows the results that others stand in place of
   */
  ResultSets(Statement statement, PlanRunner runner) {
    this.statement = statement;
    this.runner = runner;
  }

  /** The result sets of a statement without ML calls. */
  ResultSets(Statement statement) {
    this(statement, null);
  }

  ResultSet wrap(ResultSet resultSet) {
    if (resultSet == null) {
      return null;
    }
    Optional<OverlayResult> overlay =
        runner == null ? Optional.empty() : runner.overlay().filter(o -> o.isOver(resultSet));
    if (overlay.isPresent()) {
      if (lastOverlay == null || !lastOverlay.shows(overlay.get())) {
        lastOverlay = new OverlayResultSet(overlay.get(), statement);
      }
      return lastOverlay;
    }
    if (last == null || !last.wraps(resultSet)) {
      last = new AuroraResultSet(resultSet, statement);
    }
    return last;
  }
}
