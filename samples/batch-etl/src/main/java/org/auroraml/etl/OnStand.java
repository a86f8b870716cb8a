package org.auroraml.etl;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.auroraml.stand.SentimentModel;
import org.auroraml.stand.Stand;

/**
 * Runs the job on a MariaDB, a model server and an S3 of this machine's own: in a JVM that is
 * killed when it has scored some of the reviews, and in one that resumes.
 */
final class OnStand {
  static final String BUCKET = "shop-exports";

  private static final String DATABASE = "shop";

  /** As a distant service would take it. */
  private static final Duration REQUEST = Duration.ofMillis(100);

  private static final double KILLED_AT = 0.4;

  private OnStand() {}

  /** Takes the number of reviews; ends with the second JVM's status. */
  public static void main(String[] arguments) throws Exception {
    int rows = Integer.parseInt(arguments[0]);
    System.out.println("Starting MariaDB, S3 and the model server ...");
    try (Stand stand = Stand.start(BUCKET)) {
      stand.models().sentiment(new SentimentModel()).delay(REQUEST);
      load(stand, rows);
      Process first = start(stand);
      while (stand.models().comprehendInputs() < rows * KILLED_AT
          && !first.waitFor(20, TimeUnit.MILLISECONDS)) {
        // Not there yet.
      }
      kill(first);
      System.out.printf(
          "%nKilled: Comprehend was asked for %d texts. Once more:%n",
          stand.models().comprehendInputs());
      int status = start(stand).waitFor();
      System.out.printf(
          "batch-etl: rows=%d asked=%d requests=%d status=%d%n",
          rows, stand.models().comprehendInputs(), stand.models().comprehendRequests(), status);
      System.exit(status);
    }
  }

  /** Makes the table with so many reviews, of which no two are equal. */
  static void load(Stand stand, int rows) throws SQLException {
    String[] products = {"kettle", "lamp", "umbrella", "radio"};
    String[] opinions = {
      "I love this %s, it works great", "Terrible %s, it broke after a week",
      "The %s arrived on Tuesday", "The %s looks good, but it is too loud"
    };
    try (Connection connection = connect(stand);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE review (id BIGINT AUTO_INCREMENT PRIMARY KEY, product VARCHAR(80) NOT NULL,"
              + " text VARCHAR(1000) NOT NULL, sentiment VARCHAR(8), confidence DOUBLE)"
              + " CHARACTER SET utf8mb4");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO review (product, text) VALUES (?, ?)")) {
        for (int i = 0; i < rows; i++) {
          String product = products[i % products.length];
          String opinion = opinions[i / products.length % opinions.length];
          insert.setString(1, product);
          insert.setString(2, opinion.formatted(product) + " (order " + i + ")");
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  static Connection connect(Stand stand) throws SQLException {
    return DriverManager.getConnection(stand.jdbcUrl(DATABASE));
  }

  /** Starts the job in a JVM of its own; the stand outlives it. */
  static Process start(Stand stand, String... settings) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Daws.accessKeyId=stand",
                "-Daws.secretAccessKey=stand",
                // A killed JVM deletes no file of its own.
                "-Djava.io.tmpdir=" + stand.temporaryFiles(),
                "-classpath",
                System.getProperty("java.class.path"),
                EtlApplication.class.getName(),
                "--spring.datasource.url=" + stand.jdbcUrl(DATABASE),
                "--spring.datasource.username=root",
                "--etl.to=s3://" + BUCKET + "/reviews"));
    command.addAll(List.of(settings));
    return new ProcessBuilder(command).inheritIO().start();
  }

  /** As the system does it to a process that takes too much memory: without a warning. */
  static void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
