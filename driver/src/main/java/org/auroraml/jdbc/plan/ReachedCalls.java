package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.auroraml.jdbc.plan.StageRunner.Reading;

/**
 * Which constant calls a row reaches. The model is not asked for the others, where no row can come
 * to them until the statement runs.
 *
 * @param plan the plan of the calls
 * @param session the session
 * @param steps prepares queries
 * @param gatherer reads whether there are rows
 * @param reading how the statement's own run sees them
 */
record ReachedCalls(
    Plan.Evaluate plan, Session session, StepRunner steps, Gatherer gatherer, Reading reading) {

  /** The constant calls of a stage whose value no row needs. */
  Set<CallSite> unreached(Stage stage) throws SQLException {
    if (reading == Reading.CHANGING || !stage.rows().areRead()) {
      return Set.of();
    }
    Map<List<KnownCondition>, Boolean> known = new HashMap<>();
    List<CallSite> unreached = new ArrayList<>();
    for (CallSite site : stage.constants()) {
      Boolean isReached = known.get(site.conditions());
      if (isReached == null) {
        isReached = gatherer.isReached(site, stage.rows());
        known.put(site.conditions(), isReached);
      }
      if (!isReached) {
        unreached.add(site);
      }
    }
    return unreached.isEmpty() || (reading == Reading.LOCKED && !areLocked())
        ? Set.of()
        : new HashSet<>(unreached);
  }

  /** What a table without transactions has is not locked. */
  private boolean areLocked() throws SQLException {
    return new TableEngines(session, steps::prepare).without(plan.nested().tables()).isEmpty();
  }
}
