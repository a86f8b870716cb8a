package org.auroraml.test.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
  @DisplayName("… in Aurora's words, and how many inputs that is; other columns are the server's")
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
      assertThat(result.getString("Extra"))
          .isEqualTo(BATCHED + "; SageMaker endpoint 'ml-num': 3 inputs");
      assertThat(result.next()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"functions=memory", "functions=catalog"})
  @DisplayName("wherever functions are kept, with constant arguments too")
  void wherever(String functions) throws SQLException {
    try (Connection other = database.connect(functions)) {
      MlDatabase.createFunction(other, "f(x DOUBLE) RETURNS DOUBLE", "ml-num");
      assertThat(plan(other, "EXPLAIN SELECT f(i) FROM t"))
          .containsExactly("t: " + BATCHED + "; SageMaker endpoint 'ml-num': 3 inputs");
      assertThat(plan(other, "EXPLAIN SELECT f(1)")).singleElement().asString().contains(BATCHED);
      assertThat(plan(other, "EXPLAIN SELECT * FROM (SELECT f(1) a) d"))
          .anyMatch(row -> row.contains(BATCHED));
    }
    assertThat(database.models().inputs("ml-num")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT i, ml_num(i) FROM t | SageMaker endpoint 'ml-num': 3 inputs",
        "SELECT ml_num(i), ml_num(i + 1) FROM t WHERE i < 3 | SageMaker endpoint 'ml-num': 3 inputs",
        "SELECT i, ml_num(i) FROM t WHERE ml_num(i) > 2 | SageMaker endpoint 'ml-num': 3 inputs",
        "SELECT ml_num(i), ml_int(k) FROM u | SageMaker endpoint 'ml-int': 3 inputs, SageMaker endpoint 'ml-num': 3 inputs",
        "SELECT ml_num(ml_int(i)) FROM t | SageMaker endpoint 'ml-int': 3 inputs, and those that need values of models",
        "SELECT ml_num(k) FROM u WHERE ml_int(i) > 1 | SageMaker endpoint 'ml-int': 3 inputs, and those that need values of models",
        "SELECT i FROM t WHERE ml_num(i) > 2 ORDER BY i LIMIT 1 | SageMaker endpoint 'ml-num': at most 3 inputs",
        "SELECT aws_comprehend_detect_sentiment(s, 'en'), aws_comprehend_detect_sentiment_confidence(s, 'en') FROM t | Amazon Comprehend: 4 inputs",
        "SELECT ml_num(1), ml_num(1), ml_num(2) | SageMaker endpoint 'ml-num': 2 inputs",
        "UPDATE t SET i = ml_int(i) WHERE i > 1 | SageMaker endpoint 'ml-int': 2 inputs",
        "DELETE FROM t WHERE ml_num(i) > 2 | SageMaker endpoint 'ml-num': 3 inputs",
        "INSERT INTO u SELECT i, ml_int(i) FROM t | SageMaker endpoint 'ml-int': 3 inputs",
        "INSERT INTO u VALUES (1, ml_int(5)) | SageMaker endpoint 'ml-int': 1 input",
      })
  @DisplayName(
      "F47 how many distinct inputs the statement would send; maxMlInputs lets as many pass")
  void inputs(String sql, String expected) throws SQLException {
    assertThat(plan(connection, "EXPLAIN " + sql))
        .filteredOn(row -> row.contains(BATCHED + "; "))
        .singleElement()
        .asString()
        .endsWith(BATCHED + "; " + expected);
    assertThat(database.models().inputs("ml-num")).isZero();
    assertThat(database.models().inputs("ml-int")).isZero();
    assertThat(MlDatabase.rows(connection, "SELECT COUNT(*), SUM(i) FROM t"))
        .containsExactly("4,8");
    assertThat(MlDatabase.rows(connection, "SELECT COUNT(*) FROM u")).containsExactly("3");
    if (expected.matches("[^,]*: \\d+ inputs?")) {
      int count = Integer.parseInt(expected.replaceAll(".*: (\\d+) inputs?", "$1"));
      try (Connection limited = database.connect("maxMlInputs=" + count);
          Connection lower = database.connect("maxMlInputs=" + Math.max(1, count - 1))) {
        if (count > 1) {
          assertThatThrownBy(() -> read(lower, sql))
              .isInstanceOf(SQLException.class)
              .hasMessageContaining("would send " + count + " distinct inputs");
        }
        read(limited, sql);
      }
    }
  }

  /** Runs it, and reads all rows: models of a streamed result are asked by then. */
  private static void read(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean isQuery = statement.execute(sql);
      while (isQuery && statement.getResultSet().next()) {
        assertThat(statement.getResultSet().getRow()).isPositive();
      }
    }
  }

  @Test
  @DisplayName("F47 counting locks nothing: another transaction's locks are no obstacle")
  void locksNothing() throws SQLException {
    try (Connection writer = database.connectMysql();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("UPDATE t SET s = 'x'");
      MlDatabase.execute(connection, "SET SESSION innodb_lock_wait_timeout = 1");

      assertThat(plan(connection, "EXPLAIN UPDATE t SET i = ml_int(i)"))
          .singleElement()
          .asString()
          .endsWith("3 inputs");
      writer.rollback();
    }
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
    assertThat(
            MlDatabase.rows(
                connection,
                "SELECT JSON_VALUE("
                    + quoted(
                        MlDatabase.rows(connection, "EXPLAIN FORMAT=JSON SELECT ml_num(i) FROM t"))
                    + ", '$.batched_machine_learning_inputs')"))
        .containsExactly("SageMaker endpoint 'ml-num': 3 inputs");
    assumeFalse(database.database().server().isMariaDb(), "MariaDB has no FORMAT=TREE");
    assertThat(MlDatabase.rows(connection, "EXPLAIN FORMAT=TREE SELECT ml_num(t.i) FROM t, u"))
        .singleElement()
        .asString()
        .contains("\n-> Batched machine learning: SageMaker endpoint 'ml-num': 3 inputs\n")
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
            "-> Batched machine learning: \\w+\\.ml_num, SageMaker endpoint 'ml-num': 3 inputs, 3 distinct, 3"
                + " answered, 1 requests of 3/3/3 inputs in \\d+/\\d+/\\d+ ms, 0 retries");
    assertThat(database.models().inputs("ml-num")).isEqualTo(3);
  }

  private static String quoted(List<String> text) {
    return "'" + text.get(0).replace("\\", "\\\\").replace("'", "''") + "'";
  }

  @Test
  @DisplayName("F44 EXPLAIN ANALYZE tells it by function; an input of another function is a hit")
  void analyzeByFunction() throws SQLException {
    String text =
        MlDatabase.rows(
                connection,
                "EXPLAIN ANALYZE SELECT aws_comprehend_detect_sentiment(s, 'en'),"
                    + " aws_comprehend_detect_sentiment_confidence(s, 'en'), ml_num(i) FROM t")
            .get(0);

    assertThat(text)
        .containsPattern(
            "-> Batched machine learning: \\w+\\.ml_num, SageMaker endpoint 'ml-num': 3 inputs, 3"
                + " distinct, 3 answered, 1 requests of 3/3/3")
        .containsPattern(
            "-> Batched machine learning: aws_comprehend_detect_sentiment(_confidence)?, Amazon"
                + " Comprehend: 4 inputs, 4 distinct, 4 answered, 1 requests of 4/4/4")
        .containsPattern(
            "-> Batched machine learning: aws_comprehend_detect_sentiment(_confidence)?, Amazon"
                + " Comprehend: 4 inputs, 0 distinct, 0 answered, 0 requests of 0/0/0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE t JOIN u ON t.i = u.i SET t.s = 'x' WHERE ml_int(t.i) > 1 | 3",
        "DELETE t FROM t JOIN u ON t.i = u.i WHERE ml_int(t.i) > 1 | 3",
        "INSERT INTO u SELECT i, ml_int(i) FROM t | 3",
        "INSERT INTO u SELECT i, ml_int(i) FROM t ON DUPLICATE KEY UPDATE k = 1 | 3",
        "REPLACE INTO u SELECT i, ml_int(i) FROM t | 3",
      })
  @DisplayName("F44 EXPLAIN ANALYZE of writes: what MySQL can run, and it writes nothing")
  void analyzeWrite(String sql, int asked) throws SQLException {
    assumeFalse(database.database().server().isMariaDb(), "MariaDB has ANALYZE for writes");
    List<String> before = MlDatabase.rows(connection, "SELECT * FROM t ORDER BY s");

    assertThat(MlDatabase.rows(connection, "EXPLAIN ANALYZE " + sql).get(0))
        .contains("(actual time=")
        .contains("SageMaker endpoint 'ml-int': " + asked + " inputs");
    assertThat(MlDatabase.rows(connection, "SELECT * FROM t ORDER BY s")).isEqualTo(before);
    assertThat(MlDatabase.rows(connection, "SELECT COUNT(*) FROM u")).containsExactly("3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EXPLAIN ANALYZE UPDATE t SET i = ml_int(i)",
        "EXPLAIN ANALYZE DELETE FROM t WHERE ml_int(i) > 1",
        "EXPLAIN ANALYZE INSERT INTO u VALUES (1, ml_int(2))",
        "EXPLAIN ANALYZE FORMAT=JSON UPDATE t JOIN u ON t.i = u.i SET t.i = ml_int(u.i)",
        "ANALYZE FORMAT=TREE UPDATE t SET i = ml_int(i)",
        "ANALYZE EXTENDED UPDATE t SET i = ml_int(i)",
      })
  @DisplayName("F44 what the server does not run for it fails, or is shown, as the server does it")
  void notAnalyzed(String sql) throws SQLException {
    String expected;
    try (Connection theirs = database.connectMysql()) {
      expected = outcome(theirs, sql);
    }

    for (String functions : List.of("functions=catalog", "functions=memory")) {
      try (Connection other = database.connect(functions)) {
        if (functions.endsWith("memory")) {
          MlDatabase.createFunctions(other);
        }
        assertThat(outcome(other, sql)).startsWith(expected);
      }
    }
    assertThat(database.models().inputs("ml-int")).isZero();
  }

  /** The error's number, or the first row. */
  private static String outcome(Connection connection, String sql) {
    try {
      return MlDatabase.rows(connection, sql).get(0).strip();
    } catch (SQLException e) {
      return "error " + e.getErrorCode();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT ml_int(i) FROM t | 3",
        "UPDATE t SET i = ml_int(i) + 10 WHERE i > 1 | 2",
        "DELETE FROM t WHERE ml_int(i) > 2 | 3",
        "INSERT INTO u VALUES (9, ml_int(2)), (10, ml_int(3)) | 2",
        "REPLACE INTO u SELECT i, ml_int(i) FROM t | 3",
      })
  @DisplayName("F44 MariaDB's ANALYZE runs and writes as the statement does, as table and as JSON")
  void analyzeMariaDb(String sql, int asked) throws SQLException {
    assumeTrue(database.database().server().isMariaDb(), "MySQL has no ANALYZE of statements");
    String told = "SageMaker endpoint 'ml-int': " + asked + " inputs, " + asked + " distinct";
    List<String> expected = written(sql);

    for (String words : List.of("ANALYZE ", "ANALYZE FORMAT=JSON ")) {
      connection.setAutoCommit(false);
      List<String> shown = MlDatabase.rows(connection, words + sql);
      assertThat(tables()).isEqualTo(expected);
      connection.rollback();
      connection.setAutoCommit(true);

      if (words.contains("JSON")) {
        assertThat(
                MlDatabase.rows(
                    connection,
                    "SELECT JSON_VALUE(" + quoted(shown) + ", '$.batched_machine_learning[0]')"))
            .singleElement()
            .asString()
            .contains(told);
      } else {
        assertThat(shown.get(0)).contains("Batched machine learning: ").contains(told);
      }
    }
  }

  /** What the tables hold after a statement, which is rolled back. */
  private List<String> written(String sql) throws SQLException {
    connection.setAutoCommit(false);
    MlDatabase.execute(connection, sql);
    List<String> tables = tables();
    connection.rollback();
    connection.setAutoCommit(true);
    return tables;
  }

  private List<String> tables() throws SQLException {
    List<String> rows = MlDatabase.rows(connection, "SELECT * FROM t ORDER BY i, s");
    rows.addAll(MlDatabase.rows(connection, "SELECT * FROM u ORDER BY i, k"));
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "FORMAT=JSON "})
  @DisplayName("F44, F47 a statement that would be refused: the server's plan, and why")
  void refused(String format) throws SQLException {
    assertThat(
            MlDatabase.rows(
                connection, "EXPLAIN " + format + "UPDATE t SET i = ml_int(RAND()) WHERE i = 1"))
        .singleElement()
        .asString()
        .containsIgnoringCase("batched")
        .contains("the statement would be refused: ML function ")
        .contains(".ml_int at line 1, column 18")
        .contains("its argument differs each time it is evaluated");
  }

  @Test
  @DisplayName("F32, F47 … also where the binary log is what refuses it")
  void refusedByLog() throws SQLException {
    List<String> log = MlDatabase.rows(connection, "SELECT @@log_bin AND @@sql_log_bin");
    assumeTrue(log.equals(List.of("1")), "the server writes no binary log");
    MlDatabase.execute(connection, "SET SESSION binlog_format = 'STATEMENT'");

    assertThat(plan(connection, "EXPLAIN UPDATE t SET i = ml_int(i)"))
        .singleElement()
        .asString()
        .contains("the statement would be refused: A statement that writes");
  }
}
