package org.auroraml.test.export;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Combinations of the options of INTO OUTFILE that have each pair of two options' values. */
final class OutfileOptions {

  private static final List<String> CHARACTER_SETS =
      List.of("", "utf8mb4", "utf8mb3", "latin1", "ascii", "cp1251", "gbk", "binary");

  private static final List<String> TERMINATED_BY =
      List.of(
          "",
          "TERMINATED BY ','",
          "TERMINATED BY '||'",
          "TERMINATED BY 'n'",
          "TERMINATED BY '1'",
          "TERMINATED BY '-'",
          "TERMINATED BY '\\0'",
          "TERMINATED BY 'é'",
          "TERMINATED BY ''");

  private static final List<String> ENCLOSED_BY =
      List.of(
          "",
          "ENCLOSED BY '\"'",
          "OPTIONALLY ENCLOSED BY '\"'",
          "ENCLOSED BY 'b'",
          "OPTIONALLY ENCLOSED BY '1'",
          "ENCLOSED BY '\\0'",
          "ENCLOSED BY ''");

  private static final List<String> ESCAPED_BY =
      List.of("", "ESCAPED BY ''", "ESCAPED BY '!'", "ESCAPED BY '\"'", "ESCAPED BY 'N'");

  private static final List<String> STARTING_BY =
      List.of("", "STARTING BY '>>'", "STARTING BY '\"'");

  private static final List<String> LINES_TERMINATED_BY =
      List.of(
          "",
          "TERMINATED BY '\\r\\n'",
          "TERMINATED BY ';'",
          "TERMINATED BY '2'",
          "TERMINATED BY 'tn'",
          "TERMINATED BY ''");

  private static final List<List<String>> OPTIONS =
      List.of(
          CHARACTER_SETS, TERMINATED_BY, ENCLOSED_BY, ESCAPED_BY, STARTING_BY, LINES_TERMINATED_BY);

  private OutfileOptions() {}

  /**
   * One combination.
   *
   * @param characterSet its CHARACTER SET, or empty
   * @param clauses FIELDS and LINES
   */
  record Combination(String characterSet, String clauses) {
    /** As it stands after INTO OUTFILE 'file' or S3 'uri'. */
    String sql() {
      return (characterSet.isEmpty() ? "" : " CHARACTER SET " + characterSet) + clauses;
    }

    @Override
    public String toString() {
      return sql();
    }
  }

  /** Enough combinations; of many at random the one with most new pairs is taken next. */
  static List<Combination> allPairs(Random random) {
    Set<List<Integer>> missing = new HashSet<>();
    for (int a = 0; a < OPTIONS.size(); a++) {
      for (int b = a + 1; b < OPTIONS.size(); b++) {
        for (int i = 0; i < OPTIONS.get(a).size(); i++) {
          for (int j = 0; j < OPTIONS.get(b).size(); j++) {
            missing.add(List.of(a, i, b, j));
          }
        }
      }
    }
    // Rows of fixed width are refused.
    int noTerminator = TERMINATED_BY.indexOf("TERMINATED BY ''");
    missing.remove(List.of(1, noTerminator, 2, 0));
    missing.remove(List.of(1, noTerminator, 2, ENCLOSED_BY.indexOf("ENCLOSED BY ''")));
    List<Combination> combinations = new ArrayList<>();
    while (!missing.isEmpty()) {
      List<Integer> best = List.of();
      Set<List<Integer>> bestPairs = Set.of();
      for (int attempt = 0; attempt < 100; attempt++) {
        List<Integer> chosen =
            OPTIONS.stream().map(values -> random.nextInt(values.size())).toList();
        Set<List<Integer>> pairs = pairs(chosen);
        pairs.retainAll(missing);
        if (pairs.size() > bestPairs.size() && !isFixedWidth(chosen)) {
          best = chosen;
          bestPairs = pairs;
        }
      }
      if (!best.isEmpty()) {
        missing.removeAll(bestPairs);
        combinations.add(combination(best));
      }
    }
    return combinations;
  }

  private static boolean isFixedWidth(List<Integer> chosen) {
    String enclosed = ENCLOSED_BY.get(chosen.get(2));
    return TERMINATED_BY.get(chosen.get(1)).equals("TERMINATED BY ''")
        && (enclosed.isEmpty() || enclosed.equals("ENCLOSED BY ''"));
  }

  private static Set<List<Integer>> pairs(List<Integer> chosen) {
    Set<List<Integer>> pairs = new HashSet<>();
    for (int a = 0; a < chosen.size(); a++) {
      for (int b = a + 1; b < chosen.size(); b++) {
        pairs.add(List.of(a, chosen.get(a), b, chosen.get(b)));
      }
    }
    return pairs;
  }

  private static Combination combination(List<Integer> chosen) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      values.add(OPTIONS.get(i).get(chosen.get(i)));
    }
    String fields = String.join(" ", values.subList(1, 4)).strip();
    String lines = String.join(" ", values.subList(4, 6)).strip();
    return new Combination(
        values.get(0),
        (fields.isEmpty() ? "" : " FIELDS " + fields) + (lines.isEmpty() ? "" : " LINES " + lines));
  }
}
