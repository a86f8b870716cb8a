package org.auroraml.test.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F29: windows through derived tables, common table expressions and views. */
class DerivedWindowsTest extends WindowsTable {
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "SELECT q.id, q.s FROM (SELECT id, f(x) AS s FROM t WHERE x > 3) q WHERE q.s > 5",
        "SELECT q.id FROM (SELECT id, f(x) AS s FROM t) q WHERE s > 5 ORDER BY id",
        "SELECT q.k AS id, q.s + 1 FROM (SELECT id AS k, f(x) AS s FROM t) q ORDER BY q.k DESC",
        "SELECT s FROM (SELECT f(x) AS s FROM t) q WHERE s > 5",
        "SELECT id FROM (SELECT id, x FROM t) q WHERE f(x) > 5 ORDER BY q.id",
        "SELECT id FROM (SELECT * FROM t) q WHERE f(x) > 5 ORDER BY q.id",
        "SELECT * FROM (SELECT id, f(x) + 1 FROM (SELECT id, f(x) AS x FROM t) p WHERE x > 5) q",
        "SELECT q.id FROM (SELECT t.id, f(t.x) s FROM t JOIN k ON k.id = t.id) q WHERE s > 5"
            + " ORDER BY id",
        "WITH q AS (SELECT id, f(x) AS s FROM t WHERE x > 3) SELECT id FROM q WHERE s > 5",
        "WITH p AS (SELECT * FROM t), q (a, b) AS (SELECT id, f(x) FROM p)"
            + " SELECT a FROM (SELECT q.a, b FROM q) r WHERE b > 5 ORDER BY a",
        "WITH t AS (SELECT id, f(x) AS s FROM t) SELECT id FROM t WHERE s > 5 ORDER BY t.id DESC",
        "SELECT id FROM v WHERE s > 5 ORDER BY id",
        "SELECT w.id FROM w WHERE w.s > 5"
      })
  @DisplayName("what the server merges is read in windows of the table inside")
  void merged(String sql) throws SQLException {
    views();
    assertInWindows(sql);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "SELECT id FROM (SELECT MAX(id) AS id, f(x) AS s FROM t GROUP BY x) q WHERE s > 5",
        "SELECT id FROM (SELECT DISTINCT id, f(x) AS s FROM t) q WHERE s > 5",
        "SELECT id FROM (SELECT id, f(x) AS s FROM t LIMIT 100000) q WHERE s > 5",
        "SELECT id FROM (SELECT id, f(x) AS s FROM t ORDER BY id DESC) q WHERE s > 5",
        "SELECT id FROM (SELECT id, f(x) AS s FROM t UNION ALL SELECT id, 1 FROM k) q WHERE s > 5",
        "SELECT id FROM (SELECT id, f(x) AS s, RANK() OVER (ORDER BY id) FROM t) q WHERE s > 5",
        "SELECT q.id FROM (SELECT id, f(x) AS s FROM t) q JOIN k ON k.id = q.id WHERE s > 5",
        "WITH q AS (SELECT id, f(x) AS s FROM t) SELECT a.id FROM q a JOIN q b ON b.id = a.id"
            + " WHERE a.s > 5",
        "WITH q AS (SELECT id, f(x) AS s FROM t), k AS (SELECT 1 AS id) SELECT id FROM q"
            + " WHERE s > 5 AND id IN (SELECT id FROM k)",
        "WITH K AS (SELECT * FROM t) SELECT id FROM k WHERE f(x) > 5",
        "SELECT id FROM (SELECT id, f(x) AS s, x FROM t) q WHERE s > 5 ORDER BY s"
      })
  @DisplayName("what needs other rows, or orders by a model's value, is not")
  void others(String sql) throws SQLException {
    views();
    assertAtOnce(sql);
  }

  @Test
  @DisplayName("the driver meets a view with calls through a cursor, and reads it")
  void viewByCursor() throws SQLException {
    views();
    open("useCursorFetch=true");
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_SIZE);
      assertThat(ids(statement.executeQuery("SELECT id FROM v WHERE s > 5.5"))).isNotEmpty();
    }
  }

  private void views() throws SQLException {
    keyed();
    open();
    database.execute(
        "CREATE VIEW v AS SELECT id, f(x) AS s FROM t WHERE x > 3",
        "CREATE VIEW w AS SELECT v.id, v.s + 1 AS s FROM v");
  }
}
