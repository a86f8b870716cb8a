package org.auroraml.jdbc.plan;

/**
 * How many rows of a table make a window: as many as give work for a request, and no more than the
 * heap has room for, by what the windows so far have held.
 */
final class WindowSize {
  private static final int FIRST_ROWS = 500;

  /** The default of MAX_BATCH_SIZE: more rows make no fewer requests. */
  private static final int REQUEST_ROWS = 10_000;

  /** Where a filter without a model leaves few rows, a window still ends. */
  private static final int MOST_KEYS = 200_000;

  private static final int SHARE_OF_HEAP = 10;

  /** For the objects of a row, or of an input and its request, beside what is in them. */
  private static final int OBJECT_BYTES = 200;

  private final long budget = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
  private final int mostAhead;
  private long keys;
  private long target;

  /**
   * The size of the first window.
   *
   * @param fetching how the user reads the rows
   * @param mostAhead windows that may be under way
   */
  WindowSize(Fetching fetching, int mostAhead) {
    this.keys = fetching.first(FIRST_ROWS);
    this.target = keys;
    this.mostAhead = mostAhead;
  }

  /** Rows of the table in the next window. */
  long keys() {
    return keys;
  }

  /**
   * Learns from a window.
   *
   * @param held rows of the table
   * @param rows of the result
   * @param bytes in these
   * @param inputs for models
   * @param inputBytes in these
   * @param ahead windows that are under way beside it
   */
  void held(long held, long rows, long bytes, long inputs, long inputBytes, int ahead) {
    target = Math.min(2 * target, REQUEST_ROWS);
    double load = Math.max(1, Math.max(rows, inputs)) / (double) held;
    double room =
        (bytes
                + OBJECT_BYTES * (rows + 1)
                + Math.min(ahead + 2, mostAhead + 1) * (2 * inputBytes + OBJECT_BYTES * inputs))
            / (double) held;
    double most = Math.min(target / load, budget / room);
    keys = (long) Math.max(1, Math.min(Math.min(most, 4.0 * held), MOST_KEYS));
  }
}
