package org.auroraml.test.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A MySQL server on the loopback address and a free port, with an empty data directory that is
 * deleted when the server is closed. User {@code root} has no password.
 */
final class MySqlServer implements AutoCloseable {

  private static final long START_SECONDS = 120;

  /** Small, and without the disk's guarantees: the data never outlives the server. */
  private static final List<String> SETTINGS =
      List.of(
          "--bind-address=127.0.0.1",
          "--skip-mysqlx",
          "--local-infile=1",
          "--secure-file-priv=",
          "--max-allowed-packet=64M",
          "--max-connections=100",
          "--innodb-buffer-pool-size=64M",
          "--innodb-redo-log-capacity=16M",
          "--innodb-flush-log-at-trx-commit=2",
          "--innodb-doublewrite=0",
          "--sync-binlog=0");

  private final Path directory;
  private final int port;
  private final Process process;

  private MySqlServer(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts a server, which takes 5 to 10 seconds.
   *
   * @param home where MySQL's distribution was unpacked
   * @throws IllegalStateException if it does not start; the message says why
   */
  static MySqlServer start(Path home) throws IOException {
    // The socket's path has to be short: 107 bytes at most.
    Path directory = Files.createTempDirectory("auroraml-mysql-");
    try {
      initialize(home, directory);
      int port = freePort();
      Process process =
          mysqld(
              home,
              directory,
              Stream.concat(
                      SETTINGS.stream(),
                      Stream.of(
                          "--port=" + port,
                          "--socket=" + directory.resolve("s"),
                          "--pid-file=" + directory.resolve("pid")))
                  .toList());
      MySqlServer server = new MySqlServer(directory, port, process);
      server.awaitAnswer();
      return server;
    } catch (IOException | RuntimeException e) {
      delete(directory);
      throw e;
    }
  }

  int port() {
    return port;
  }

  /** Ends the server at once, since nobody wants its data, and deletes them. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    try {
      delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void initialize(Path home, Path directory) throws IOException {
    Process process = mysqld(home, directory, List.of("--initialize-insecure"));
    if (process.onExit().join().exitValue() != 0) {
      throw failure(directory);
    }
  }

  private static Process mysqld(Path home, Path directory, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("mysqld").toString());
    command.add("--no-defaults");
    command.add("--basedir=" + home);
    command.add("--datadir=" + directory.resolve("data"));
    if (isUnixRoot(directory)) {
      // MySQL refuses to run as root unless told to.
      command.add("--user=root");
    }
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log(directory).toFile())
        .start();
  }

  private static boolean isUnixRoot(Path ownFile) throws IOException {
    return Files.getAttribute(ownFile, "unix:uid").equals(0);
  }

  private void awaitAnswer() throws IOException {
    String url = "jdbc:mysql://127.0.0.1:" + port + "/";
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!answers(url)) {
      if (exits() || System.nanoTime() > deadline) {
        process.destroyForcibly().onExit().join();
        throw failure(directory);
      }
    }
  }

  private static boolean answers(String url) {
    try (Connection connection = DriverManager.getConnection(url, "root", "")) {
      return connection.isValid(0);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Whether the process ends within the pause between two attempts to connect. */
  private boolean exits() {
    try {
      return process.waitFor(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static IllegalStateException failure(Path directory) throws IOException {
    String log = Files.readString(log(directory));
    if (log.contains("libaio")) {
      return new IllegalStateException(
          "MySQL needs a system library: install libaio1 (.ci/install-mysql does)\n" + log);
    }
    return new IllegalStateException("MySQL did not start:\n" + log);
  }

  private static Path log(Path directory) {
    return directory.resolve("log");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
