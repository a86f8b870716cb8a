package org.auroraml.test.passthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * F92: statements that mention the extension's words, or whose failure sets the driver thinking,
 * and are MySQL's own all the same: they and the session behave as if we were not there.
 */
class LookalikeTest extends OnEachRoute {

  /** A string that makes the driver look twice. */
  private static final String WORDS = "'aws_comprehend_detect_sentiment(a) INTO OUTFILE S3'";

  @BeforeEach
  void createTable() throws SQLException {
    execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(100))");
  }

  @Test
  @DisplayName("words of the extension in strings and comments")
  void stringsAndComments() throws SQLException {
    String text = "aws_comprehend_detect_sentiment(a) INTO OUTFILE S3";

    assertThat(rows("SELECT " + WORDS)).containsExactly(text);
    assertThat(rows("SELECT /* " + text + " */ 1")).containsExactly("1");
    assertThat(rows("SELECT 2 -- " + text)).containsExactly("2");
    assertThat(rows("SELECT 3 # " + text)).containsExactly("3");
  }

  @Test
  @DisplayName("a prepared statement with such a string")
  void prepared() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT ?, " + WORDS)) {
      for (int i = 1; i <= 2; i++) {
        statement.setInt(1, i);
        assertThat(rows(statement.executeQuery())).singleElement().asString().startsWith(i + ",");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CSV",
    "TEXT",
    "HEADER",
    "FORMAT",
    "MANIFEST",
    "OVERWRITE",
    "ENCRYPTION",
    "S3",
    "ALIAS",
    "ENDPOINT",
    "MODEL",
    "INVOKE",
    "SAGEMAKER",
    "MAX_BATCH_SIZE",
    "CONTENT_TYPE",
    "ACCEPT",
    "AWS_SAGEMAKER_INVOKE_ENDPOINT",
    "aws_comprehend_detect_sentiment"
  })
  @DisplayName("F66: words of the extension as names of columns, tables and variables")
  void words(String word) throws SQLException {
    execute(
        "CREATE TABLE x_%1$s (%1$s INT)".formatted(word),
        "INSERT INTO x_%1$s (%1$s) VALUES (1), (2)".formatted(word),
        "SET @%1$s = 3".formatted(word));

    assertThat(
            rows(
                "SELECT %1$s, %1$s.%1$s AS %1$s, @%1$s, %2$s FROM x_%1$s AS %1$s WHERE %1$s > 1"
                    .formatted(word, WORDS)))
        .singleElement()
        .asString()
        .startsWith("2,2,3,");
  }

  @Test
  @DisplayName("functions of the user's own are created, shown, called and dropped")
  void ownFunctions() throws SQLException {
    execute(
        "CREATE FUNCTION anomaly(a INT) RETURNS INT DETERMINISTIC"
            + " COMMENT 'ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT' RETURN a + 1");

    assertThat(rows("SELECT anomaly(1)")).containsExactly("2");
    assertThat(rows("SHOW CREATE FUNCTION anomaly")).singleElement().asString().contains("a + 1");
    execute("DROP FUNCTION anomaly");
    assertThatThrownBy(() -> rows("SELECT anomaly(1)")).isInstanceOf(SQLException.class);
  }

  @Test
  @DisplayName("F95: ROW_COUNT() tells of the user's last statement")
  void rowCount() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO t (v) VALUES ('a'), ('b'), ('c')");

      assertThat(rows(statement.executeQuery("SELECT ROW_COUNT() > 0, " + WORDS + " > ''")))
          .containsExactly("1,1");
    }
  }

  @Test
  @DisplayName("F95: FOUND_ROWS() tells of the user's last statement")
  void foundRows() throws SQLException {
    execute("INSERT INTO t (v) VALUES ('a'), ('b'), ('c')");
    rows("SELECT SQL_CALC_FOUND_ROWS v FROM t LIMIT 2");

    assertThat(rows("SELECT FOUND_ROWS(), " + WORDS + " > ''")).containsExactly("3,1");
  }

  @Test
  @DisplayName("F95: SHOW WARNINGS tells of the user's last statement")
  void warningsBefore() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT CAST('abc' AS SIGNED), " + WORDS);

      SQLWarning warning = statement.getWarnings();
      assertThat(warning.getErrorCode()).isEqualTo(1292);
    }
    assertThat(rows("SHOW WARNINGS")).singleElement().asString().contains("1292");
  }

  @Test
  @DisplayName("F95: SHOW WARNINGS after an unknown function tells of it")
  void warningsAfterUnknownFunction() {
    assertThatThrownBy(() -> rows("SELECT nofunction(1)")).isInstanceOf(SQLException.class);

    assertThat(catchRows("SHOW WARNINGS")).contains("1305");
  }

  private String catchRows(String sql) {
    try {
      return String.join("\n", rows(sql));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("a statement may be prepared while a result streams")
  void preparingWhileStreaming() throws SQLException {
    execute("INSERT INTO t (v) VALUES ('a'), ('b'), ('c')");
    try (Statement streaming = connection.createStatement()) {
      streaming.setFetchSize(Integer.MIN_VALUE);
      try (ResultSet result = streaming.executeQuery("SELECT v FROM t ORDER BY v")) {
        result.next();
        try (PreparedStatement prepared = connection.prepareStatement("SELECT " + WORDS)) {
          assertThat(rows(result)).containsExactly("b", "c");
          assertThat(rows(prepared.executeQuery())).hasSize(1);
        }
      }
    }
  }

  @Test
  @DisplayName("the connection's own answer comes first: a statement on a closed connection")
  void closedConnection() throws SQLException {
    Statement statement = connection.createStatement();
    connection.close();

    assertThatThrownBy(() -> statement.execute("SELECT " + WORDS))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("S1009"))
        .hasMessage("No operations allowed after statement closed.");
  }
}
