package org.auroraml.test.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.auroraml.stand.ModelServer;
import org.auroraml.stand.Response;
import org.auroraml.test.oracle.MlDatabase;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F10: models of Amazon Bedrock as SQL functions, whose argument is the whole body of a request.
 */
class BedrockFunctionTest {
  private static final String MODEL = "amazon.titan-text-lite-v1";
  private static final String BODY = "JSON_OBJECT('inputText', CONCAT('Say ', w))";

  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private MlDatabase database;
  private Connection connection;

  @BeforeEach
  void start() throws SQLException {
    database = MlDatabase.create();
    models().bedrock(MODEL, (body, accept) -> echo(body));
    connection = connect();
    MlDatabase.execute(
        connection,
        "CREATE FUNCTION say(body LONGTEXT) RETURNS LONGTEXT ALIAS AWS_BEDROCK_INVOKE_MODEL"
            + " MODEL ID '"
            + MODEL
            + "'",
        "CREATE TABLE words (id INT PRIMARY KEY, w VARCHAR(20))",
        "INSERT INTO words VALUES (1, 'one'), (2, 'two'), (3, 'two'), (4, NULL), (5, 'ünö\"')");
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    database.close();
  }

  private ModelServer models() {
    return database.models();
  }

  private Connection connect(String... settings) throws SQLException {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("bedrockEndpointUrl=" + models().uri());
    if (TestServer.get().isMariaDb()) {
      // Else MariaDB can't compare a function's text with a literal (docs/how-it-works.md).
      all.add("connectionCollation=utf8mb4_general_ci");
    }
    return database.connect(all.toArray(String[]::new));
  }

  private Response echo(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    bodies.add(text);
    return Response.of(200, "application/json", "{\"results\": [{\"echo\": " + text + "}]}");
  }

  private SQLException failure(String sql) {
    return catchThrowableOfType(SQLException.class, () -> MlDatabase.rows(connection, sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id, say({body}) FROM words ORDER BY id",
        "SELECT id, JSON_UNQUOTE(JSON_EXTRACT(say({body}), '$.results[0].echo.inputText')) FROM words",
        "SELECT id FROM words WHERE say({body}) LIKE '%Say two%'",
        "SELECT COUNT(DISTINCT say({body})) FROM words",
        "SELECT (SELECT MAX(say({body})) FROM words)",
      })
  @DisplayName("The body comes from SQL, and equal bodies are sent once")
  void called(String sql) throws SQLException {
    MlDatabase.rows(connection, sql.replace("{body}", BODY));

    assertThat(bodies).hasSize(4);
    assertThat(bodies.stream().map(body -> body.replace(" ", "")).toList())
        .containsExactlyInAnyOrder(
            "{\"inputText\":\"Sayone\"}",
            "{\"inputText\":\"Saytwo\"}",
            "{\"inputText\":null}",
            "{\"inputText\":\"Sayünö\\\"\"}");
  }

  @Test
  @DisplayName("The value is the whole answer, which SQL takes apart; NULL is not sent")
  void value() throws SQLException {
    assertThat(
            MlDatabase.rows(
                connection,
                "SELECT id, JSON_UNQUOTE(JSON_EXTRACT(say(IF(w IS NULL, NULL, "
                    + BODY
                    + ")), '$.results[0].echo.inputText')) FROM words ORDER BY id"))
        .containsExactly("1,Say one", "2,Say two", "3,Say two", "4,null", "5,Say ünö\"");
    assertThat(bodies).hasSize(3);
  }

  @Test
  @DisplayName("It writes, and takes parameters of a prepared statement")
  void written() throws SQLException {
    MlDatabase.execute(connection, "CREATE TABLE said (id INT, a LONGTEXT)");
    try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO said VALUES (?, say(?))");
        Statement statement = connection.createStatement()) {
      insert.setInt(1, 1);
      insert.setString(2, "{}");
      assertThat(insert.executeUpdate()).isEqualTo(1);
      assertThat(
              statement.executeUpdate(
                  "INSERT INTO said SELECT id, say(" + BODY + ") FROM words WHERE id = 2"))
          .isEqualTo(1);
      assertThat(statement.executeUpdate("UPDATE said SET a = say('[1]') WHERE id = 2"))
          .isEqualTo(1);
    }
    assertThat(MlDatabase.rows(connection, "SELECT a FROM said ORDER BY id"))
        .containsExactly("{\"results\": [{\"echo\": {}}]}", "{\"results\": [{\"echo\": [1]}]}");
  }

  @Test
  @DisplayName("Calls run in parallel, as many as mlConcurrency says")
  void parallel() throws SQLException {
    models().delay(Duration.ofMillis(100));
    try (Connection four = connect("mlConcurrency=4")) {
      MlDatabase.rows(four, "SELECT say(" + BODY + ") FROM words");
    }

    assertThat(models().bedrockMaxParallel(MODEL)).isEqualTo(4);
  }

  @Test
  @DisplayName("CONTENT_TYPE and ACCEPT are those of the request and the answer")
  void contentTypes() throws SQLException {
    models()
        .bedrock(
            "m:0",
            (body, accept) ->
                Response.of(200, "text/plain", accept + new String(body, StandardCharsets.UTF_8)));
    MlDatabase.execute(
        connection,
        "CREATE FUNCTION plain(body VARCHAR(20)) RETURNS VARCHAR(40) ALIAS AWS_BEDROCK_INVOKE_MODEL"
            + " MODEL ID 'm:0' CONTENT_TYPE 'text/plain' ACCEPT 'text/plain' TIMEOUT_MS 5000");

    assertThat(MlDatabase.rows(connection, "SELECT plain('hello')"))
        .containsExactly("text/plainhello");
  }

  @Test
  @DisplayName("TIMEOUT_MS is the time of a call, whatever the session says")
  void timeOut() throws SQLException {
    models().delay(Duration.ofSeconds(2));
    try (Connection impatient = connect("mlRetryBudgetMs=1")) {
      MlDatabase.execute(
          impatient,
          "CREATE FUNCTION say_soon(body TEXT) RETURNS TEXT ALIAS AWS_BEDROCK_INVOKE_MODEL MODEL ID '"
              + MODEL
              + "' TIMEOUT_MS 234",
          "SET aurora_ml_inference_timeout = 20000");
      SQLException failure =
          catchThrowableOfType(
              SQLException.class, () -> MlDatabase.rows(impatient, "SELECT say_soon('{}')"));

      assertThat((Throwable) failure).hasMessageContaining("within 234 ms");
      assertThat(failure.getErrorCode()).isEqualTo(30002);
    }
  }

  @Test
  @DisplayName("A service's error names function, model, code and status, and nothing of the body")
  void refused() throws SQLException {
    models()
        .bedrock(
            MODEL,
            (body, accept) ->
                new Response(
                    403,
                    "application/json",
                    "{\"message\":\"no access to secret-word\"}".getBytes(StandardCharsets.UTF_8),
                    java.util.Map.of("x-amzn-ErrorType", "AccessDeniedException")));

    SQLException failure = failure("SELECT say('secret-word')");

    assertThat(failure.getErrorCode()).isEqualTo(30002);
    assertThat(failure.getSQLState()).isEqualTo("HY000");
    assertThat((Throwable) failure)
        .hasMessageContaining("say")
        .hasMessageContaining(MODEL)
        .hasMessageContaining("AccessDeniedException")
        .hasMessageContaining("403")
        .hasMessageNotContaining("secret-word");
  }

  @Test
  @DisplayName("onMlError=null gives NULL for the failed body alone, with a warning")
  void failedBody() throws SQLException {
    models()
        .bedrock(
            MODEL,
            (body, accept) ->
                new String(body, StandardCharsets.UTF_8).contains("two")
                    ? Response.of(400, "application/json", "{\"message\":\"bad\"}")
                    : echo(body));
    try (Connection lenient = connect("onMlError=null");
        Statement statement = lenient.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT COUNT(*), COUNT(say(" + BODY + ")) FROM words WHERE w IS NOT NULL")) {
      result.next();
      assertThat(List.of(result.getInt(1), result.getInt(2))).containsExactly(4, 2);
      assertThat(statement.getWarnings().getErrorCode()).isEqualTo(30002);
    }
  }
}
