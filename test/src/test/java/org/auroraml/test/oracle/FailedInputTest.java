package org.auroraml.test.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.auroraml.stand.Sentiment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F84: what becomes of an input that a model can't take is the user's choice. */
class FailedInputTest {
  /** Comprehend takes texts of at most 5,000 bytes. */
  private static final String QUERY =
      "SELECT id, aws_comprehend_detect_sentiment_confidence(REPEAT('good ', n), 'en') IS NULL"
          + " FROM texts ORDER BY id";

  private static MlDatabase database;

  @BeforeAll
  static void start() throws SQLException {
    database = MlDatabase.create();
    database.models().sentiment((text, language) -> new Sentiment(0.9, 0.05, 0.03, 0.02));
    database.execute(
        "CREATE TABLE texts (id INT PRIMARY KEY, n INT)",
        "INSERT INTO texts VALUES (1, 1), (2, 1500), (3, 2), (4, 1500), (5, 2000)");
  }

  @AfterAll
  static void stop() throws SQLException {
    database.close();
  }

  @Test
  @DisplayName("F84 by default the statement fails")
  void fails() throws SQLException {
    try (Connection connection = database.connect()) {
      SQLException failure =
          catchThrowableOfType(SQLException.class, () -> MlDatabase.rows(connection, QUERY));
      assertThat(failure.getErrorCode()).isEqualTo(30003);
    }
  }

  @Test
  @DisplayName("F84 onMlError=null: NULL, and a warning for each input that failed")
  void becomesNull() throws SQLException {
    try (Connection connection = database.connect("onMlError=null");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      assertThat(read(rows)).containsExactly("1 0", "2 1", "3 0", "4 1", "5 1");
      assertFailures(statement, 2);

      statement.clearWarnings();
      assertThat((Throwable) statement.getWarnings()).isNull();
    }
  }

  @Test
  @DisplayName("F84 of a prepared statement too, and only for the execution that failed")
  void prepared() throws SQLException {
    try (Connection connection = database.connect("onMlError=null");
        PreparedStatement statement =
            connection.prepareStatement(QUERY.replace("FROM texts", "FROM texts WHERE id <= ?"))) {
      statement.setInt(1, 2);
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(read(rows)).containsExactly("1 0", "2 1");
      }
      assertFailures(statement, 1);

      statement.setInt(1, 1);
      statement.executeQuery().close();
      assertThat((Throwable) statement.getWarnings()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id, f(n) IS NULL FROM texts ORDER BY id",
        "SELECT id, CONCAT('a', f(n)) IS NULL FROM texts ORDER BY id",
        "SELECT id, MAX(f(n)) IS NULL FROM texts GROUP BY id ORDER BY id",
      })
  @DisplayName("F84, F7 onMlError=null: an answer that does not fit RETURNS is NULL with a warning")
  void doesNotFit(String query) throws SQLException {
    try (Connection connection = database.connect("onMlError=null");
        Statement statement = connection.createStatement()) {
      for (String returns : List.of("VARCHAR(3)", "TINYINT")) {
        MlDatabase.createFunction(connection, "f(x DOUBLE) RETURNS " + returns, "ml-num");
        try (ResultSet rows = statement.executeQuery(query)) {
          assertThat(read(rows)).as(returns).containsExactly("1 0", "2 1", "3 0", "4 1", "5 1");
        }
        assertThat(statement.getWarnings().getErrorCode())
            .isEqualTo(returns.equals("TINYINT") ? 1264 : 1406);
        assertThat(statement.getWarnings().getSQLState()).isEqualTo("01000");
        assertThat((Throwable) statement.getWarnings().getNextWarning().getNextWarning()).isNull();
        MlDatabase.execute(connection, "DROP FUNCTION f");
      }
    }
  }

  @Test
  @DisplayName("F84 by default an answer that does not fit RETURNS fails the statement")
  void doesNotFitAndFails() throws SQLException {
    try (Connection connection = database.connect("functions=memory")) {
      MlDatabase.createFunction(connection, "f(x DOUBLE) RETURNS TINYINT", "ml-num");
      SQLException failure =
          catchThrowableOfType(
              SQLException.class, () -> MlDatabase.rows(connection, "SELECT id, f(n) FROM texts"));
      assertThat(failure.getErrorCode()).isEqualTo(1264);
    }
  }

  private static void assertFailures(Statement statement, int number) throws SQLException {
    List<SQLWarning> warnings = new ArrayList<>();
    for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
      warnings.add(w);
    }
    assertThat(warnings)
        .hasSize(number)
        .allSatisfy(
            warning -> {
              assertThat(warning.getErrorCode()).isEqualTo(30003);
              assertThat(warning.getSQLState()).isEqualTo("01000");
              assertThat(warning.getMessage())
                  .contains("aws_comprehend_detect_sentiment_confidence")
                  .doesNotContain("good");
            });
  }

  private static List<String> read(ResultSet rows) throws SQLException {
    List<String> read = new ArrayList<>();
    while (rows.next()) {
      read.add(rows.getString(1) + " " + rows.getString(2));
    }
    return read;
  }
}
