package org.auroraml.test.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.auroraml.stand.ModelServer;
import org.auroraml.stand.SentimentModel;
import org.auroraml.test.server.TestDatabase;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The examples of README.md and docs/ run as they are printed")
class DocumentationTest {
  private static final Path ROOT = Path.of("..");

  private final TestServer server = TestServer.get();
  private ModelServer models;
  private TestDatabase database;

  @BeforeEach
  void standsInForTheReadersServerAndModels() throws SQLException {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    models =
        ModelServer.start()
            .endpoint("rcf-demo", rows -> rows.stream().map(row -> row.get(0)).toList())
            .sentiment(new SentimentModel());
    database = server.createDatabase();
    database.execute(
        "CREATE TABLE nyc_taxi (day DATE, value DOUBLE)",
        "INSERT INTO nyc_taxi VALUES ('2014-12-25', 2.5), ('2014-12-26', 7.5)",
        "CREATE TABLE reviews (text TEXT, product INT)",
        "INSERT INTO reviews VALUES ('I love it, excellent quality, works great', 1), ('Terrible quality, it broke after a week, a waste of money', 1)");
  }

  @AfterEach
  void stops() throws SQLException {
    database.close();
    models.close();
  }

  private String url() {
    return database.auroraUrl(
        "awsRegion=us-east-1",
        "sagemakerEndpointUrl=" + models.uri(),
        "comprehendEndpointUrl=" + models.uri());
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), server.user(), server.password());
  }

  @Test
  void theJavaExampleOfTheReadme(@TempDir Path directory) throws Exception {
    String example =
        blocks("README.md", "java").stream()
            .filter(block -> block.contains("DriverManager"))
            .findFirst()
            .orElseThrow()
            .replaceFirst("\"jdbc:auroraml://[^\"]*\"", "url");
    String source =
        "import java.sql.*;\n"
            + "public class Example {\n"
            + "  public static void run(String url, String user, String password) throws SQLException {\n"
            + example
            + "  }\n}\n";

    compile(source, directory);
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
      loader
          .loadClass("Example")
          .getMethod("run", String.class, String.class, String.class)
          .invoke(null, url(), server.user(), server.password());
    }

    assertThat(models.inputs("rcf-demo")).isEqualTo(2);
  }

  private static void compile(String source, Path directory) {
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null,
                null,
                null,
                List.of("-d", directory.toString(), "-proc:none"),
                null,
                List.of(file))
            .call();
    assertThat(compiled).as("the example compiles").isTrue();
  }

  @Test
  void theSpringExampleOfTheReadme() throws Exception {
    String example = blocks("README.md", "java").get(1);
    String sql = example.substring(example.indexOf('"') + 1, example.lastIndexOf('"'));
    try (Connection connection = connect();
        var statement = connection.prepareStatement(sql)) {
      statement.setInt(1, 1);
      try (ResultSet result = statement.executeQuery()) {
        assertThat(result.next()).isTrue();
        assertThat(result.getDouble(1)).isEqualTo(0.0);
      }
    }
  }

  @Test
  void theStatementThatHowItWorksFollows() throws Exception {
    List<String> statements = blocks("docs/how-it-works.md", "sql");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE FUNCTION anomaly_score(value REAL) RETURNS REAL"
              + " ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME 'rcf-demo'");
      statement.execute("SET @cutoff = 5");
      try (ResultSet result = statement.executeQuery(statements.get(0))) {
        assertThat(result.next()).isTrue();
        assertThat(result.getDouble("score")).isEqualTo(7.5);
        assertThat(result.next()).isFalse();
      }
      // What the page says that the driver sends is SQL that the server takes.
      statement.executeQuery(statements.get(1)).close();
      statement.execute("SET @auroraml_1 = '[[\"2.5\",\"2.5\"],[\"7.5\",\"7.5\"]]'");
      statement.executeQuery("SELECT " + statements.get(2) + " FROM nyc_taxi").close();
    }
  }

  private static List<String> blocks(String page, String language) throws IOException {
    return Pattern.compile("```" + language + "\\R(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(ROOT.resolve(page)))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
