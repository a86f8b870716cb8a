package org.auroraml.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** A batch whose elements run one after the other, up to the first failure. */
final class PlannedBatch {
  private PlannedBatch() {}

  /** Runs one element and answers its update count. */
  @FunctionalInterface
  interface Element<E> {
    long run(E element) throws SQLException;
  }

  /**
   * Runs a batch.
   *
   * @return the update counts, in order
   * @throws BatchUpdateException at the first failure, with the counts of the elements before it
   */
  static <E> long[] run(List<E> elements, Element<E> element) throws BatchUpdateException {
    long[] counts = new long[elements.size()];
    for (int i = 0; i < counts.length; i++) {
      try {
        counts[i] = element.run(elements.get(i));
      } catch (SQLException e) {
        throw new BatchUpdateException(
            e.getMessage(), e.getSQLState(), e.getErrorCode(), Arrays.copyOf(counts, i), e);
      }
    }
    return counts;
  }
}
