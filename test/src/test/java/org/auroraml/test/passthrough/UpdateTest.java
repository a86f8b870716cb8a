package org.auroraml.test.passthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F92: batches, generated keys and update counts. */
class UpdateTest extends OnEachRoute {

  private static final String INSERT = "INSERT INTO t (v) VALUES (?)";

  @BeforeEach
  void createTable() throws SQLException {
    execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, v INT UNIQUE)");
  }

  private static void add(PreparedStatement statement, int... values) throws SQLException {
    for (int value : values) {
      statement.setInt(1, value);
      statement.addBatch();
    }
  }

  @Test
  @DisplayName("a batch of statements gives an update count for each")
  void statementBatch() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("INSERT INTO t (v) VALUES (1), (2)");
      statement.addBatch("UPDATE t SET v = v + 10");
      statement.addBatch("DELETE FROM t WHERE v = 99");

      assertThat(statement.executeBatch()).containsExactly(2, 2, 0);
    }
    assertThat(rows("SELECT v FROM t ORDER BY v")).containsExactly("11", "12");
  }

  @Test
  @DisplayName("a prepared batch gives an update count for each row, and is empty afterwards")
  void preparedBatch() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      add(statement, 1, 2, 3);

      assertThat(statement.executeBatch()).containsExactly(1, 1, 1);
      assertThat(statement.executeBatch()).isEmpty();
    }
    assertThat(rows("SELECT v FROM t ORDER BY v")).containsExactly("1", "2", "3");
  }

  @Test
  @DisplayName("executeLargeBatch gives long counts")
  void largeBatch() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      add(statement, 1, 2);

      assertThat(statement.executeLargeBatch()).containsExactly(1L, 1L);
    }
  }

  @Test
  @DisplayName("clearBatch forgets the rows")
  void clearBatch() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      add(statement, 1, 2);
      statement.clearBatch();
      add(statement, 3);

      assertThat(statement.executeBatch()).containsExactly(1);
    }
    assertThat(rows("SELECT v FROM t")).containsExactly("3");
  }

  @Test
  @DisplayName("a failed row is marked in the counts, and the others are executed")
  void failingRow() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      add(statement, 1, 1, 2);

      BatchUpdateException failure =
          catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);

      assertThat(failure.getUpdateCounts()).containsExactly(1, Statement.EXECUTE_FAILED, 1);
      assertThat(failure.getSQLState()).isEqualTo("23000");
      assertThat(failure.getErrorCode()).isEqualTo(1062);
    }
  }

  @Test
  @DisplayName("rewriteBatchedStatements: one statement, and counts that say so")
  void rewrittenBatch() throws SQLException {
    try (Connection rewriting = connect("rewriteBatchedStatements=true");
        PreparedStatement statement = rewriting.prepareStatement(INSERT)) {
      add(statement, 1, 2, 3, 4);

      assertThat(statement.executeBatch()).hasSize(4).containsOnly(Statement.SUCCESS_NO_INFO);
    }
    assertThat(rows("SELECT COUNT(*) FROM t")).containsExactly("4");
  }

  @Test
  @DisplayName("a batch of server-side prepared statements")
  void serverPreparedBatch() throws SQLException {
    try (Connection other = connect("useServerPrepStmts=true", "cachePrepStmts=true");
        PreparedStatement statement = other.prepareStatement(INSERT)) {
      add(statement, 5, 6);

      assertThat(statement.executeBatch()).containsExactly(1, 1);
    }
  }

  @Test
  @DisplayName("generated keys of a Statement, however they are asked for")
  void generatedKeysOfStatement() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO t (v) VALUES (1)", Statement.RETURN_GENERATED_KEYS);
      assertThat(rows(statement.getGeneratedKeys())).containsExactly("1");
      statement.executeUpdate("INSERT INTO t (v) VALUES (2)", new int[] {1});
      assertThat(rows(statement.getGeneratedKeys())).containsExactly("2");
      statement.executeUpdate("INSERT INTO t (v) VALUES (3)", new String[] {"id"});
      assertThat(rows(statement.getGeneratedKeys())).containsExactly("3");
      statement.execute("INSERT INTO t (v) VALUES (4)", Statement.RETURN_GENERATED_KEYS);
      assertThat(rows(statement.getGeneratedKeys())).containsExactly("4");
      statement.executeLargeUpdate("INSERT INTO t (v) VALUES (5)", Statement.RETURN_GENERATED_KEYS);
      assertThat(rows(statement.getGeneratedKeys())).containsExactly("5");
    }
  }

  @Test
  @DisplayName("generated keys of a prepared batch, one for each row")
  void generatedKeysOfBatch() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS)) {
      add(statement, 10, 20, 30);
      statement.executeBatch();

      assertThat(rows(statement.getGeneratedKeys())).containsExactly("1", "2", "3");
    }
  }

  @Test
  @DisplayName("large updates: executeLargeUpdate and getLargeUpdateCount")
  void largeUpdates() throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement(INSERT)) {
      assertThat(statement.executeLargeUpdate("INSERT INTO t (v) VALUES (1), (2)")).isEqualTo(2L);
      assertThat(statement.getLargeUpdateCount()).isEqualTo(2L);
      prepared.setInt(1, 3);
      assertThat(prepared.executeLargeUpdate()).isEqualTo(1L);
    }
  }

  @Test
  @DisplayName("execute tells a result from an update count")
  void executeTellsWhatItGave() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.execute("INSERT INTO t (v) VALUES (1)")).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(1);
      assertThat(statement.getResultSet()).isNull();
      assertThat(statement.execute("SELECT v FROM t")).isTrue();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      assertThat(rows(statement.getResultSet())).containsExactly("1");
    }
  }

  @Test
  @DisplayName("parameters are kept between executions until they are changed or cleared")
  void parametersStay() throws SQLException {
    execute("CREATE TABLE pair (a INT, b INT)");
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO pair VALUES (?, ?)")) {
      statement.setInt(1, 1);
      statement.setInt(2, 2);
      statement.executeUpdate();
      statement.setInt(2, 3);
      statement.executeUpdate();
      statement.clearParameters();

      SQLException failure = catchThrowableOfType(SQLException.class, statement::executeUpdate);

      assertThat(failure.getSQLState()).isEqualTo("07001");
    }
    assertThat(rows("SELECT * FROM pair ORDER BY b")).containsExactly("1,2", "1,3");
  }
}
