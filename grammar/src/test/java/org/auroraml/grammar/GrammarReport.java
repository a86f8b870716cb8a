package org.auroraml.grammar;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.auroraml.grammar.Corpus.Row;
import org.auroraml.grammar.antlr.Stages;
import org.auroraml.grammar.antlr.TreeParser;

/**
 * Measures the parser on a corpus, on extreme texts and in fresh JVMs, and prints what it finds:
 * {@code mvn -q -Pgrammar-report [-Dcorpus=DIR]}.
 */
public final class GrammarReport {
  private static final int MAX_SHOWN = 50;
  private static final int MAX_SHOWN_LENGTH = 160;
  private static final int COLD_STARTS = 5;

  private final Corpus corpus;
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final List<Row> misjudged = new ArrayList<>();

  private GrammarReport(Corpus corpus) {
    this.corpus = corpus;
  }

  /** The only argument is the corpus' directory; relative paths are the repository root's. */
  public static void main(String[] arguments) throws Exception {
    new GrammarReport(new Corpus(Path.of(arguments[0]))).run();
  }

  private void run() throws Exception {
    print(
        "The machine's load is %.1f now; times are only right on an idle one.",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    double coldMillis = FreshJvm.medians(COLD_STARTS, Trial.class, "cold").get(0);
    double heap = FreshJvm.medians(1, Trial.class, "heap").get(0);
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
    double perCpuSecond = warmStages(valid);
    coldStages();
    new Extremes(out).print();
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

  /** Each stage repeats those before it, so what it adds is the difference. */
  private double warmStages(List<Row> valid) throws Exception {
    List<Row> timed =
        valid.stream().filter(row -> Trial.isTimed(row) && row.isJudgedRightly()).toList();
    if (timed.isEmpty()) {
      return 0;
    }
    String[] names = {"reading tokens", "preparing tokens", "parse tree", "model"};
    double[] perSecond = {
      Speed.perCpuSecond(timed, row -> Stages.readTokens(row.sql(), row.modes())),
      Speed.perCpuSecond(timed, row -> Stages.prepareTokens(row.sql(), row.modes())),
      Speed.perCpuSecond(timed, row -> TreeParser.parse(row.sql(), row.modes())),
      Speed.perCpuSecond(timed, row -> SqlParser.parse(row.sql(), row.modes()))
    };
    double whole = 1e6 / perSecond[perSecond.length - 1];
    print("%nwarm, %d statements of about 100 characters     µs    share", timed.size());
    double before = 0;
    for (int i = 0; i < names.length; i++) {
      double micros = 1e6 / perSecond[i];
      print("%-45s %7.2f  %5.1f %%", names[i], micros - before, 100 * (micros - before) / whole);
      before = micros;
    }
    print("%-45s %7.2f  %.0f a CPU second", "all", whole, 1e6 / whole);
    return 1e6 / whole;
  }

  private void coldStages() throws IOException {
    List<Double> millis = FreshJvm.medians(COLD_STARTS, ColdStart.class);
    print("%nthe first parse of a JVM, medians of %d          ms", COLD_STARTS);
    for (int i = 0; i < millis.size(); i++) {
      print("%-45s %7.1f", ColdStart.STAGES.get(i), millis.get(i));
    }
    print("%-45s %7.1f", "all", millis.stream().mapToDouble(d -> d).sum());
  }

  private void showMisjudged() {
    print("%njudged wrongly: %d", misjudged.size());
    for (Row row : misjudged.subList(0, Math.min(MAX_SHOWN, misjudged.size()))) {
      String line = row.sql().replaceAll("\\s+", " ");
      String shown =
          line.length() > MAX_SHOWN_LENGTH ? line.substring(0, MAX_SHOWN_LENGTH) + "…" : line;
      print("%s %s %s", row.valid() ? "refused" : "taken  ", row.modes(), shown);
    }
  }
}
