package org.auroraml.test.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F29: windows of results in an order that no key has. */
class OrderedWindowsTest extends WindowsTable {
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "SELECT k.id FROM k WHERE f(x) > 5 ORDER BY m, id",
        "SELECT k.id, CONCAT(f(x), '!') FROM k ORDER BY n DESC, m",
        "SELECT k.id, f(x) + 1, x AS id2 FROM k ORDER BY id2 DESC",
        "SELECT id, u FROM k WHERE f(x) > 5 AND x > 10 AND k.u IS NULL ORDER BY k.u, n, m DESC",
        "SELECT *, f(x) + 1 FROM k ORDER BY n, m",
        "SELECT t.id FROM k JOIN t ON t.id = k.id WHERE f(t.x) > 5 ORDER BY k.n, k.m"
      })
  @DisplayName("by columns of the table, in any direction: by lists of its keys")
  void ordered(String sql) throws SQLException {
    keyed();
    assertInWindows(sql);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "SELECT id FROM k WHERE f(x) > 5 ORDER BY n + m",
        "SELECT id, f(x) AS s FROM k WHERE f(x) > 5 ORDER BY s, n",
        "SELECT id, f(x) + 1 FROM k ORDER BY 2, n",
        "SELECT id FROM (SELECT id, n, f(x) AS s FROM k) q WHERE s > 5 ORDER BY n",
        "SELECT k.id, f(t.x) + 1 FROM k JOIN t ON t.id = k.id ORDER BY t.x",
        "SELECT *, f(k.x) + 1 FROM k JOIN t USING (id) ORDER BY k.n",
        "SELECT id FROM unkeyed WHERE f(x) > 5 ORDER BY n"
      })
  @DisplayName("by anything else, or without a key: all at once")
  void others(String sql) throws SQLException {
    keyed();
    database.execute("CREATE TABLE unkeyed AS SELECT * FROM k");
    assertAtOnce(sql);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "a INT, b VARCHAR(9) COLLATE utf8mb4_bin",
        "b VARCHAR(9) COLLATE utf8mb4_general_ci, a SMALLINT UNSIGNED",
        "a DECIMAL(9,4), b VARBINARY(9)",
        "a BIGINT(20) UNSIGNED ZEROFILL, b CHAR(9) COLLATE latin1_swedish_ci",
        "a DATE, b BINARY(9)",
        "b CHAR(9), a DATETIME"
      })
  @DisplayName("keys of several columns and types: each row once")
  void keys(String columns) throws SQLException {
    String a = columns.contains("DATE") ? "'2026-01-01' + INTERVAL id % 7 DAY" : "id % 7";
    String key = columns.startsWith("a") ? "a, b" : "b, a";
    database.execute(
        "CREATE TABLE typed (" + columns + ", x DOUBLE, n INT, PRIMARY KEY (" + key + "))",
        "INSERT INTO typed (a, b, x, n) SELECT " + a + ", CONCAT('é\"', id), x, -id FROM t");
    assertInWindows("SELECT n, f(x) + 1 FROM typed WHERE f(x) > 5 ORDER BY n");
  }

  @Test
  @DisplayName("a result that is closed early has cost one window, and leaves no cursor")
  void closedEarly() throws SQLException {
    open("defaultFetchSize=500");
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery("SELECT id FROM t WHERE f(x) > 5 ORDER BY x DESC")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(ROWS);
      }
      assertThat(inputs()).isEqualTo(500);
      assertThat(count("Com_stmt_close")).isPositive().isEqualTo(count("Com_stmt_prepare"));
    }
  }

  private int count(String command) throws SQLException {
    String sql = "SHOW SESSION STATUS LIKE '" + command + "'";
    try (Statement statement = connection.createStatement();
        ResultSet counted = statement.executeQuery(sql)) {
      counted.next();
      return counted.getInt(2);
    }
  }
}
