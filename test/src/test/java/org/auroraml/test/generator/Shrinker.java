package org.auroraml.test.generator;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes a statement smaller as long as something holds for it. */
final class Shrinker {
  private static final int TRIES = 600;

  /** What has to go on holding. */
  @FunctionalInterface
  interface Check {
    boolean holds(String sql) throws SQLException;
  }

  private Shrinker() {}

  static Tree shrink(Tree tree, Check check) throws SQLException {
    Tree smallest = tree;
    Set<String> tried = new HashSet<>();
    boolean smaller = true;
    while (smaller && tried.size() < TRIES) {
      smaller = false;
      for (Tree candidate : candidates(smallest)) {
        if (tried.size() < TRIES && tried.add(candidate.sql()) && check.holds(candidate.sql())) {
          smallest = candidate;
          smaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  /** The smallest first. */
  private static List<Tree> candidates(Tree tree) {
    int length = tree.sql().length();
    return tree.smaller()
        .filter(candidate -> candidate.sql().length() < length)
        .sorted(Comparator.comparingInt(candidate -> candidate.sql().length()))
        .toList();
  }
}
