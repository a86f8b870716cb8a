package org.auroraml.jdbc.administration;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.Statement;
import org.auroraml.jdbc.plan.Administration.Steps;
import org.auroraml.jdbc.plan.LiteralRows;

/** The rows of SHOW STATUS or SHOW VARIABLES: the server's, and those of ours that match. */
record ShownVariables(ParsedStatement statement, Statement.Show show) {

  /**
   * The query whose result is the answer: the user's own statement where none of ours matches.
   *
   * @param variables ours, and their values
   */
  SqlFragment write(Steps steps, Map<String, String> variables) throws SQLException {
    ShowFilter filter = new ShowFilter(statement, show, "Variable_name");
    LiteralRows own = LiteralRows.of(variables);
    try (PreparedStatement query = steps.prepare(filter.matching(own));
        ResultSet matching = query.executeQuery()) {
      if (!matching.next()) {
        return new SourceRewriter(statement).renderAll();
      }
    }
    try (PreparedStatement query = steps.prepare(new SourceRewriter(statement).renderAll());
        ResultSet result = query.executeQuery()) {
      return filter.union(own, LiteralRows.of(result));
    }
  }
}
