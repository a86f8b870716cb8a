package org.auroraml.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.auroraml.stand.CsvModel;
import org.auroraml.stand.ModelServer;
import org.auroraml.stand.RandomCutForestModel;
import org.auroraml.stand.SentimentModel;
import org.auroraml.stand.Stand;
import org.auroraml.stand.TaxiSeries;
import org.auroraml.stand.TaxiSeries.Point;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Runs the examples of the Aurora MySQL documentation against a MariaDB, through {@code
 * jdbc:auroraml:}, with models and an S3 that run on this machine. Nothing leaves it.
 */
@Command(
    name = "quickstart",
    mixinStandardHelpOptions = true,
    description = "Models called from SQL and a result exported to S3, on real parts.")
public final class Quickstart implements Callable<Integer> {
  private static final String ANOMALY_ENDPOINT = "random-cut-forest-model-demo";
  private static final String BUCKET = "shop-exports";
  private static final long FOREST_SEED = 42;
  private static final int EXPORT_LINES_SHOWN = 5;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      defaultValue = "",
      description = "A series of timestamp,value lines instead of the generated one.")
  private String csv;

  @Option(
      names = "--chart",
      paramLabel = "FILE",
      defaultValue = "target/quickstart/anomalies.png",
      description = "Where to write the chart. Default: ${DEFAULT-VALUE}")
  private Path chart;

  @Option(
      names = "--sql",
      arity = "1",
      paramLabel = "true|false",
      defaultValue = "false",
      description = "Whether to open an SQL shell after the examples. Default: ${DEFAULT-VALUE}")
  private boolean sql;

  private final PrintStream out;

  /** The shell's input, or null for the terminal. */
  private final InputStream in;

  Quickstart(PrintStream out, InputStream in) {
    this.out = out;
    this.in = in;
  }

  /** Ends the JVM with 0, or with another number and a message on standard error. */
  public static void main(String[] arguments) {
    prepare();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(command(out, null).execute(arguments));
  }

  /** Sets this JVM up: there may be no display. */
  static void prepare() {
    System.setProperty("java.awt.headless", "true");
  }

  static CommandLine command(PrintStream out, InputStream in) {
    return new CommandLine(new Quickstart(out, in))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              command.getErr().println(report(e));
              return 1;
            });
  }

  private static String report(Exception e) {
    StringBuilder message = new StringBuilder("quickstart failed: ").append(describe(e));
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      message.append(System.lineSeparator()).append("  because: ").append(describe(cause));
    }
    return message.toString();
  }

  private static String describe(Throwable e) {
    String state =
        e instanceof SQLException sql
            ? " [%s, %d]".formatted(sql.getSQLState(), sql.getErrorCode())
            : "";
    return (e.getMessage() == null ? e.toString() : e.getMessage()) + state;
  }

  @Override
  public Integer call() throws Exception {
    long start = System.nanoTime();
    List<Point> series = csv.isBlank() ? TaxiSeries.generate() : TaxiSeries.read(Path.of(csv));
    out.println("Starting MariaDB, S3 and the model server (the first time takes longer) ...");
    Progress progress = new Progress(out, Progress.isTerminal());
    CompletableFuture<Consumer<ModelServer>> models =
        CompletableFuture.supplyAsync(() -> train(series, progress));
    try (Stand stand = Stand.start(BUCKET)) {
      models.join().accept(stand.models());
      try (Connection connection = DriverManager.getConnection(stand.jdbcUrl(Shop.SCHEMA))) {
        out.println(
            "Connected to "
                + connection.getMetaData().getDatabaseProductVersion()
                + " through jdbc:auroraml://");
        summarize(run(stand, connection, series, progress), start);
      }
      if (sql) {
        out.println("An SQL shell on the same tables: !tables lists them, !quit ends it.");
        SqlShell.open(stand.jdbcUrl(Shop.SCHEMA), in, out);
      }
    }
    return 0;
  }

  /** Returns what installs the trained models on a server. */
  private static Consumer<ModelServer> train(List<Point> series, Progress progress) {
    double[] values = series.stream().mapToDouble(Point::value).toArray();
    CsvModel forest = progress.watch(new RandomCutForestModel(values, FOREST_SEED));
    SentimentModel sentiment = new SentimentModel();
    return server -> server.endpoint(ANOMALY_ENDPOINT, forest).sentiment(sentiment);
  }

  /** What the last line reports. */
  private record Outcome(int rows, long distinct, long requests, int anomalies) {}

  private Outcome run(Stand stand, Connection connection, List<Point> series, Progress progress)
      throws SQLException, IOException {
    Console console = new Console(out, connection);
    Shop shop = new Shop(connection);
    shop.createTables();
    shop.loadSeries(series, progress);
    shop.loadReviews();

    console.title("Anomalies in a series, found by a SageMaker model");
    long distinct = createAndScore(console, stand.models(), series, progress);
    List<Point> anomalies = findAnomalies(console);

    console.title("Average sentiment of the reviews of a product, by Comprehend");
    averageSentiment(console);

    console.title("Models in INSERT and UPDATE");
    scoreReadings(console);

    console.title("Export to S3");
    export(console, stand.s3().uri());

    AnomalyChart.write(series, anomalies, chart);
    return new Outcome(
        series.size(), distinct, stand.models().requests(ANOMALY_ENDPOINT), anomalies.size());
  }

  /** Returns how many inputs the model was asked for. */
  private static long createAndScore(
      Console console, ModelServer models, List<Point> series, Progress progress)
      throws SQLException {
    console.execute(
        """
        create function anomaly_score(value real) returns real
          alias aws_sagemaker_invoke_endpoint endpoint name '%s'"""
            .formatted(ANOMALY_ENDPOINT));
    long distinctValues = series.stream().mapToDouble(Point::value).distinct().count();
    console.execute(
        """
        set @score_cutoff = (select avg(anomaly_score(value)) + 3 * std(anomaly_score(value))
          from nyc_taxi)""",
        (statement, sql) ->
            progress.duringScoring("Scoring", distinctValues, () -> statement.execute(sql)));
    console.query("select @score_cutoff");
    return models.inputs(ANOMALY_ENDPOINT);
  }

  private static List<Point> findAnomalies(Console console) throws SQLException {
    List<List<Object>> rows =
        console.query(
            """
            select *, anomaly_score(value) score from nyc_taxi
              where anomaly_score(value) > @score_cutoff""");
    return rows.stream()
        .map(row -> new Point((LocalDateTime) row.get(0), ((Number) row.get(1)).doubleValue()))
        .toList();
  }

  private static void averageSentiment(Console console) throws SQLException {
    console.query(
        """
        SELECT AVG(CASE aws_comprehend_detect_sentiment(productTable.document, 'en')
          WHEN 'POSITIVE' THEN 1.0
          WHEN 'NEGATIVE' THEN -1.0
          ELSE 0.0 END) AS avg_sentiment, COUNT(*) AS total
        FROM productTable
        WHERE productTable.productCode = 1302 AND
            aws_comprehend_detect_sentiment_confidence(productTable.document, 'en') >= 0.80""");
  }

  private static void scoreReadings(Console console) throws SQLException {
    console.update(
        """
        insert into reading (value, score) values
          (15200, anomaly_score(15200)), (39197, anomaly_score(39197)), (8, anomaly_score(8))""");
    console.update("insert into reading (value) values (30001), (9000)");
    console.update(
        """
        update reading set score = anomaly_score(value), note = 'look into this'
          where anomaly_score(value) > @score_cutoff""");
    console.query("select * from reading order by id");
  }

  private static void export(Console console, URI s3) throws SQLException {
    console.update(
        """
        select timestamp, value, anomaly_score(value) as score from nyc_taxi
          where anomaly_score(value) > @score_cutoff order by timestamp
          into outfile s3 's3://%s/anomalies' format csv header"""
            .formatted(BUCKET));
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(s3)
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(SystemPropertyCredentialsProvider.create())
            .build()) {
      String key =
          client.listObjectsV2(r -> r.bucket(BUCKET).prefix("anomalies")).contents().get(0).key();
      console.line("-- the first lines of s3://" + BUCKET + "/" + key + ":");
      client
          .getObjectAsBytes(r -> r.bucket(BUCKET).key(key))
          .asUtf8String()
          .lines()
          .limit(EXPORT_LINES_SHOWN)
          .forEach(line -> console.line("   " + line));
    }
  }

  private void summarize(Outcome outcome, long start) {
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    out.println();
    out.printf(
        "quickstart: rows=%d distinct=%d requests=%d anomalies=%d seconds=%d chart=%s%n",
        outcome.rows(),
        outcome.distinct(),
        outcome.requests(),
        outcome.anomalies(),
        time.toSeconds(),
        chart.toAbsolutePath().normalize());
  }
}
