package org.auroraml.jdbc.plan;

import java.sql.Connection;
import java.sql.SQLException;
import org.auroraml.jdbc.plan.Plan.Access;

/**
 * The transaction in which a statement reads its rows twice: the user's own, or in autocommit one
 * that the driver opens and ends. A read sees one snapshot (REPEATABLE READ, since a snapshot is
 * ignored under READ COMMITTED); a write locks what it gathers.
 */
final class StatementTransaction {
  private final Session session;
  private final Recovery recovery;
  private final Access access;
  private final boolean ours;

  private StatementTransaction(Session session, Recovery recovery, Access access, boolean ours) {
    this.session = session;
    this.recovery = recovery;
    this.access = access;
    this.ours = ours;
  }

  /** Begins, unless the user has a transaction open or no row is read twice. */
  static StatementTransaction begin(
      Session session, Recovery recovery, Access access, boolean readsRows) throws SQLException {
    boolean ours = readsRows && access != Access.COMMIT && session.isAutocommit();
    if (ours) {
      if (access == Access.READ) {
        session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        session.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
      } else {
        session.execute("START TRANSACTION");
      }
    }
    return new StatementTransaction(session, recovery, access, ours);
  }

  /**
   * Whether reads in it see the same rows each time: in ours for a read they do, in the user's it
   * depends.
   */
  boolean isSnapshot() throws SQLException {
    return (ours && access == Access.READ)
        || ((ours || !session.connection().getAutoCommit())
            && session.connection().getTransactionIsolation()
                >= Connection.TRANSACTION_REPEATABLE_READ);
  }

  /** Ends it after success. */
  void commit() throws SQLException {
    if (ours) {
      session.execute("COMMIT");
    }
  }

  /** Ends it after a failure, which it must not hide. */
  void rollback(Exception failure) {
    if (ours) {
      recovery.after(failure);
      try {
        session.execute("ROLLBACK");
      } catch (SQLException alsoFailed) {
        failure.addSuppressed(alsoFailed);
      }
    }
  }
}
