package org.auroraml.test.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.auroraml.stand.OracleModels;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

/** The client of {@link StreamReport}, in a JVM of its own. */
final class StreamClient {
  private static final int PARALLEL = 8;

  /** Rows of one request. */
  private static final int ROWS_OF_BATCH = 2_000;

  private StreamClient() {}

  /** What it has measured. */
  record Measured(double seconds, long firstRowMs, long heapMb) {
    static Measured parse(String line) {
      String[] parts = line.split(" ", -1);
      return new Measured(
          Double.parseDouble(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    String format() {
      return seconds + " " + firstRowMs + " " + heapMb;
    }
  }

  /**
   * Measures one query. Arguments: which, the mode of fetching, the models' address, the number of
   * rows; the address of the database is the first line of the input.
   */
  public static void main(String[] arguments)
      throws IOException, SQLException, ExecutionException, InterruptedException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    String database = input.readLine() + fetch(arguments[1]);
    String models = arguments[2];
    int rows = Integer.parseInt(arguments[3]);
    Measured measured =
        switch (arguments[0]) {
          case "overlay" -> query(database, models, "SELECT id, x, ml_num(x) FROM t", rows);
          case "filter" ->
              query(database, models, "SELECT id, x FROM t WHERE ml_num(x) > -1e30", rows);
          case "pipeline" -> pipeline(database, models, rows);
          default ->
              query(
                  database,
                  models,
                  "SELECT id, x FROM t WHERE ml_num(x) % 100 = 0.5 LIMIT 10",
                  Math.min(10, (rows + 99) / 100));
        };
    System.out.println(measured.format());
    System.exit(0);
  }

  private static String fetch(String mode) {
    return switch (mode) {
      case "buffered" -> "";
      case "cursor" -> "&useCursorFetch=true&defaultFetchSize=1000";
      default -> "&defaultFetchSize=" + Integer.MIN_VALUE;
    };
  }

  private static Measured query(String database, String models, String sql, int rows)
      throws SQLException {
    String url =
        "jdbc:auroraml:"
            + database
            + "&functions=memory&awsRegion=us-east-1&sagemakerEndpointUrl="
            + models;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(OracleModels.mlFunctions().get(0));
      // The first call of a model loads the AWS SDK.
      statement.executeQuery("SELECT ml_num(0.25)").close();
      long start = System.nanoTime();
      long first = 0;
      int read = 0;
      double sum = 0;
      try (ResultSet result = statement.executeQuery(sql)) {
        while (result.next()) {
          sum += result.getInt(1) + result.getDouble(2);
          read++;
          if (read == 1) {
            first = System.nanoTime();
          }
        }
      }
      return measured(start, first, read, rows, sum);
    }
  }

  private static Measured measured(long start, long first, int read, int rows, double sum) {
    if (read != rows || sum <= 0) {
      throw new IllegalStateException("read " + read + " rows of " + rows);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Measured(seconds, (first - start) / 1_000_000, heapMb());
  }

  /** The most that the largest of the heap's pools held, which is that of what lives on. */
  private static long heapMb() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .max()
            .orElse(0)
        >> 20;
  }

  /** What an application would write without the driver: rows in order, eight batches under way. */
  private static Measured pipeline(String database, String models, int rows)
      throws SQLException, ExecutionException, InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(PARALLEL);
    try (Connection connection = DriverManager.getConnection("jdbc:mysql:" + database);
        Statement statement = connection.createStatement();
        SageMakerRuntimeClient client =
            SageMakerRuntimeClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create(models))
                .build()) {
      ask(client, new Batch(List.of(0), List.of(0.25)));
      long start = System.nanoTime();
      Reading reading = new Reading();
      try (ResultSet result = statement.executeQuery("SELECT id, x FROM t")) {
        Deque<Future<Answered>> underWay = new ArrayDeque<>();
        Batch batch = new Batch();
        while (result.next()) {
          batch.ids.add(result.getInt(1));
          batch.inputs.add(result.getDouble(2));
          if (batch.ids.size() == ROWS_OF_BATCH) {
            Batch full = batch;
            underWay.add(workers.submit(() -> ask(client, full)));
            batch = new Batch();
            if (underWay.size() > PARALLEL) {
              reading.read(underWay.remove().get());
            }
          }
        }
        if (!batch.ids.isEmpty()) {
          Batch last = batch;
          underWay.add(workers.submit(() -> ask(client, last)));
        }
        for (Future<Answered> future : underWay) {
          reading.read(future.get());
        }
      }
      return measured(start, reading.first, reading.rows, rows, reading.sum);
    } finally {
      workers.shutdownNow();
    }
  }

  private record Batch(List<Integer> ids, List<Double> inputs) {
    Batch() {
      this(new ArrayList<>(ROWS_OF_BATCH), new ArrayList<>(ROWS_OF_BATCH));
    }
  }

  private record Answered(List<Integer> ids, List<Double> values) {}

  private static final class Reading {
    private int rows;
    private double sum;
    private long first;

    private void read(Answered answered) {
      for (int i = 0; i < answered.ids.size(); i++) {
        sum += answered.ids.get(i) + answered.values.get(i);
        rows++;
        if (rows == 1) {
          first = System.nanoTime();
        }
      }
    }
  }

  private static Answered ask(SageMakerRuntimeClient client, Batch batch) {
    StringBuilder body = new StringBuilder();
    batch.inputs.forEach(input -> body.append(input).append('\n'));
    String answer =
        client
            .invokeEndpoint(
                request ->
                    request
                        .endpointName("ml-num")
                        .contentType("text/csv")
                        .accept("text/csv")
                        .body(SdkBytes.fromString(body.toString(), StandardCharsets.UTF_8)))
            .body()
            .asUtf8String();
    List<Double> values = new ArrayList<>(batch.ids.size());
    int line = 0;
    while (values.size() < batch.ids.size()) {
      int end = answer.indexOf('\n', line);
      values.add(line == end ? 0 : Double.parseDouble(answer.substring(line, end)));
      line = end + 1;
    }
    return new Answered(batch.ids, values);
  }
}
