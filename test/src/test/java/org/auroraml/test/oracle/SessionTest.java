package org.auroraml.test.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F31: transactions are the user's, and one statement sees the same rows both times. */
class SessionTest {
  private MlDatabase database;
  private Connection connection;

  @BeforeEach
  void create() throws SQLException {
    database = MlDatabase.create();
    database.execute(
        "CREATE TABLE t (id INT PRIMARY KEY, d DOUBLE, score DOUBLE)",
        "INSERT INTO t (id, d) VALUES (1, 1.5), (2, 2.5), (3, 3.5)");
    connection = database.connect();
    MlDatabase.createFunctions(connection);
    MlDatabase.createFunction(connection, "broken(x DOUBLE) RETURNS DOUBLE", "no-such-endpoint");
  }

  @AfterEach
  void close() throws SQLException {
    try {
      connection.close();
    } finally {
      database.close();
    }
  }

  private void assertNoTransaction() throws SQLException {
    assertThat(connection.getAutoCommit()).isTrue();
    assertThat(Oracle.isInTransaction(connection)).as("a transaction is open").isFalse();
  }

  private List<String> seenByOthers(String query) throws SQLException {
    try (Connection other = database.connectMysql()) {
      return MlDatabase.rows(other, query);
    }
  }

  @Test
  @DisplayName("in autocommit no transaction stays open after a read")
  void read() throws SQLException {
    MlDatabase.rows(connection, "SELECT ml_num(d) FROM t WHERE ml_num(d) > 1");
    assertNoTransaction();
    MlDatabase.rows(connection, "SELECT ml_num(1)");
    assertNoTransaction();
  }

  @Test
  @DisplayName("in autocommit no transaction stays open after a write, and it is committed")
  void write() throws SQLException {
    MlDatabase.execute(connection, "UPDATE t SET score = ml_num(d) WHERE ml_num(d) > 2");
    assertNoTransaction();
    assertThat(seenByOthers("SELECT score FROM t ORDER BY id"))
        .containsExactly("null", "2.5", "3.5");
    MlDatabase.execute(connection, "DELETE FROM t WHERE ml_num(d) > 3");
    assertNoTransaction();
    assertThat(seenByOthers("SELECT COUNT(*) FROM t")).containsExactly("2");
  }

  @Test
  @DisplayName("in autocommit no transaction stays open after a failure of the model or the server")
  void failure() throws SQLException {
    for (String sql :
        List.of(
            "SELECT broken(d) FROM t",
            "UPDATE t SET score = broken(d)",
            "UPDATE t SET id = 1, score = ml_num(d) WHERE ml_num(d) > 1",
            "SELECT ml_num(nothing) FROM t",
            "SELECT EXP(1000 * ml_num(d)) FROM t",
            "DELETE FROM t WHERE broken(d) > 1")) {
      assertThatThrownBy(() -> MlDatabase.execute(connection, sql))
          .isInstanceOf(SQLException.class);
      assertNoTransaction();
    }
    assertThat(seenByOthers("SELECT COUNT(*), COUNT(score) FROM t")).containsExactly("3,0");
  }

  @Test
  @DisplayName("with autocommit off an ML read or write commits nothing of the user's")
  void ownTransaction() throws SQLException {
    connection.setAutoCommit(false);
    MlDatabase.execute(connection, "INSERT INTO t (id, d) VALUES (4, 4.5)");
    MlDatabase.rows(connection, "SELECT ml_num(d) FROM t");
    MlDatabase.execute(connection, "UPDATE t SET score = ml_num(d)");
    assertThat(seenByOthers("SELECT COUNT(*), COUNT(score) FROM t")).containsExactly("3,0");
    connection.rollback();
    connection.setAutoCommit(true);
    assertThat(MlDatabase.rows(connection, "SELECT COUNT(*), COUNT(score) FROM t"))
        .containsExactly("3,0");
  }

  @Test
  @DisplayName("a transaction that START TRANSACTION opened in autocommit stays the user's")
  void startTransaction() throws SQLException {
    MlDatabase.execute(connection, "START TRANSACTION", "INSERT INTO t (id, d) VALUES (4, 4.5)");
    MlDatabase.rows(connection, "SELECT ml_num(d) FROM t");
    MlDatabase.execute(connection, "UPDATE t SET score = ml_num(d)");
    assertThatThrownBy(() -> MlDatabase.rows(connection, "SELECT broken(d) FROM t"))
        .isInstanceOf(SQLException.class);
    assertThat(Oracle.isInTransaction(connection)).isTrue();
    assertThat(seenByOthers("SELECT COUNT(*), COUNT(score) FROM t")).containsExactly("3,0");
    MlDatabase.execute(connection, "ROLLBACK");
    assertThat(MlDatabase.rows(connection, "SELECT COUNT(*), COUNT(score) FROM t"))
        .containsExactly("3,0");
  }

  @Test
  @DisplayName("F95 the values that a statement has looked up are gone from the session with it")
  void variables() throws SQLException {
    String ours = "SELECT CONCAT('', @auroraml_1)";
    for (String sql :
        List.of("SELECT id FROM t WHERE ml_num(d) > 1", "UPDATE t SET score = ml_num(d)")) {
      MlDatabase.execute(connection, sql);
      assertThat(MlDatabase.rows(connection, ours)).as(sql).containsExactly("null");
    }
    assertThatThrownBy(
            () -> MlDatabase.execute(connection, "UPDATE t SET id = 1, score = ml_num(d)"))
        .isInstanceOf(SQLException.class);
    assertThat(MlDatabase.rows(connection, ours).get(0)).startsWith("[");
    MlDatabase.rows(connection, "SELECT ml_num(1)");
    assertThat(MlDatabase.rows(connection, ours)).containsExactly("null");
  }

  @Test
  @DisplayName("savepoints outlive ML statements")
  void savepoint() throws SQLException {
    connection.setAutoCommit(false);
    MlDatabase.execute(connection, "UPDATE t SET score = 0");
    Savepoint savepoint = connection.setSavepoint();
    MlDatabase.execute(connection, "UPDATE t SET score = ml_num(d)");
    connection.rollback(savepoint);
    assertThat(MlDatabase.rows(connection, "SELECT score FROM t ORDER BY id"))
        .containsExactly("0.0", "0.0", "0.0");
    connection.rollback();
  }

  @Test
  @DisplayName("the isolation level of the session is as before")
  void isolation() throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    MlDatabase.rows(connection, "SELECT ml_num(d) FROM t");
    MlDatabase.execute(connection, "UPDATE t SET score = ml_num(d)");
    assertThat(connection.getTransactionIsolation())
        .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    assertThat(
            MlDatabase.rows(
                connection, "SELECT @@" + (isMariaDb() ? "tx_isolation" : "transaction_isolation")))
        .containsExactly("READ-COMMITTED");
  }

  private boolean isMariaDb() {
    return database.database().server().isMariaDb();
  }

  @Test
  @DisplayName("an ML read works in a read-only transaction")
  void readOnly() throws SQLException {
    connection.setReadOnly(true);
    assertThat(MlDatabase.rows(connection, "SELECT SUM(ml_num(d)) FROM t")).containsExactly("7.5");
    connection.setReadOnly(false);
    MlDatabase.execute(connection, "START TRANSACTION READ ONLY");
    assertThat(MlDatabase.rows(connection, "SELECT SUM(ml_num(d)) FROM t")).containsExactly("7.5");
    MlDatabase.execute(connection, "COMMIT");
  }

  /** Runs another client's statement once, while the model is asked. */
  private void whileTheModelRuns(String endpoint, String... statements) {
    CountDownLatch once = new CountDownLatch(1);
    database
        .models()
        .endpoint(
            endpoint,
            rows -> {
              if (once.getCount() > 0) {
                once.countDown();
                try {
                  database.execute(statements);
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              }
              return rows.stream().map(row -> row.get(0)).toList();
            });
  }

  @Test
  @DisplayName("F31 a read sees one snapshot though another client changes its rows meanwhile")
  void readWhileOthersWrite() throws SQLException {
    whileTheModelRuns("ml-num", "UPDATE t SET d = d + 100", "INSERT INTO t (id, d) VALUES (9, 99)");
    assertThat(MlDatabase.rows(connection, "SELECT id, ml_num(d) FROM t ORDER BY id"))
        .containsExactly("1,1.5", "2,2.5", "3,3.5");
    assertNoTransaction();
    assertThat(MlDatabase.rows(connection, "SELECT COUNT(*), SUM(ml_num(d)) FROM t"))
        .containsExactly("4,406.5");
  }

  @Test
  @DisplayName("F31 … also when the session is READ COMMITTED")
  void readCommittedWhileOthersWrite() throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    whileTheModelRuns("ml-num", "UPDATE t SET d = d + 100");
    assertThat(MlDatabase.rows(connection, "SELECT ml_num(d) FROM t ORDER BY id"))
        .containsExactly("1.5", "2.5", "3.5");
  }

  @Test
  @DisplayName("F31 in the user's READ COMMITTED transaction changed rows are an error, never NULL")
  void changedRowsAreDetected() throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    whileTheModelRuns("ml-num", "UPDATE t SET d = d + 100");
    SQLException changed =
        catchThrowableOfType(
            SQLException.class,
            () -> MlDatabase.rows(connection, "SELECT id, ml_num(d) + 0 FROM t ORDER BY id"));
    assertThat((Throwable) changed).isNotNull();
    assertThat(changed.getSQLState()).isEqualTo("40001");
    assertThat(changed.getErrorCode()).isEqualTo(30004);
    assertThat((Throwable) changed)
        .hasMessageContaining("Rows changed")
        .hasMessageContaining("again");
    connection.rollback();
  }

  @Test
  @DisplayName("F31 … but for a call that is a select item, whose rows are read once")
  void changedRowsThatAreReadOnce() throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    whileTheModelRuns("ml-num", "UPDATE t SET d = d + 100");
    assertThat(MlDatabase.rows(connection, "SELECT id, ml_num(d) FROM t ORDER BY id"))
        .containsExactly("1,1.5", "2,2.5", "3,3.5");
    connection.rollback();
  }

  @Test
  @DisplayName("F31 a write locks the rows it scores: another client's write waits and then counts")
  void writeLocksWhatItScores() throws Exception {
    assertLocked("UPDATE t SET score = ml_num(d)", "UPDATE t SET d = d + 100 WHERE id = 2");

    assertThat(seenByOthers("SELECT id, d, score FROM t ORDER BY id"))
        .containsExactly("1,1.5,1.5", "2,102.5,2.5", "3,3.5,3.5");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "UPDATE t SET score = ml_num(d) WHERE id IN (SELECT t_id FROM p)",
        "UPDATE t SET score = ml_num(d) WHERE EXISTS (SELECT 1 FROM p WHERE p.t_id = t.id)",
        "UPDATE t JOIN (SELECT t_id FROM p) q ON t.id = q.t_id SET score = ml_num(d)",
        "UPDATE t SET score = ml_num(d) WHERE id <= (SELECT MAX(t_id) FROM (SELECT * FROM p) q)",
        "INSERT INTO t SELECT id + 10, d, ml_num(d) FROM t WHERE id IN (SELECT t_id FROM p)"
      })
  @DisplayName("F31 … and those of its subqueries, which choose the rows")
  void writeLocksItsSubqueries(String sql) throws Exception {
    database.execute(
        "CREATE TABLE p (id INT PRIMARY KEY, t_id INT)", "INSERT INTO p VALUES (1, 1), (2, 2)");

    assertLocked(sql, "UPDATE p SET t_id = 3 WHERE id = 1");

    assertThat(seenByOthers("SELECT DISTINCT score FROM t WHERE score IS NOT NULL ORDER BY score"))
        .containsExactly("1.5", "2.5");
  }

  /** Another client's write has to wait while the model is asked for a write. */
  private void assertLocked(String sql, String another) throws Exception {
    CountDownLatch modelIsAsked = new CountDownLatch(1);
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () -> {
              try {
                modelIsAsked.await();
                database.execute(another);
              } catch (SQLException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    AtomicReference<Boolean> waited = new AtomicReference<>();
    database
        .models()
        .endpoint(
            "ml-num",
            rows -> {
              modelIsAsked.countDown();
              try {
                waited.set(awaitLockWait());
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
              return rows.stream().map(row -> row.get(0)).toList();
            });

    MlDatabase.execute(connection, sql);

    other.get(60, TimeUnit.SECONDS);
    assertThat(waited.get()).as("the other client's write waited").isTrue();
    assertNoTransaction();
  }

  /** Whether a client waits for a row lock, within a few seconds. */
  private boolean awaitLockWait() throws SQLException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    try (Connection observer = database.connectMysql();
        Statement statement = observer.createStatement()) {
      while (System.nanoTime() < end) {
        try (var waiting =
            statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'")) {
          waiting.next();
          if (waiting.getInt(2) > 0) {
            return true;
          }
        }
      }
    }
    return false;
  }

  @Test
  @DisplayName("F31 a row that another client inserts while an UPDATE runs gets no NULL")
  void phantomsInAWrite() throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    whileTheModelRuns("ml-num", "INSERT INTO t (id, d) VALUES (9, 99.5)");
    SQLException failure = null;
    try {
      MlDatabase.execute(connection, "UPDATE t SET score = ml_num(d)");
    } catch (SQLException e) {
      failure = e;
    }
    if (failure == null) {
      assertThat(seenByOthers("SELECT COUNT(*) FROM t WHERE score IS NULL AND id <> 9"))
          .containsExactly("0");
    } else {
      assertThat(failure.getErrorCode()).as(failure.getMessage()).isEqualTo(30004);
      assertThat(seenByOthers("SELECT COUNT(*) FROM t WHERE score IS NOT NULL"))
          .containsExactly("0");
    }
    assertThat(seenByOthers("SELECT COUNT(*) FROM t")).containsExactly("4");
    assertNoTransaction();
  }

  @Test
  @DisplayName("a statement can be cancelled while the model is asked")
  void cancel() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    database
        .models()
        .endpoint(
            "ml-num",
            rows -> {
              asked.countDown();
              try {
                answer.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return rows.stream().map(row -> row.get(0)).toList();
            });
    try (Statement statement = connection.createStatement()) {
      CompletableFuture<Throwable> run =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  statement.executeUpdate("UPDATE t SET score = ml_num(d)");
                  return null;
                } catch (SQLException e) {
                  return e;
                }
              });
      asked.await();
      statement.cancel();
      Throwable failure = run.get(60, TimeUnit.SECONDS);
      assertThat(failure).isInstanceOf(SQLException.class);
      assertThat(((SQLException) failure).getErrorCode()).isEqualTo(1317);
    } finally {
      answer.countDown();
    }
    assertNoTransaction();
    assertThat(seenByOthers("SELECT COUNT(score) FROM t")).containsExactly("0");
  }
}
