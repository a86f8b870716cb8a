package org.auroraml.jdbc.plan;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Rows of arguments. */
interface ArgumentRows {

  /** Goes to the next row. */
  boolean next() throws SQLException;

  /** A column's text in the server's own spelling; null for NULL. Columns count from 1. */
  byte[] bytes(int column) throws SQLException;

  /** A column's text. */
  default String text(int column) throws SQLException {
    byte[] bytes = bytes(column);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  /** The rows of a result. */
  static ArgumentRows of(ResultSet rows) {
    return of(rows, 0);
  }

  /**
   * The rows of a result.
   *
   * @param others columns before those of the arguments
   */
  static ArgumentRows of(ResultSet rows, int others) {
    return new ArgumentRows() {
      @Override
      public boolean next() throws SQLException {
        return rows.next();
      }

      @Override
      public byte[] bytes(int column) throws SQLException {
        return rows.getBytes(others + column);
      }
    };
  }

  /** The distinct rows in a list, each followed by a separator. */
  static ArgumentRows ofList(String list) {
    Iterator<String> once =
        list.isEmpty()
            ? List.<String>of().iterator()
            : List.of(list.substring(0, list.length() - 1)).iterator();
    return ofLists(() -> once.hasNext() ? once.next() : null);
  }

  /** Gives one list after the other. */
  @FunctionalInterface
  interface Lists {
    /** The next list; null after the last one. */
    String next() throws SQLException;
  }

  /** The distinct rows in lists as {@link GatherQuery#correlated} asks for them. */
  static ArgumentRows ofLists(ResultSet lists) {
    return ofLists(
        () -> {
          String list = null;
          while (list == null && lists.next()) {
            // NULL is the list of no rows.
            list = lists.getString(1);
          }
          return list;
        });
  }

  private static ArgumentRows ofLists(Lists lists) {
    return new ArgumentRows() {
      private final Set<String> seen = new HashSet<>();
      private Iterator<String> list = List.<String>of().iterator();
      private String[] columns = {};

      @Override
      public boolean next() throws SQLException {
        while (true) {
          while (list.hasNext()) {
            String row = list.next();
            if (seen.add(row)) {
              columns = row.split(GatherQuery.COLUMN_SEPARATOR, -1);
              return true;
            }
          }
          String rows = lists.next();
          if (rows == null) {
            return false;
          }
          list = List.of(rows.split(GatherQuery.ROW_SEPARATOR, -1)).iterator();
        }
      }

      @Override
      public byte[] bytes(int column) {
        String hex = columns[column - 1];
        return hex.equals(GatherQuery.NULL) ? null : HexFormat.of().parseHex(hex);
      }
    };
  }
}
