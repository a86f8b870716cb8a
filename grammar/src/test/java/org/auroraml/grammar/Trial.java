package org.auroraml.grammar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.auroraml.grammar.Corpus.Row;
import org.auroraml.grammar.MeasuredParser.Reading;

/** What one parser does in a JVM of its own. */
final class Trial {
  /** Statements of about 100 characters are the ones whose speed is measured. */
  private static final int LEAST_LENGTH = 80;

  private static final int MOST_LENGTH = 120;
  private static final int SECONDS_FOR_A_STATEMENT = 5;
  private static final int DISTINCT_STATEMENTS = 100_000;
  static final String FIRST = "SELECT a, f(b) FROM t WHERE c = 1 AND d IN (1, 2) ORDER BY e";

  private Trial() {}

  /** Our own parser's trial. */
  public static void main(String[] arguments) throws Exception {
    run(MeasuredParser.OURS, arguments);
  }

  /** Arguments: cold, heap, verdicts DIRECTORY FILE, or warm DIRECTORY. */
  static void run(MeasuredParser parser, String... arguments) throws Exception {
    switch (arguments[0]) {
      case "cold" -> FreshJvm.answer("" + coldMillis(parser));
      case "heap" -> FreshJvm.answer("" + heapMegabytes(parser));
      case "verdicts" -> FreshJvm.answer(verdicts(parser, corpus(arguments[1]).rows(arguments[2])));
      case "warm" -> FreshJvm.answer("" + perCpuSecond(parser, corpus(arguments[1])));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    // A thread that was too slow may still be at work.
    System.exit(0);
  }

  private static Corpus corpus(String directory) {
    return new Corpus(Path.of(directory));
  }

  private static double coldMillis(MeasuredParser parser) throws Exception {
    long start = System.nanoTime();
    parser.start().get().read(FIRST, SqlMode.NONE);
    return (System.nanoTime() - start) / 1e6;
  }

  /** What the parser, its tables included, keeps after many distinct statements. */
  private static double heapMegabytes(MeasuredParser parser) throws Exception {
    long before = usedBytes();
    Reading reading = parser.start().get();
    for (int i = 0; i < DISTINCT_STATEMENTS; i++) {
      reading.read(
          "SELECT c" + i + ", f(" + i + ") FROM t" + i + " WHERE a" + i + " = 'x" + i + "'",
          SqlMode.NONE);
    }
    double kept = Math.max(0, usedBytes() - before) / (double) (1 << 20);
    reading.read(FIRST, SqlMode.NONE);
    return kept;
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** For each row {@code +} taken, {@code -} refused, or {@code t} refused for lack of time. */
  private static String verdicts(MeasuredParser parser, List<Row> rows) throws Exception {
    Reading reading = parser.start().get();
    StringBuilder verdicts = new StringBuilder();
    ExecutorService worker = worker();
    for (Row row : rows) {
      Future<?> verdict =
          worker.submit(
              () -> {
                reading.read(row.sql(), row.modes());
                return null;
              });
      try {
        verdict.get(SECONDS_FOR_A_STATEMENT, TimeUnit.SECONDS);
        verdicts.append('+');
      } catch (ExecutionException refused) {
        verdicts.append('-');
      } catch (TimeoutException tooSlow) {
        verdicts.append('t');
        worker = worker();
      }
    }
    return verdicts.toString();
  }

  private static ExecutorService worker() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task);
          thread.setDaemon(true);
          return thread;
        });
  }

  static boolean isTimed(Row row) {
    int length = row.sql().length();
    return row.isCore() && LEAST_LENGTH <= length && length <= MOST_LENGTH;
  }

  /** The rows of the file valid that standard input marks with {@code +}. */
  private static double perCpuSecond(MeasuredParser parser, Corpus corpus) throws Exception {
    List<Row> valid = corpus.rows("valid");
    List<Row> rows = new ArrayList<>();
    String marks = standardInput();
    for (int i = 0; i < valid.size(); i++) {
      if (marks.charAt(i) == '+') {
        rows.add(valid.get(i));
      }
    }
    Reading reading = parser.start().get();
    return Speed.perCpuSecond(rows, row -> reading.read(row.sql(), row.modes()));
  }

  private static String standardInput() throws IOException {
    return new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
  }
}
