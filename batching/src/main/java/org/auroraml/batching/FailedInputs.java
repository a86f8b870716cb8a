package org.auroraml.batching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The inputs that a statement has lost: as many as a server keeps warnings, and how many in all.
 * Thread-safe.
 */
final class FailedInputs {
  // The default of MySQL's max_error_count.
  private static final int MOST = 1024;

  private List<ModelException> taken = new ArrayList<>();
  private long count;

  synchronized void addAll(Collection<ModelException> failures) {
    count += failures.size();
    failures.stream().limit(MOST - taken.size()).forEach(taken::add);
  }

  synchronized long count() {
    return count;
  }

  synchronized List<ModelException> take() {
    List<ModelException> result = taken;
    taken = new ArrayList<>();
    return result;
  }
}
