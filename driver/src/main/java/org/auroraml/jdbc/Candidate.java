package org.auroraml.jdbc;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.SqlSyntaxException;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.plan.Plan;
import org.auroraml.jdbc.plan.Session;

/**
 * A statement that the gate let pass to the parser.
 *
 * @param session the session it was read for
 * @param plan what to do for it; empty if it goes to the server as it is
 * @param syntax why it could not be parsed, where it could not
 * @param inViews whether the plan reads definitions of views in place of the views
 */
record Candidate(
    Session session, Optional<Plan> plan, Optional<SqlSyntaxException> syntax, boolean inViews) {
  private static final int PARSE_ERROR = 1064;

  /** ER_TABLEACCESS_DENIED_ERROR, ER_COLUMNACCESS_DENIED_ERROR, ER_PROCACCESS_DENIED_ERROR. */
  private static final Set<Integer> DENIED = Set.of(1142, 1143, 1370);

  /** A statement whose answer the driver knows better than the server. */
  static Candidate answer(Session session, SqlFragment sql) {
    return new Candidate(session, Optional.of(new Plan.Answer(sql)), Optional.empty(), false);
  }

  /** What the server says of a statement that only the driver could have understood, or wrote. */
  SQLException explain(SQLException failure) {
    if (inViews && DENIED.contains(failure.getErrorCode())) {
      return SqlErrors.deniedInView(failure);
    }
    if (syntax.isEmpty()) {
      return failure;
    }
    return switch (failure.getErrorCode()) {
      case PARSE_ERROR, SqlErrors.STUB, SqlErrors.NO_SUCH_FUNCTION ->
          SqlErrors.syntax(
              "You have an error in your SQL syntax: "
                  + syntax.get().getMessage()
                  + " (the server said: "
                  + failure.getMessage()
                  + ")",
              failure);
      default -> failure;
    };
  }
}
