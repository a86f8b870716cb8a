package org.auroraml.test.oracle;

import java.sql.BatchUpdateException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What a statement gave, as a caller of JDBC can see it. */
sealed interface Outcome {

  /** The outcome as lines of text, for people. */
  List<String> lines();

  /** A result set. */
  record Rows(List<Column> columns, List<List<Cell>> rows, boolean ordered) implements Outcome {
    static Rows read(ResultSet result, boolean ordered, String database) throws SQLException {
      ResultSetMetaData metadata = result.getMetaData();
      List<Column> columns = new ArrayList<>();
      for (int i = 1; i <= metadata.getColumnCount(); i++) {
        columns.add(Column.read(metadata, i, database));
      }
      List<List<Cell>> rows = new ArrayList<>();
      while (result.next()) {
        List<Cell> row = new ArrayList<>();
        for (int i = 1; i <= columns.size(); i++) {
          row.add(Cell.read(result, i));
        }
        rows.add(row);
      }
      return new Rows(columns, rows, ordered);
    }

    /** Without an order, rows are compared as a multiset. */
    List<String> comparableRows() {
      List<String> comparable = new ArrayList<>();
      rows.forEach(row -> comparable.add(row.toString()));
      if (!ordered) {
        comparable.sort(null);
      }
      return comparable;
    }

    @Override
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      columns.forEach(column -> lines.add(column.toString()));
      lines.addAll(comparableRows());
      return lines;
    }
  }

  /** Update counts: one, or one for each element of a batch. */
  record Counts(List<Long> counts) implements Outcome {
    @Override
    public List<String> lines() {
      return List.of("update counts " + counts);
    }
  }

  /** An exception. Its message is shown and not compared: MySQL names columns and databases. */
  record Failure(String sqlState, int vendorCode, String message, List<Integer> batchCounts)
      implements Outcome {
    static Failure of(SQLException e) {
      List<Integer> counts =
          e instanceof BatchUpdateException batch
              ? Arrays.stream(batch.getUpdateCounts()).boxed().toList()
              : List.of();
      return new Failure(e.getSQLState(), e.getErrorCode(), e.getMessage(), counts);
    }

    boolean sameAs(Failure other) {
      return sqlState.equals(other.sqlState)
          && vendorCode == other.vendorCode
          && batchCounts.equals(other.batchCounts);
    }

    @Override
    public List<String> lines() {
      return List.of(
          "error "
              + vendorCode
              + " ("
              + sqlState
              + ")"
              + (batchCounts.isEmpty() ? "" : " after " + batchCounts),
          message);
    }
  }

  /**
   * A column of a result set.
   *
   * @param label with {db} in place of the database's name
   * @param precision of exact numbers, 0 for other types
   */
  record Column(
      String label,
      int type,
      String typeName,
      String className,
      int nullable,
      boolean signed,
      int precision,
      int scale) {
    static Column read(ResultSetMetaData metadata, int i, String database) throws SQLException {
      boolean exact = metadata.getColumnType(i) == Types.DECIMAL;
      return new Column(
          metadata.getColumnLabel(i).replace(database, "{db}"),
          metadata.getColumnType(i),
          metadata.getColumnTypeName(i),
          metadata.getColumnClassName(i),
          metadata.isNullable(i),
          metadata.isSigned(i),
          exact ? metadata.getPrecision(i) : 0,
          exact ? metadata.getScale(i) : 0);
    }

    Column withNullable(int other) {
      return new Column(label, type, typeName, className, other, signed, precision, scale);
    }

    Column withLabel(String other) {
      return new Column(other, type, typeName, className, nullable, signed, precision, scale);
    }

    @Override
    public String toString() {
      return label
          + ": "
          + typeName
          + (precision > 0 ? "(" + precision + "," + scale + ")" : "")
          + (signed ? " signed " : " ")
          + type
          + " "
          + className
          + (nullable == ResultSetMetaData.columnNoNulls ? " not null" : "");
    }
  }

  /** A value, in the three ways in which it is most often read. */
  record Cell(String type, String object, String text, String bytes) {
    static Cell read(ResultSet result, int i) throws SQLException {
      Object object = result.getObject(i);
      byte[] bytes = result.getBytes(i);
      return new Cell(
          object == null ? "" : object.getClass().getSimpleName(),
          object instanceof byte[] array ? HexFormat.of().formatHex(array) : String.valueOf(object),
          result.getString(i),
          bytes == null ? "" : HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
      if (text == null) {
        return "NULL";
      }
      String shown = "'" + text + "'" + (object.equals(text) ? "" : " = " + object);
      return shown + " " + type + " " + bytes;
    }
  }
}
