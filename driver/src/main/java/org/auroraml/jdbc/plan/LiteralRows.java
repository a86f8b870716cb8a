package org.auroraml.jdbc.plan;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.auroraml.jdbc.type.Literals;

/**
 * Rows that the driver knows, as a query: the server answers it with values of its own types, so
 * that conversions and metadata are the ordinary ones. A union of as many SELECTs as SHOW STATUS
 * has rows would be too deep for a server's parser.
 *
 * @param columns the columns, in order
 * @param rows their texts in order, null for NULL; can be changed
 */
public record LiteralRows(List<Column> columns, List<List<String>> rows) {
  /** A longer text column is a LONGTEXT. */
  private static final int LONGEST_VARCHAR = 8192;

  private static final String LONG_TEXT = "LONGTEXT CHARACTER SET utf8mb4";

  /** A column: its name, and its type in SQL. */
  public record Column(String label, String type) {}

  public LiteralRows {
    columns = List.copyOf(columns);
  }

  /** What a result has left. */
  public static LiteralRows of(ResultSet result) throws SQLException {
    ResultSetMetaData metaData = result.getMetaData();
    int width = metaData.getColumnCount();
    int[] longest = new int[width];
    List<List<String>> rows = new ArrayList<>();
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 0; i < width; i++) {
        String text = result.getString(i + 1);
        row.add(text);
        longest[i] = Math.max(longest[i], text == null ? 0 : text.length());
      }
      rows.add(row);
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      columns.add(new Column(metaData.getColumnLabel(i + 1), type(metaData, i + 1, longest[i])));
    }
    return new LiteralRows(columns, rows);
  }

  /** Rows of a name and a value, as SHOW STATUS and SHOW VARIABLES have them. */
  public static LiteralRows of(Map<String, String> variables) {
    List<List<String>> rows = new ArrayList<>();
    variables.forEach((name, value) -> rows.add(List.of(name, value)));
    return new LiteralRows(
        List.of(new Column("Variable_name", "VARCHAR(64)"), new Column("Value", "VARCHAR(2048)")),
        rows);
  }

  private static String type(ResultSetMetaData metaData, int column, int longest)
      throws SQLException {
    return switch (metaData.getColumnType(column)) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
          metaData.isSigned(column) ? "BIGINT" : "BIGINT UNSIGNED";
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> real(metaData.getScale(column));
      case Types.TIMESTAMP -> "DATETIME";
      default -> {
        int length = metaData.getPrecision(column);
        // MariaDB's EXPLAIN FORMAT=JSON gives more than it tells.
        yield length >= longest && length > 0 && length <= LONGEST_VARCHAR
            ? "VARCHAR(" + length + ") CHARACTER SET utf8mb4"
            : LONG_TEXT;
      }
    };
  }

  /** A column may show as many digits after the point. */
  private static String real(int scale) {
    return scale > 0 && scale < 31 ? "DOUBLE(30," + scale + ")" : "DOUBLE";
  }

  /** The place of a column, from 0; -1 if there is none of that label. */
  public int column(String label) {
    return columns.stream().map(Column::label).toList().indexOf(label);
  }

  /** The same rows, one of whose columns holds longer texts than it did. */
  LiteralRows withLongText(int column) {
    List<Column> changed = new ArrayList<>(columns);
    changed.set(column, new Column(columns.get(column).label(), LONG_TEXT));
    return new LiteralRows(changed, rows);
  }

  /** The query that gives these rows in this order. */
  public String query() {
    StringBuilder sql = new StringBuilder("SELECT ");
    String separator = "";
    for (Column column : columns) {
      sql.append(separator).append(Literals.identifier(column.label()));
      separator = ", ";
    }
    sql.append(" FROM JSON_TABLE(").append(Literals.text(json())).append(", '$[*]' COLUMNS (");
    sql.append("auroraml_n FOR ORDINALITY");
    for (int i = 0; i < columns.size(); i++) {
      sql.append(", ").append(Literals.identifier(columns.get(i).label())).append(' ');
      sql.append(columns.get(i).type()).append(" PATH '$[").append(i).append("]'");
    }
    return sql.append(")) auroraml_r ORDER BY auroraml_n").toString();
  }

  private String json() {
    StringBuilder json = new StringBuilder("[");
    for (List<String> row : rows) {
      json.append(json.length() == 1 ? "[" : ",[");
      for (int i = 0; i < row.size(); i++) {
        json.append(i == 0 ? "" : ",");
        if (row.get(i) == null) {
          json.append("null");
        } else {
          JsonText.append(json, row.get(i));
        }
      }
      json.append(']');
    }
    return json.append(']').toString();
  }
}
