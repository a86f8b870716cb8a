package org.auroraml.test.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * What differs between the two sides, for people to read.
 *
 * @param what in a word: rows, columns, error, update counts, table content, inputs
 */
record Difference(String what, String sql, List<String> stored, List<String> ml) {
  private static final int WIDTH = 78;
  private static final int SHOWN = 24;

  static Difference of(String what, String sql, Outcome stored, Outcome ml) {
    return new Difference(what, sql, stored.lines(), ml.lines());
  }

  /** Both results side by side; lines that differ are marked, long equal stretches left out. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("different ").append(what).append(" of\n  ").append(sql);
    text.append("\n  ").append(cell("with stored functions")).append("   with ML functions\n");
    List<Integer> different = new ArrayList<>();
    int lines = Math.max(stored.size(), ml.size());
    for (int i = 0; i < lines; i++) {
      if (!line(stored, i).equals(line(ml, i))) {
        different.add(i);
      }
    }
    int shown = 0;
    for (int i = 0; i < lines && shown < SHOWN; i++) {
      boolean differs = different.contains(i);
      if (differs || i < 3 || different.contains(i + 1)) {
        text.append(differs ? "! " : "  ");
        text.append(cell(line(stored, i))).append(" | ").append(line(ml, i)).append('\n');
        shown++;
      }
    }
    return text.append("  (")
        .append(different.size())
        .append(" of ")
        .append(lines)
        .append(" lines differ)")
        .toString();
  }

  private static String line(List<String> lines, int i) {
    return i < lines.size() ? lines.get(i).replace("\n", "\\n") : "-";
  }

  private static String cell(String text) {
    return text.length() > WIDTH
        ? text.substring(0, WIDTH)
        : text + " ".repeat(WIDTH - text.length());
  }
}
