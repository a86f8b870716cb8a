package org.auroraml.grammar;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.auroraml.grammar.Corpus.Row;

/** How many statements a second of processor time is enough for, when all code is compiled. */
final class Speed {
  /** So many rounds without a gain say that the JVM has compiled what it will. */
  private static final int ROUNDS_WITHOUT_GAIN = 3;

  private static final int MOST_ROUNDS = 24;
  private static final long NANOS_OF_A_ROUND = 500_000_000;

  private Speed() {}

  /** Something done with a statement. */
  interface Work {
    void accept(Row row) throws Exception;
  }

  /** The best of the rounds on this thread. */
  static double perCpuSecond(List<Row> rows, Work work) throws Exception {
    if (rows.isEmpty()) {
      return 0;
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = 0;
    int lastGain = 0;
    for (int round = 0; round < MOST_ROUNDS && round - lastGain <= ROUNDS_WITHOUT_GAIN; round++) {
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
      double perSecond = statements * 1e9 / nanos;
      if (perSecond > 1.02 * best) {
        lastGain = round;
      }
      best = Math.max(best, perSecond);
    }
    return best;
  }
}
