package org.auroraml.batching;

import java.util.HashMap;
import java.util.Map;

/**
 * What one statement knows of one model. Holds the predictions of the inputs that were asked for
 * last, in two generations: when the young one is full, it becomes the old one, and the old one is
 * forgotten. So a statement that streams over any number of rows stays within a bounded memory.
 */
final class Memory {
  // Characters of all inputs of a generation, with the objects around them counted as characters.
  private static final long CAPACITY = 64_000_000;
  private static final int OBJECTS = 100;

  private final RowLimit rowLimit = new RowLimit();
  private final long capacity;
  private Map<ModelInput, Answer> young = new HashMap<>();
  private Map<ModelInput, Answer> old = Map.of();
  private long weight;

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
    this(CAPACITY);
  }

  Memory(long capacity) {
    this.capacity = capacity;
  }

  RowLimit rowLimit() {
    return rowLimit;
  }

  /** The input's place, or null if it is unknown. */
  Answer find(ModelInput input) {
    Answer answer = young.get(input);
    if (answer == null) {
      answer = old.get(input);
      if (answer != null) {
        put(input, answer);
      }
    }
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
    weight += OBJECTS;
    for (int i = 0; i < input.size(); i++) {
      weight += input.argument(i) == null ? 0 : input.argument(i).length();
    }
  }

  /** Forgets an input that got no answer. */
  void remove(ModelInput input) {
    young.remove(input);
  }

  /** Forgets the oldest if there is too much; not while places without a prediction are in use. */
  void trim() {
    if (weight > capacity) {
      old = young;
      young = new HashMap<>();
      weight = 0;
    }
  }
}
