package org.auroraml.test.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mysql.cj.jdbc.JdbcConnection;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F29, F31: conditions and expressions with calls stream, window by window, where the result is
 * read in parts: what is not read is not asked for, and all windows see one snapshot.
 */
class RowWindowsTest extends LongTable {
  private static final int ROWS = 20_000;
  private static final String FILTERED = "SELECT id, CONCAT(f(x), '!') FROM t WHERE f(x) % 2 = 0.5";
  private static final String CURSOR = "useCursorFetch=true&defaultFetchSize=500";
  private static final String PARTS = "defaultFetchSize=500";
  private static final String BINARY =
      "useServerPrepStmts=true&useCursorFetch=true&defaultFetchSize=500";

  RowWindowsTest() {
    super(ROWS);
  }

  private boolean inTransaction() throws SQLException {
    return connection
        .unwrap(JdbcConnection.class)
        .getSession()
        .getServerSession()
        .inTransactionOnServer();
  }

  private static List<String> ids(ResultSet rows) throws SQLException {
    List<String> ids = new ArrayList<>();
    while (rows.next()) {
      ids.add(rows.getString(1));
    }
    return ids;
  }

  private static List<String> even(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .filter(id -> id % 2 == 0)
        .mapToObj(Integer::toString)
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {STREAMED, CURSOR, PARTS, BINARY})
  @DisplayName("F29 all rows that pass, in order, each input once, and the transaction has ended")
  void all(String settings) throws SQLException {
    try (PreparedStatement statement = connect(settings).prepareStatement(FILTERED);
        ResultSet rows = statement.executeQuery()) {
      for (int id = 2; id <= ROWS; id += 2) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(id);
        assertThat(rows.getString(2)).isEqualTo(id + ".5!");
      }
      assertThat(rows.next()).isFalse();
      assertThat(rows.isAfterLast()).isTrue();
      assertThat(inTransaction()).isFalse();
    }
    assertThat(inputs()).isEqualTo(ROWS);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "SELECT id, f(x) + 1 FROM t ORDER BY id DESC",
        "SELECT id FROM t WHERE f(x) > 5 ORDER BY id desc",
        "SELECT k.id FROM k WHERE f(x) > 5 ORDER BY id",
        "SELECT k.id, f(x) + 1 FROM k ORDER BY m DESC, n DESC",
        "SELECT t.id FROM t JOIN k ON k.id = t.id WHERE f(t.x) > 5 ORDER BY t.id DESC"
      })
  @DisplayName("F29 downwards, and by another unique key than the primary one, or without one")
  void orders(String sql) throws SQLException {
    database.execute(
        "CREATE TABLE k (m INT NOT NULL, n INT NOT NULL, x DOUBLE, id INT NOT NULL UNIQUE,"
            + " u INT UNIQUE, UNIQUE (m, n))",
        "INSERT INTO k SELECT id DIV 100, id % 100, x, id, NULL FROM t");
    List<String> whole = whole(sql);
    for (int fetchSize : List.of(500, Integer.MIN_VALUE)) {
      database.models().resetCounters();
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(fetchSize);
        try (ResultSet rows = statement.executeQuery(sql)) {
          assertThat(inputs()).isBetween(1L, 3_000L);
          assertThat(ids(rows)).isEqualTo(whole);
        }
      }
    }
    assertThat(whole).hasSizeGreaterThan(ROWS / 2);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {STREAMED, CURSOR, PARTS})
  @DisplayName("F29 a result that is closed after ten rows has cost one window")
  void closedEarly(String settings) throws SQLException {
    try (Statement statement = connect(settings).createStatement();
        ResultSet rows = statement.executeQuery(FILTERED + " ORDER BY id")) {
      for (int i = 0; i < 10; i++) {
        assertThat(rows.next()).isTrue();
      }
      assertThat(inTransaction()).isTrue();
    }
    assertThat(inputs()).isEqualTo(500);
    assertThat(inTransaction()).isFalse();
    assertThat(MlDatabase.rows(connection, "SELECT COUNT(*) FROM t")).containsExactly("" + ROWS);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        // All rows would be 200 MB.
        "SELECT id, f(x) + 1, REPEAT('x', 10000) FROM t",
        "SELECT id, s, REPEAT('x', 10000) FROM (SELECT id, f(x) + 1 AS s FROM t) q",
        "SELECT id, f(x) + 1, REPEAT('x', 10000) FROM t ORDER BY x DESC"
      })
  @DisplayName("a reader who stalls holds a window in memory")
  void heapOfStalledReader(String wide) throws SQLException {
    try (Statement statement = connect(STREAMED).createStatement()) {
      statement.executeQuery("SELECT f(x) + 1 FROM t LIMIT 1").close();
      long before = liveHeap();
      try (ResultSet rows = statement.executeQuery(wide)) {
        for (int read = 0; read < 2_000; read++) {
          assertThat(rows.next()).isTrue();
        }
        long budget = Runtime.getRuntime().maxMemory() / 20;
        assertThat(liveHeap() - before).isLessThan(Math.min(budget, 100L << 20) + (20L << 20));
      }
    }
  }

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  @DisplayName("F31 all windows see the rows as they were at first")
  void snapshot() throws SQLException {
    try (Statement statement = connect(PARTS).createStatement();
        ResultSet rows = statement.executeQuery(FILTERED)) {
      assertThat(rows.next()).isTrue();
      database.execute("DELETE FROM t WHERE id > 1000");
      assertThat(ids(rows)).isEqualTo(even(4, ROWS));
    }
  }

  @Test
  @DisplayName(
      "F95 another statement on the connection: the rest is read first, and sees later rows")
  void anotherStatement() throws SQLException {
    try (Statement statement = connect(STREAMED).createStatement();
        ResultSet rows = statement.executeQuery(FILTERED)) {
      assertThat(rows.next()).isTrue();
      MlDatabase.execute(connection, "DELETE FROM t WHERE id > 1000");
      assertThat(MlDatabase.rows(connection, "SELECT COUNT(*) FROM t")).containsExactly("1000");
      assertThat(inTransaction()).isFalse();
      assertThat(ids(rows)).isEqualTo(even(4, ROWS));
    }
  }

  @Test
  @DisplayName("in the user's transaction: its snapshot, which stays open")
  void usersTransaction() throws SQLException {
    connect(STREAMED).setAutoCommit(false);
    MlDatabase.execute(connection, "UPDATE t SET x = 2.5 WHERE id = 1");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(FILTERED)) {
      assertThat(ids(rows).subList(0, 2)).containsExactly("1", "2");
    }
    // A streamed result leaves Connector/J without knowledge of the transaction.
    MlDatabase.execute(connection, "SET @a = 1");
    assertThat(inTransaction()).isTrue();
    connection.rollback();
    assertThat(MlDatabase.rows(connection, "SELECT x FROM t WHERE id = 1")).containsExactly("1.5");
  }

  @Test
  @DisplayName("a transaction that was begun in SQL is not ended where results stream by default")
  void transactionOfSql() throws SQLException {
    connect(STREAMED);
    MlDatabase.execute(connection, "START TRANSACTION");
    MlDatabase.execute(connection, "UPDATE t SET x = 2.5 WHERE id = 1");
    assertThat(MlDatabase.rows(connection, FILTERED + " AND id < 5")).hasSize(3);
    assertThat(MlDatabase.rows(connection, "SELECT SUM(f(x)) FROM t WHERE id = 1"))
        .containsExactly("2.5");
    MlDatabase.execute(connection, "ROLLBACK");
    assertThat(MlDatabase.rows(connection, "SELECT x FROM t WHERE id = 1")).containsExactly("1.5");
  }

  @Test
  @DisplayName("READ COMMITTED has no snapshot: all is asked first, as one statement sees it")
  void readCommitted() throws SQLException {
    connect(PARTS).setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(FILTERED)) {
      assertThat(rows.next()).isTrue();
      assertThat(inputs()).isEqualTo(ROWS);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "CREATE TABLE k (a INT, b VARCHAR(9) COLLATE utf8mb4_bin, x DOUBLE, PRIMARY KEY (a, b))",
        "CREATE TABLE k (b VARCHAR(9) COLLATE utf8mb4_general_ci, a INT, x DOUBLE,"
            + " PRIMARY KEY (b, a))",
        "CREATE TABLE k (a DECIMAL(9,4), b VARBINARY(9), x DOUBLE, PRIMARY KEY (a, b))",
        "CREATE TABLE k (a BIGINT UNSIGNED, b CHAR(9), x DOUBLE, PRIMARY KEY (a DESC, b))",
        "CREATE TABLE k (a DATE, b VARCHAR(9), x DOUBLE, PRIMARY KEY (a, b))",
        "CREATE TABLE k (`a` DATETIME(3), `b` CHAR(9), x DOUBLE, PRIMARY KEY (a, b))"
      })
  @DisplayName("keys of several columns and types: each row once")
  void keys(String table) throws SQLException {
    connect(STREAMED);
    String date = table.contains("DATE") ? "'2026-01-01' + INTERVAL id % 7 DAY" : "id % 7";
    database.execute(
        table, "INSERT INTO k (a, b, x) SELECT " + date + ", CONCAT('é', id), x FROM t");
    List<String> rows =
        MlDatabase.rows(connection, "SELECT f(k.x) + 0.5 FROM k WHERE f(k.x) > 0 AND x < 15000");
    assertThat(rows).hasSize(14_999).doesNotHaveDuplicates();
    assertThat(inputs()).isEqualTo(14_999);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "CREATE TABLE k (a INT, x DOUBLE)",
        "CREATE TABLE k (a FLOAT PRIMARY KEY, x DOUBLE)",
        "CREATE TABLE k (a ENUM('1', '2', '3') PRIMARY KEY, x DOUBLE)",
        "CREATE TABLE k (a TEXT, x DOUBLE, PRIMARY KEY (a(5)))",
        "CREATE TABLE k (a INT PRIMARY KEY, x DOUBLE) ENGINE=MyISAM"
      })
  @DisplayName("without a key in whose order windows can be read: all at once")
  void withoutKey(String table) throws SQLException {
    connect(STREAMED);
    database.execute(table, "INSERT INTO k VALUES ('1', 1.5), ('2', 2.5), ('3', 3.5)");
    assertThat(MlDatabase.rows(connection, "SELECT x FROM k WHERE f(x) > 2"))
        .containsExactlyInAnyOrder("2.5", "3.5");
  }

  @Test
  @DisplayName("a temporary table in the place of another, an empty table, an alias, quotes")
  void tables() throws SQLException {
    connect(STREAMED);
    MlDatabase.execute(connection, "CREATE TEMPORARY TABLE t (x DOUBLE PRIMARY KEY, id INT)");
    assertThat(MlDatabase.rows(connection, "SELECT id FROM t WHERE f(x) > 2")).isEmpty();
    MlDatabase.execute(connection, "INSERT INTO t VALUES (3.5, NULL), (1.5, 1)");
    assertThat(MlDatabase.rows(connection, "SELECT x FROM t WHERE f(x) > 2"))
        .containsExactly("3.5");
    MlDatabase.execute(connection, "CREATE TABLE `a``b` (`k``1` INT PRIMARY KEY, x DOUBLE)");
    assertThat(MlDatabase.rows(connection, "SELECT x FROM `a``b` WHERE f(x) > 2")).isEmpty();
    MlDatabase.execute(connection, "INSERT INTO `a``b` VALUES (1, 7.5), (2, 1.5)");
    assertThat(
            MlDatabase.rows(
                connection,
                "SELECT x FROM "
                    + database.name()
                    + ".`a``b` AS `q ?` WHERE f(x) > 2 OR x IS NULL"))
        .containsExactly("7.5");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "SELECT t.id, f(t.x) + o.n FROM t JOIN o ON o.t_id = t.id WHERE f(t.x) > 0",
        "SELECT t.id, f(o.n + t.x) * 2 FROM t, o WHERE o.t_id = t.id ORDER BY t.id",
        "SELECT t.id, f(o.n) * 2 FROM t LEFT JOIN o ON o.t_id = t.id AND o.n > 3",
        "SELECT t.id, f(o.n) * 2 FROM o RIGHT JOIN t ON o.t_id = t.id",
        "SELECT t.id FROM t JOIN few ON few.a = t.id % 3 WHERE f(t.x) > 0",
        "SELECT t.id FROM t WHERE f(t.x) > 0 AND EXISTS (SELECT 1 FROM o WHERE o.t_id = t.id)",
        "SELECT t.id FROM t WHERE f(t.x) > 0 AND t.id IN (SELECT a FROM few)"
      })
  @DisplayName("joins and subqueries that the server reads by an index, or that are small")
  void joins(String sql) throws SQLException {
    others();
    List<String> whole = whole(sql);
    database.models().resetCounters();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(inputs()).isBetween(1L, 1_500L);
      assertThat(ids(rows)).containsExactlyInAnyOrderElementsOf(whole);
      assertThat(whole).hasSizeGreaterThan(2);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "SELECT t.id FROM t JOIN o ON o.n = t.x WHERE f(t.x) > 0",
        "SELECT t.id, f(o.n) * 2 FROM t LEFT JOIN o ON o.t_id = t.id AND f(o.n) > 3",
        "SELECT t.id FROM t WHERE f(t.x) > 0 AND t.id NOT IN (SELECT n FROM o)",
        "SELECT t.id, f(t.x) * 2 FROM o JOIN t ON o.t_id = t.id ORDER BY t.id DESC",
        "SELECT t.id, (SELECT SUM(n) FROM o) s FROM t WHERE f(t.x) > 0"
      })
  @DisplayName("what would be read as a whole for each window: all at once")
  void notInWindows(String sql) throws SQLException {
    others();
    List<String> whole = whole(sql);
    long asked = inputs();
    database.models().resetCounters();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(inputs()).isEqualTo(asked);
      assertThat(ids(rows)).containsExactlyInAnyOrderElementsOf(whole);
    }
  }

  /** The first column, of a result that is read as a whole. */
  private List<String> whole(String sql) throws SQLException {
    try (Statement statement = connect(PARTS).createStatement()) {
      statement.setFetchSize(0);
      return ids(statement.executeQuery(sql));
    }
  }

  /** A table with two rows for every third of t's, and a small one. */
  private void others() throws SQLException {
    database.execute(
        "CREATE TABLE o (t_id INT, n INT, PRIMARY KEY (t_id, n))",
        "INSERT INTO o SELECT id, 1 FROM t WHERE id % 3 = 0",
        "INSERT INTO o SELECT id, id FROM t WHERE id % 3 = 0",
        "CREATE TABLE few (a INT)",
        "INSERT INTO few VALUES (1), (2), (3), (4)",
        "ANALYZE TABLE o",
        "ANALYZE TABLE t");
  }

  @Test
  @DisplayName("F26 parameters, and setMaxRows ends the asking")
  void parameters() throws SQLException {
    try (PreparedStatement statement =
        connect(PARTS)
            .prepareStatement(
                "SELECT id, ?, f(x + ?) * 2 FROM t WHERE x < ? OR f(x + ?) > ? ORDER BY id")) {
      statement.setString(1, "it's");
      statement.setDouble(2, 1);
      statement.setDouble(3, 100);
      statement.setDouble(4, 1);
      statement.setDouble(5, 19_990);
      statement.setMaxRows(105);
      try (ResultSet rows = statement.executeQuery()) {
        List<String> ids = ids(rows);
        assertThat(ids).hasSize(105).startsWith("1", "2").endsWith("19993", "19994");
      }
      statement.setMaxRows(50);
      long before = inputs();
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(ids(rows)).hasSize(50);
      }
      assertThat(inputs() - before).isEqualTo(500);
    }
  }

  @Test
  @DisplayName("F83 a model that fails later fails the reading, and the transaction has ended")
  void failure() throws SQLException {
    connect(STREAMED);
    MlDatabase.execute(connection, FunctionSide.ML.definition("g", "DOUBLE", "SMALLINT"));
    database.execute("UPDATE t SET x = 40000 WHERE id = 15000");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM t WHERE g(x) > 0")) {
      SQLException failure = catchThrowableOfType(SQLException.class, () -> ids(rows));
      assertThat(failure.getErrorCode()).isEqualTo(1264);
      assertThat(inTransaction()).isFalse();
    }
    assertThat(MlDatabase.rows(connection, "SELECT 1")).containsExactly("1");
  }

  @Test
  @DisplayName("a model that fails while another statement waits fails the reading, not that one")
  void failureWhileDraining() throws SQLException {
    connect(STREAMED);
    MlDatabase.execute(connection, FunctionSide.ML.definition("g", "DOUBLE", "SMALLINT"));
    database.execute("UPDATE t SET x = 40000 WHERE id = 15000");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM t WHERE g(x) > 0")) {
      assertThat(rows.next()).isTrue();
      assertThat(MlDatabase.rows(connection, "SELECT 7")).containsExactly("7");
      SQLException failure = catchThrowableOfType(SQLException.class, () -> ids(rows));
      assertThat(failure.getErrorCode()).isEqualTo(1264);
      assertThat(inTransaction()).isFalse();
    }
  }
}
