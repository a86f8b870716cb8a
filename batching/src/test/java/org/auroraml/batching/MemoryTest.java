package org.auroraml.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Feature F27 for statements that stream over more inputs than fit in memory. */
class MemoryTest {
  private final Memory memory = new Memory(10_000);

  private static ModelInput input(int number) {
    return ModelInput.of("input " + number);
  }

  private void answer(int number) {
    answer(memory, number);
  }

  /** Whether the model had to be asked. */
  private static boolean answer(Memory memory, int number) {
    boolean unknown = memory.find(input(number)) == null;
    if (unknown) {
      memory.add(input(number)).prediction(new Prediction(Integer.toString(number), null));
    }
    memory.trim();
    return unknown;
  }

  @Test
  @DisplayName("F27: what was asked for last is remembered, the rest is forgotten")
  void bounded() {
    IntStream.range(0, 10_000).forEach(this::answer);

    long known = IntStream.range(0, 10_000).filter(i -> memory.find(input(i)) != null).count();
    assertThat(known).isBetween(22L, 70L);
    assertThat(memory.find(input(9_999)).prediction().value()).isEqualTo("9999");
  }

  @Test
  @DisplayName("F27: an input that comes again and again stays remembered")
  void frequent() {
    answer(0);
    Memory.Answer first = memory.find(input(0));

    for (int i = 1; i < 10_000; i++) {
      answer(i);
      answer(0);
    }

    assertThat(memory.find(input(0))).isSameAs(first);
  }

  @Test
  @DisplayName("F27: what fits is remembered as a whole, however often it is asked for")
  void fits() {
    for (int round = 0; round < 100; round++) {
      IntStream.range(0, 40).forEach(this::answer);
    }

    Memory.Answer first = memory.find(input(0));
    IntStream.range(0, 40).forEach(this::answer);
    assertThat(memory.find(input(0))).isSameAs(first);
    assertThat(IntStream.range(0, 40)).allMatch(i -> memory.find(input(i)) != null);
  }

  @Test
  @DisplayName("F27: within one call nothing is forgotten, however much it is")
  void notWithinACall() {
    IntStream.range(0, 10_000).forEach(i -> memory.add(input(i)));

    assertThat(IntStream.range(0, 10_000)).allMatch(i -> memory.find(input(i)) != null);
  }

  @Test
  @DisplayName("F27: a stream whose inputs come round in turn asks once for as many as fit")
  void comingRound() {
    Memory streaming = Memory.streaming(10_000);

    long asked = IntStream.range(0, 4_000).filter(i -> answer(streaming, i % 40)).count();

    assertThat(asked).isEqualTo(40);
  }

  @Test
  @DisplayName("F27: a stream of inputs that never recur remembers few of them")
  void neverRecurring() {
    Memory streaming = Memory.streaming(40_000);
    IntStream.range(0, 10_000).forEach(i -> answer(streaming, i));

    long known = IntStream.range(0, 10_000).filter(i -> streaming.find(input(i)) != null).count();

    assertThat(known).isBetween(22L, 70L);
  }

  @Test
  @DisplayName("F27: a stream remembers as many as fit again when inputs recur later")
  void recurringLater() {
    Memory streaming = Memory.streaming(10_000);
    IntStream.range(0, 10_000).forEach(i -> answer(streaming, i));

    // The first one comes often enough to be remembered, and makes room for the others.
    int asked = 0;
    for (int i = 0; i < 4_000; i++) {
      asked += answer(streaming, -1) ? 1 : 0;
      asked += answer(streaming, i % 35) ? 1 : 0;
    }

    assertThat(asked).isBetween(36, 72);
  }
}
