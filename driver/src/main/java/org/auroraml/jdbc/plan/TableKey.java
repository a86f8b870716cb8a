package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.type.Literals;

/**
 * The columns of a table's primary key, or of a unique one without NULL, in whose order the table
 * can be read part by part.
 *
 * @param columns their names, quoted
 */
record TableKey(List<String> columns) {
  private static final String PRIMARY = "PRIMARY";

  /** ER_BAD_TABLE_ERROR and its like, and what a user may lack: the server tells of them later. */
  private static final Set<Integer> NOT_READABLE = Set.of(1044, 1049, 1051, 1142, 1143, 1146);

  /**
   * Types whose values are the same and in the same order as those of a user variable. Those of
   * ENUM and SET are ordered by their numbers, a TIMESTAMP of the hour that a clock shows twice has
   * no text of its own, and a FLOAT equals no text.
   */
  private static final Set<String> COMPARABLE =
      Set.of(
          "TINYINT",
          "SMALLINT",
          "MEDIUMINT",
          "INT",
          "BIGINT",
          "TINYINT UNSIGNED",
          "SMALLINT UNSIGNED",
          "MEDIUMINT UNSIGNED",
          "INT UNSIGNED",
          "BIGINT UNSIGNED",
          "DECIMAL",
          "DATE",
          "DATETIME",
          "CHAR",
          "VARCHAR",
          "BINARY",
          "VARBINARY");

  /**
   * Asks the server; the table may be a temporary one, which no catalogue lists.
   *
   * @param fits what the key has to be good for; the primary key is tried first
   * @return empty if there is no such key, or the user may not read it
   */
  static Optional<TableKey> of(String name, Predicate<TableKey> fits, StepRunner steps)
      throws SQLException {
    try {
      for (TableKey key : all(name, steps)) {
        if (fits.test(key) && areComparable(key.columns(), name, steps)) {
          return Optional.of(key);
        }
      }
      return Optional.empty();
    } catch (SQLException e) {
      if (NOT_READABLE.contains(e.getErrorCode())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static List<TableKey> all(String name, StepRunner steps) throws SQLException {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    Set<String> unfit = new HashSet<>();
    keys.put(PRIMARY, new ArrayList<>());
    try (PreparedStatement statement =
            steps.prepare(SqlFragment.text("SHOW KEYS FROM " + name + " WHERE Non_unique = 0"));
        ResultSet parts = statement.executeQuery()) {
      while (parts.next()) {
        String key = parts.getString("Key_name");
        String column = parts.getString("Column_name");
        // Of an expression there is no column, and NULL is no key.
        if (column == null
            || parts.getString("Sub_part") != null
            || "YES".equals(parts.getString("Null"))
            || isIgnored(parts)) {
          unfit.add(key);
        } else {
          keys.computeIfAbsent(key, k -> new ArrayList<>()).add(Literals.identifier(column));
        }
      }
    }
    keys.keySet().removeAll(unfit);
    return keys.values().stream().filter(columns -> !columns.isEmpty()).map(TableKey::new).toList();
  }

  /** Whether the server does not read by the index: MySQL's INVISIBLE, MariaDB's IGNORED. */
  private static boolean isIgnored(ResultSet parts) throws SQLException {
    ResultSetMetaData columns = parts.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String label = columns.getColumnLabel(i);
      if ((label.equalsIgnoreCase("Visible") && "NO".equals(parts.getString(i)))
          || (label.equalsIgnoreCase("Ignored") && "YES".equals(parts.getString(i)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean areComparable(List<String> columns, String name, StepRunner steps)
      throws SQLException {
    try (PreparedStatement none =
            steps.prepare(
                SqlFragment.text(
                    "SELECT " + String.join(", ", columns) + " FROM " + name + " LIMIT 0"));
        ResultSet result = none.executeQuery()) {
      ResultSetMetaData types = result.getMetaData();
      for (int i = 1; i <= types.getColumnCount(); i++) {
        if (!COMPARABLE.contains(types.getColumnTypeName(i))) {
          return false;
        }
      }
      return true;
    }
  }

  /** Whether rows in the order of the key are in the order of these columns. */
  boolean beginsWith(List<String> order) {
    if (order.size() > columns.size()) {
      return false;
    }
    for (int i = 0; i < order.size(); i++) {
      if (!Literals.identifier(order.get(i)).equalsIgnoreCase(columns.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether all columns are among these. */
  boolean isAmong(List<String> names) {
    return columns.stream()
        .allMatch(
            column ->
                names.stream().anyMatch(n -> Literals.identifier(n).equalsIgnoreCase(column)));
  }

  /** The columns, for a select list or an ORDER BY. */
  String list() {
    return String.join(", ", columns);
  }

  /** The columns, the other way round. */
  String descending() {
    return columns.stream().map(column -> column + " DESC").collect(Collectors.joining(", "));
  }

  /** The names of user variables that hold a key. */
  List<String> variables(String prefix) {
    return IntStream.rangeClosed(1, columns.size()).mapToObj(i -> "@" + prefix + i).toList();
  }

  /**
   * The condition that a row's key stands in an order to another one, in a form that servers answer
   * by a range of the index.
   *
   * @param qualifier goes before each column, a dot at its end
   * @param order one of {@code <} and {@code >}
   * @param last what the last column may be compared by in its place: {@code <=}, say
   * @param variables hold the other key
   */
  String condition(String qualifier, String order, String last, List<String> variables) {
    int end = columns.size() - 1;
    String condition = qualifier + columns.get(end) + " " + last + " " + variables.get(end);
    for (int i = end - 1; i >= 0; i--) {
      String column = qualifier + columns.get(i);
      condition =
          "(%1$s %2$s %3$s OR (%1$s = %3$s AND %4$s))"
              .formatted(column, order, variables.get(i), condition);
    }
    return condition;
  }
}
