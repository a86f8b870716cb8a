package org.auroraml.test.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.auroraml.stand.Sentiment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** As few requests, with as few inputs, as the statement allows (F5, F9, F21, F27, F28). */
class FewerCallsTest {
  private MlDatabase database;
  private Connection connection;

  @BeforeEach
  void create() throws SQLException {
    database = MlDatabase.create();
    database.models().sentiment((text, language) -> new Sentiment(0.9, 0.05, 0.03, 0.02));
    database.execute("CREATE TABLE t (id INT PRIMARY KEY, d DOUBLE, g INT, s VARCHAR(40))");
    String rows =
        IntStream.rangeClosed(1, 1000)
            .mapToObj(i -> "(%d, %d, %d, 'text %d')".formatted(i, i % 100, i % 10, i % 50))
            .collect(Collectors.joining(","));
    database.execute("INSERT INTO t VALUES " + rows);
    connection = database.connect();
    MlDatabase.createFunctions(connection);
    database.models().resetCounters();
  }

  @AfterEach
  void close() throws SQLException {
    try {
      connection.close();
    } finally {
      database.close();
    }
  }

  @Test
  @DisplayName("F27 equal inputs of a statement are sent once")
  void equalInputsOnce() throws SQLException {
    MlDatabase.rows(connection, "SELECT SUM(ml_num(d)) FROM t");
    assertThat(database.models().inputs("ml-num")).isEqualTo(100);
    assertThat(database.models().requests("ml-num")).isEqualTo(1);
  }

  @Test
  @DisplayName("F48 mlCacheSize: later statements, also of other connections, ask for what is new")
  void keptAcrossStatements() throws SQLException {
    try (Connection one = database.connect("mlCacheSize=1000", "mlCacheTtlMs=3600000");
        Connection other = database.connect("mlCacheSize=1000", "mlCacheTtlMs=3600000")) {
      MlDatabase.rows(one, "SELECT id, ml_num(d) FROM t WHERE d < 60");
      List<String> sum = MlDatabase.rows(other, "SELECT SUM(ml_num(d)) FROM t");

      assertThat(database.models().inputs("ml-num")).isEqualTo(100);
      assertThat(sum).isEqualTo(MlDatabase.rows(connection, "SELECT SUM(ml_num(d)) FROM t"));
      assertThat(database.models().inputs("ml-num")).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("F27 also over several calls, blocks and clauses")
  void equalInputsOnceInTheWholeStatement() throws SQLException {
    MlDatabase.rows(
        connection,
        "SELECT ml_num(d), ml_num(d) + 1 FROM t WHERE ml_num(d) > 5"
            + " UNION ALL SELECT ml_num(d), 0 FROM t WHERE ml_num(t.d) < 5");
    assertThat(database.models().inputs("ml-num")).isEqualTo(100);
  }

  @Test
  @DisplayName("F28 filters that need no model run first")
  void filtersFirst() throws SQLException {
    MlDatabase.rows(connection, "SELECT id FROM t WHERE ml_num(d) > 5 AND g = 3 AND id < 500");
    assertThat(database.models().inputs("ml-num")).isEqualTo(10);
  }

  @Test
  @DisplayName("F28 a call in the select list is asked for rows that pass the calls in WHERE only")
  void whereBeforeSelectList() throws SQLException {
    MlDatabase.rows(connection, "SELECT ml_int(d) FROM t WHERE ml_num(d) >= 90");
    assertThat(database.models().inputs("ml-num")).isEqualTo(100);
    assertThat(database.models().inputs("ml-int")).isEqualTo(10);
  }

  @Test
  @DisplayName("F28 an UPDATE asks for the rows that it changes")
  void updateAsksForItsRows() throws SQLException {
    MlDatabase.execute(connection, "UPDATE t SET d = ml_num(d) WHERE g = 3");
    assertThat(database.models().inputs("ml-num")).isEqualTo(10);
  }

  @Test
  @DisplayName("F5 MAX_BATCH_SIZE caps the rows of a request")
  void maxBatchSize() throws SQLException {
    MlDatabase.execute(
        connection,
        "CREATE FUNCTION small(x DOUBLE) RETURNS DOUBLE ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT"
            + " ENDPOINT NAME 'ml-num' MAX_BATCH_SIZE 30");
    MlDatabase.rows(connection, "SELECT SUM(small(d)) FROM t");
    assertThat(database.models().requests("ml-num")).isEqualTo(4);
    assertThat(database.models().inputs("ml-num")).isEqualTo(100);
  }

  @Test
  @DisplayName("batches are sent in parallel")
  void parallel() throws SQLException {
    MlDatabase.execute(
        connection,
        "CREATE FUNCTION small(x DOUBLE) RETURNS DOUBLE ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT"
            + " ENDPOINT NAME 'slow' MAX_BATCH_SIZE 25");
    // Each of four requests is answered when all four are there.
    CountDownLatch all = new CountDownLatch(4);
    database
        .models()
        .endpoint(
            "slow",
            rows -> {
              all.countDown();
              try {
                if (!all.await(20, TimeUnit.SECONDS)) {
                  throw new IllegalStateException("requests come one after the other");
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return rows.stream().map(row -> row.get(0)).toList();
            });
    assertThat(MlDatabase.rows(connection, "SELECT SUM(small(d)) FROM t"))
        .containsExactly("49500.0");
    assertThat(database.models().maxParallel("slow")).isEqualTo(4);
  }

  @Test
  @DisplayName("mlConcurrency bounds the requests of a statement that run at once")
  void concurrencyIsBounded() throws SQLException {
    try (Connection two = database.connect("mlConcurrency=2")) {
      MlDatabase.execute(
          two,
          "CREATE FUNCTION tiny(x DOUBLE) RETURNS DOUBLE ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT"
              + " ENDPOINT NAME 'ml-num' MAX_BATCH_SIZE 5");
      MlDatabase.rows(two, "SELECT SUM(tiny(d)) FROM t");
    }
    assertThat(database.models().requests("ml-num")).isEqualTo(20);
    assertThat(database.models().maxParallel("ml-num")).isLessThanOrEqualTo(2);
  }

  @Test
  @DisplayName("F9 both Comprehend functions over a text cost one request for it")
  void bothComprehendFunctions() throws SQLException {
    List<String> rows =
        MlDatabase.rows(
            connection,
            "SELECT aws_comprehend_detect_sentiment(s, 'en'),"
                + " aws_comprehend_detect_sentiment_confidence(s, 'en') FROM t WHERE id <= 50");
    assertThat(rows).hasSize(50).containsOnly("POSITIVE,0.9");
    assertThat(database.models().comprehendInputs()).isEqualTo(50);
    assertThat(database.models().comprehendRequests()).isEqualTo(2);
  }

  @Test
  @DisplayName("F9 also where one stands in WHERE and the other in the select list")
  void bothComprehendFunctionsInTwoClauses() throws SQLException {
    MlDatabase.rows(
        connection,
        "SELECT id, aws_comprehend_detect_sentiment_confidence(s, 'en') c FROM t"
            + " WHERE aws_comprehend_detect_sentiment(s, 'en') = 'POSITIVE'");
    assertThat(database.models().comprehendInputs()).isEqualTo(50);
  }

  @Test
  @DisplayName("F8 a third argument caps the texts of a request")
  void comprehendBatchSize() throws SQLException {
    MlDatabase.rows(connection, "SELECT aws_comprehend_detect_sentiment(s, 'en', 10) FROM t");
    assertThat(database.models().comprehendInputs()).isEqualTo(50);
    assertThat(database.models().comprehendRequests()).isEqualTo(5);
  }

  @Test
  @DisplayName("F21 an INSERT of several rows sends the calls of all rows in one batch")
  void insertOfSeveralRows() throws SQLException {
    String values =
        IntStream.range(0, 200)
            .mapToObj(i -> "(%d, ml_num(%d), ml_int(%d))".formatted(2000 + i, i % 20, i))
            .collect(Collectors.joining(","));
    MlDatabase.execute(connection, "INSERT INTO t (id, d, g) VALUES " + values);
    assertThat(database.models().requests("ml-num")).isEqualTo(1);
    assertThat(database.models().inputs("ml-num")).isEqualTo(20);
    assertThat(database.models().requests("ml-int")).isEqualTo(1);
  }

  @Test
  @DisplayName("preparing a statement asks no model")
  void preparing() throws SQLException {
    try (PreparedStatement prepared =
        connection.prepareStatement("SELECT ml_num(d), ml_num(?) FROM t WHERE id = ?")) {
      prepared.setInt(1, 1);
      prepared.setInt(2, 1);
      assertThat(prepared.getParameterMetaData().getParameterCount()).isEqualTo(2);
    }
    assertThat(database.models().requests("ml-num")).isZero();
  }

  @Test
  @DisplayName("NULL arguments and rows that do not exist ask no model")
  void nothingToAsk() throws SQLException {
    MlDatabase.rows(connection, "SELECT ml_num(NULL), ml_str(NULL) FROM t");
    MlDatabase.rows(connection, "SELECT ml_num(d) FROM t WHERE id < 0");
    MlDatabase.rows(
        connection,
        "SELECT aws_comprehend_detect_sentiment(NULL, 'en'), aws_comprehend_detect_sentiment('', 'en')");
    assertThat(database.models().requests("ml-num")).isZero();
    assertThat(database.models().comprehendRequests()).isZero();
  }
}
