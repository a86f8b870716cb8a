package org.auroraml.jdbc.administration;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.plan.Administration;
import org.auroraml.jdbc.plan.LiteralRows;
import org.auroraml.jdbc.registry.CatalogStore;
import org.auroraml.jdbc.registry.ClientStore;
import org.auroraml.jdbc.registry.FunctionDefinition;
import org.auroraml.jdbc.registry.MlFunction;
import org.auroraml.jdbc.type.Literals;

/**
 * {@code SHOW CREATE FUNCTION} of an ML function: the server's row, with the statement that creates
 * the function again in place of the stub (feature F12). Who may not see the definition sees NULL.
 *
 * @param statement the user's
 */
record ShowCreateFunction(MlFunction function, String statement) implements Administration {
  /** The place of "Create Function" in the server's row, from 0. */
  private static final int DEFINITION = 2;

  @Override
  public SqlFragment sql(Steps steps) throws SQLException {
    return steps.services().registry().store() instanceof ClientStore store
        ? ofClient(store)
        : ofServer(steps);
  }

  private SqlFragment ofServer(Steps steps) throws SQLException {
    LiteralRows shown;
    try (PreparedStatement show = steps.prepare(SqlFragment.text(statement));
        ResultSet result = show.executeQuery()) {
      shown = LiteralRows.of(result);
    }
    Optional<String> comment = CatalogStore.comment(function, steps.session().connection());
    for (List<String> row : shown.rows()) {
      String definition = row.get(DEFINITION);
      if (definition != null && comment.isPresent()) {
        row.set(DEFINITION, CatalogStore.shown(definition, comment.get()));
      }
    }
    return SqlFragment.text(shown.query());
  }

  private SqlFragment ofClient(ClientStore store) throws SQLException {
    FunctionDefinition definition = store.definition(function).orElseThrow();
    return SqlFragment.text(
        "SELECT "
            + Literals.text(function.name())
            + " AS `Function`, @@sql_mode AS `sql_mode`, "
            + Literals.text(definition.statement())
            + " AS `Create Function`, @@character_set_client AS `character_set_client`,"
            + " @@collation_connection AS `collation_connection`,"
            + " @@collation_database AS `Database Collation`");
  }
}
