package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.auroraml.grammar.SqlFragment;

/**
 * A statement about functions, privileges, variables or status: what the driver knows goes into one
 * SQL statement, which the user's own statement then runs, so that its results are ordinary ones.
 * Immutable.
 */
public interface Administration {

  /** Where it runs: every query can be cancelled with the user's statement. */
  interface Steps {
    /** The session. */
    Session session();

    /** What the connection uses. */
    Services services();

    /** Prepares a statement with the user's parameters; the caller closes it. */
    PreparedStatement prepare(SqlFragment sql) throws SQLException;
  }

  /** What the user's statement runs. */
  SqlFragment sql(Steps steps) throws SQLException;

  /** What is to be done when it has run. */
  default void done(Steps steps) throws SQLException {}

  /** What the user should read where the server has refused it. */
  default SQLException explain(SQLException failure) {
    return failure;
  }
}
