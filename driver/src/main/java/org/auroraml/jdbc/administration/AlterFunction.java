package org.auroraml.jdbc.administration;

import java.sql.SQLException;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.Statement;
import org.auroraml.jdbc.plan.Administration;
import org.auroraml.jdbc.registry.Characteristics;
import org.auroraml.jdbc.registry.MlFunction;

/** {@code ALTER FUNCTION … COMMENT … SQL SECURITY …} of an ML function (feature F12). */
record AlterFunction(MlFunction function, ParsedStatement statement, Statement.AlterFunction alter)
    implements Administration {
  @Override
  public SqlFragment sql(Steps steps) throws SQLException {
    Characteristics changes =
        Characteristics.of(function.qualifiedName(), alter.characteristics(), statement.text());
    return SqlFragment.text(
        steps.services().registry().store().alter(function, changes, steps.session().connection()));
  }

  @Override
  public void done(Steps steps) throws SQLException {
    steps.services().registry().refresh(steps.session().connection());
  }
}
