package org.auroraml.test.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.auroraml.test.oracle.MlDatabase;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F31, F83, F85: the connection to the server ends while a statement waits for a model. */
class LostConnectionTest {
  private static final long PATIENCE_SECONDS = 20;

  private final HeldModel model = new HeldModel();
  private MlDatabase database;
  private TcpForwarder forwarder;
  private Connection connection;
  private Connection sharing;

  @BeforeEach
  void start() throws SQLException, IOException {
    database = MlDatabase.create();
    database.execute(
        "CREATE TABLE t (id INT PRIMARY KEY, x DOUBLE)", "INSERT INTO t VALUES (1, 5), (2, 6)");
    String url = database.database().auroraUrl();
    String address = url.replaceFirst(".*//([^/]+)/.*", "$1");
    forwarder = new TcpForwarder(Integer.parseInt(address.replaceFirst(".*:", "")));
    try (Connection creating = database.connect()) {
      MlDatabase.createFunctions(creating);
    }
    url =
        url.replace(address, "127.0.0.1:" + forwarder.port())
            + "&awsRegion=us-east-1&sagemakerEndpointUrl="
            + database.models().uri();
    connection = connect(url);
    // With the last of its connections a context ends all calls by itself.
    sharing = connect(url);
    database.models().rawEndpoint("ml-num", model);
  }

  @AfterEach
  void leavesNothing() throws Exception {
    model.release();
    connection.close();
    sharing.close();
    await("threads of model calls", () -> threads() == 0);
    try (Connection other = database.connectMysql()) {
      assertThat(MlDatabase.rows(other, "SELECT id, x FROM t ORDER BY id"))
          .containsExactly("1,5.0", "2,6.0");
    }
    await("connections of ours", () -> forwarder.open() == 0);
    forwarder.close();
    database.close();
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, TestServer.get().user(), TestServer.get().password());
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("auroraml-model-call-"))
        .count();
  }

  private FutureTask<List<String>> begin(String sql) throws InterruptedException {
    FutureTask<List<String>> running =
        new FutureTask<>(
            () -> {
              if (sql.startsWith("SELECT")) {
                return MlDatabase.rows(connection, sql);
              }
              try (Statement statement = connection.createStatement()) {
                return List.of(Integer.toString(statement.executeUpdate(sql)));
              }
            });
    Thread thread = new Thread(running, "lost-connection");
    thread.setDaemon(true);
    thread.start();
    assertThat(model.isAskedWithin(PATIENCE_SECONDS)).isTrue();
    return running;
  }

  private static SQLException failure(FutureTask<List<String>> running) {
    Throwable cause =
        catchThrowableOfType(
                ExecutionException.class, () -> running.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
            .getCause();
    assertThat(cause).isInstanceOf(SQLException.class);
    return (SQLException) cause;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT SUM(ml_num(x)) FROM t",
        "SELECT id FROM t WHERE ml_num(x) > 5",
        "UPDATE t SET x = ml_num(x) + 1",
        "INSERT INTO t SELECT id + 10, ml_num(x) FROM t",
        "INSERT INTO t VALUES (3, ml_num(7))",
        "DELETE FROM t WHERE ml_num(x) > 5"
      })
  @DisplayName("A network that breaks between two steps is Connector/J's error; nothing is written")
  void networkBreaks(String sql) throws Exception {
    FutureTask<List<String>> running = begin(sql);

    forwarder.cutAll();
    model.release();

    assertThat(failure(running).getSQLState()).startsWith("08");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT SUM(ml_num(x)) FROM t", "UPDATE t SET x = ml_num(x) + 1"})
  @DisplayName("KILL CONNECTION between two steps is the server's error; nothing is written")
  void killed(String sql) throws Exception {
    String id = MlDatabase.rows(connection, "SELECT CONNECTION_ID()").get(0);
    FutureTask<List<String>> running = begin(sql);

    database.execute("KILL CONNECTION " + id);
    model.release();

    SQLException failure = failure(running);
    assertThat(failure.getSQLState()).isIn("08S01", "08003", "08007", "70100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT SUM(ml_num(x)) FROM t", "SELECT id, ml_num(x) FROM t"})
  @DisplayName("F85: abort() ends a statement while its model does not answer")
  void aborted(String sql) throws Exception {
    FutureTask<List<String>> running = begin(sql);

    connection.abort(Runnable::run);

    assertThat(failure(running).getSQLState()).isIn("70100", "08003", "08S01");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT SUM(ml_num(x)) FROM t", "UPDATE t SET x = ml_num(x) + 1"})
  @DisplayName("F85: so does close() from another thread")
  void closed(String sql) throws Exception {
    FutureTask<List<String>> running = begin(sql);

    connection.close();

    assertThat(failure(running).getSQLState()).isIn("70100", "08003", "08S01");
  }

  /** Looks again and again, for as long as it takes. */
  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2 * PATIENCE_SECONDS);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
