package org.auroraml.test.report;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.auroraml.stand.ModelServer;
import org.auroraml.stand.OracleModels;
import org.auroraml.test.server.TestDatabase;
import org.auroraml.test.server.TestServer;

/**
 * {@code mvn -q -Pstream-report [-Drows=N] [-Dfetch=streamed|cursor|buffered]}: how fast a result
 * with a model's values streams against an endpoint that takes 50 ms a batch, beside a pipeline
 * that is written by hand; and what LIMIT 10 costs where one row in a hundred passes a filter with
 * a model. The client has a JVM of its own with -Xmx64m; the server and the model are outside of
 * it.
 */
public final class StreamReport {
  private static final Duration MODEL_TIME = Duration.ofMillis(50);
  private static final String CLIENT_HEAP = "-Xmx64m";

  private StreamReport() {}

  /** Prints the report. Arguments: the number of rows, and how they are fetched. */
  public static void main(String[] arguments)
      throws SQLException, IOException, InterruptedException {
    int rows = Integer.parseInt(arguments[0]);
    String fetch = arguments[1];
    TestServer server = TestServer.get();
    try (TestDatabase database = server.createDatabase();
        ModelServer models = OracleModels.serve(ModelServer.start())) {
      models.delay(MODEL_TIME);
      NumberTable.load(database, "t", rows, rows);
      String address = address(server, database);
      StreamClient.Measured ours = measure("overlay", fetch, address, models, rows);
      StreamClient.Measured theirs = measure("pipeline", fetch, address, models, rows);
      models.resetCounters();
      String limit10 = "failed";
      try {
        measure("limit10", fetch, address, models, rows);
        // One input warms the client up.
        limit10 = Long.toString(models.inputs("ml-num") - 1);
      } catch (IOException e) {
        System.out.println(
            "LIMIT 10: " + e.getMessage() + ", after inputs " + models.inputs("ml-num"));
      }
      System.out.printf(
          Locale.ROOT,
          "stream: rows=%d rowsPerSecond=%d ratio=%.2f firstRowMs=%d heapMb=%d limit10Inputs=%s%n",
          rows,
          Math.round(rows / ours.seconds()),
          theirs.seconds() / ours.seconds(),
          ours.firstRowMs(),
          ours.heapMb(),
          limit10);
    }
    // The embedded server's threads would keep the JVM alive; its shutdown hook ends it.
    System.exit(0);
  }

  private static String address(TestServer server, TestDatabase database) {
    return "//"
        + server.hostPort()
        + "/"
        + database.name()
        + "?sslMode=DISABLED&allowPublicKeyRetrieval=true&user="
        + server.user()
        + "&password="
        + server.password();
  }

  private static StreamClient.Measured measure(
      String what, String fetch, String address, ModelServer models, int rows)
      throws IOException, InterruptedException {
    Process client =
        new ProcessBuilder(
                List.of(
                    System.getProperty("java.home") + "/bin/java",
                    CLIENT_HEAP,
                    "-Daws.accessKeyId=report",
                    "-Daws.secretAccessKey=report",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    StreamClient.class.getName(),
                    what,
                    fetch,
                    models.uri().toString(),
                    Integer.toString(rows)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    // Not among the arguments: it has the password.
    try (BufferedWriter in = client.outputWriter();
        BufferedReader out = client.inputReader()) {
      in.write(address + "\n");
      in.flush();
      String line = out.readLine();
      int exit = client.waitFor();
      if (line == null || exit != 0) {
        throw new IOException("the client of " + what + " ended with " + exit);
      }
      return StreamClient.Measured.parse(line);
    }
  }
}
