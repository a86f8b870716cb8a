package org.auroraml.stand;

/** Counts the requests of one endpoint. Thread-safe. */
final class Usage {
  private long requests;
  private long inputs;
  private int running;
  private int maxParallel;

  synchronized void begin() {
    requests++;
    running++;
    maxParallel = Math.max(maxParallel, running);
  }

  synchronized void end() {
    running--;
  }

  synchronized void addInputs(int count) {
    inputs += count;
  }

  synchronized long requests() {
    return requests;
  }

  synchronized long inputs() {
    return inputs;
  }

  synchronized int parallel() {
    return running;
  }

  synchronized int maxParallel() {
    return maxParallel;
  }

  /** Forgets what was counted; requests that are under way go on counting as running. */
  synchronized void reset() {
    requests = 0;
    inputs = 0;
    maxParallel = running;
  }
}
