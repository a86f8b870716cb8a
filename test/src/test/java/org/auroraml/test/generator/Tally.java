package org.auroraml.test.generator;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.auroraml.test.oracle.SideBySide;
import org.auroraml.test.oracle.Verdict;

/** What became of generated statements. */
final class Tally {
  /** To shrink one takes as long as to run hundreds. */
  private static final int SHRUNK = Integer.getInteger("auroraml.generator.shrunk", 5);

  /** So many of the statements that the server is lazy for are made small and told. */
  private static final int LAZY_TOLD = Integer.getInteger("auroraml.generator.lazy", 0);

  /**
   * Where the server need not evaluate a call for each row, since it stops early or another operand
   * is NULL: the driver gathers the arguments of all of them, but where it can prove that a call is
   * not needed (F28).
   */
  private static final Pattern LAZY =
      Pattern.compile(
          "ml_.*ml_| [-+<>=]+ |\\b(LIMIT|CASE|IF|IFNULL|COALESCE|NULLIF|GREATEST|LEAST|AND|OR|XOR"
              + "|EXISTS|IN|BETWEEN|ALL|ANY|JOIN|VALUES|DATE_ADD|SELECT DISTINCT)\\b",
          Pattern.DOTALL);

  private final SideBySide sides;
  private final Map<String, Integer> refusals = new TreeMap<>();
  private final Map<String, List<Long>> known = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final List<String> dearer = new ArrayList<>();
  private int statements;
  private int equal;
  private int failed;
  private int lazilyDearer;
  private long sent;
  private long called;

  Tally(SideBySide sides) {
    this.sides = sides;
  }

  /** Runs the statement of a seed on both sides. */
  void add(long seed) throws SQLException {
    Tree tree = StatementGenerator.statement(seed);
    statements++;
    Verdict verdict = sides.compare(tree.sql());
    if (verdict instanceof Verdict.Refused refused) {
      refusals.merge(refused.reason(), 1, Integer::sum);
    } else if (verdict instanceof Verdict.Wrong found) {
      Optional<KnownWrong> entry = KnownWrong.find(tree.sql(), found);
      if (entry.isPresent()) {
        known.computeIfAbsent(entry.get().what(), what -> new ArrayList<>()).add(seed);
      } else {
        wrong.add(shrunk(seed, tree, found));
      }
    } else if (verdict instanceof Verdict.Equal same) {
      equal++;
      failed += same.failed() ? 1 : 0;
      if (!same.failed()) {
        countInputs(seed, tree);
      }
    }
  }

  private void countInputs(long seed, Tree tree) throws SQLException {
    sent += sides.inputsSent();
    called += sides.inputsCalled();
    if (sides.inputsSent() <= sides.inputsCalled()) {
      return;
    } else if (LAZY.matcher(tree.sql()).find()) {
      lazilyDearer++;
      if (lazilyDearer <= LAZY_TOLD) {
        System.out.println("lazily: " + dearer(seed, Shrinker.shrink(tree, this::isDearer)));
      }
      return;
    }
    dearer.add(dearer(seed, dearer.size() < SHRUNK ? Shrinker.shrink(tree, this::isDearer) : tree));
  }

  private String dearer(long seed, Tree small) throws SQLException {
    sides.compare(small.sql());
    return "seed %d: %d inputs sent, %d called: %s"
        .formatted(seed, sides.inputsSent(), sides.inputsCalled(), small.sql());
  }

  private boolean isDearer(String sql) throws SQLException {
    return sides.compare(sql) instanceof Verdict.Equal same
        && !same.failed()
        && sides.inputsSent() > sides.inputsCalled();
  }

  private String shrunk(long seed, Tree tree, Verdict.Wrong found) throws SQLException {
    if (wrong.size() >= SHRUNK) {
      return "seed %d: %s".formatted(seed, found.details());
    }
    Tree small =
        Shrinker.shrink(
            tree,
            sql ->
                sides.compare(sql) instanceof Verdict.Wrong still
                    && still.what().equals(found.what())
                    && KnownWrong.find(sql, still).isEmpty());
    String details =
        sides.compare(small.sql()) instanceof Verdict.Wrong still
            ? still.details()
            : found.details();
    return "seed %d, which makes%n  %s%nshrunk: %s".formatted(seed, tree.sql(), details);
  }

  /** Differences that no one knew, with their seeds, made small. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** Statements for which the models were asked more than stored functions were called for. */
  List<String> dearer() {
    return List.copyOf(dearer);
  }

  int statements() {
    return statements;
  }

  int refused() {
    return refusals.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Statements that fail on both sides tell little. */
  int failed() {
    return failed;
  }

  int lazilyDearer() {
    return lazilyDearer;
  }

  int equal() {
    return equal;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    refusals.forEach((reason, count) -> text.append("refused %d: %s%n".formatted(count, reason)));
    known.forEach(
        (what, seeds) ->
            text.append("known wrong %d: %s, seeds %s%n".formatted(seeds.size(), what, seeds)));
    return text
        + "generator: statements=%d equal=%d (failing on both sides %d) refused=%d wrong=%d known=%d inputs=%d called=%d dearer=%d lazily=%d"
            .formatted(
                statements,
                equal,
                failed,
                refused(),
                wrong.size(),
                known.values().stream().mapToInt(List::size).sum(),
                sent,
                called,
                dearer.size(),
                lazilyDearer);
  }
}
