package org.auroraml.test.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("F31: ML statements in every kind of transaction, and under locks")
class TransactionTest {
  private static final String UPDATE = "UPDATE t SET score = ml_num(d) + 1 WHERE ml_num(d) > 2";

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
  }

  @AfterEach
  void close() throws SQLException {
    try {
      connection.close();
    } finally {
      database.close();
    }
  }

  private List<String> rows(String sql) throws SQLException {
    return MlDatabase.rows(connection, sql);
  }

  private void execute(String... statements) throws SQLException {
    for (String sql : statements) {
      MlDatabase.execute(connection, sql);
    }
  }

  @Test
  @DisplayName("F31 FOR UPDATE locks the rows of a block whose windows are computed apart")
  void windowsOfLockedRows() throws SQLException {
    execute("START TRANSACTION");
    rows("SELECT id, ml_num(RANK() OVER (ORDER BY d)) FROM t WHERE id = 2 FOR UPDATE");

    try (Connection other = database.connect()) {
      MlDatabase.execute(other, "SET innodb_lock_wait_timeout = 1");
      SQLException locked =
          catchThrowableOfType(
              SQLException.class,
              () -> MlDatabase.execute(other, "UPDATE t SET score = 0 WHERE id = 2"));
      assertThat((Throwable) locked).isNotNull();
      assertThat(locked.getErrorCode()).isEqualTo(1205);
    }
    execute("ROLLBACK");
  }

  @ParameterizedTest(name = "{0}, autocommit {1}")
  @CsvSource({
    "READ UNCOMMITTED, false", "READ UNCOMMITTED, true",
    "READ COMMITTED, false", "READ COMMITTED, true",
    "REPEATABLE READ, false", "REPEATABLE READ, true",
    "SERIALIZABLE, false", "SERIALIZABLE, true"
  })
  @DisplayName("reads and writes in all isolation levels, with autocommit on and off")
  void isolationLevels(String level, boolean autocommit) throws SQLException {
    execute("SET SESSION TRANSACTION ISOLATION LEVEL " + level);
    connection.setAutoCommit(autocommit);
    assertThat(rows("SELECT id FROM t WHERE ml_num(d) > 2 ORDER BY id")).containsExactly("2", "3");
    execute(UPDATE);
    assertThat(rows("SELECT score FROM t ORDER BY id")).containsExactly("null", "3.5", "4.5");
    if (!autocommit) {
      connection.rollback();
      assertThat(rows("SELECT COUNT(score) FROM t")).containsExactly("0");
    }
    String variable = TestServer.get().isMariaDb() ? "@@tx_isolation" : "@@transaction_isolation";
    assertThat(rows("SELECT " + variable)).containsExactly(level.replace(' ', '-'));
    assertThat(Oracle.isInTransaction(connection)).isEqualTo(!autocommit);
  }

  @Test
  @DisplayName("under LOCK TABLES no transaction of the driver's releases the locks")
  void lockTables() throws SQLException {
    execute("LOCK TABLES t WRITE, t AS x READ");
    assertThat(rows("SELECT x.id FROM t x WHERE ml_num(x.d) > 2 ORDER BY 1"))
        .containsExactly("2", "3");
    execute(UPDATE);
    try (Connection other = database.connectMysql()) {
      MlDatabase.execute(other, "SET lock_wait_timeout = 1");
      SQLException waited =
          catchThrowableOfType(
              SQLException.class, () -> MlDatabase.execute(other, "LOCK TABLES t READ"));
      assertThat((Throwable) waited).as("the lock is still held").isNotNull();
      assertThat(waited.getErrorCode()).isEqualTo(1205);
      execute(" unlock  tables");
      assertThatCode(() -> MlDatabase.execute(other, "LOCK TABLES t READ"))
          .doesNotThrowAnyException();
    }
    assertThat(rows("SELECT score FROM t ORDER BY id")).containsExactly("null", "3.5", "4.5");
  }

  @Test
  @DisplayName("a session that begins anew holds no locks: a write that needs a transaction has it")
  void locksOfAnOldSession() throws SQLException {
    String insert =
        "INSERT INTO t VALUES (2, 0, 0) ON DUPLICATE KEY UPDATE score = ml_num(t.d + 1)";
    execute("LOCK TABLES t WRITE");
    assertThatThrownBy(() -> execute(insert)).hasMessageContaining("LOCK TABLES");

    connection.unwrap(JdbcConnection.class).resetServerState();
    execute(insert);

    assertThat(rows("SELECT score FROM t WHERE id = 2")).containsExactly("3.5");
  }

  @Test
  @DisplayName("in an XA transaction no transaction of the driver's starts")
  void xa() throws SQLException {
    execute("XA START 'x'", UPDATE);
    assertThat(rows("SELECT COUNT(*) FROM t WHERE ml_num(score) > 3")).containsExactly("2");
    execute("XA END 'x'", "XA PREPARE 'x'", "XA ROLLBACK 'x'");
    assertThat(rows("SELECT COUNT(score) FROM t")).containsExactly("0");
  }

  @Test
  @DisplayName("F32: with binlog_format=STATEMENT a write that looks values up is refused")
  void statementLog() throws SQLException {
    assumeTrue(
        rows("SELECT @@log_bin").equals(List.of("1")), "skipped: the server has no binary log");
    execute("SET SESSION binlog_format = 'STATEMENT'");
    SQLException refusal = catchThrowableOfType(SQLException.class, () -> execute(UPDATE));
    assertThat((Throwable) refusal).hasMessageContaining("binlog_format");
    assertThat(refusal.getErrorCode()).isEqualTo(1235);
    assertThat(rows("SELECT COUNT(score) FROM t WHERE ml_num(d) > 2")).containsExactly("0");
    execute("INSERT INTO t VALUES (4, 1, ml_num(4))");
    assertThat(rows("SELECT score FROM t WHERE id = 4")).containsExactly("4.0");
  }
}
