package org.auroraml.jdbc.administration;

import java.sql.SQLException;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.Statement;
import org.auroraml.jdbc.plan.Administration;
import org.auroraml.jdbc.status.StatusVariable;

/** {@code SHOW [GLOBAL | SESSION] STATUS}: the server's variables and Aurora's (feature F45). */
record ShowStatus(ParsedStatement statement, Statement.Show show) implements Administration {
  @Override
  public SqlFragment sql(Steps steps) throws SQLException {
    return new ShownVariables(statement, show)
        .write(
            steps,
            StatusVariable.rows(
                show.global()
                    ? steps.services().serverStatus().counters()
                    : steps.services().sessionStatus().counters()));
  }
}
