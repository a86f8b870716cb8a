package org.auroraml.test.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import java.util.stream.Stream;
import org.auroraml.stand.Response;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No exception shows a model input or a password, in its message or in those of its causes. */
class SecretsTest {
  /** A model input that must not be seen; the services here do not repeat it. */
  private static final String INPUT = "patient-4711-has-measles";

  private static MlDatabase database;

  @BeforeAll
  static void start() throws SQLException {
    database = MlDatabase.create();
    database
        .models()
        .rawEndpoint("garbage", (body, accept) -> Response.of(200, "text/csv", "a\nb\nc\n"));
    database.models().endpoint("echo", rows -> rows.stream().map(row -> row.get(0)).toList());
    database
        .models()
        .endpoint(
            "failing",
            rows -> {
              throw new IllegalStateException("no");
            });
    database.execute("CREATE TABLE t (s VARCHAR(40))", "INSERT INTO t VALUES ('" + INPUT + "')");
    try (Connection connection = database.connect()) {
      MlDatabase.createFunction(connection, "unknown(s VARCHAR(40)) RETURNS DOUBLE", "nowhere");
      MlDatabase.createFunction(connection, "garbage(s VARCHAR(40)) RETURNS DOUBLE", "garbage");
      MlDatabase.createFunction(connection, "failing(s VARCHAR(40)) RETURNS DOUBLE", "failing");
      MlDatabase.createFunction(connection, "as_number(s VARCHAR(40)) RETURNS DOUBLE", "echo");
      MlDatabase.createFunction(connection, "cut(s VARCHAR(40)) RETURNS VARCHAR(5)", "echo");
    }
  }

  @AfterAll
  static void stop() throws SQLException {
    database.close();
  }

  @TestFactory
  @DisplayName("no model input in an exception")
  Stream<DynamicTest> inputs() {
    return Stream.of(
            "SELECT unknown(s) FROM t",
            "SELECT garbage(s) FROM t",
            "SELECT failing(s) FROM t",
            "SELECT as_number(s) FROM t",
            "SELECT cut(s) FROM t",
            "UPDATE t SET s = cut(s)",
            "SELECT aws_comprehend_detect_sentiment(REPEAT(s, 300), 'en') FROM t",
            "SELECT aws_comprehend_detect_sentiment(s, 'xx') FROM t")
        .map(sql -> DynamicTest.dynamicTest(sql, () -> assertHidden(sql)));
  }

  private static void assertHidden(String sql) throws SQLException {
    try (Connection connection = database.connect("mlRetryBudgetMs=300")) {
      Throwable failure = catchThrowable(() -> MlDatabase.execute(connection, sql));
      assertThat(failure).isInstanceOf(SQLException.class);
      assertThat(everything(failure)).doesNotContain(INPUT);
    }
  }

  @Test
  @DisplayName("no parameter of a prepared statement in an exception")
  void parameters() throws SQLException {
    try (Connection connection = database.connect("mlRetryBudgetMs=300");
        PreparedStatement prepared = connection.prepareStatement("SELECT as_number(?)")) {
      prepared.setString(1, INPUT);
      Throwable failure = catchThrowable(prepared::executeQuery);
      assertThat(failure).isInstanceOf(SQLException.class);
      assertThat(everything(failure)).doesNotContain(INPUT);
    }
  }

  @Test
  @DisplayName("no password in an exception of connect")
  void password() {
    String password = "correct-horse";
    Properties properties = new Properties();
    properties.setProperty("user", "nobody");
    properties.setProperty("password", password);
    String host = database.database().server().hostPort();
    for (String url :
        new String[] {
          "jdbc:auroraml://" + host + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true",
          "jdbc:auroraml://" + host + "/?functions=wrong",
          "jdbc:auroraml://nobody:" + password + "@" + host + "/?functions=wrong",
          "jdbc:auroraml://" + host + "/?user=nobody&password=" + password + "&mlConcurrency=0",
          "jdbc:auroraml:mysql:nonsense://nobody:" + password + "@" + host + "/",
          "jdbc:auroraml://" + host + "/?password=" + password + "&broken"
        }) {
      Throwable failure =
          catchThrowable(() -> DriverManager.getConnection(url, properties).close());
      assertThat(failure).as(url).isInstanceOf(SQLException.class);
      assertThat(everything(failure)).doesNotContain(password);
    }
  }

  /** The stack trace as a log would have it, with causes and suppressed exceptions. */
  private static String everything(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    if (failure instanceof SQLException sql && sql.getNextException() != null) {
      text.append(everything(sql.getNextException()));
    }
    return text.toString();
  }
}
