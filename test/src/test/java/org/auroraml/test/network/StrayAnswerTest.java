package org.auroraml.test.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.auroraml.test.network.TcpForwarder.Fault;
import org.auroraml.test.oracle.MlDatabase;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F85: a KILL QUERY that MySQL notices while it closes a prepared statement. A command without an
 * answer then gets one, and from there on each answer is that of the command before.
 */
@Timeout(60)
class StrayAnswerTest {
  private final HeldModel model = new HeldModel();
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private MlDatabase database;
  private TcpForwarder forwarder;
  private Connection connection;
  private volatile boolean armed;

  /** The server's answer that comes with the next one. */
  private byte[] late = new byte[0];

  @BeforeEach
  void start() throws SQLException, IOException {
    database = MlDatabase.create();
    database.execute(
        "CREATE TABLE t (id INT PRIMARY KEY, x DOUBLE)", "INSERT INTO t VALUES (1, 5)");
    try (Connection creating = database.connect()) {
      MlDatabase.createFunctions(creating);
    }
    String url = database.database().auroraUrl();
    String address = url.replaceFirst(".*//([^/]+)/.*", "$1");
    forwarder =
        new TcpForwarder(Integer.parseInt(address.replaceFirst(".*:", "")), this::interfere);
    connection =
        DriverManager.getConnection(
            url.replace(address, "127.0.0.1:" + forwarder.port())
                + "&awsRegion=us-east-1&sagemakerEndpointUrl="
                + database.models().uri(),
            TestServer.get().user(),
            TestServer.get().password());
    database.models().rawEndpoint("ml-num", model);
  }

  @AfterEach
  void stop() throws Exception {
    model.release();
    executor.shutdownNow();
    connection.close();
    forwarder.close();
    database.close();
  }

  /** The stray answer comes at once, and the one that was due with that of the next command. */
  private synchronized Fault interfere(byte[] bytes, int length) {
    byte[] due = Arrays.copyOf(bytes, length);
    if (armed) {
      armed = false;
      late = due;
      return new Fault.Instead(queryInterrupted());
    }
    if (late.length == 0) {
      return new Fault.None();
    }
    byte[] both = Arrays.copyOf(late, late.length + length);
    System.arraycopy(due, 0, both, late.length, length);
    late = new byte[0];
    return new Fault.Instead(both);
  }

  /** The packet of error 1317. */
  private static byte[] queryInterrupted() {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    byte[] text = "#70100Query execution was interrupted".getBytes(ISO_8859_1);
    packet.writeBytes(new byte[] {(byte) (3 + text.length), 0, 0, 1});
    packet.writeBytes(new byte[] {(byte) 0xFF, (byte) (1317 & 0xFF), (byte) (1317 >> 8)});
    packet.writeBytes(text);
    return packet.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT SUM(ml_num(x)) FROM t",
        "UPDATE t SET x = ml_num(x) + 1",
        "INSERT INTO t VALUES (3, ml_num(7))"
      })
  @DisplayName("F85: after a cancelled statement answers are those of their questions")
  void answersAreInTurn(String sql) throws Exception {
    try (Statement statement = connection.createStatement()) {
      Future<Boolean> running = executor.submit(() -> statement.execute(sql));
      assertThat(model.isAskedWithin(20)).isTrue();
      armed = true;

      statement.cancel();

      ExecutionException failure = catchThrowableOfType(ExecutionException.class, running::get);
      assertThat(((SQLException) failure.getCause()).getErrorCode()).isEqualTo(1317);
    }
    for (String number : new String[] {"7", "8", "9"}) {
      assertThat(MlDatabase.rows(connection, "SELECT " + number)).containsExactly(number);
    }
    assertThat(MlDatabase.rows(connection, "SELECT id, x FROM t")).containsExactly("1,5.0");
  }
}
