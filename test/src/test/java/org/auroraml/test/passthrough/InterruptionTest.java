package org.auroraml.test.passthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** F85, F92: cancel, time-out and abort of statements that need no model. */
@Timeout(60)
class InterruptionTest extends OnEachRoute {

  /**
   * Longer than the test's time-out. MySQL's SLEEP ends normally when it is interrupted; that the
   * statement was is noticed before the second row.
   */
  private static final String LONG_QUERY =
      "SELECT SLEEP(600) FROM (SELECT 1 UNION SELECT 2) AS two";

  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  @AfterEach
  void stopThreads() {
    executor.shutdownNow();
  }

  @Test
  @DisplayName("cancel ends a running statement, and the connection lives on")
  void cancel() throws Exception {
    try (Statement statement = connection.createStatement()) {
      Future<Boolean> running = executor.submit(() -> statement.execute(LONG_QUERY));
      awaitRunning();

      statement.cancel();

      ExecutionException failure = catchThrowableOfType(ExecutionException.class, running::get);
      // The server's words or Connector/J's, whoever is first.
      assertThat(failure.getCause())
          .isInstanceOf(SQLException.class)
          .hasMessageMatching("Query .*interrupted.*|Statement cancelled due to client request");
    }
    assertThat(rows("SELECT 1")).containsExactly("1");
  }

  @Test
  @DisplayName("setQueryTimeout ends a statement with an SQLTimeoutException")
  void queryTimeout() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);

      assertThatThrownBy(() -> statement.execute(LONG_QUERY))
          .isInstanceOf(SQLTimeoutException.class);
      assertThat(statement.getQueryTimeout()).isEqualTo(1);
    }
    assertThat(rows("SELECT 1")).containsExactly("1");
  }

  @Test
  @DisplayName("abort closes the connection and ends its statement")
  void abort() throws Exception {
    Connection aborted = connect(new String[0]);
    Statement statement = aborted.createStatement();
    Future<Boolean> running = executor.submit(() -> statement.execute(LONG_QUERY));
    awaitRunning();

    aborted.abort(Runnable::run);

    assertThatThrownBy(running::get).hasCauseInstanceOf(SQLException.class);
    assertThat(aborted.isClosed()).isTrue();
  }

  @Test
  @DisplayName("a network time-out ends a statement, and its connection with it")
  void networkTimeout() throws SQLException {
    try (Connection slow = connect(new String[0]);
        Statement statement = slow.createStatement()) {
      slow.setNetworkTimeout(Runnable::run, 300);

      SQLException failure =
          catchThrowableOfType(SQLException.class, () -> statement.execute("SELECT SLEEP(3)"));

      assertThat(failure.getSQLState()).isEqualTo("08S01");
      assertThat(slow.isClosed()).isTrue();
    }
  }

  /** Returns when the server is at work on the long query. */
  private void awaitRunning() throws SQLException {
    String running =
        "SELECT COUNT(*) FROM information_schema.processlist WHERE info = '%s' AND db = '%s'"
            .formatted(LONG_QUERY, database.name());
    try (Connection observer = database.connectMysql();
        Statement statement = observer.createStatement()) {
      while (rows(statement.executeQuery(running)).equals(List.of("0"))) {
        Thread.onSpinWait();
      }
    }
  }
}
