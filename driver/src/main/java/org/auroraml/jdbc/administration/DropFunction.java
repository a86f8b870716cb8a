package org.auroraml.jdbc.administration;

import java.sql.SQLException;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.plan.Administration;
import org.auroraml.jdbc.registry.MlFunction;

/**
 * {@code DROP FUNCTION} of an ML function.
 *
 * @param statement the user's
 */
record DropFunction(MlFunction function, String statement) implements Administration {
  @Override
  public SqlFragment sql(Steps steps) throws SQLException {
    return SqlFragment.text(steps.services().registry().store().drop(function, statement));
  }

  @Override
  public void done(Steps steps) throws SQLException {
    steps.services().registry().refresh(steps.session().connection());
  }
}
