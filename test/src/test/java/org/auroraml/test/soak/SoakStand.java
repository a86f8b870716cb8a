package org.auroraml.test.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.auroraml.stand.CsvModel;
import org.auroraml.stand.ModelServer;
import org.auroraml.stand.OracleModels;
import org.auroraml.stand.Response;
import org.auroraml.stand.Sentiment;
import org.auroraml.test.network.TcpForwarder;
import org.auroraml.test.server.TestDatabase;
import org.auroraml.test.server.TestServer;

/**
 * Two databases with the same tables, one with ML functions and one with stored functions that give
 * the same, and the services behind connections that spoil answers.
 */
final class SoakStand implements AutoCloseable {
  /** Rows of the table that statements read. */
  static final int ITEMS = 2000;

  private static final int CLIENTS = 32;
  private static final String BEDROCK_MODEL = "soak-model";

  private final TestDatabase ours;
  private final TestDatabase theirs;
  private final ModelServer models;
  private final SoakS3 s3;
  private final SoakFaults modelFaults;
  private final SoakFaults s3Faults;
  private final TcpForwarder toModels;
  private final TcpForwarder toS3;
  private final Path spool;
  private final Random wrongCounts;

  private SoakStand(long seed) throws SQLException, IOException {
    System.setProperty("aws.accessKeyId", "soak");
    System.setProperty("aws.secretAccessKey", "soak");
    ours = TestServer.get().createDatabase();
    theirs = TestServer.get().createDatabase();
    models = ModelServer.start();
    s3 = new SoakS3();
    wrongCounts = new Random(seed);
    modelFaults = SoakFaults.ofModels(seed + 1);
    s3Faults = SoakFaults.ofS3(seed + 2);
    toModels = new TcpForwarder(models.uri().getPort(), modelFaults::next);
    toS3 = new TcpForwarder(s3.port(), s3Faults::next);
    spool = Files.createTempDirectory("auroraml-soak");
  }

  static SoakStand start(long seed) throws SQLException, IOException {
    SoakStand stand = new SoakStand(seed);
    stand.serveModels();
    stand.createTables();
    return stand;
  }

  private void serveModels() {
    for (Map.Entry<String, CsvModel> model : OracleModels.models().entrySet()) {
      models.endpoint(model.getKey(), rows -> maybeOneLess(model.getValue().predict(rows)));
    }
    models.bedrock(
        BEDROCK_MODEL,
        (body, accept) ->
            Response.of(
                200,
                "application/json",
                "{\"n\":" + new String(body, StandardCharsets.UTF_8).length() + "}"));
    models.sentiment(
        (text, language) ->
            text.endsWith("good")
                ? new Sentiment(0.75, 0.125, 0.125, 0)
                : new Sentiment(0.25, 0.5, 0.25, 0));
  }

  /** One answer in a hundred has one value too few. */
  private List<String> maybeOneLess(List<String> answers) {
    synchronized (wrongCounts) {
      return wrongCounts.nextInt(100) > 0 ? answers : answers.subList(1, answers.size());
    }
  }

  private void createTables() throws SQLException {
    List<String> tables = new ArrayList<>();
    tables.add("CREATE TABLE digits (d INT)");
    tables.add("INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
    tables.add(
        "CREATE TABLE items (id INT PRIMARY KEY, v DOUBLE, s VARCHAR(60)) CHARACTER SET utf8mb4");
    tables.add(
        "INSERT INTO items SELECT n, IF(n % 41 = 0, NULL, n * 37 % 501 / 4 - 60), CONCAT('text ', n"
            + " % 97, IF(n % 3 = 0, ' good', ' bad')) FROM (SELECT a.d + 10 * b.d + 100 * c.d + 1000"
            + " * e.d AS n FROM digits a, digits b, digits c, digits e) numbers WHERE n < "
            + ITEMS);
    for (int client = 0; client < CLIENTS; client++) {
      tables.add(
          "CREATE TABLE w%d (id INT PRIMARY KEY, v DOUBLE, s VARCHAR(60), r DOUBLE, m VARCHAR(20)) CHARACTER SET utf8mb4"
              .formatted(client));
      tables.add(
          "INSERT INTO w%d SELECT id, v, s, 0, '' FROM items WHERE id < 50".formatted(client));
    }
    ours.execute(tables.toArray(String[]::new));
    theirs.execute(tables.toArray(String[]::new));
    theirs.execute(OracleModels.storedFunctions().toArray(String[]::new));
    theirs.execute(
        "CREATE FUNCTION ml_bed(body LONGTEXT) RETURNS VARCHAR(40) CHARSET utf8mb4 DETERMINISTIC"
            + " NO SQL RETURN CONCAT('{\"n\":', CHAR_LENGTH(body), '}')",
        "CREATE FUNCTION aws_comprehend_detect_sentiment(t VARCHAR(60) CHARSET utf8mb4, l"
            + " VARCHAR(16)) RETURNS VARCHAR(8) CHARSET utf8mb4 DETERMINISTIC NO SQL RETURN IF(t"
            + " LIKE '%good', 'POSITIVE', 'NEGATIVE')",
        "CREATE FUNCTION aws_comprehend_detect_sentiment_confidence(t VARCHAR(60) CHARSET utf8mb4,"
            + " l VARCHAR(16)) RETURNS DOUBLE DETERMINISTIC NO SQL RETURN IF(t LIKE '%good', 0.75,"
            + " 0.5)");
    List<String> functions = new ArrayList<>(OracleModels.mlFunctions());
    functions.add(
        "CREATE FUNCTION ml_bed(body LONGTEXT) RETURNS VARCHAR(40) ALIAS AWS_BEDROCK_INVOKE_MODEL"
            + " MODEL ID '"
            + BEDROCK_MODEL
            + "'");
    try (Connection connection = connect("functions=catalog");
        var statement = connection.createStatement()) {
      for (String function : functions) {
        statement.execute(function);
      }
    }
  }

  /** A connection of the driver's, over services that fail. */
  Connection connect(String... settings) throws SQLException {
    String url = "http://127.0.0.1:" + toModels.port();
    List<String> all = new ArrayList<>(List.of(settings));
    all.addAll(
        List.of(
            "awsRegion=us-east-1",
            "sagemakerEndpointUrl=" + url,
            "comprehendEndpointUrl=" + url,
            "bedrockEndpointUrl=" + url,
            "s3EndpointUrl=http://127.0.0.1:" + toS3.port(),
            "s3SpoolDirectory=" + spool,
            "mlTimeoutMs=1000",
            "mlRetryBudgetMs=4000",
            "mlBreakerOpenMs=300"));
    return ours.connectAurora(all.toArray(String[]::new));
  }

  /** Connector/J's own connection to the tables that the driver writes. */
  Connection connectPlainly() throws SQLException {
    return ours.connectMysql();
  }

  /** Connector/J's own connection to the tables beside the stored functions. */
  Connection connectForExpected() throws SQLException {
    // Else MariaDB can't compare a function's text with a literal (docs/how-it-works.md).
    return TestServer.get().isMariaDb()
        ? theirs.connectMysql("connectionCollation=utf8mb4_general_ci")
        : theirs.connectMysql();
  }

  SoakS3 s3() {
    return s3;
  }

  /** Connections to services that are open. */
  int openSockets() {
    return toModels.open() + toS3.open();
  }

  String faults() {
    return "faults: models " + modelFaults.fired() + ", S3 " + s3Faults.fired();
  }

  @Override
  public void close() throws SQLException, IOException {
    toModels.close();
    toS3.close();
    models.close();
    s3.close();
    ours.close();
    theirs.close();
    try (var left = Files.list(spool)) {
      List<Path> files = left.toList();
      if (!files.isEmpty()) {
        throw new IOException("The spool is not empty: " + files);
      }
    }
    Files.delete(spool);
  }
}
