package org.auroraml.test.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F13: functions that several clients create, drop and call at once. */
class SharedFunctionTest {
  private static final String CREATE =
      "CREATE FUNCTION f(x DOUBLE) RETURNS DOUBLE ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT"
          + " ENDPOINT NAME 'ml-num'";

  /** What the server says of a function that is there already, or not there (any more). */
  private static final Set<Integer> LOST_RACES = Set.of(1304, 1305, 30001);

  private MlDatabase database;

  @BeforeEach
  void start() throws SQLException {
    database = MlDatabase.create();
  }

  @AfterEach
  void stop() throws SQLException {
    database.close();
  }

  @Test
  @DisplayName("a function that another client drops is the server's 1305, also where it was known")
  void dropped() throws SQLException {
    try (Connection first = database.connect();
        Connection other = database.connect("mlConcurrency=3")) {
      MlDatabase.execute(first, CREATE);
      assertThat(MlDatabase.rows(other, "SELECT f(1)")).containsExactly("1.0");
      MlDatabase.execute(first, "DROP FUNCTION f");

      assertThatThrownBy(() -> MlDatabase.rows(other, "SELECT f(2)"))
          .isInstanceOf(SQLException.class)
          .extracting("errorCode")
          .isEqualTo(1305);
    }
  }

  @Test
  @DisplayName("another model of the same name is noticed without reconnecting")
  void replaced() throws SQLException {
    try (Connection first = database.connect();
        Connection other = database.connect("mlConcurrency=3")) {
      MlDatabase.execute(first, CREATE);
      assertThat(MlDatabase.rows(other, "SELECT f(1)")).containsExactly("1.0");

      MlDatabase.execute(first, "DROP FUNCTION f", CREATE.replace("ml-num", "ml-int"));

      Instant end = Instant.now().plus(Duration.ofSeconds(10));
      while (!MlDatabase.rows(other, "SELECT f(1001.5)").equals(List.of("1.0"))) {
        assertThat(Instant.now()).isBefore(end);
        Thread.onSpinWait();
      }
    }
  }

  @Test
  @DisplayName("CREATE, DROP and calls from many connections: the server settles each race")
  void interleaved() throws Exception {
    int clients = 6;
    CountDownLatch begin = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        all.add(threads.submit(client(i, begin)));
      }
      begin.countDown();
      int answered = 0;
      for (Future<Integer> client : all) {
        answered += client.get();
      }
      assertThat(answered).isPositive();
    } finally {
      threads.shutdownNow();
    }
    try (Connection connection = database.connect()) {
      MlDatabase.execute(connection, "DROP FUNCTION IF EXISTS f", CREATE);
      assertThat(MlDatabase.rows(connection, "SELECT f(7)")).containsExactly("7.0");
    }
  }

  /** Each has settings of its own, so a registry of its own, as another application would. */
  private Callable<Integer> client(int number, CountDownLatch begin) {
    return () -> {
      Random random = new Random(number);
      int answered = 0;
      try (Connection connection = database.connect("mlConcurrency=" + (number + 1))) {
        begin.await();
        for (int i = 0; i < 60; i++) {
          try {
            switch (random.nextInt(4)) {
              case 0 -> MlDatabase.execute(connection, CREATE);
              case 1 -> MlDatabase.execute(connection, "DROP FUNCTION f");
              default -> {
                int x = random.nextInt(1000) + 100;
                assertThat(MlDatabase.rows(connection, "SELECT f(" + x + ")"))
                    .containsExactly(x + ".0");
                answered++;
              }
            }
          } catch (SQLException e) {
            assertThat(LOST_RACES).as(e.getMessage()).contains(e.getErrorCode());
          }
        }
      }
      return answered;
    };
  }

  @Test
  @DisplayName("of two that create a function in one script, one finds that of the other")
  void script(@TempDir Path directory) throws Exception {
    String setting = "functions=file:" + directory.resolve("f.sql");
    int clients = 4;
    CountDownLatch begin = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        String concurrency = "mlConcurrency=" + (i + 1);
        all.add(
            threads.submit(
                () -> {
                  try (Connection connection = database.connect(setting, concurrency)) {
                    begin.await();
                    MlDatabase.execute(connection, CREATE);
                    return 0;
                  } catch (SQLException e) {
                    return e.getErrorCode();
                  }
                }));
      }
      begin.countDown();
      List<Integer> codes = new ArrayList<>();
      for (Future<Integer> client : all) {
        codes.add(client.get());
      }
      assertThat(codes).containsExactlyInAnyOrder(0, 1304, 1304, 1304);
    } finally {
      threads.shutdownNow();
    }
  }
}
