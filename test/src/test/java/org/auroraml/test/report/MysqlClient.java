package org.auroraml.test.report;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.auroraml.test.server.TestDatabase;
import org.auroraml.test.server.TestServer;

/** The command-line client of MySQL or MariaDB, where it is on the PATH. */
record MysqlClient(Path program) {

  static Optional<MysqlClient> find() {
    String path = String.valueOf(System.getenv("PATH"));
    return Stream.of("mysql", "mariadb")
        .flatMap(
            name ->
                Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                    .splitAsStream(path)
                    .map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(MysqlClient::new);
  }

  String name() {
    return String.valueOf(program.getFileName());
  }

  /** Writes the rows of a query to a file, and removes it. */
  void run(TestServer server, TestDatabase database, String query, Path directory)
      throws IOException {
    Path file = directory.resolve("client");
    String[] hostPort = server.hostPort().split(":", 2);
    ProcessBuilder builder =
        new ProcessBuilder(
                program.toString(),
                "--no-defaults",
                "--quick",
                "--batch",
                "--host=" + hostPort[0],
                "--port=" + hostPort[1],
                "--protocol=tcp",
                "--user=" + server.user(),
                "--database=" + database.name(),
                "--execute=" + query)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(file.toFile());
    builder.environment().put("MYSQL_PWD", server.password());
    try {
      int status = builder.start().waitFor();
      if (status != 0) {
        throw new IOException(program + " ended with " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
