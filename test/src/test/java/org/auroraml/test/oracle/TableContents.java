package org.auroraml.test.oracle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * The rows of all tables of some databases, as multisets of text.
 *
 * @param tables by quoted name
 */
record TableContents(Map<String, Map<String, Integer>> tables) {

  /** Reads them by a connection, as its transaction sees them. */
  static TableContents read(Connection connection, List<String> databases) throws SQLException {
    Map<String, Map<String, Integer>> tables = new TreeMap<>();
    for (String table : names(connection, databases, "")) {
      tables.put(table, rows(connection, table));
    }
    return new TableContents(tables);
  }

  /**
   * The quoted names of tables.
   *
   * @param condition more to ask of them, over information_schema.TABLES
   */
  static List<String> names(Connection connection, List<String> databases, String condition)
      throws SQLException {
    String in = "'" + String.join("', '", databases) + "'";
    return MlDatabase.rows(
        connection,
        "SELECT CONCAT('`', TABLE_SCHEMA, '`.`', TABLE_NAME, '`') FROM information_schema.TABLES"
            + (" WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA IN (" + in + ")" + condition)
            + " ORDER BY 1");
  }

  private static Map<String, Integer> rows(Connection connection, String table)
      throws SQLException {
    Map<String, Integer> rows = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringJoiner row = new StringJoiner(", ", "(", ")");
        for (int i = 1; i <= columns; i++) {
          row.add(text(result, i));
        }
        rows.merge(row.toString(), 1, Integer::sum);
      }
    }
    return rows;
  }

  private static String text(ResultSet result, int column) throws SQLException {
    return result.getObject(column) instanceof byte[] bytes
        ? HexFormat.of().formatHex(bytes)
        : result.getString(column);
  }

  /**
   * What has changed since: a line for each row that is there now and was not ({@code +}) or was
   * and is not ({@code -}).
   */
  List<String> changesSince(TableContents before) {
    List<String> changes = new ArrayList<>();
    tables.forEach(
        (table, rows) -> {
          Map<String, Integer> old = before.tables.getOrDefault(table, Map.of());
          addSurplus(changes, "- " + name(table), old, rows);
          addSurplus(changes, "+ " + name(table), rows, old);
        });
    changes.sort(null);
    return changes;
  }

  /** The databases of the two sides may differ in name. */
  private static String name(String table) {
    return table.substring(table.indexOf('.') + 1) + " ";
  }

  private static void addSurplus(
      List<String> changes, String prefix, Map<String, Integer> in, Map<String, Integer> over) {
    in.forEach(
        (row, count) -> {
          for (int i = over.getOrDefault(row, 0); i < count; i++) {
            changes.add(prefix + row);
          }
        });
  }
}
