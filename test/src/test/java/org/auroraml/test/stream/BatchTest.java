package org.auroraml.test.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.auroraml.stand.Response;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F26: batches of statements with functions, and what they send to models. */
class BatchTest extends OnBothSides {
  private static final String INSERT = "INSERT INTO b (x, s) VALUES (f(?), s(?))";

  @BeforeEach
  void createTable() throws SQLException {
    database.execute(
        "CREATE TABLE b (id INT AUTO_INCREMENT PRIMARY KEY, x DOUBLE UNIQUE, s VARCHAR(40))");
  }

  private List<String> table() throws SQLException {
    return MlDatabase.rows(connection, "SELECT id, x, s FROM b ORDER BY id");
  }

  /** Where functions are stored ones there are no models to ask. */
  private void assertAsked(int requests, int inputs) {
    if (side == FunctionSide.ML) {
      assertThat(database.models().requests("echo")).as("requests").isEqualTo(requests);
      assertThat(database.models().inputs("echo")).as("inputs").isEqualTo(inputs);
    }
  }

  private static void add(PreparedStatement statement, Object x, String s) throws SQLException {
    statement.setObject(1, x);
    statement.setString(2, s);
    statement.addBatch();
  }

  @Test
  @DisplayName("F26 all rows' calls in one request to their model, equal inputs once")
  void rows() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      for (int i = 0; i < 100; i++) {
        add(statement, i + 0.5, "text " + i % 10);
      }
      add(statement, null, null);
      assertThat(statement.executeBatch()).hasSize(101).containsOnly(1);
      assertThat(table()).hasSize(101).contains("1,0.5,text 0", "100,99.5,text 9");
      assertAsked(1, 110);
      assertThat(statement.executeBatch()).isEmpty();
    }
  }

  @Test
  @DisplayName("F26 keys of all rows")
  void generatedKeys() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS)) {
      add(statement, 1.5, "a");
      add(statement, 2.5, "b");
      assertThat(statement.executeLargeBatch()).containsExactly(1, 1);
      assertThat(keys(statement)).containsExactly(1L, 2L);
      statement.setDouble(1, 3.5);
      statement.executeUpdate();
      assertThat(keys(statement)).containsExactly(3L);
    }
  }

  private static List<Long> keys(Statement statement) throws SQLException {
    List<Long> keys = new ArrayList<>();
    try (ResultSet generated = statement.getGeneratedKeys()) {
      while (generated.next()) {
        keys.add(generated.getLong(1));
      }
    }
    return keys;
  }

  @Test
  @DisplayName("F26 a row that fails: the others run, as continueBatchOnError says by default")
  void failure() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      add(statement, 1.5, "a");
      add(statement, 1.5, "again");
      add(statement, 2.5, "b");
      BatchUpdateException failure =
          catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);
      assertThat(failure.getUpdateCounts()).containsExactly(1, Statement.EXECUTE_FAILED, 1);
      assertThat(failure.getErrorCode()).isEqualTo(1062);
      assertThat(failure.getSQLState()).isEqualTo("23000");
    }
    assertThat(table()).containsExactly("1,1.5,a", "3,2.5,b");
    assertAsked(1, 5);
  }

  @Test
  @DisplayName("F26 a row that fails is the last one with continueBatchOnError=false")
  void failureThatEnds() throws SQLException {
    try (Connection other = connect("continueBatchOnError=false")) {
      try (PreparedStatement statement = other.prepareStatement(INSERT)) {
        add(statement, 1.5, "a");
        add(statement, 1.5, "again");
        add(statement, 2.5, "b");
        BatchUpdateException failure =
            catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);
        assertThat(failure.getUpdateCounts()).containsExactly(1);
      }
    }
    assertThat(table()).containsExactly("1,1.5,a");
  }

  @Test
  @DisplayName("F26 a row changes what the next one reads")
  void rowsThatDependOnEachOther() throws SQLException {
    database.execute("INSERT INTO b (id, x) VALUES (1, 1), (2, 20), (3, 300)");
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE b SET x = f(x) + ? WHERE id = ?")) {
      for (int id : new int[] {1, 2, 1, 1}) {
        statement.setDouble(1, id);
        statement.setInt(2, id);
        statement.addBatch();
      }
      assertThat(statement.executeBatch()).containsExactly(1, 1, 1, 1);
    }
    assertThat(MlDatabase.rows(connection, "SELECT x FROM b ORDER BY id"))
        .containsExactly("4.0", "22.0", "300.0");
    // 1 and 20 together, then 2 and 3, which only the run knows.
    assertAsked(3, 4);
  }

  @Test
  @DisplayName("F26 calls of calls: one request for each depth")
  void nested() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO b (x) VALUES (f(f(?) + 1000))")) {
      for (int i = 0; i < 20; i++) {
        statement.setInt(1, i);
        statement.addBatch();
      }
      assertThat(statement.executeBatch()).hasSize(20).containsOnly(1);
    }
    assertThat(MlDatabase.rows(connection, "SELECT MIN(x), MAX(x) FROM b"))
        .containsExactly("1000.0,1019.0");
    assertAsked(2, 40);
  }

  @Test
  @DisplayName("F26 a batch of texts, one of which needs another")
  void statements() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("INSERT INTO b (x, s) VALUES (f(1), 'a'), (f(2), s('b'))");
      statement.addBatch("INSERT INTO b (x) VALUES (3)");
      statement.addBatch("CREATE TABLE b2 (x DOUBLE)");
      statement.addBatch("INSERT INTO b2 SELECT f(x) FROM b");
      statement.addBatch("UPDATE b SET x = x + f(10)");
      assertThat(statement.executeBatch()).containsExactly(2, 1, 0, 3, 3);
      assertThat(keys(statement)).containsExactly(1L, 2L, 3L);
      assertThat(statement.executeUpdate("DELETE FROM b WHERE x = f(12)")).isEqualTo(1);
      assertThat(statement.executeBatch()).isEmpty();
    }
    assertThat(table()).containsExactly("1,11.0,a", "3,13.0,null");
    assertThat(MlDatabase.rows(connection, "SELECT SUM(x) FROM b2")).containsExactly("6.0");
  }

  @Test
  @DisplayName("F26, F81 a batch to an endpoint that is busy for good spends the retry budget once")
  void endpointIsBusy() throws SQLException {
    if (side != FunctionSide.ML) {
      return;
    }
    AtomicInteger requests = new AtomicInteger();
    database
        .models()
        .rawEndpoint(
            "echo",
            (body, accept) -> {
              requests.incrementAndGet();
              return Response.of(503, "application/json", "{\"message\":\"busy\"}");
            });
    try (Connection other = connect("mlRetryBudgetMs=1000", "mlBreakerFailureRate=0");
        PreparedStatement statement = other.prepareStatement(INSERT)) {
      for (int row = 0; row < 10; row++) {
        add(statement, row + 0.5, null);
      }
      BatchUpdateException failure =
          catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);
      assertThat(failure.getUpdateCounts()).hasSize(10).containsOnly(Statement.EXECUTE_FAILED);
      assertThat(failure.getErrorCode()).isEqualTo(30002);
    }
    // Pauses double from 0.1 s, or half of each; then there is one try for each row.
    assertThat(requests.get()).isBetween(1 + 10, 8 + 10);
    assertThat(table()).isEmpty();
  }

  @Test
  @DisplayName("F26 a model that fails at the input of one row fails that row")
  void modelFails() throws SQLException {
    if (side != FunctionSide.ML) {
      return;
    }
    database
        .models()
        .endpoint(
            "echo",
            rows -> {
              if (rows.stream().anyMatch(row -> "2.5".equals(row.get(0)))) {
                throw new IllegalArgumentException("not this one");
              }
              return rows.stream().map(row -> row.get(0)).toList();
            });
    try (Connection other = connect("mlRetryBudgetMs=1");
        PreparedStatement statement = other.prepareStatement(INSERT)) {
      add(statement, 1.5, "a");
      add(statement, 2.5, "b");
      add(statement, 3.5, "c");
      BatchUpdateException failure =
          catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);
      assertThat(failure.getUpdateCounts()).containsExactly(1, Statement.EXECUTE_FAILED, 1);
      assertThat(failure.getErrorCode()).isEqualTo(30002);
    }
    assertThat(table()).hasSize(2);
  }
}
