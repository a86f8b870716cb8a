package org.auroraml.batching;

import java.util.HashMap;
import java.util.Map;

/**
 * What one statement knows of one model. Holds the predictions of the inputs that were asked for
 * last, in two generations: when there is too much, the old one is forgotten and the young one
 * becomes the old. So a statement that streams over any number of rows stays within a bounded
 * memory.
 *
 * <p>What is remembered is copied at collections of garbage, and pays only if inputs recur. Where
 * none has done so in as many as fit, a statement that streams goes on with a part of the memory,
 * until one does.
 */
final class Memory {
  // Measured: an input, its prediction and their places in the maps take 190 bytes with their texts
  // of some ten characters each.
  private static final int ENTRY_BYTES = 200;
  private static final int CHARACTER_BYTES = 2;
  private static final int SHARE_OF_HEAP = 8;

  /** The part that is left where no input recurs. */
  private static final int LEAST_PART = 4;

  private final RowLimit rowLimit = new RowLimit();
  private final long capacity;
  private final long least;
  private long limit;
  private boolean recurring;
  private Map<ModelInput, Answer> young = new HashMap<>();
  private Map<ModelInput, Answer> old = new HashMap<>();
  private long youngBytes;
  private long oldBytes;

  /** A distinct input's place for its prediction; null while the service has not answered. */
  static final class Answer {
    private Prediction prediction;

    Prediction prediction() {
      return prediction;
    }

    void prediction(Prediction value) {
      prediction = value;
    }
  }

  Memory() {
    this(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /**
   * @param capacity in bytes; up to half as much again may be in use
   */
  Memory(long capacity) {
    this(capacity, capacity);
  }

  private Memory(long capacity, long least) {
    this.capacity = capacity;
    this.least = least;
    this.limit = capacity;
  }

  /** The memory of a statement whose rows are read while models are asked. */
  static Memory streaming() {
    return streaming(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /**
   * @param capacity in bytes
   */
  static Memory streaming(long capacity) {
    return new Memory(capacity, capacity / LEAST_PART);
  }

  RowLimit rowLimit() {
    return rowLimit;
  }

  /** The input's place, or null if it is unknown. */
  Answer find(ModelInput input) {
    Answer answer = young.get(input);
    if (answer == null) {
      answer = old.remove(input);
      if (answer != null) {
        oldBytes -= bytes(input);
        put(input, answer);
      }
    }
    recurring |= answer != null;
    return answer;
  }

  /** Makes a place for an unknown input. */
  Answer add(ModelInput input) {
    Answer answer = new Answer();
    put(input, answer);
    return answer;
  }

  private void put(ModelInput input, Answer answer) {
    young.put(input, answer);
    youngBytes += bytes(input);
  }

  private static long bytes(ModelInput input) {
    long characters = 0;
    for (int i = 0; i < input.size(); i++) {
      characters += input.argument(i) == null ? 0 : input.argument(i).length();
    }
    return ENTRY_BYTES + CHARACTER_BYTES * characters;
  }

  /** Forgets an input that got no answer. */
  void remove(ModelInput input) {
    if (young.remove(input) != null) {
      youngBytes -= bytes(input);
    }
  }

  /** Forgets the oldest if there is too much; not while places without a prediction are in use. */
  void trim() {
    if (recurring) {
      limit = capacity;
    }
    if (youngBytes > limit / 2 && youngBytes + oldBytes > limit) {
      limit = recurring ? capacity : least;
      recurring = false;
      old = young;
      oldBytes = youngBytes;
      young = new HashMap<>();
      youngBytes = 0;
    }
  }
}
