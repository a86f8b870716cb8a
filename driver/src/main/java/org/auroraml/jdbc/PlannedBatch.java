package org.auroraml.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** A batch whose elements run one after the other, as Connector/J runs those of a plain batch. */
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
   * @param goesOn Connector/J's continueBatchOnError: whether the elements after one that failed
   *     run
   * @return the update counts, in order
   * @throws BatchUpdateException if an element failed, with the last failure; the update counts
   *     have {@link Statement#EXECUTE_FAILED} for failed elements and, unless the batch goes on,
   *     end before the first
   */
  static <E> long[] run(List<E> elements, boolean goesOn, Element<E> element)
      throws BatchUpdateException {
    long[] counts = new long[elements.size()];
    SQLException failure = null;
    for (int i = 0; i < counts.length; i++) {
      try {
        counts[i] = element.run(elements.get(i));
      } catch (SQLException e) {
        failure = e;
        counts[i] = Statement.EXECUTE_FAILED;
        if (!goesOn) {
          throw failed(e, Arrays.copyOf(counts, i));
        }
      }
    }
    if (failure != null) {
      throw failed(failure, counts);
    }
    return counts;
  }

  private static BatchUpdateException failed(SQLException e, long[] counts) {
    return new BatchUpdateException(e.getMessage(), e.getSQLState(), e.getErrorCode(), counts, e);
  }
}
