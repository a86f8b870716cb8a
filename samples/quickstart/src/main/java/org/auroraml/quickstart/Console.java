package org.auroraml.quickstart;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** Shows statements and their results as a SQL shell does. */
final class Console {
  private static final int MAX_ROWS_SHOWN = 8;

  private final PrintStream out;
  private final Connection connection;

  Console(PrintStream out, Connection connection) {
    this.out = out;
    this.connection = connection;
  }

  /** Prints a heading for what follows. */
  void title(String text) {
    out.println();
    out.println("== " + text);
  }

  /** Prints the statement, runs it and prints how many rows it changed. */
  void update(String sql) throws SQLException {
    print(sql);
    try (Statement statement = connection.createStatement()) {
      int count = statement.executeUpdate(sql);
      out.println("-- ok, " + rows(count));
    }
  }

  /** Prints the statement and runs it; for statements whose update count says nothing. */
  void execute(String sql) throws SQLException {
    execute(sql, Statement::execute);
  }

  /** How a statement is run, if something is to happen around that. */
  @FunctionalInterface
  interface Execution {
    void run(Statement statement, String sql) throws SQLException;
  }

  void execute(String sql, Execution execution) throws SQLException {
    print(sql);
    try (Statement statement = connection.createStatement()) {
      execution.run(statement, sql);
      out.println("-- ok");
    }
  }

  /**
   * Prints the statement, runs it and prints the first rows of its result.
   *
   * @return all rows, as JDBC gives them
   */
  List<List<Object>> query(String sql) throws SQLException {
    print(sql);
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      ResultSetMetaData columns = result.getMetaData();
      List<List<Object>> rows = new ArrayList<>();
      List<Object[]> shown = new ArrayList<>();
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        Object[] text = new Object[columns.getColumnCount()];
        for (int i = 0; i < text.length; i++) {
          row.add(result.getObject(i + 1));
          text[i] = text(result, i + 1);
        }
        rows.add(row);
        if (shown.size() < MAX_ROWS_SHOWN) {
          shown.add(text);
        }
      }
      out.println(
          AsciiTable.builder()
              .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS)
              .data(headers(columns), shown.toArray(Object[][]::new))
              .asString());
      out.println(
          rows.size() > shown.size()
              ? "-- %s, the first %d are shown".formatted(rows(rows.size()), shown.size())
              : "-- " + rows(rows.size()));
      return rows;
    }
  }

  private void print(String sql) {
    out.println();
    out.println(sql + ";");
  }

  void line(String text) {
    out.println(text);
  }

  private static Column[] headers(ResultSetMetaData columns) throws SQLException {
    Column[] headers = new Column[columns.getColumnCount()];
    for (int i = 0; i < headers.length; i++) {
      headers[i] =
          new Column()
              .header(columns.getColumnLabel(i + 1))
              .headerAlign(HorizontalAlign.LEFT)
              .dataAlign(isNumber(columns, i + 1) ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT);
    }
    return headers;
  }

  private static boolean isNumber(ResultSetMetaData columns, int column) throws SQLException {
    return switch (columns.getColumnType(column)) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC ->
          true;
      default -> false;
    };
  }

  private static String text(ResultSet result, int column) throws SQLException {
    String text = result.getString(column);
    return text == null ? "NULL" : text;
  }

  private static String rows(int count) {
    return count == 1 ? "1 row" : count + " rows";
  }
}
