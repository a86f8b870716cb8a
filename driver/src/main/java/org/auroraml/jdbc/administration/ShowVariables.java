package org.auroraml.jdbc.administration;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.Statement;
import org.auroraml.jdbc.plan.Administration;
import org.auroraml.jdbc.variable.AuroraVariable;
import org.auroraml.jdbc.variable.SessionVariables;

/** {@code SHOW VARIABLES}, which tells of variables that the driver answers for (F11, F42, F68). */
record ShowVariables(ParsedStatement statement, Statement.Show show) implements Administration {
  @Override
  public SqlFragment sql(Steps steps) throws SQLException {
    SessionVariables variables = steps.session().variables();
    Map<String, String> own = new TreeMap<>();
    for (AuroraVariable variable : variables.answered()) {
      own.put(
          variable.sqlName(),
          show.global() ? variables.globalValue(variable) : variables.value(variable));
    }
    return new ShownVariables(statement, show).write(steps, own);
  }
}
