package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.plan.StageRunner.Reading;

/**
 * Runs what reads the rows of a statement twice, in the transaction that makes them the same ones:
 * where a look-up finds nothing although they are, once more.
 *
 * @param fetching how the user reads the result. With a cursor a look-up without a match is NULL at
 *     once: the rows are the same, and the opening of a cursor must not fail
 * @param evaluated what the models have answered so far
 */
record RepeatedReading(
    Session session,
    Recovery recovery,
    Fetching fetching,
    EvaluatedInputs evaluated,
    ServerVerdict.Preparing preparing) {

  /** What happens between the begin and the end of a transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Reading reading) throws SQLException;
  }

  /**
   * Runs it.
   *
   * @param needed whether rows are read twice
   */
  <T> T run(Plan.Evaluate plan, boolean needed, Work<T> work) throws SQLException {
    StatementTransaction transaction =
        StatementTransaction.begin(session, recovery, plan.access(), needed);
    try {
      T result =
          plan.access() != Plan.Access.COMMIT && transaction.isSnapshot()
              ? inSnapshot(plan, work)
              : work.run(Reading.CHANGING);
      transaction.commit();
      return result;
    } catch (SQLException e) {
      transaction.rollback(e);
      throw LookupTable.isMiss(e) ? SqlErrors.rowsChanged(e) : e;
    } catch (RuntimeException e) {
      transaction.rollback(e);
      throw e;
    }
  }

  /**
   * Runs work that sees the same rows each time. A look-up without a match then comes from the
   * order in which the server tests conditions: once more, with the values that are there already.
   */
  private <T> T inSnapshot(Plan.Evaluate plan, Work<T> work) throws SQLException {
    if (plan.access() == Plan.Access.READ && fetching.isByCursor()) {
      return work.run(Reading.EARLY);
    }
    evaluated.keep();
    try {
      return work.run(reading(plan));
    } catch (SQLException e) {
      if (!LookupTable.isMiss(e)) {
        throw e;
      }
      recovery.after(e);
      if (!evaluated.replay() || !seesTheSame(plan)) {
        throw e;
      }
      return work.run(Reading.EARLY);
    }
  }

  private static Reading reading(Plan.Evaluate plan) {
    if (plan.access() == Plan.Access.READ) {
      return Reading.SAME;
    }
    return plan.nested().areLocked() ? Reading.LOCKED : Reading.CHANGING;
  }

  /** A write reads the latest rows: they are the same where all of them are locked. */
  private boolean seesTheSame(Plan.Evaluate plan) throws SQLException {
    return plan.access() == Plan.Access.READ
        || (plan.nested().areLocked()
            && new TableEngines(session, preparing).without(plan.nested().tables()).isEmpty());
  }
}
