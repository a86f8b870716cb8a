package org.auroraml.test.report;

import com.github.freva.asciitable.AsciiTable;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.auroraml.stand.ModelServer;
import org.auroraml.stand.OracleModels;
import org.auroraml.test.server.TestDatabase;
import org.auroraml.test.server.TestServer;

/**
 * {@code mvn -q -Pdriver-report [-Dreport.rows="N …"] [-Dreport.heap=1g]}: what Lookup delivers
 * against an endpoint that takes 50 ms a batch, over few and over only distinct inputs, beside the
 * least time that any client would need for it; and what a statement without ML costs.
 */
public final class DriverReport {
  private static final Duration MODEL_TIME = Duration.ofMillis(50);
  private static final int PARALLEL = 8;
  private static final int FEW = 1_000;

  private DriverReport() {}

  /** One line of the table of Lookup. */
  private record Measured(
      int rows, int distinct, double seconds, double leastSeconds, long requests, long heapMb) {
    long rowsPerSecond() {
      return Math.round(rows / seconds);
    }

    double ratio() {
      return leastSeconds / seconds;
    }
  }

  /** Prints the report. Arguments: numbers of rows. */
  public static void main(String[] arguments) {
    Report.run(() -> run(arguments));
  }

  private static void run(String[] arguments) throws SQLException {
    TestServer server = TestServer.get();
    try (TestDatabase database = server.createDatabase();
        ModelServer models = OracleModels.serve(ModelServer.start())) {
      models.delay(MODEL_TIME);
      List<Measured> lookups = lookups(server, database, models, arguments);
      System.out.println(lookupTable(lookups));

      PassThrough passThrough = PassThrough.measure(host(server, database, ""));
      Measured largest = lookups.get(lookups.size() - 1);
      System.out.printf(
          Locale.ROOT,
          "driver: rows=%d rowsPerSecond=%d ofLimit=%.2f requests=%d heapMb=%d select1Ratio=%s"
              + " pointQueryRatio=%s%n",
          largest.rows(),
          largest.rowsPerSecond(),
          largest.ratio(),
          largest.requests(),
          largest.heapMb(),
          passThrough.select1(),
          passThrough.pointQuery());
    }
  }

  private static List<Measured> lookups(
      TestServer server, TestDatabase database, ModelServer models, String[] arguments)
      throws SQLException {
    String url =
        "jdbc:auroraml:"
            + host(
                server,
                database,
                "&functions=memory&awsRegion=us-east-1&sagemakerEndpointUrl=" + models.uri());
    List<Measured> measured = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(OracleModels.mlFunctions().get(0));
      for (String argument : arguments) {
        int rows = Integer.parseInt(argument);
        if (measured.isEmpty()) {
          // The first call of a model loads the AWS SDK.
          NumberTable.load(database, "points", FEW, FEW);
          measure(statement, models, FEW, FEW);
        }
        for (int distinct : new int[] {FEW, rows}) {
          NumberTable.load(database, "points", rows, distinct);
          measured.add(measure(statement, models, rows, distinct));
        }
      }
    }
    return measured;
  }

  /**
   * The least time: the distinct inputs read as a stream, the requests of the model in parallel,
   * and the statement over the bare column.
   */
  private static Measured measure(Statement statement, ModelServer models, int rows, int distinct)
      throws SQLException {
    long readStart = System.nanoTime();
    try (Statement streaming = statement.getConnection().createStatement()) {
      streaming.setFetchSize(Integer.MIN_VALUE);
      sum(streaming, "SELECT DISTINCT x FROM points");
    }
    sum(statement, "SELECT SUM(x) FROM points");
    double readSeconds = (System.nanoTime() - readStart) / 1e9;

    models.resetCounters();
    System.gc();
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    long start = System.nanoTime();
    sum(statement, "SELECT SUM(ml_num(x)) FROM points");
    double seconds = (System.nanoTime() - start) / 1e9;

    long requests = models.requests("ml-num");
    double leastSeconds =
        readSeconds + Math.ceil((double) requests / PARALLEL) * MODEL_TIME.toMillis() / 1000;
    return new Measured(rows, distinct, seconds, leastSeconds, requests, peakHeapMb());
  }

  private static double sum(Statement statement, String sql) throws SQLException {
    double sum = 0;
    try (ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        sum += result.getDouble(1);
      }
    }
    return sum;
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  /**
   * The sum of the pools' peaks: an upper bound of the heap's. The model server's part is in it.
   */
  private static long peakHeapMb() {
    return heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
  }

  private static String lookupTable(List<Measured> lookups) {
    String[][] cells =
        lookups.stream()
            .map(
                m ->
                    new String[] {
                      "%,d".formatted(m.rows()),
                      "%,d".formatted(m.distinct()),
                      "%.2f".formatted(m.seconds()),
                      "%,d".formatted(m.rowsPerSecond()),
                      "%.2f".formatted(m.leastSeconds()),
                      "%.2f".formatted(m.ratio()),
                      "%,d".formatted(m.requests()),
                      "%,d".formatted(m.heapMb())
                    })
            .toArray(String[][]::new);
    return AsciiTable.getTable(
        new String[] {
          "rows",
          "distinct",
          "seconds",
          "rows/s",
          "least seconds",
          "ratio",
          "requests",
          "peak heap MB"
        },
        cells);
  }

  private static String host(TestServer server, TestDatabase database, String settings) {
    return "//"
        + server.hostPort()
        + "/"
        + database.name()
        + "?sslMode=DISABLED&allowPublicKeyRetrieval=true&rewriteBatchedStatements=true&user="
        + server.user()
        + "&password="
        + server.password()
        + settings;
  }
}
