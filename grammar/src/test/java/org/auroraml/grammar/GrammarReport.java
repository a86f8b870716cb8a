package org.auroraml.grammar;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.auroraml.grammar.Corpus.Row;
import org.auroraml.grammar.antlr.TreeParser;

/**
 * Measures the parser on a corpus in a JVM of its own and prints what it finds: {@code mvn -q
 * -Pgrammar-report [-Dcorpus=DIR]}.
 */
public final class GrammarReport {
  private static final int MAX_SHOWN = 50;
  private static final int MAX_SHOWN_LENGTH = 160;
  private static final int DISTINCT_STATEMENTS = 100_000;
  private static final double NANOS_PER_MILLI = 1e6;

  /** Statements of about 100 characters are the ones whose speed is measured. */
  private static final int LEAST_LENGTH = 80;

  private static final int MOST_LENGTH = 120;

  private final Corpus corpus;
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final List<Row> misjudged = new ArrayList<>();

  private GrammarReport(Corpus corpus) {
    this.corpus = corpus;
  }

  /** The only argument is the corpus' directory; relative paths are the repository root's. */
  public static void main(String[] arguments) throws IOException, SqlSyntaxException {
    long before = usedBytes();
    long cold = System.nanoTime();
    SqlParser.parse("SELECT a, f(b) FROM t WHERE c = 1 AND d IN (1, 2) ORDER BY e", SqlMode.NONE);
    double coldMillis = (System.nanoTime() - cold) / NANOS_PER_MILLI;
    double heap = heapMegabytes(before);
    new GrammarReport(new Corpus(Path.of(arguments[0]))).run(coldMillis, heap);
  }

  private void run(double coldMillis, double heap) throws IOException, SqlSyntaxException {
    List<Row> valid = rows("valid");
    List<Row> invalid = rows("invalid");
    List<Row> probes = rows("probes");
    double core = share("valid, taken: core", valid, Row::isCore);
    double all = share("valid, taken: all kinds", valid, row -> true);
    double refused = share("invalid, refused: a test suite expects it", invalid, Row::expected);
    share("invalid, refused: other dialects", invalid, row -> !row.expected());
    double right = share("probes, judged rightly", probes, row -> true);
    long fallbacks = valid.stream().filter(GrammarReport::needsLl).count();
    double llPercent = valid.isEmpty() ? 0 : 100.0 * fallbacks / valid.size();
    List<Row> timed = valid.stream().filter(GrammarReport::isTimed).toList();
    double treeSeconds = perCpuSecond(timed, row -> TreeParser.parse(row.sql(), row.modes()));
    double perCpuSecond = perCpuSecond(timed, row -> SqlParser.parse(row.sql(), row.modes()));
    print("warm, statements per CPU second: parse tree only %.0f", treeSeconds);
    print("warm, statements per CPU second: with the model %.0f", perCpuSecond);
    showMisjudged();
    print(
        "grammar: core=%.2f all=%.2f refused=%.2f probes=%.2f perCpuSecond=%.0f coldMs=%.0f"
            + " heapMb=%.1f llPercent=%.2f",
        core, all, refused, right, perCpuSecond, coldMillis, heap, llPercent);
  }

  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  private List<Row> rows(String name) throws IOException {
    if (!corpus.has(name)) {
      print("skipped: there is no %s", corpus.file(name));
      return List.of();
    }
    return corpus.rows(name);
  }

  private double share(String what, List<Row> rows, Predicate<Row> which) {
    List<Row> chosen = rows.stream().filter(which).toList();
    List<Row> wrong = chosen.stream().filter(row -> !row.isJudgedRightly()).toList();
    wrong.stream().filter(row -> !misjudged.contains(row)).forEach(misjudged::add);
    int right = chosen.size() - wrong.size();
    double share = chosen.isEmpty() ? 0 : 100.0 * right / chosen.size();
    print("%-45s %5d of %5d  %6.2f %%", what, right, chosen.size(), share);
    return share;
  }

  private static boolean needsLl(Row row) {
    try {
      return TreeParser.parse(row.sql(), row.modes()).usedLl();
    } catch (SqlSyntaxException refused) {
      return false;
    }
  }

  private static boolean isTimed(Row row) {
    int length = row.sql().length();
    return row.isCore() && LEAST_LENGTH <= length && length <= MOST_LENGTH && row.isJudgedRightly();
  }

  /** Something done with a statement that parses. */
  private interface Work {
    void accept(Row row) throws SqlSyntaxException;
  }

  /** The best of ten rounds, of half a second each, on this thread. */
  private static double perCpuSecond(List<Row> rows, Work work) throws SqlSyntaxException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = 0;
    for (int round = 0; round < 10 && !rows.isEmpty(); round++) {
      long start = threads.getCurrentThreadCpuTime();
      long statements = 0;
      long nanos = 0;
      while (nanos < 500 * NANOS_PER_MILLI) {
        for (Row row : rows) {
          work.accept(row);
        }
        statements += rows.size();
        nanos = threads.getCurrentThreadCpuTime() - start;
      }
      best = Math.max(best, statements * 1000 * NANOS_PER_MILLI / nanos);
    }
    return best;
  }

  /** What the parser, its tables included, keeps after many distinct statements. */
  private static double heapMegabytes(long before) throws SqlSyntaxException {
    for (int i = 0; i < DISTINCT_STATEMENTS; i++) {
      SqlParser.parse(
          "SELECT c" + i + ", f(" + i + ") FROM t" + i + " WHERE a" + i + " = 'x" + i + "'",
          SqlMode.NONE);
    }
    return Math.max(0, usedBytes() - before) / (double) (1 << 20);
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private void showMisjudged() {
    for (Row row : misjudged.subList(0, Math.min(MAX_SHOWN, misjudged.size()))) {
      String line = row.sql().replaceAll("\\s+", " ");
      String shown =
          line.length() > MAX_SHOWN_LENGTH ? line.substring(0, MAX_SHOWN_LENGTH) + "…" : line;
      print("%s %s %s", row.valid() ? "refused" : "taken  ", row.modes(), shown);
    }
  }
}
