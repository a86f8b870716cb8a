package org.auroraml.batching;

import java.util.concurrent.atomic.AtomicInteger;

/** The most rows of a request that a service has not refused as too large in this statement. */
final class RowLimit {
  private final AtomicInteger rows = new AtomicInteger(Integer.MAX_VALUE);

  int rows() {
    return rows.get();
  }

  void lower(int to) {
    rows.accumulateAndGet(to, Math::min);
  }
}
