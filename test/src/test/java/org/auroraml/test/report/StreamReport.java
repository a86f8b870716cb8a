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
 * {@code mvn -q -Pstream-report [-Drows=N] [-Dfetch=streamed|cursor|buffered] [-Dheap=64m]}: how
 * fast a result with a model's values streams against an endpoint that takes 50 ms a batch, beside
 * a pipeline that is written by hand; how fast one streams that is filtered by a model; and what
 * LIMIT 10 costs where one row in a hundred passes a filter with a model. The client has a JVM of
 * its own with that heap; the server and the model are outside of it.
 */
public final class StreamReport {
  private static final Duration MODEL_TIME = Duration.ofMillis(50);

  private final int rows;
  private final String fetch;
  private final String heap;
  private final String address;
  private final ModelServer models;

  private StreamReport(String[] arguments, String address, ModelServer models) {
    rows = Integer.parseInt(arguments[0]);
    fetch = arguments[1];
    heap = arguments[2];
    this.address = address;
    this.models = models;
  }

  /** Prints the report. Arguments: the number of rows, how they are fetched, and the heap. */
  public static void main(String[] arguments) {
    Report.run(() -> run(arguments));
  }

  private static void run(String[] arguments)
      throws SQLException, IOException, InterruptedException {
    TestServer server = TestServer.get();
    try (TestDatabase database = server.createDatabase();
        ModelServer models = OracleModels.serve(ModelServer.start())) {
      models.delay(MODEL_TIME);
      StreamReport report = new StreamReport(arguments, address(server, database), models);
      NumberTable.load(database, "t", report.rows, report.rows);
      report.print();
    }
  }

  private void print() throws IOException, InterruptedException {
    StreamClient.Measured ours = measure("overlay");
    StreamClient.Measured theirs = measure("pipeline");
    StreamClient.Measured filtered = measure("filter");
    System.out.printf(
        Locale.ROOT,
        "stream: filtered rowsPerSecond=%d ratio=%.2f firstRowMs=%d heapMb=%d%n",
        Math.round(rows / filtered.seconds()),
        theirs.seconds() / filtered.seconds(),
        filtered.firstRowMs(),
        filtered.heapMb());
    models.resetCounters();
    measure("limit10");
    System.out.printf(
        Locale.ROOT,
        "stream: rows=%d rowsPerSecond=%d ratio=%.2f firstRowMs=%d heapMb=%d limit10Inputs=%d%n",
        rows,
        Math.round(rows / ours.seconds()),
        theirs.seconds() / ours.seconds(),
        ours.firstRowMs(),
        ours.heapMb(),
        // One input warms the client up.
        models.inputs("ml-num") - 1);
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

  private StreamClient.Measured measure(String what) throws IOException, InterruptedException {
    Process client =
        new ProcessBuilder(
                List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "-Xmx" + heap,
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
