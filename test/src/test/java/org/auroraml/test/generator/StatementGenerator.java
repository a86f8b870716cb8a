package org.auroraml.test.generator;

/** Makes statements with calls of the oracle's functions: from a seed, one, always the same. */
final class StatementGenerator {
  private static final int DEPTH = 3;

  /** Keeps neighbouring seeds' dice apart. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private StatementGenerator() {}

  static Tree statement(long seed) {
    Dice dice = new Dice(seed * SPREAD);
    while (true) {
      Queries queries = new Queries(dice);
      Tree tree =
          dice.chance(0.2)
              ? new Writes(dice, queries).statement(DEPTH)
              : queries.statement(dice.between(1, DEPTH));
      if (tree.sql().contains("ml_")) {
        return tree;
      }
    }
  }
}
