package org.auroraml.jdbc.status;

import org.auroraml.batching.Counters;
import org.auroraml.batching.Tally;

/**
 * What was counted of model calls, for a server by all connections of this JVM, or for a session.
 * Thread-safe.
 */
public final class CallStatus {
  private static final Counters NONE = new Counters(0, 0, 0, 0, 0, 0, 0);

  private final Tally tally;
  private volatile Counters flushed = NONE;

  /** Of what the tally counts. */
  public CallStatus(Tally tally) {
    this.tally = tally;
  }

  /** What counts, whatever was flushed. */
  public Tally tally() {
    return tally;
  }

  /** Since the last FLUSH STATUS. */
  public Counters counters() {
    return tally.counters().since(flushed);
  }

  /** Begins from 0 again. Answers of calls under way count as new. */
  public void flush() {
    flushed = tally.counters();
  }
}
