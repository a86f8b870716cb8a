package org.auroraml.test.report;

import com.github.freva.asciitable.AsciiTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.auroraml.stand.S3MockProcess;
import org.auroraml.test.server.TestDatabase;
import org.auroraml.test.server.TestServer;

/**
 * {@code mvn -q -Pexport-report [-Drows=N]}: how fast a table goes to S3, beside the least time in
 * which this machine's Connector/J can read it and throw the rows away, the server's own INTO
 * OUTFILE, and the mysql client. The ways take turns, and of each the quickest time counts: what
 * else the machine does can only add to it. The JVM has a heap of 128 MB, whatever the number of
 * rows.
 */
public final class ExportReport {
  private static final int ROUNDS = 7;
  private static final String QUERY = "SELECT * FROM orders";
  private static final String BUCKET = "exports";

  /** How a table leaves the server. */
  @FunctionalInterface
  private interface Way {
    void run() throws SQLException, IOException;
  }

  private final TestServer server;
  private final TestDatabase database;
  private final long rows;
  private long bytes;
  private long heapMb;

  private ExportReport(TestServer server, TestDatabase database, long rows) {
    this.server = server;
    this.database = database;
    this.rows = rows;
  }

  /** Prints the report. The argument: a number of rows. */
  public static void main(String[] arguments) {
    Report.run(() -> run(arguments));
  }

  private static void run(String[] arguments) throws SQLException, IOException {
    TestServer server = TestServer.get();
    try (TestDatabase database = server.createDatabase()) {
      new ExportReport(server, database, Long.parseLong(arguments[0])).run();
    }
  }

  private void run() throws SQLException, IOException {
    new OrdersTable(database).fill(rows);
    Path directory = Files.createTempDirectory("auroraml-export-report-");
    Map<String, Double> seconds = new LinkedHashMap<>();
    try (S3Sink sink = new S3Sink();
        Connection direct = database.connectMysql();
        Connection ours =
            DriverManager.getConnection(
                database.auroraUrl("awsRegion=us-east-1", "s3EndpointUrl=" + sink.uri()),
                server.user(),
                server.password())) {
      Map<String, Way> ways = new LinkedHashMap<>();
      ways.put("Connector/J, rows thrown away (the limit)", () -> readAndForget(direct));
      ways.put("INTO OUTFILE S3 … FORMAT TEXT", () -> export(ours, "TEXT"));
      ways.put("INTO OUTFILE S3 … FORMAT CSV", () -> export(ours, "CSV"));
      ways.put("the server's own INTO OUTFILE", () -> outfile(direct, directory));
      MysqlClient.find()
          .ifPresent(
              client ->
                  ways.put(
                      client.name() + " --quick --batch to a file",
                      () -> client.run(server, database, QUERY, directory)));
      seconds.putAll(measure(ways));
      bytes = sink.bytes() / (ROUNDS + 1) / 2;
    } finally {
      delete(directory);
    }
    try (S3MockProcess mock = S3MockProcess.start(BUCKET);
        Connection ours =
            DriverManager.getConnection(
                database.auroraUrl("awsRegion=us-east-1", "s3EndpointUrl=" + mock.uri()),
                server.user(),
                server.password())) {
      seconds.put("FORMAT TEXT to S3Mock", time(() -> export(ours, "TEXT OVERWRITE ON")));
      seconds.put("FORMAT CSV to S3Mock", time(() -> export(ours, "CSV OVERWRITE ON")));
    }
    print(seconds);
  }

  private static Map<String, Double> measure(Map<String, Way> ways)
      throws SQLException, IOException {
    Map<String, Double> quickest = new LinkedHashMap<>();
    for (int round = -1; round < ROUNDS; round++) {
      for (Map.Entry<String, Way> way : ways.entrySet()) {
        double time = time(way.getValue());
        // The first round warms up.
        if (round >= 0) {
          quickest.merge(way.getKey(), time, Math::min);
        }
      }
    }
    return quickest;
  }

  private static double time(Way way) throws SQLException, IOException {
    System.gc();
    long start = System.nanoTime();
    way.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private void readAndForget(Connection direct) throws SQLException {
    long read = 0;
    try (Statement statement = direct.createStatement()) {
      statement.setFetchSize(Integer.MIN_VALUE);
      try (ResultSet result = statement.executeQuery(QUERY)) {
        while (result.next()) {
          read++;
        }
      }
    }
    requireAll(read);
  }

  private void export(Connection ours, String options) throws SQLException {
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    try (Statement statement = ours.createStatement()) {
      requireAll(
          statement.executeLargeUpdate(
              QUERY + " INTO OUTFILE S3 's3://" + BUCKET + "/orders' FORMAT " + options));
    }
    long peak = heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
    heapMb = Math.max(heapMb, peak);
  }

  private void outfile(Connection direct, Path directory) throws SQLException, IOException {
    Path file = directory.resolve("outfile");
    try (Statement statement = direct.createStatement()) {
      requireAll(statement.executeLargeUpdate(QUERY + " INTO OUTFILE '" + file + "'"));
    }
    Files.delete(file);
  }

  private void requireAll(long got) {
    if (got != rows) {
      throw new IllegalStateException(got + " rows of " + rows);
    }
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static void delete(Path directory) {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void print(Map<String, Double> seconds) {
    List<Double> times = List.copyOf(seconds.values());
    double limit = times.get(0);
    String[][] cells =
        seconds.entrySet().stream()
            .map(
                way ->
                    new String[] {
                      way.getKey(),
                      "%.2f".formatted(way.getValue()),
                      "%,.0f".formatted(rows / way.getValue()),
                      "%,.0f".formatted(bytes / way.getValue() / 1e6),
                      "%.2f".formatted(limit / way.getValue())
                    })
            .toArray(String[][]::new);
    System.out.printf(Locale.ROOT, "%,d rows, %,d MB%n", rows, bytes / 1_000_000);
    System.out.println(
        AsciiTable.getTable(
            new String[] {"way", "seconds", "rows/s", "MB/s", "of the limit"}, cells));
    System.out.printf(
        Locale.ROOT,
        "export: text=%.2f csv=%.2f heapMb=%d%n",
        limit / times.get(1),
        limit / times.get(2),
        heapMb);
  }
}
