package org.auroraml.etl;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.auroraml.stand.SentimentModel;
import org.auroraml.stand.Stand;

/**
 * Runs the job on a MariaDB, a model server and an S3 of this machine's own: in a JVM that is told
 * to end when it has scored some of the reviews, in one that is killed, and in one that ends by
 * itself.
 */
final class OnStand {
  static final String BUCKET = "shop-exports";

  private static final String DATABASE = "shop";

  /** As a distant service would take it. */
  private static final Duration REQUEST = Duration.ofMillis(100);

  private static final double STOPPED_AT = 0.3;
  private static final double KILLED_AT = 0.6;

  private OnStand() {}

  /** Takes the number of reviews; ends with the second JVM's status. */
  public static void main(String[] arguments) throws Exception {
    int rows = Integer.parseInt(arguments[0]);
    System.out.println("Starting MariaDB, S3 and the model server ...");
    try (Stand stand = Stand.start(BUCKET)) {
      stand.models().sentiment(new SentimentModel()).delay(REQUEST);
      load(stand, rows);

      Process stopped = start(stand);
      awaitAsked(stand, rows * STOPPED_AT, stopped);
      stopped.destroy();
      stopped.waitFor();
      System.out.printf("%nStopped: %s. Once more:%n", answers(stand));

      Process killed = start(stand);
      awaitAsked(stand, rows * KILLED_AT, killed);
      long underWay = kill(stand, killed);
      System.out.printf("%nKilled: %s. Once more:%n", answers(stand));

      int status = start(stand).waitFor();
      long asked = stand.models().comprehendInputs();
      System.out.printf(
          "batch-etl: rows=%d asked=%d underWay=%d requests=%d status=%d%n",
          rows, asked, underWay, stand.models().comprehendRequests(), status);
      System.exit(asked == rows + underWay ? status : 1);
    }
  }

  private static void awaitAsked(Stand stand, double texts, Process job)
      throws InterruptedException {
    while (stand.models().comprehendInputs() < texts && !job.waitFor(20, TimeUnit.MILLISECONDS)) {
      // Not there yet.
    }
  }

  private static String answers(Stand stand) throws SQLException {
    return "Comprehend was asked for %d texts, and %d have their scores"
        .formatted(stand.models().comprehendInputs(), scored(stand));
  }

  /** The reviews that have a score. */
  static long scored(Stand stand) throws SQLException {
    try (Connection connection = connect(stand);
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT COUNT(sentiment) FROM review")) {
      count.next();
      return count.getLong(1);
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

  /**
   * Kills the job without a warning, as the system does it to a process that takes too much memory.
   *
   * @return the texts that were asked for and whose answers are lost: those of the requests that
   *     were under way
   */
  static long kill(Stand stand, Process job) throws SQLException, InterruptedException {
    job.destroyForcibly().waitFor();
    while (stand.models().comprehendParallel() > 0) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return stand.models().comprehendInputs() - scored(stand);
  }
}
