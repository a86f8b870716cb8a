package org.auroraml.test.generator;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Choices that depend on a seed alone. Not thread-safe. */
final class Dice {
  private final Random random;

  Dice(long seed) {
    random = new Random(seed);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  final <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Makes one of several things. */
  @SafeVarargs
  final <T> T one(Supplier<T>... choices) {
    return choices[random.nextInt(choices.length)].get();
  }
}
