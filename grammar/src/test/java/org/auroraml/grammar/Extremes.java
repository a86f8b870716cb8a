package org.auroraml.grammar;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Texts as large or as deep as no one writes them, read on threads with large and small stacks. */
final class Extremes {
  private static final int LONG = 64 << 10;
  private static final int DEEP = 1000;
  private static final int[] STACK_KILOBYTES = {1024, 256};

  private final PrintStream out;

  Extremes(PrintStream out) {
    this.out = out;
  }

  private static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("10,000 parentheses", nested("(", "1", ")", 10_000));
    texts.put("1,000 parentheses", nested("(", "1", ")", DEEP));
    texts.put("1,000 calls", nested("f(", "1", ")", DEEP));
    texts.put("1,000 subqueries", nested("(SELECT ", "1", ")", DEEP));
    texts.put("1,000 derived tables", nested("* FROM (SELECT ", "1", ") t", DEEP));
    texts.put("IN list of 1 MB", "SELECT a IN (" + "1,".repeat(1 << 19) + "1)");
    texts.put("64 KB of calls", nested("f(", "1", ")", LONG / 3));
    texts.put("64 KB of subqueries", nested("(SELECT ", "1", ")", LONG / 9));
    texts.put("64 KB of ( alone", "SELECT " + filled("("));
    texts.put("64 KB of BEGIN", "CREATE PROCEDURE p() " + filled("BEGIN "));
    texts.put("64 KB of CASE in CASE", nested("CASE WHEN a THEN ", "1", " END", LONG / 21));
    for (String operator : new String[] {"+", "AND", "OR", "XOR", "=", "||", "*", "->", ","}) {
      String next = operator.equals("->") ? " -> '$'" : " " + operator + " a";
      texts.put("64 KB of " + operator, "SELECT a" + filled(next));
    }
    texts.put("64 KB of NOT", "SELECT " + filled("NOT ") + "a");
    texts.put("64 KB of unary -", "SELECT " + filled("- ") + "a");
    texts.put("64 KB of BINARY", "SELECT " + filled("BINARY ") + "a");
    texts.put("64 KB of JOIN", "SELECT * FROM t" + filled(" JOIN t"));
    texts.put("64 KB of UNION", "SELECT 1" + filled(" UNION SELECT 1"));
    texts.put("64 KB of INTERVAL", "SELECT a" + filled(" + INTERVAL 1 DAY"));
    texts.put("64 KB of WHEN", "SELECT CASE" + filled(" WHEN a THEN 1") + " END");
    texts.put("64 KB of LIKE", "SELECT a" + filled(" LIKE a"));
    texts.put("64 KB of IS NULL", "SELECT a" + filled(" IS NULL"));
    texts.put("64 KB of strings", "SELECT ''" + filled(" ''"));
    texts.put("64 KB of rows", "INSERT t VALUES (1)" + filled(", (1)"));
    return texts;
  }

  private static String nested(String open, String core, String close, int depth) {
    return "SELECT " + open.repeat(depth) + core + close.repeat(depth);
  }

  private static String filled(String piece) {
    return piece.repeat(LONG / piece.length());
  }

  void print() throws InterruptedException {
    out.printf(Locale.ROOT, "%n%-24s %8s", "extremes", "length");
    for (int kilobytes : STACK_KILOBYTES) {
      out.printf(Locale.ROOT, "  %-22s", "a stack of " + kilobytes + " KB");
    }
    out.println();
    for (Map.Entry<String, String> text : texts().entrySet()) {
      out.printf(Locale.ROOT, "%-24s %8d", text.getKey(), text.getValue().length());
      for (int kilobytes : STACK_KILOBYTES) {
        out.printf(Locale.ROOT, "  %-22s", onAThread(text.getValue(), kilobytes));
      }
      out.println();
    }
  }

  private static String onAThread(String sql, int kilobytes) throws InterruptedException {
    String[] outcome = {"no end"};
    Thread thread =
        new Thread(null, () -> outcome[0] = outcome(sql), "extreme", (long) kilobytes << 10);
    thread.start();
    thread.join();
    return outcome[0];
  }

  private static String outcome(String sql) {
    long start = System.nanoTime();
    String outcome;
    try {
      SqlParser.parse(sql, SqlMode.NONE);
      outcome = "answer";
    } catch (SqlSyntaxException refused) {
      outcome = "error";
    } catch (RuntimeException | Error e) {
      outcome = e.getClass().getSimpleName();
    }
    return String.format(
        Locale.ROOT, "%5d ms %s", (System.nanoTime() - start) / 1_000_000, outcome);
  }
}
