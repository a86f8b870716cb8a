package org.auroraml.test.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.auroraml.test.oracle.MlDatabase;

/** A table of 20,000 rows, and what is read of it in windows or at once. */
abstract class WindowsTable extends LongTable {
  static final int ROWS = 20_000;
  static final int FETCH_SIZE = 500;

  WindowsTable() {
    super(ROWS);
  }

  /** Another table with the rows of the first, whose keys are (m, n) and id. */
  void keyed() throws SQLException {
    database.execute(
        "CREATE TABLE k (m INT NOT NULL, n INT NOT NULL, x DOUBLE, id INT NOT NULL UNIQUE,"
            + " u INT UNIQUE, UNIQUE (m, n))",
        "INSERT INTO k SELECT id DIV 100, id % 100, x, id, NULL FROM t");
  }

  /** The first column of all rows. */
  static List<String> ids(ResultSet rows) throws SQLException {
    List<String> ids = new ArrayList<>();
    while (rows.next()) {
      ids.add(rows.getString(1));
    }
    return ids;
  }

  /** Opens the connection anew. The first time it creates the function, on the server. */
  void open(String... settings) throws SQLException {
    boolean isFirst = connection == null;
    if (!isFirst) {
      connection.close();
    }
    connection = database.connect(settings);
    if (isFirst) {
      MlDatabase.execute(connection, FunctionSide.ML.definition("f", "DOUBLE", "DOUBLE"));
    }
  }

  /** The first column, of a result that is read as a whole. */
  private List<String> whole(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return ids(statement.executeQuery(sql));
    }
  }

  /** Asserts that the first row waits for few inputs, and that the rows are the right ones. */
  void assertInWindows(String sql) throws SQLException {
    open();
    List<String> whole = whole(sql);
    assertThat(whole).hasSizeGreaterThan(ROWS / 2);
    assertInWindows(sql, FETCH_SIZE, whole);
    assertInWindows(sql, Integer.MIN_VALUE, whole);
    open("useCursorFetch=true");
    assertThat(whole(sql)).containsExactlyInAnyOrderElementsOf(whole);
    assertInWindows(sql, FETCH_SIZE, whole);
  }

  private void assertInWindows(String sql, int fetchSize, List<String> whole) throws SQLException {
    database.models().resetCounters();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(fetchSize);
      try (ResultSet rows = statement.executeQuery(sql)) {
        assertThat(inputs()).isBetween(1L, 3_000L);
        List<String> ids = ids(rows);
        if (sql.contains("ORDER BY")) {
          assertThat(ids).isEqualTo(whole);
        } else {
          assertThat(ids).containsExactlyInAnyOrderElementsOf(whole);
        }
      }
    }
  }

  /** Asserts that all inputs are asked for before the first row is there. */
  void assertAtOnce(String sql) throws SQLException {
    open();
    List<String> whole = whole(sql);
    long asked = inputs();
    database.models().resetCounters();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_SIZE);
      try (ResultSet rows = statement.executeQuery(sql)) {
        assertThat(inputs()).isEqualTo(asked);
        assertThat(ids(rows)).containsExactlyInAnyOrderElementsOf(whole);
      }
    }
  }
}
