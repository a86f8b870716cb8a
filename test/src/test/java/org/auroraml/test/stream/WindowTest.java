package org.auroraml.test.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.management.ManagementFactory;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.auroraml.test.oracle.MlDatabase;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F29: a model is asked for what is read, and for no more windows ahead than are under way at once;
 * F85: what ends the reading ends the calls.
 */
class WindowTest extends LongTable {
  private static final int ROWS = 60_000;

  /** Windows begin with 1,000 rows in memory, or 500 that stream; two are asked at first. */
  private static final int FIRST_WINDOWS = 3_000;

  private static final String ALL = "SELECT id, f(x) FROM t";
  private static final String BUFFERED = "defaultFetchSize=0";
  private static final String CURSOR = "useCursorFetch=true&defaultFetchSize=1000";

  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  WindowTest() {
    super(ROWS);
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {BUFFERED, CURSOR, STREAMED})
  @DisplayName("all rows, in order, each input once")
  void all(String settings) throws SQLException {
    try (Statement statement = connect(settings).createStatement();
        ResultSet rows = statement.executeQuery(ALL + " ORDER BY id")) {
      for (int id = 1; id <= ROWS; id++) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(id);
        assertThat(rows.getDouble(2)).isEqualTo(id + 0.5);
      }
      assertThat(rows.next()).isFalse();
    }
    assertThat(inputs()).isEqualTo(ROWS);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {BUFFERED, CURSOR, STREAMED})
  @DisplayName("F29 a result that is closed after ten rows has cost two windows")
  void closedEarly(String settings) throws SQLException {
    try (Statement statement = connect(settings).createStatement();
        ResultSet rows = statement.executeQuery(ALL)) {
      for (int i = 0; i < 10; i++) {
        assertThat(rows.next()).isTrue();
      }
    }
    assertThat(inputs()).isBetween(10L, (long) FIRST_WINDOWS);
    assertThat(MlDatabase.rows(connection, "SELECT COUNT(*) FROM t")).containsExactly("" + ROWS);
  }

  @Test
  @DisplayName("F29 LIMIT and setMaxRows: no more than the rows")
  void limit() throws SQLException {
    try (Statement statement = connect(STREAMED).createStatement()) {
      read(statement.executeQuery(ALL + " LIMIT 10"));
      assertThat(inputs()).isEqualTo(10);
      statement.setMaxRows(20);
      read(statement.executeQuery(ALL));
      assertThat(inputs()).isEqualTo(30);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {BUFFERED, CURSOR, STREAMED})
  @DisplayName("F29 LIMIT with a filter that one row in a hundred passes: what it needs, and ahead")
  void limitWithFilter(String settings) throws SQLException {
    connect(settings);
    assertThat(
            MlDatabase.rows(
                connection, "SELECT id FROM t WHERE f(x) % 100 = 0.5 ORDER BY id LIMIT 10"))
        .hasSize(10)
        .contains("100", "1000");
    // 500 and 1,000 rows ahead of the ten.
    assertThat(inputs()).isBetween(1_000L, 1_520L);
    assertThat(MlDatabase.rows(connection, "SELECT id FROM t WHERE f(x) % 100 = 0.5 LIMIT 10"))
        .hasSize(10);
    assertThat(inputs()).isLessThan(2 * 1_520L);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {BUFFERED, CURSOR, STREAMED})
  @DisplayName("F29 LIMIT with a filter that few rows pass: at most twice what it needs")
  void limitFarAway(String settings) throws SQLException {
    connect(settings);
    assertThat(
            MlDatabase.rows(
                connection, "SELECT id, f(x) + 1 FROM t WHERE f(x) > 20000 ORDER BY id LIMIT 2"))
        .containsExactly("20000,20001.5", "20001,20002.5");
    assertThat(inputs()).isBetween(20_001L, 2 * 20_001L);
  }

  @Test
  @DisplayName("F29 LIMIT with expressions over calls: its rows, and none of OFFSET")
  void limitWithExpressions() throws SQLException {
    connect(BUFFERED);
    MlDatabase.rows(connection, "SELECT id, f(x) * 2 FROM t ORDER BY x DESC LIMIT 100, 10");
    assertThat(inputs()).isEqualTo(10);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {BUFFERED, CURSOR, STREAMED})
  @DisplayName("F29 a text that is no number fails only where LIMIT needs its row")
  void limitBeforeIncorrectArgument(String settings) throws SQLException {
    connect(settings);
    database.execute("ALTER TABLE t ADD s VARCHAR(20)", "UPDATE t SET s = IF(id = 300, 'no', x)");
    assertThat(MlDatabase.rows(connection, "SELECT id FROM t WHERE f(s) > 10 ORDER BY id LIMIT 3"))
        .containsExactly("10", "11", "12");
    SQLException failure =
        catchThrowableOfType(
            SQLException.class,
            () ->
                MlDatabase.rows(
                    connection, "SELECT id FROM t WHERE f(s) > 290 ORDER BY id LIMIT 30"));
    assertThat(failure.getErrorCode()).isIn(1265, 1366);
  }

  @Test
  @DisplayName("F31 a row that appears between two rounds is asked for in the next")
  void limitWhileRowsChange() throws SQLException {
    connect(STREAMED);
    String sql = "SELECT id FROM t WHERE f(x) > 10 ORDER BY id DESC LIMIT 3";
    database
        .models()
        .endpoint(
            "echo",
            rows -> {
              insertRow();
              return rows.stream().map(row -> row.get(0)).toList();
            });
    // The row is there in the next round, which asks for it.
    assertThat(MlDatabase.rows(connection, sql)).containsExactly("60001", "60000", "59999");
  }

  private void insertRow() {
    try {
      database.execute("INSERT IGNORE INTO t (id, x) VALUES (60001, 60001.5)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {BUFFERED, CURSOR, STREAMED})
  @DisplayName("a reader who stalls is not read ahead for")
  void stalledReader(String settings) throws Exception {
    try (Statement statement = connect(settings).createStatement();
        ResultSet rows = statement.executeQuery(ALL)) {
      for (int read = 0; read < 3_001; read++) {
        assertThat(rows.next()).isTrue();
      }
    }
    // Windows have grown to 10,000 rows, but the third that is read has three after it at most.
    assertThat(inputs()).isBetween(3_001L, ROWS / 2L);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {CURSOR, STREAMED})
  @DisplayName("a reader who stalls holds a few windows in memory, and has paid for no more")
  void heapOfStalledReader(String settings) throws SQLException {
    // All rows would be 240 MB.
    String wide = "SELECT id, f(x), REPEAT('x', 4000) FROM t";
    try (Statement statement = connect(settings).createStatement()) {
      statement.executeQuery(ALL + " LIMIT 1").close();
      long before = liveHeap();
      try (ResultSet rows = statement.executeQuery(wide)) {
        for (int read = 0; read < 3_001; read++) {
          assertThat(rows.next()).isTrue();
        }
        assertThat(liveHeap() - before).isLessThan(100L << 20);
        assertThat(inputs()).isBetween(3_001L, ROWS / 2L);
      }
    }
  }

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  @DisplayName("a scrollable result asks for the rows that are gone to")
  void scrolling() throws SQLException {
    try (Statement statement =
            connect(BUFFERED)
                .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        ResultSet rows = statement.executeQuery(ALL + " ORDER BY id")) {
      long first = inputs();
      assertThat(rows.absolute(50_000)).isTrue();
      assertThat(rows.getDouble(2)).isEqualTo(50_000.5);
      assertThat(rows.last()).isTrue();
      assertThat(rows.getDouble(2)).isEqualTo(ROWS + 0.5);
      assertThat(inputs()).isLessThan(ROWS - first);
      assertThat(rows.first()).isTrue();
      assertThat(rows.getDouble(2)).isEqualTo(1.5);
    }
  }

  @Test
  @DisplayName("another statement on the connection: the rest of a stream is kept in memory")
  void anotherStatement() throws SQLException {
    try (Statement statement = connect(STREAMED).createStatement();
        PreparedStatement prepared = connection.prepareStatement("SELECT id FROM t WHERE id = ?");
        ResultSet rows = statement.executeQuery(ALL + " ORDER BY id")) {
      assertThat(rows.next()).isTrue();
      assertThat(MlDatabase.rows(connection, "SELECT 7")).containsExactly("7");
      assertThat(rows.next()).isTrue();
      prepared.setInt(1, 3);
      prepared.executeQuery().close();
      connection.setAutoCommit(false);
      connection.commit();
      try (ResultSet other = connection.createStatement().executeQuery(ALL + " LIMIT 3")) {
        assertThat(read(other)).isEqualTo(3);
      }
      assertThat(rows.getDouble(2)).isEqualTo(2.5);
      assertThat(read(rows)).isEqualTo(ROWS - 2);
    }
  }

  @Test
  @DisplayName("another statement asks only for its own rows: a stalled stream is not asked for")
  void drainingAsksNothing() throws SQLException {
    try (Statement statement = connect(STREAMED).createStatement();
        ResultSet rows = statement.executeQuery(ALL)) {
      assertThat(rows.next()).isTrue();
      MlDatabase.rows(connection, "SELECT 7");
      assertThat(inputs()).isLessThan(FIRST_WINDOWS);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {BUFFERED, CURSOR, STREAMED})
  @DisplayName("F85 cancel ends a reader who waits for the model, and the connection lives on")
  void cancel(String settings) throws Exception {
    Hanging model = new Hanging();
    try (Statement statement = connect(settings).createStatement()) {
      ResultSet rows = statement.executeQuery(ALL + " ORDER BY id");
      model.hang();
      Future<Throwable> reading = executor.submit(() -> failure(rows));
      model.awaitRequest();

      statement.cancel();

      SQLException failure = (SQLException) reading.get();
      assertThat(failure.getErrorCode()).isEqualTo(1317);
      assertThat(failure.getSQLState()).isEqualTo("70100");
      rows.close();
      model.release();
    }
    assertThat(MlDatabase.rows(connection, "SELECT 1")).containsExactly("1");
  }

  @Test
  @DisplayName("F85 closing the connection ends a reader who waits for the model")
  void connectionClosed() throws Exception {
    Hanging model = new Hanging();
    Statement statement = connect(BUFFERED).createStatement();
    ResultSet rows = statement.executeQuery(ALL + " ORDER BY id");
    model.hang();
    Future<Throwable> reading = executor.submit(() -> failure(rows));
    model.awaitRequest();

    connection.close();

    assertThat(reading.get()).isInstanceOf(SQLException.class);
    model.release();
  }

  @Test
  @DisplayName("F85 setQueryTimeout counts the time that is waited for models")
  void queryTimeout() throws Exception {
    Hanging model = new Hanging();
    try (Statement statement = connect(STREAMED).createStatement()) {
      statement.setQueryTimeout(1);
      ResultSet rows = statement.executeQuery(ALL + " ORDER BY id");
      model.hang();
      assertThat(failure(rows)).isInstanceOf(SQLTimeoutException.class);
      model.release();
    }
    assertThat(MlDatabase.rows(connection, "SELECT 1")).containsExactly("1");
  }

  @Test
  @DisplayName("a model that fails at the first rows fails the execution, later the reading")
  void failures() throws Exception {
    connect(BUFFERED);
    MlDatabase.execute(connection, FunctionSide.ML.definition("g", "DOUBLE", "SMALLINT"));
    try (Statement statement = connection.createStatement()) {
      SQLException early =
          catchThrowableOfType(
              SQLException.class, () -> statement.executeQuery("SELECT id, g(id + 40000) FROM t"));
      assertThat(early.getErrorCode()).isEqualTo(1264);
      statement.setFetchSize(Integer.MIN_VALUE);
      ResultSet rows = statement.executeQuery("SELECT id, g(id) FROM t ORDER BY id");
      SQLException late = (SQLException) failure(rows);
      assertThat(late.getErrorCode()).isEqualTo(1264);
      assertThat(MlDatabase.rows(connection, "SELECT 1")).containsExactly("1");
    }
  }

  @Test
  @DisplayName("F84 onMlError=null: warnings of what was read so far")
  void warnings() throws SQLException {
    database
        .models()
        .endpoint(
            "echo",
            rows -> {
              if (rows.size() == 1 && rows.get(0).get(0).equals("3.5")) {
                throw new IllegalArgumentException("not this one");
              } else if (rows.stream().anyMatch(row -> row.get(0).equals("3.5"))) {
                throw new IllegalArgumentException("one of them");
              }
              return rows.stream().map(row -> row.get(0)).toList();
            });
    try (Statement statement =
            connect(BUFFERED, "onMlError=null", "mlRetryBudgetMs=1").createStatement();
        ResultSet rows = statement.executeQuery(ALL + " WHERE id < 9 ORDER BY id")) {
      assertThat(read(rows)).isEqualTo(8);
      SQLWarning warning = statement.getWarnings();
      assertThat((Throwable) warning).isNotNull();
      assertThat(warning.getErrorCode()).isEqualTo(30002);
      statement.clearWarnings();
      assertThat((Throwable) statement.getWarnings()).isNull();
    }
  }

  @Test
  @DisplayName("F47 maxMlInputs ends a stream before more is sent")
  void maxInputs() throws SQLException {
    try (Statement statement = connect(STREAMED, "maxMlInputs=2500").createStatement()) {
      ResultSet rows = statement.executeQuery(ALL + " ORDER BY id");
      SQLException failure = (SQLException) failure(rows);
      assertThat(failure.getMessage()).contains("maxMlInputs allows 2500");
      assertThat(inputs()).isLessThanOrEqualTo(2500);
    }
  }

  @Test
  @DisplayName("F27 rows with equal arguments ask once, over all windows")
  void equalInputs() throws SQLException {
    try (Statement statement = connect(STREAMED).createStatement()) {
      assertThat(read(statement.executeQuery("SELECT id, f(id % 10) FROM t"))).isEqualTo(ROWS);
    }
    assertThat(inputs()).isEqualTo(10);
  }

  @Test
  @DisplayName("reading opens no transaction, and leaves none open")
  void transaction() throws SQLException {
    try (Statement statement = connect(BUFFERED).createStatement();
        ResultSet rows = statement.executeQuery(ALL)) {
      assertThat(rows.next()).isTrue();
      String transactions =
          TestServer.get().isMariaDb()
              ? "SELECT @@in_transaction"
              : "SELECT COUNT(*) FROM performance_schema.events_transactions_current c"
                  + " JOIN performance_schema.threads t USING (thread_id)"
                  + " WHERE processlist_id = CONNECTION_ID() AND state = 'ACTIVE'"
                  + " AND autocommit = 'NO'";
      assertThat(MlDatabase.rows(connection, transactions)).containsExactly("0");
    }
  }

  private static int read(ResultSet rows) throws SQLException {
    int count = 0;
    while (rows.next()) {
      rows.getDouble(2);
      count++;
    }
    return count;
  }

  private static Throwable failure(ResultSet rows) {
    return catchThrowableOfType(SQLException.class, () -> read(rows));
  }

  /** Makes the model wait, once it is told to. */
  private final class Hanging {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    void hang() {
      database
          .models()
          .endpoint(
              "echo",
              rows -> {
                asked.countDown();
                try {
                  released.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return rows.stream().map(row -> row.get(0)).toList();
              });
    }

    void awaitRequest() throws InterruptedException {
      asked.await();
    }

    void release() {
      released.countDown();
    }
  }
}
