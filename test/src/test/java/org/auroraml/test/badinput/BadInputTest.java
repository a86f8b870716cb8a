package org.auroraml.test.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.stream.Stream;
import org.auroraml.stand.Response;
import org.auroraml.stand.Sentiment;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each bad input is a clear SQLException that says what to do; the connection is usable afterwards,
 * and nothing was written (F2 to F8, F83).
 */
class BadInputTest {
  private static final String ALIAS = " ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT";

  private static MlDatabase database;

  @BeforeAll
  static void start() throws SQLException {
    database = MlDatabase.create();
    database.models().sentiment((text, language) -> new Sentiment(0.9, 0.05, 0.03, 0.02));
    database
        .models()
        .rawEndpoint("garbage", (body, accept) -> csv("<html>not what you think</html>\n"));
    database.models().rawEndpoint("empty", (body, accept) -> csv(""));
    database.models().rawEndpoint("no-content", (body, accept) -> Response.of(204, "text/csv", ""));
    database
        .models()
        .rawEndpoint(
            "bad-json", (body, accept) -> Response.of(200, "application/json", "{\"scores\":[{"));
    database.models().endpoint("too-few", rows -> List.of("1"));
    database.models().endpoint("too-many", rows -> List.of("1", "2", "3", "4", "5"));
    database.models().endpoint("big", rows -> rows.stream().map(row -> "3e9").toList());
    database.models().endpoint("word", rows -> rows.stream().map(row -> "positive").toList());
    database
        .models()
        .endpoint(
            "failing",
            rows -> {
              throw new IllegalStateException("the model fell over");
            });
    database.execute(
        "CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, d DOUBLE, s VARCHAR(40))",
        "INSERT INTO t (d, s) VALUES (1.5, 'a'), (2.5, 'b'), (3.5, 'c')");
    try (Connection connection = database.connect()) {
      MlDatabase.createFunctions(connection);
      for (String endpoint :
          List.of(
              "unknown",
              "garbage",
              "empty",
              "no-content",
              "bad-json",
              "too-few",
              "too-many",
              "failing")) {
        MlDatabase.createFunction(
            connection, "f_" + endpoint.replace('-', '_') + "(x DOUBLE) RETURNS DOUBLE", endpoint);
      }
      MlDatabase.createFunction(connection, "f_big(x DOUBLE) RETURNS INT", "big");
      MlDatabase.createFunction(connection, "f_word_num(x DOUBLE) RETURNS DOUBLE", "word");
      MlDatabase.createFunction(connection, "f_word_int(x DOUBLE) RETURNS INT", "word");
      MlDatabase.createFunction(connection, "f_word_short(x DOUBLE) RETURNS VARCHAR(5)", "word");
    }
  }

  @AfterAll
  static void stop() throws SQLException {
    database.close();
  }

  private static Response csv(String body) {
    return Response.of(200, "text/csv", body);
  }

  /**
   * What is expected of a failure: MySQL's code and SQLSTATE, and the words that tell what to do.
   */
  private static DynamicTest bad(String name, String sql, int code, String state, String... words) {
    return DynamicTest.dynamicTest(
        name + ": " + sql.substring(0, Math.min(90, sql.length())),
        () -> assertBad(sql, code, state, words));
  }

  private static void assertBad(String sql, int code, String state, String... words)
      throws SQLException {
    // A failing endpoint need not be tried for a minute.
    try (Connection connection = database.connect("mlRetryBudgetMs=300")) {
      List<String> before = content();

      SQLException failure =
          catchThrowableOfType(SQLException.class, () -> MlDatabase.execute(connection, sql));

      assertThat((Throwable) failure).as("an SQLException").isNotNull();
      assertPoolKeeps(failure);
      assertThat(failure.getErrorCode()).as(failure.getMessage()).isEqualTo(code);
      assertThat(failure.getSQLState()).as(failure.getMessage()).isEqualTo(state);
      for (String word : words) {
        assertThat(failure.getMessage()).containsIgnoringCase(word);
      }
      assertThat(connection.isValid(5)).isTrue();
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(MlDatabase.rows(connection, "SELECT 1, ml_num(2.5)")).containsExactly("1,2.5");
      assertThat(content()).as("nothing was written").isEqualTo(before);
    }
  }

  private static List<String> content() throws SQLException {
    try (Connection connection = database.connectMysql()) {
      return MlDatabase.rows(connection, "SELECT * FROM t ORDER BY id");
    }
  }

  /** HikariCP evicts a connection for any of these, through ten chained exceptions (F83). */
  private static void assertPoolKeeps(SQLException failure) {
    for (SQLException e = failure; e != null; e = e.getNextException()) {
      assertThat((Throwable) e).isNotInstanceOf(SQLTimeoutException.class);
      assertThat(String.valueOf(e.getSQLState())).doesNotStartWith("08").isNotEqualTo("0A000");
      assertThat(e.getErrorCode()).isNotIn(1105, 2399, 500150);
    }
  }

  @TestFactory
  @DisplayName("an endpoint that does not exist, or answers what can't be used")
  Stream<DynamicTest> endpoints() {
    return Stream.of(
        bad(
            "unknown endpoint",
            "SELECT f_unknown(d) FROM t",
            30002,
            "HY000",
            "f_unknown",
            "endpoint 'unknown'",
            "ValidationError",
            "not found"),
        bad(
            "unknown endpoint",
            "INSERT INTO t (d) VALUES (1), (f_unknown(2))",
            30002,
            "HY000",
            "endpoint 'unknown'"),
        bad(
            "unknown endpoint",
            "UPDATE t SET d = f_unknown(d)",
            30002,
            "HY000",
            "endpoint 'unknown'"),
        bad(
            "unknown endpoint",
            "DELETE FROM t WHERE f_unknown(d) > 0",
            30002,
            "HY000",
            "endpoint 'unknown'"),
        bad(
            "unknown endpoint",
            "SET @x = (SELECT AVG(f_unknown(d)) FROM t)",
            30002,
            "HY000",
            "endpoint 'unknown'"),
        bad(
            "garbage for one input",
            "SELECT f_garbage(1)",
            30002,
            "HY000",
            "f_garbage",
            "markup",
            "must answer"),
        bad(
            "garbage",
            "UPDATE t SET d = f_garbage(d)",
            30002,
            "HY000",
            "f_garbage",
            "markup",
            "must answer"),
        bad(
            "an empty body",
            "SELECT f_empty(d) FROM t",
            30002,
            "HY000",
            "f_empty",
            "no values for 3 inputs"),
        bad(
            "no content",
            "INSERT INTO t (d) VALUES (f_no_content(4))",
            30002,
            "HY000",
            "f_no_content"),
        bad(
            "half a JSON text",
            "UPDATE t SET d = f_bad_json(d)",
            30002,
            "HY000",
            "f_bad_json",
            "JSON"),
        bad(
            "too few values",
            "SELECT f_too_few(d) FROM t",
            30002,
            "HY000",
            "f_too_few",
            "endpoint 'too-few'",
            "gave 1 value for 3 inputs"),
        bad("too few values", "UPDATE t SET d = f_too_few(d)", 30002, "HY000", "too-few"),
        bad(
            "too many values",
            "UPDATE t SET d = f_too_many(d)",
            30002,
            "HY000",
            "too-many",
            "gave 5 values for 3 inputs"),
        bad(
            "a model that fails",
            "UPDATE t SET d = f_failing(d)",
            30002,
            "HY000",
            "endpoint 'failing'",
            "ModelError",
            "fell over"));
  }

  @TestFactory
  @DisplayName(
      "a value that does not fit RETURNS is the error that MySQL gives on assignment (F30)")
  Stream<DynamicTest> values() {
    return Stream.of(
        bad(
            "out of range",
            "SELECT f_big(d) FROM t",
            1264,
            "22003",
            "f_big",
            "Out of range",
            "wider"),
        bad("out of range", "UPDATE t SET d = f_big(d)", 1264, "22003", "f_big"),
        bad("out of range", "INSERT INTO t (d) VALUES (f_big(1))", 1264, "22003", "f_big"),
        bad(
            "text for a number",
            "SELECT f_word_num(d) FROM t",
            1366,
            "HY000",
            "f_word_num",
            "not a number"),
        bad(
            "text for an integer",
            "INSERT INTO t (d) VALUES (f_word_int(1))",
            1366,
            "HY000",
            "f_word_int"),
        bad("text for an integer", "SELECT f_word_int(d) FROM t", 1366, "HY000", "f_word_int"),
        bad(
            "too long (F6)",
            "SELECT f_word_short(d) FROM t",
            1406,
            "22001",
            "f_word_short",
            "VARCHAR(5)",
            "8 characters"),
        bad("too long (F6)", "UPDATE t SET s = f_word_short(d)", 1406, "22001", "f_word_short"));
  }

  @TestFactory
  @DisplayName("arguments that a call or a service can't take")
  Stream<DynamicTest> arguments() {
    return Stream.of(
        bad(
            "no argument",
            "SELECT ml_num() FROM t",
            1318,
            "42000",
            "ml_num",
            "expected 1",
            "got 0"),
        bad(
            "too many arguments",
            "SELECT ml_num(d, d) FROM t",
            1318,
            "42000",
            "ml_num",
            "expected 1",
            "got 2"),
        bad(
            "too few arguments",
            "UPDATE t SET d = ml_two(d)",
            1318,
            "42000",
            "ml_two",
            "expected 2",
            "got 1"),
        bad(
            "arguments of Comprehend",
            "SELECT aws_comprehend_detect_sentiment(s) FROM t",
            1318,
            "42000",
            "expected 2"),
        bad(
            "arguments of Comprehend",
            "SELECT aws_comprehend_detect_sentiment(s, 'en', 25, 1) FROM t",
            1318,
            "42000",
            "got 4"),
        bad(
            "5,001 bytes",
            "SELECT aws_comprehend_detect_sentiment(REPEAT('x', 5001), 'en')",
            30003,
            "22023",
            "aws_comprehend_detect_sentiment",
            "5001",
            "5000"),
        bad(
            "5,001 bytes",
            "INSERT INTO t (s) VALUES (aws_comprehend_detect_sentiment(CONCAT(REPEAT('\u00fc', 2500), 'x'), 'en'))",
            30003,
            "22023",
            "5000"),
        bad(
            "max_batch_size 0",
            "SELECT aws_comprehend_detect_sentiment(s, 'en', 0) FROM t",
            30003,
            "22023",
            "max_batch_size",
            "greater than 0"),
        bad(
            "max_batch_size NULL",
            "SELECT aws_comprehend_detect_sentiment(s, 'en', NULL) FROM t",
            30003,
            "22023",
            "max_batch_size",
            "NULL"),
        bad(
            "max_batch_size -1",
            "SELECT aws_comprehend_detect_sentiment_confidence(s, 'en', -1) FROM t",
            30003,
            "22023",
            "max_batch_size"),
        bad(
            "language NULL",
            "SELECT aws_comprehend_detect_sentiment(s, NULL) FROM t",
            30003,
            "22023",
            "language"),
        bad(
            "language unknown",
            "SELECT aws_comprehend_detect_sentiment(s, 'tlh') FROM t",
            30002,
            "HY000",
            "UnsupportedLanguage",
            "supported language code"));
  }

  @TestFactory
  @DisplayName("CREATE FUNCTION that is not one (F2 to F5)")
  Stream<DynamicTest> definitions() {
    return Stream.of(
        bad(
            "F2 no endpoint name",
            "CREATE FUNCTION f(x REAL) RETURNS REAL" + ALIAS,
            1064,
            "42000",
            "ENDPOINT"),
        bad(
            "F2 no name after NAME",
            "CREATE FUNCTION f(x REAL) RETURNS REAL" + ALIAS + " ENDPOINT NAME",
            1064,
            "42000",
            "line 1"),
        bad(
            "F2 unknown alias",
            "CREATE FUNCTION f(x REAL) RETURNS REAL ALIAS AWS_POLLY_SPEAK ENDPOINT NAME 'e'",
            1064,
            "42000",
            "AWS_POLLY_SPEAK"),
        bad(
            "F2 empty endpoint name",
            "CREATE FUNCTION f(x REAL) RETURNS REAL" + ALIAS + " ENDPOINT NAME ''",
            30003,
            "22023",
            "endpoint",
            "empty"),
        bad("F3 JSON", create("JSON", ""), 1235, "42000", "JSON", "numeric", "VARCHAR"),
        bad("F3 BLOB", create("BLOB", ""), 1235, "42000", "BLOB", "VARCHAR"),
        bad("F3 TEXT", create("TEXT", ""), 1235, "42000", "TEXT", "VARCHAR"),
        bad("F3 DATE", create("DATE", ""), 1235, "42000", "DATE", "VARCHAR"),
        bad("F3 BIT", create("BIT(1)", ""), 1235, "42000", "BIT", "VARCHAR"),
        bad("F3 CHAR", create("CHAR(4)", ""), 1235, "42000", "CHAR", "VARCHAR"),
        bad("F3 ENUM", create("ENUM('a')", ""), 1235, "42000", "ENUM", "VARCHAR"),
        bad(
            "F4 DETERMINISTIC",
            create("REAL", " DETERMINISTIC"),
            1235,
            "42000",
            "DETERMINISTIC",
            "Leave"),
        bad("F4 NO SQL", create("REAL", " NO SQL"), 1235, "42000", "NO SQL", "Leave"),
        bad(
            "F4 CONTAINS SQL",
            create("REAL", " CONTAINS SQL"),
            1235,
            "42000",
            "CONTAINS SQL",
            "Leave"),
        bad(
            "F4 READS SQL DATA",
            create("REAL", " READS SQL DATA"),
            1235,
            "42000",
            "READS SQL DATA",
            "Leave"),
        bad(
            "F4 MODIFIES SQL DATA",
            create("REAL", " MODIFIES SQL DATA"),
            1235,
            "42000",
            "MODIFIES SQL DATA",
            "Leave"),
        bad(
            "F5 MAX_BATCH_SIZE 0",
            create("REAL", "") + " MAX_BATCH_SIZE 0",
            30003,
            "22023",
            "MAX_BATCH_SIZE",
            "greater than 0"),
        bad(
            "F5 MAX_BATCH_SIZE -1",
            create("REAL", "") + " MAX_BATCH_SIZE -1",
            1064,
            "42000",
            "line 1"),
        bad(
            "a word too many",
            create("REAL", "") + " MAX_BATCH_SIZE 5 PLEASE",
            1064,
            "42000",
            "PLEASE"),
        bad(
            "a misspelt keyword",
            "CREATE FUNCTION f(x REAL) RETURNS REAL" + ALIAS + " ENDPOINT NAMED 'e'",
            1064,
            "42000",
            "NAMED"),
        bad(
            "no RETURNS",
            "CREATE FUNCTION f(x REAL)" + ALIAS + " ENDPOINT NAME 'e'",
            1064,
            "42000",
            "line 1"),
        bad(
            "database that does not exist",
            "CREATE FUNCTION nowhere.f(x REAL) RETURNS REAL" + ALIAS + " ENDPOINT NAME 'e'",
            1049,
            "42000",
            "nowhere"));
  }

  private static String create(String returns, String characteristic) {
    return "CREATE FUNCTION f(x REAL) RETURNS "
        + returns
        + characteristic
        + ALIAS
        + " ENDPOINT NAME 'e'";
  }

  @TestFactory
  @DisplayName("syntax errors around our keywords have a position")
  Stream<DynamicTest> syntax() {
    return Stream.of(
        bad("OUTFILE S3 without a URI", "SELECT * FROM t INTO OUTFILE S3", 1064, "42000", "line 1"),
        bad(
            "OUTFILE S3 with an unknown format",
            "SELECT * FROM t INTO OUTFILE S3 's3://b/p' FORMAT XML",
            1064,
            "42000",
            "XML"),
        bad(
            "OUTFILE S3 with a bad URI",
            "SELECT * FROM t INTO OUTFILE S3 'http://b/p'",
            30003,
            "22023",
            "s3://"),
        bad("an unfinished call", "SELECT ml_num(d FROM t", 1064, "42000"),
        bad("an unfinished string", "SELECT ml_num('d) FROM t", 1064, "42000"));
  }

  @Test
  @DisplayName("a missing parameter of a prepared ML statement is the error of Connector/J")
  void missingParameter() throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement prepared = connection.prepareStatement("SELECT ml_two(?, ?)")) {
      prepared.setInt(1, 1);
      SQLException failure = catchThrowableOfType(SQLException.class, prepared::executeQuery);
      assertThat((Throwable) failure).hasMessageContaining("parameter 2");
      assertPoolKeeps(failure);
    }
  }

  @TestFactory
  @DisplayName("a setting that can't be is refused at connect, with the values it takes")
  Stream<DynamicTest> settings() {
    return Stream.of(
        badSetting("functions=nowhere", "functions", "nowhere", "catalog, file:PATH or memory"),
        badSetting("mlConcurrency=0", "mlConcurrency", "0", "from 1"),
        badSetting("mlConcurrency=many", "mlConcurrency", "many", "whole number"),
        badSetting("mlTimeoutMs=-5", "mlTimeoutMs", "-5", "whole number"),
        badSetting("logInputs=perhaps", "logInputs", "perhaps", "true or false"),
        badSetting("sagemakerEndpointUrl=nowhere", "sagemakerEndpointUrl", "nowhere", "http"),
        badSetting(
            "mlMaxRequestBytes=99999999999", "mlMaxRequestBytes", "99999999999", "2147483647"));
  }

  private static DynamicTest badSetting(String setting, String... words) {
    return DynamicTest.dynamicTest(
        setting,
        () -> {
          SQLException failure =
              catchThrowableOfType(
                  SQLException.class, () -> database.database().connectAurora(setting).close());
          assertThat((Throwable) failure).as("refused").isNotNull();
          assertThat(failure.getSQLState()).isEqualTo("01S00");
          assertThat(failure.getMessage()).contains(words);
        });
  }
}
