package org.auroraml.jdbc.administration;

import com.mysql.cj.conf.PropertyDefinitions.DatabaseTerm;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.RoutineParameter;
import org.auroraml.jdbc.plan.LiteralRows;
import org.auroraml.jdbc.registry.ClientStore;
import org.auroraml.jdbc.registry.FunctionDefinition;
import org.auroraml.jdbc.type.Literals;

/**
 * What DatabaseMetaData tells of functions that the server does not know (feature F12):
 * Connector/J's rows, and beside them those of ours that match, as one query.
 *
 * @param store where the functions are
 * @param connection Connector/J's
 * @param catalog the caller's, null for any
 * @param schemaPattern the caller's, null for any
 * @param namePattern the caller's, null for any
 */
public record FunctionRows(
    ClientStore store,
    Connection connection,
    String catalog,
    String schemaPattern,
    String namePattern) {

  /** Of utf8mb4. */
  private static final long MAX_BYTES_PER_CHARACTER = 4;

  /** As getFunctions has them. */
  public String functions(ResultSet ofServer) throws SQLException {
    LiteralRows server = LiteralRows.of(ofServer);
    LiteralRows own = own(server);
    for (FunctionDefinition definition : store.definitions()) {
      own.rows()
          .add(
              row(
                  own,
                  definition,
                  label ->
                      switch (label) {
                        case "REMARKS" -> definition.aliasText();
                        case "FUNCTION_TYPE" -> Integer.toString(DatabaseMetaData.functionNoTable);
                        default -> null;
                      }));
    }
    return union(own, server, "", "FUNCTION_CAT, FUNCTION_SCHEM, FUNCTION_NAME");
  }

  /**
   * As getFunctionColumns has them: of each function its value, then its parameters.
   *
   * @param columnPattern the caller's, null for any
   */
  public String columns(ResultSet ofServer, String columnPattern) throws SQLException {
    LiteralRows server = LiteralRows.of(ofServer);
    LiteralRows own = own(server);
    for (FunctionDefinition definition : store.definitions()) {
      add(own, definition);
    }
    // Connector/J lets the value pass whatever the pattern is.
    String filter =
        columnPattern == null
            ? ""
            : " AND (ORDINAL_POSITION = 0 OR COLUMN_NAME LIKE "
                + Literals.text(columnPattern)
                + ")";
    return union(
        own, server, filter, "FUNCTION_CAT, FUNCTION_SCHEM, FUNCTION_NAME, ORDINAL_POSITION");
  }

  /** No rows yet. An empty result of Connector/J's has texts of no length: ours have room. */
  private static LiteralRows own(LiteralRows ofServer) {
    return new LiteralRows(
        ofServer.columns().stream()
            .map(
                column ->
                    column.type().contains("utf8mb4")
                        ? new LiteralRows.Column(
                            column.label(), "VARCHAR(4096) CHARACTER SET utf8mb4")
                        : column)
            .toList(),
        new ArrayList<>());
  }

  /** The types are what Connector/J makes of the server's. */
  private void add(LiteralRows own, FunctionDefinition definition) throws SQLException {
    String text = definition.parsed().text();
    List<String> names = new ArrayList<>(List.of(""));
    StringBuilder types = new StringBuilder("SELECT * FROM JSON_TABLE('[]', '$[*]' COLUMNS (c0 ");
    types.append(definition.create().returns().of(text)).append(" PATH '$'");
    for (RoutineParameter parameter : definition.create().parameters()) {
      types.append(", c").append(names.size()).append(' ');
      types.append(parameter.type().of(text)).append(" PATH '$'");
      names.add(parameter.name());
    }
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(types.append(")) t").toString())) {
      for (int i = 0; i < names.size(); i++) {
        Column column = new Column(result.getMetaData(), i, names.get(i));
        own.rows().add(row(own, definition, column::value));
      }
    }
  }

  /** A parameter, or at position 0 the function's value. */
  private record Column(ResultSetMetaData types, int position, String name) {
    String value(String label) throws SQLException {
      int i = position + 1;
      boolean isText = types.getColumnTypeName(i).matches(".*(CHAR|TEXT)");
      return switch (label) {
        case "COLUMN_NAME" -> name;
        case "COLUMN_TYPE" ->
            Integer.toString(
                position == 0
                    ? DatabaseMetaData.functionReturn
                    : DatabaseMetaData.functionColumnIn);
        case "DATA_TYPE" -> Integer.toString(types.getColumnType(i));
        case "TYPE_NAME" -> types.getColumnTypeName(i);
        case "PRECISION" -> isText ? null : Integer.toString(types.getPrecision(i));
        case "LENGTH" -> Integer.toString(types.getPrecision(i));
        case "SCALE" -> isText ? null : Integer.toString(types.getScale(i));
        case "RADIX" -> "10";
        case "NULLABLE" -> Integer.toString(DatabaseMetaData.functionNullable);
        case "CHAR_OCTET_LENGTH" ->
            isText ? Long.toString(MAX_BYTES_PER_CHARACTER * types.getPrecision(i)) : null;
        case "ORDINAL_POSITION" -> Integer.toString(position);
        case "IS_NULLABLE" -> "YES";
        default -> null;
      };
    }
  }

  /** What a column of a row says; null for NULL. */
  @FunctionalInterface
  private interface Values {
    String of(String label) throws SQLException;
  }

  private List<String> row(LiteralRows rows, FunctionDefinition definition, Values values)
      throws SQLException {
    String database = definition.function().schema().orElseThrow();
    List<String> row = new ArrayList<>();
    for (LiteralRows.Column column : rows.columns()) {
      row.add(
          switch (column.label()) {
            case "FUNCTION_CAT" -> isSchema() ? "def" : database;
            case "FUNCTION_SCHEM" -> isSchema() ? database : null;
            case "FUNCTION_NAME", "SPECIFIC_NAME" -> definition.function().name();
            default -> values.of(column.label());
          });
    }
    return row;
  }

  private PropertySet properties() throws SQLException {
    return connection.unwrap(JdbcConnection.class).getPropertySet();
  }

  /** Connector/J's databaseTerm: whether a database is a schema to the caller, and no catalog. */
  private boolean isSchema() throws SQLException {
    return properties().<DatabaseTerm>getEnumProperty(PropertyKey.databaseTerm).getValue()
        == DatabaseTerm.SCHEMA;
  }

  private String union(LiteralRows own, LiteralRows ofServer, String filter, String order)
      throws SQLException {
    Optional<String> database = Optional.ofNullable(isSchema() ? schemaPattern : catalog);
    if (database.isEmpty()
        && properties().getBooleanProperty(PropertyKey.nullDatabaseMeansCurrent).getValue()) {
      database = Optional.ofNullable(connection.getCatalog());
    }
    StringBuilder sql = new StringBuilder("SELECT * FROM (").append(own.query());
    sql.append(") auroraml_f WHERE TRUE").append(filter);
    if (namePattern != null) {
      sql.append(" AND FUNCTION_NAME LIKE ").append(Literals.text(namePattern));
    }
    database.ifPresent(
        name ->
            sql.append(" AND COALESCE(FUNCTION_SCHEM, FUNCTION_CAT) LIKE ")
                .append(Literals.text(name)));
    if (!ofServer.rows().isEmpty()) {
      sql.append(" UNION ALL (").append(ofServer.query()).append(')');
    }
    return sql.append(" ORDER BY ").append(order).toString();
  }
}
