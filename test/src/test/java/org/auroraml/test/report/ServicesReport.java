package org.auroraml.test.report;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.auroraml.batching.Evaluation;
import org.auroraml.batching.Evaluator;
import org.auroraml.batching.EvaluatorOptions;
import org.auroraml.batching.Model;
import org.auroraml.batching.ModelException;
import org.auroraml.batching.ModelInput;
import org.auroraml.stand.ModelServer;
import org.auroraml.stand.OracleModels;
import org.auroraml.test.server.TestDatabase;
import org.auroraml.test.server.TestServer;

/**
 * {@code mvn -q -Pservices-report [-Drows=N]}: the shape of the one published Aurora figure
 * (1,358,980 rows with 129,396 distinct inputs: 8.90 s, 1,351 requests) against an endpoint that
 * takes 50 ms, at the default batch size and at 96, beside the physical limit of the run: a bare
 * read of the rows plus requests ÷ parallel × 50 ms. Then how soon a statement ends that is
 * cancelled while its model does not answer, and what the evaluator itself costs a row.
 */
public final class ServicesReport {
  private static final Duration MODEL_TIME = Duration.ofMillis(50);

  /** One distinct input for so many rows, as in the published figure. */
  private static final double ROWS_OF_INPUT = 1_358_980.0 / 129_396;

  private static final int CONCURRENCY = 8;
  private static final int CANCELS = 200;
  private static final int INTERRUPTED = 1317;

  /** The quickest counts: the first one loads classes. */
  private static final int ROUNDS = 3;

  private static final int EVALUATED_ROWS = 1_000_000;

  private ServicesReport() {}

  /** Prints the report. Argument: the number of rows. */
  public static void main(String[] arguments) {
    Report.run(() -> run(arguments));
  }

  private static void run(String[] arguments) throws Exception {
    int rows = Integer.parseInt(arguments[0]);
    int distinct = (int) Math.round(rows / ROWS_OF_INPUT);
    try (TestDatabase database = TestServer.get().createDatabase();
        ModelServer models = OracleModels.serve(ModelServer.start())) {
      NumberTable.load(database, "t", rows, distinct);
      System.out.printf("services: %d rows, %d distinct inputs%n", rows, distinct);
      String url = "sagemakerEndpointUrl=" + models.uri();
      try (Connection connection = database.connectAurora(url, "awsRegion=us-east-1");
          Statement statement = connection.createStatement()) {
        statement.execute(function("wide", ""));
        statement.execute(function("narrow", " MAX_BATCH_SIZE 96"));
        models.delay(MODEL_TIME);
        double read = Math.min(read(connection, "x"), read(connection, "x"));
        measure(connection, models, "wide", read);
        measure(connection, models, "narrow", read);
        models.delay(Duration.ZERO);
      }
      cancels(database);
      evaluator(models.uri());
    }
  }

  private static String function(String name, String tail) {
    return "CREATE FUNCTION "
        + name
        + "(x DOUBLE) RETURNS DOUBLE ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME 'ml-num'"
        + tail;
  }

  /** Seconds that it takes to read the rows with an expression, as a stream. */
  private static double read(Connection connection, String expression) throws SQLException {
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(Integer.MIN_VALUE);
      try (ResultSet result = statement.executeQuery("SELECT id, " + expression + " FROM t")) {
        while (result.next()) {
          double value = result.getDouble(2);
          if (result.getInt(1) % 100_000 == 0 && value < 0) {
            throw new IllegalStateException("a wrong value");
          }
        }
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static void measure(
      Connection connection, ModelServer models, String function, double read) throws SQLException {
    double seconds = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      models.resetCounters();
      seconds = Math.min(seconds, read(connection, function + "(x)"));
    }
    long requests = models.requests("ml-num");
    double limit = read + Math.ceil((double) requests / CONCURRENCY) * MODEL_TIME.toMillis() / 1e3;
    System.out.printf(
        Locale.ROOT,
        "services: %s seconds=%.2f requests=%d inputs=%d parallel=%d bareRead=%.2f limit=%.2f ratio=%.2f%n",
        function,
        seconds,
        requests,
        models.inputs("ml-num"),
        models.maxParallel("ml-num"),
        read,
        limit,
        seconds / limit);
  }

  /** A model that takes connections and never answers. */
  private static void cancels(TestDatabase database) throws Exception {
    List<Double> millis = new ArrayList<>();
    Random random = new Random(1);
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Connection connection =
            database.connectAurora(
                "sagemakerEndpointUrl=http://127.0.0.1:" + silent.getLocalPort(),
                "awsRegion=us-east-1")) {
      List<Socket> held = Collections.synchronizedList(new ArrayList<>());
      Thread accepting = new Thread(() -> accept(silent, held), "silent-model");
      accepting.setDaemon(true);
      accepting.start();
      String[] statements = {
        "SELECT SUM(wide(x)) FROM t WHERE id < 100",
        "SELECT id, wide(x) FROM t WHERE id < 100",
        "UPDATE t SET x = wide(x) WHERE id < 100"
      };
      for (int i = 0; i < CANCELS; i++) {
        String sql = statements[i % statements.length];
        int before = held.size();
        try (Statement statement = connection.createStatement()) {
          CompletableFuture<Long> ended =
              CompletableFuture.supplyAsync(() -> endOf(statement, sql));
          while (held.size() == before && !ended.isDone()) {
            TimeUnit.MILLISECONDS.sleep(1);
          }
          TimeUnit.MILLISECONDS.sleep(random.nextInt(20));
          long start = System.nanoTime();
          statement.cancel();
          millis.add((ended.get() - start) / 1e6);
        }
      }
      for (Socket socket : held) {
        socket.close();
      }
    }
    Collections.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "services: cancel p50=%.1f ms p99=%.1f ms max=%.1f ms of %d%n",
        millis.get(millis.size() / 2),
        millis.get(millis.size() * 99 / 100),
        millis.get(millis.size() - 1),
        millis.size());
  }

  private static void accept(ServerSocket listener, List<Socket> held) {
    try {
      while (true) {
        held.add(listener.accept());
      }
    } catch (IOException closed) {
      // The end of this thread.
      return;
    }
  }

  /** When a statement that is cancelled has failed. */
  private static long endOf(Statement statement, String sql) {
    try {
      if (statement.execute(sql)) {
        try (ResultSet result = statement.getResultSet()) {
          result.next();
        }
      }
      throw new IllegalStateException("not cancelled");
    } catch (SQLException e) {
      long end = System.nanoTime();
      if (e.getErrorCode() != INTERRUPTED) {
        throw new IllegalStateException(sql + " failed before it was cancelled", e);
      }
      return end;
    }
  }

  /** All of it but the server's time: de-duplication, batches, HTTP, reading of answers. */
  private static void evaluator(URI models) throws ModelException, InterruptedException {
    List<ModelInput> inputs = new ArrayList<>(EVALUATED_ROWS);
    for (int i = 0; i < EVALUATED_ROWS; i++) {
      inputs.add(ModelInput.of((int) (i / ROWS_OF_INPUT) + ".5"));
    }
    EvaluatorOptions options =
        EvaluatorOptions.builder()
            .region("us-east-1")
            .endpointUrl(org.auroraml.batching.AwsService.SAGEMAKER, models)
            .build();
    double best = Double.MAX_VALUE;
    try (Evaluator evaluator = new Evaluator(options)) {
      for (int round = 0; round < 5; round++) {
        long start = System.nanoTime();
        try (Evaluation evaluation = evaluator.open()) {
          evaluation.evaluate(new Model.SageMaker("ml-num", 10_000), inputs);
        }
        best = Math.min(best, (System.nanoTime() - start) / (double) EVALUATED_ROWS);
      }
    }
    System.out.printf(
        Locale.ROOT, "services: evaluator nsPerRow=%.0f of %d rows%n", best, EVALUATED_ROWS);
  }
}
