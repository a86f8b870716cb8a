package org.auroraml.grammar;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.auroraml.grammar.Corpus.Row;

/** How many statements a second of processor time is enough for, when all code is compiled. */
final class Speed {
  private static final int ROUNDS = 8;
  private static final long NANOS_OF_A_ROUND = 500_000_000;

  private Speed() {}

  /** Something done with a statement. */
  interface Work {
    void accept(Row row) throws Exception;
  }

  /** The best of several rounds on this thread. */
  static double perCpuSecond(List<Row> rows, Work work) throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = 0;
    for (int round = 0; round < ROUNDS && !rows.isEmpty(); round++) {
      long start = threads.getCurrentThreadCpuTime();
      long statements = 0;
      long nanos = 0;
      while (nanos < NANOS_OF_A_ROUND) {
        for (Row row : rows) {
          work.accept(row);
        }
        statements += rows.size();
        nanos = threads.getCurrentThreadCpuTime() - start;
      }
      best = Math.max(best, statements * 1e9 / nanos);
    }
    return best;
  }
}
