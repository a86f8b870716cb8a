package org.auroraml.jdbc.administration;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.Statement;
import org.auroraml.jdbc.plan.Administration;
import org.auroraml.jdbc.plan.LiteralRows;
import org.auroraml.jdbc.registry.ClientStore;
import org.auroraml.jdbc.registry.FunctionDefinition;

/**
 * {@code SHOW FUNCTION STATUS} where the server does not know the ML functions: its rows and,
 * behind them, those functions which it finds to match (feature F12). Who defined them and when is
 * not kept: those columns are NULL.
 */
record ShowFunctionStatus(ParsedStatement statement, Statement.Show show, ClientStore store)
    implements Administration {

  @Override
  public SqlFragment sql(Steps steps) throws SQLException {
    LiteralRows ofServer;
    try (PreparedStatement query = steps.prepare(new SourceRewriter(statement).renderAll());
        ResultSet result = query.executeQuery()) {
      ofServer = LiteralRows.of(result);
    }
    LiteralRows own = new LiteralRows(ofServer.columns(), new ArrayList<>());
    for (FunctionDefinition definition : store.definitions()) {
      own.rows().add(row(definition, ofServer.columns()));
    }
    return new ShowFilter(statement, show, "Name").union(own, ofServer);
  }

  private static List<String> row(FunctionDefinition definition, List<LiteralRows.Column> columns) {
    List<String> row = new ArrayList<>();
    for (LiteralRows.Column column : columns) {
      row.add(
          switch (column.label()) {
            case "Db" -> definition.function().schema().orElseThrow();
            case "Name" -> definition.function().name();
            case "Type" -> "FUNCTION";
            case "Security_type" ->
                definition.characteristics().isInvoker() ? "INVOKER" : "DEFINER";
            case "Comment" -> definition.aliasText();
            default -> null;
          });
    }
    return row;
  }
}
