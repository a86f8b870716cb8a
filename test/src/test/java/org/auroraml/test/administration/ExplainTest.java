package org.auroraml.test.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.auroraml.stand.SentimentModel;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F44: EXPLAIN says what is batched and asks no model; EXPLAIN ANALYZE says what it cost. */
class ExplainTest {
  private static final String BATCHED = "Batched machine learning";

  private MlDatabase database;
  private Connection connection;

  @BeforeEach
  void start() throws SQLException {
    database = MlDatabase.create();
    database.models().sentiment(new SentimentModel());
    connection = database.connect();
    MlDatabase.createFunctions(connection);
    MlDatabase.execute(
        connection,
        "CREATE TABLE t (i INT, s VARCHAR(20))",
        "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (2, 'c'), (3, 'd')",
        "CREATE TABLE u (i INT, k INT)",
        "INSERT INTO u VALUES (1, 1), (2, 2), (3, 3)");
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    database.close();
  }

  /** Of each row the table and Extra. */
  private static List<String> plan(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString("table") + ": " + result.getString("Extra"));
      }
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EXPLAIN SELECT i, ml_num(i) FROM t | t",
        "DESC SELECT i FROM t WHERE ml_num(i) > 1 | t",
        "EXPLAIN SELECT u.k, ml_num(x.i) FROM u JOIN t x ON x.i = u.k | x",
        "EXPLAIN SELECT k FROM u WHERE k IN (SELECT ml_int(t.i) FROM t) | t",
        "EXPLAIN UPDATE t SET i = ml_int(i) | t",
        "EXPLAIN DELETE FROM t WHERE ml_num(i) > 2 | t",
        "EXPLAIN INSERT INTO u SELECT i, ml_int(i) FROM t | t",
        "EXPLAIN SELECT aws_comprehend_detect_sentiment(s, 'en') FROM t | t",
        "EXPLAIN SELECT i FROM t WHERE aws_comprehend_detect_sentiment_confidence(s, 'en') > 0.5 | t",
      })
  @DisplayName("EXPLAIN marks the tables that arguments come from, and no model is asked")
  void explain(String sql, String table) throws SQLException {
    List<String> rows = plan(connection, sql);

    assertThat(rows).filteredOn(row -> row.contains(BATCHED)).isNotEmpty();
    assertThat(rows)
        .filteredOn(row -> row.contains(BATCHED))
        .allMatch(row -> row.startsWith(table + ": "));
    assertThat(database.models().inputs("ml-num")).isZero();
    assertThat(database.models().inputs("ml-int")).isZero();
    assertThat(database.models().comprehendInputs()).isZero();
    assertThat(MlDatabase.rows(connection, "SELECT COUNT(*) FROM t")).containsExactly("4");
  }

  @Test
  @DisplayName("… with nothing else in Extra, as Aurora prints it; other columns are the server's")
  void asAuroraPrints() throws SQLException {
    String sql = "explain select i, s, ml_num(i) from t";
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql);
        Connection theirs = database.connectMysql();
        Statement other = theirs.createStatement();
        ResultSet expected = other.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      assertThat(expected.next()).isTrue();
      int columns = expected.getMetaData().getColumnCount();
      for (int i = 1; i < columns; i++) {
        assertThat(result.getMetaData().getColumnLabel(i))
            .isEqualTo(expected.getMetaData().getColumnLabel(i));
        assertThat(result.getString(i)).isEqualTo(expected.getString(i));
      }
      assertThat(result.getString("Extra")).isEqualTo(BATCHED);
      assertThat(result.next()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"functions=memory", "functions=catalog"})
  @DisplayName("wherever functions are kept, with constant arguments too")
  void wherever(String functions) throws SQLException {
    try (Connection other = database.connect(functions)) {
      MlDatabase.createFunction(other, "f(x DOUBLE) RETURNS DOUBLE", "ml-num");
      assertThat(plan(other, "EXPLAIN SELECT f(i) FROM t")).containsExactly("t: " + BATCHED);
      assertThat(plan(other, "EXPLAIN SELECT f(1)")).singleElement().asString().contains(BATCHED);
      assertThat(plan(other, "EXPLAIN SELECT * FROM (SELECT f(1) a) d"))
          .anyMatch(row -> row.contains(BATCHED));
    }
    assertThat(database.models().inputs("ml-num")).isZero();
  }

  @Test
  @DisplayName("FORMAT=JSON and FORMAT=TREE")
  void formats() throws SQLException {
    assertThat(
            MlDatabase.rows(connection, "EXPLAIN FORMAT=JSON SELECT ml_num(t.i) FROM t, u")
                .get(0)
                .replaceAll("\\s+", " "))
        .contains("\"batched_machine_learning\": true, \"table_name\": \"t\"")
        .doesNotContain("true, \"table_name\": \"u\"");
    assumeFalse(database.database().server().isMariaDb(), "MariaDB has no FORMAT=TREE");
    assertThat(MlDatabase.rows(connection, "EXPLAIN FORMAT=TREE SELECT ml_num(t.i) FROM t, u"))
        .singleElement()
        .asString()
        .containsPattern("Table scan on t .*\\[Batched machine learning\\]")
        .doesNotContainPattern("Table scan on u .*\\[Batched machine learning\\]");
  }

  @Test
  @DisplayName("EXPLAIN ANALYZE asks the models and says what of, and how long it took")
  void analyze() throws SQLException {
    String text =
        MlDatabase.rows(connection, "EXPLAIN ANALYZE SELECT i FROM t WHERE ml_num(i) > 1").get(0);

    assertThat(text)
        .containsPattern("t.*")
        .containsPattern(
            "-> Batched machine learning: SageMaker endpoint 'ml-num': 3 inputs, 3 distinct, 3"
                + " answered, 1 requests of 3/3/3 inputs in \\d+/\\d+/\\d+ ms, 0 retries");
    assertThat(database.models().inputs("ml-num")).isEqualTo(3);
  }

  @Test
  @DisplayName("EXPLAIN ANALYZE of a write is refused before a model is asked")
  void analyzeWrite() throws SQLException {
    assertThatThrownBy(
            () -> MlDatabase.execute(connection, "EXPLAIN ANALYZE UPDATE t SET i = ml_int(i)"))
        .isInstanceOf(SQLException.class)
        .extracting("errorCode")
        .isEqualTo(1235);
    assertThat(database.models().inputs("ml-int")).isZero();
    assertThat(MlDatabase.rows(connection, "SELECT SUM(i) FROM t")).containsExactly("8");
  }
}
