package org.auroraml.batching;

import java.time.Duration;

/**
 * How long one request is tried, and how often it was. The time runs from the first try: waiting
 * for the calls of others is none. Not thread-safe.
 */
final class Patience {
  private final long nanos;
  private boolean begun;
  private long start;
  private int tries;

  Patience(Duration budget) {
    nanos = budget.toNanos();
  }

  /** Lets the time run, from the first time on. */
  void begin() {
    if (!begun) {
      begun = true;
      start = System.nanoTime();
    }
  }

  boolean isOver() {
    return nanosLeft() == 0;
  }

  long nanosLeft() {
    return begun ? Math.max(0, nanos - (System.nanoTime() - start)) : nanos;
  }

  /** The request is about to be sent. Returns whether it was sent before. */
  boolean tried() {
    begin();
    return tries++ > 0;
  }

  int tries() {
    return tries;
  }
}
