package org.auroraml.jdbc.administration;

import java.sql.SQLException;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.plan.Administration;
import org.auroraml.jdbc.registry.FunctionDefinition;

/** {@code CREATE FUNCTION … ALIAS} (features F1 to F6). */
record CreateFunction(FunctionDefinition definition) implements Administration {
  @Override
  public SqlFragment sql(Steps steps) throws SQLException {
    return SqlFragment.text(steps.services().registry().store().create(definition));
  }

  @Override
  public void done(Steps steps) throws SQLException {
    steps.services().registry().refresh(steps.session().connection());
  }

  @Override
  public SQLException explain(SQLException failure) {
    return SqlErrors.functionNotCreated(failure);
  }
}
