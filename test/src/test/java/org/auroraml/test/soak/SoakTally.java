package org.auroraml.test.soak;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** What became of the statements. Thread-safe. */
final class SoakTally {
  private static final int MOST_SHOWN = 20;

  private final Map<String, Integer> right = new TreeMap<>();
  private final Map<String, Integer> failures = new TreeMap<>();
  private final Map<String, String> messages = new TreeMap<>();
  private int statements;
  private int wrong;
  private int failed;
  private int lateKills;

  /** A statement gave what it should. */
  synchronized void right(String kind) {
    statements++;
    right.merge(kind, 1, Integer::sum);
  }

  /** A statement failed in one of the ways that the documentation tells. */
  synchronized void failed(String kind, SQLException how) {
    statements++;
    failed++;
    failures.merge(kind + " " + how.getErrorCode(), 1, Integer::sum);
    // What services said is alike but for numbers and names.
    messages.putIfAbsent(how.getErrorCode() + " " + reason(how), how.getMessage());
  }

  /**
   * A statement gave what it should not, or failed in another way.
   *
   * @param thrown null if nothing was
   */
  synchronized void wrong(String sql, String what, Throwable thrown) {
    statements++;
    wrong++;
    if (wrong <= MOST_SHOWN) {
      System.out.println("WRONG: " + sql + "\n  " + what);
      if (thrown != null) {
        thrown.printStackTrace(System.out);
      }
    }
  }

  private static String reason(SQLException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).replaceAll("\\(.*|[0-9]+", "#");
  }

  synchronized int statements() {
    return statements;
  }

  synchronized int wrong() {
    return wrong;
  }

  synchronized int failedAsDocumented() {
    return failed;
  }

  /** A KILL QUERY met the statement after the one that was cancelled. */
  synchronized void lateKill() {
    lateKills++;
  }

  synchronized void report() {
    System.out.println("right: " + right);
    System.out.println("failed as documented: " + failures);
    System.out.println("KILL QUERY that met the statement after: " + lateKills);
    messages.values().stream().limit(MOST_SHOWN).forEach(m -> System.out.println("  " + m));
  }
}
