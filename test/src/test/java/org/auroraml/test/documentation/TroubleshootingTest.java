package org.auroraml.test.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.auroraml.jdbc.AuroraMlDataSource;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F83: whoever looks an error's message up in docs/troubleshooting.md finds it")
class TroubleshootingTest {
  private static final Path PAGE = Path.of("..", "docs", "troubleshooting.md");

  private MlDatabase database;

  @BeforeEach
  void create() throws SQLException {
    database = MlDatabase.create();
    database.execute("CREATE TABLE t (x DOUBLE)", "INSERT INTO t VALUES (1), (2), (3)");
    try (Connection connection = database.connect()) {
      MlDatabase.createFunction(connection, "f(x DOUBLE) RETURNS DOUBLE", "ml-num");
      MlDatabase.createFunction(connection, "lost(x DOUBLE) RETURNS DOUBLE", "no-such-endpoint");
      MlDatabase.createFunction(connection, "lopsided(x DOUBLE) RETURNS DOUBLE", "one-answer");
    }
    database.models().endpoint("one-answer", rows -> List.of("1"));
  }

  @AfterEach
  void drop() throws SQLException {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE FUNCTION g(x DOUBLE) RETURNS TEXT ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME 'e'",
        "CREATE FUNCTION g(x DOUBLE) RETURNS DOUBLE DETERMINISTIC ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME 'e'",
        "CREATE FUNCTION g(x DOUBLE) RETURNS DOUBLE ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT 'e'",
        "SELECT f(RAND()) FROM t",
        "SELECT f(x, 2) FROM t",
        "SELECT lost(x) FROM t",
        "SELECT lopsided(x) FROM t",
      })
  void statements(String sql) throws Exception {
    assertListed(failure(sql));
  }

  @Test
  void limits() throws Exception {
    assertListed(failure("SELECT SUM(f(x)) FROM t", "maxMlInputs=2"));
  }

  @Test
  void noServerAtTheAddress() throws Exception {
    assertListed(
        failure(
            "SELECT SUM(f(x)) FROM t",
            "sagemakerEndpointUrl.ml-num=http%3A%2F%2F127.0.0.1%3A1%2Finvocations",
            "mlRetryBudgetMs=50"));
  }

  @Test
  void aClientWithoutTheDriver() throws Exception {
    try (Connection connection = database.connectMysql()) {
      assertListed(failure(connection, "SELECT f(x) FROM t"));
    }
  }

  @Test
  void settingsAndUrls() throws Exception {
    assertListed(failure("SELECT 1", "mlConcurrency=0"));
    AuroraMlDataSource dataSource = new AuroraMlDataSource();
    dataSource.setUrl("jdbc:mysql://h/d");
    assertListed(catchThrowableOfType(SQLException.class, dataSource::getConnection));
    assertListed(
        catchThrowableOfType(
            SQLException.class,
            () -> DriverManager.getConnection("jdbc:auroramlx://h/d", "u", "p")));
  }

  private SQLException failure(String sql, String... settings) {
    return catchThrowableOfType(
        SQLException.class,
        () -> {
          try (Connection connection = database.connect(settings)) {
            run(connection, sql);
          }
        });
  }

  private static SQLException failure(Connection connection, String sql) {
    return catchThrowableOfType(SQLException.class, () -> run(connection, sql));
  }

  /** Runs a statement and reads its rows, since a model may be asked while they are read. */
  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        ResultSet rows = statement.getResultSet();
        while (rows.next()) {
          // The next one.
        }
      }
    }
  }

  /** The first cells of the page's rows are messages, in which … stands for anything. */
  private static void assertListed(SQLException e) throws IOException {
    assertThat((Throwable) e).isNotNull();
    String message = e.getMessage().replace("jdbc:auroramlx", "jdbc:auroraml");
    List<String> found =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| ") && !line.matches("\\| (---|message \\|).*"))
            .flatMap(line -> Arrays.stream(line.substring(2).split(" \\|", 2)[0].split("<br>")))
            .filter(listed -> pattern(listed).matcher(message).find())
            .toList();
    assertThat(found).as(message).isNotEmpty();
    for (String listed : found) {
      if (listed.matches(".*\\(\\d+\\)")) {
        assertThat(listed).contains("(" + e.getErrorCode() + ")");
      }
    }
  }

  private static Pattern pattern(String listed) {
    String message = listed.replaceFirst(" \\([^()]*\\)$", "");
    return Pattern.compile(
        Arrays.stream(message.split(" ?… ?", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*?")),
        Pattern.DOTALL);
  }
}
