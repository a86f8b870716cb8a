package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.TableReference;

/**
 * Whether tables have transactions.
 *
 * @param session the session
 * @param steps prepares queries
 */
record TableEngines(Session session, ServerVerdict.Preparing steps) {

  /**
   * Why one of the tables can't be locked and rolled back; empty if all can. A table that is not
   * there is the server's to name; a temporary one is not listed.
   */
  Optional<String> without(List<TableReference.Table> tables) throws SQLException {
    for (TableReference.Table table : tables) {
      try (PreparedStatement statement = steps.prepare(SqlFragment.text(query(table)));
          ResultSet engine = statement.executeQuery()) {
        if (engine.next() && !"YES".equalsIgnoreCase(engine.getString(2))) {
          String name = engine.getString(1);
          return Optional.of(
              "table "
                  + table.name()
                  + (name == null ? " is a view" : " has no transactions (" + name + ")"));
        }
      }
    }
    return Optional.empty();
  }

  private String query(TableReference.Table table) {
    String schema = table.schema().or(() -> Optional.ofNullable(session.database())).orElse("");
    return "SELECT t.ENGINE, e.TRANSACTIONS FROM information_schema.TABLES t"
        + " LEFT JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE"
        + " WHERE t.TABLE_SCHEMA = "
        + LookupTable.jsonLiteral(schema)
        + " AND t.TABLE_NAME = "
        + LookupTable.jsonLiteral(table.name());
  }
}
