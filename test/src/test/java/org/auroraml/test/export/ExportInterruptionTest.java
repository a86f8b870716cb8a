package org.auroraml.test.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * F70, F85: cancel() and setQueryTimeout end an export wherever it is; no object, no multipart
 * upload and no spool file is left, and the connection is as it was.
 */
class ExportInterruptionTest {

  private static final long PATIENCE_SECONDS = 50;

  /** 40 MB, which go up in several requests. */
  private static final String BIG =
      "SELECT id, REPEAT('x', 1000000) FROM t WHERE id < 40 INTO OUTFILE S3 's3://exports/big'";

  /** 400 GB, of which nobody would see the end. */
  private static final String ENDLESS =
      "SELECT REPEAT('x', 10000000) FROM t INTO OUTFILE S3 's3://exports/endless'";

  private static final String SLOW =
      "SELECT id, SLEEP(60) FROM t INTO OUTFILE S3 's3://exports/slow'";

  @TempDir Path spoolDirectory;

  private StandInS3 s3;
  private MlDatabase database;
  private Connection connection;

  @BeforeEach
  void start() throws SQLException, IOException {
    s3 = new StandInS3();
    database = MlDatabase.create();
    database.execute(
        "CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (0), (1), (2), (3), (4)");
    for (int there = 5; there < 40_000; there *= 2) {
      database.execute("INSERT INTO t SELECT id + " + there + " FROM t");
    }
    connection =
        database.connect("s3EndpointUrl=" + s3.uri(), "s3SpoolDirectory=" + spoolDirectory);
  }

  @AfterEach
  void leavesNothing() throws Exception {
    try {
      s3.answer();
      // The last answer of S3 may come after the statement has ended; then the rest is removed.
      await("uploads", () -> s3.uploads().isEmpty());
      await("spool", this::spoolIsEmpty);
      assertThat(s3.objects()).isEmpty();
      assertThat(MlDatabase.rows(connection, "SELECT COUNT(*) FROM t")).containsExactly("40960");
      assertThat(MlDatabase.rows(connection, "SELECT @@autocommit, @@character_set_results"))
          .isEqualTo(expectedSession());
    } finally {
      connection.close();
      database.close();
      s3.close();
    }
  }

  @Test
  @DisplayName("cancel() while S3 does not say whether the bucket is there")
  void cancelledWhileChecking() throws Exception {
    s3.holdHeads();
    try (Statement statement = connection.createStatement()) {
      FutureTask<Integer> export = begin(() -> statement.executeUpdate(BIG));
      s3.awaitHead();

      statement.cancel();

      assertThat(failure(export).getErrorCode()).isEqualTo(1317);
      await("the end of the request", () -> !isChecking());
    }
  }

  @Test
  @DisplayName("setQueryTimeout while S3 does not say whether the bucket is there")
  void timedOutWhileChecking() throws Exception {
    s3.holdHeads();
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      FutureTask<Integer> export = begin(() -> statement.executeUpdate(BIG));

      assertThat((Throwable) failure(export)).isInstanceOf(SQLTimeoutException.class);
      assertThat(failure(export).getErrorCode()).isEqualTo(3024);
      await("the end of the request", () -> !isChecking());
    }
  }

  private static boolean isChecking() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("auroraml-s3-check"));
  }

  @Test
  @DisplayName("cancel() while S3 does not answer")
  void cancelledWhileUploading() throws Exception {
    s3.holdParts();
    try (Statement statement = connection.createStatement()) {
      FutureTask<Integer> export = begin(() -> statement.executeUpdate(BIG));
      s3.awaitPart();

      statement.cancel();

      assertThat((Throwable) failure(export)).hasMessage("Query execution was interrupted");
      assertThat(failure(export).getErrorCode()).isEqualTo(1317);
    }
  }

  @Test
  @DisplayName("setQueryTimeout while S3 does not answer")
  void timedOutWhileUploading() throws Exception {
    s3.holdParts();
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      FutureTask<Integer> export = begin(() -> statement.executeUpdate(BIG));

      SQLException failure = failure(export);

      assertThat((Throwable) failure).isInstanceOf(SQLTimeoutException.class);
      assertThat(failure.getErrorCode()).isEqualTo(3024);
    }
  }

  @Test
  @DisplayName("cancel() while rows come, of which no more are sent then")
  void cancelledWhileRowsCome() throws Exception {
    try (Statement statement = connection.createStatement()) {
      FutureTask<Integer> export = begin(() -> statement.executeUpdate(ENDLESS));
      s3.awaitPart();

      statement.cancel();

      assertThat(failure(export).getErrorCode()).isEqualTo(1317);
    }
  }

  @Test
  @DisplayName("setQueryTimeout while rows come, of which no more are sent then")
  void timedOutWhileRowsCome() throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      FutureTask<Integer> export = begin(() -> statement.executeUpdate(ENDLESS));

      assertThat((Throwable) failure(export)).isInstanceOf(SQLTimeoutException.class);
      assertThat(failure(export).getErrorCode()).isEqualTo(3024);
    }
  }

  @Test
  @DisplayName("cancel() while the server computes rows")
  void cancelledWhileReading() throws Exception {
    try (Statement statement = connection.createStatement()) {
      FutureTask<Integer> export = begin(() -> statement.executeUpdate(SLOW));
      try (Connection other = database.connectMysql()) {
        await("the query", () -> isRunning(other));
      }

      statement.cancel();

      assertThat(failure(export).getErrorCode()).isEqualTo(1317);
    }
  }

  @Test
  @DisplayName("setQueryTimeout while the server computes rows")
  void timedOutWhileReading() throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      FutureTask<Integer> export = begin(() -> statement.executeUpdate(SLOW));

      assertThat((Throwable) failure(export)).isInstanceOf(SQLTimeoutException.class);
    }
  }

  private static boolean isRunning(Connection other) throws SQLException {
    return !MlDatabase.rows(
            other,
            "SELECT id FROM information_schema.processlist"
                + " WHERE info LIKE 'SELECT id, SLEEP(60)%' AND state = 'User sleep'")
        .isEmpty();
  }

  private List<String> expectedSession() throws SQLException {
    try (Connection fresh = database.connect("s3EndpointUrl=" + s3.uri())) {
      return MlDatabase.rows(fresh, "SELECT @@autocommit, @@character_set_results");
    }
  }

  private boolean spoolIsEmpty() throws IOException {
    try (Stream<Path> files = Files.list(spoolDirectory)) {
      return files.findAny().isEmpty();
    }
  }

  private static FutureTask<Integer> begin(Callable<Integer> export) {
    FutureTask<Integer> task = new FutureTask<>(export);
    new Thread(task, "export").start();
    return task;
  }

  private static SQLException failure(FutureTask<Integer> export) {
    Throwable cause =
        catchThrowableOfType(
                ExecutionException.class, () -> export.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
            .getCause();
    assertThat(cause).isInstanceOf(SQLException.class);
    return (SQLException) cause;
  }

  /** Looks again and again, for as long as it takes. */
  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
