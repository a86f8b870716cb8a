package org.auroraml.batching;

import java.util.LongSummaryStatistics;

/**
 * What one statement has asked of one model (feature F44).
 *
 * @param model as {@link Model#describe()} names it, or who has asked
 * @param counters of this statement and model
 * @param batchSizes inputs of its requests
 * @param millis how long its requests took, those that failed included
 */
public record ModelStatistics(String model, Counters counters, Spread batchSizes, Spread millis) {

  /** Inputs that equal no earlier one of the statement, and so were to be sent. */
  public long distinctInputs() {
    return counters.logicalRequests() - counters.cacheHits();
  }

  /**
   * How numbers are spread; all are 0 where there is none.
   *
   * @param count how many there are
   */
  public record Spread(long count, long min, double average, long max) {
    static Spread of(LongSummaryStatistics numbers) {
      return numbers.getCount() == 0
          ? new Spread(0, 0, 0, 0)
          : new Spread(
              numbers.getCount(), numbers.getMin(), numbers.getAverage(), numbers.getMax());
    }

    /** Smallest/average/greatest. */
    @Override
    public String toString() {
      return min + "/" + Math.round(average) + "/" + max;
    }
  }

  /** For a log; holds no input. */
  @Override
  public String toString() {
    return model
        + ": "
        + counters.logicalRequests()
        + " inputs, "
        + distinctInputs()
        + " distinct, "
        + counters.logicalResponses()
        + " answered, "
        + counters.actualRequests()
        + " requests of "
        + batchSizes
        + " inputs in "
        + millis
        + " ms, "
        + counters.retries()
        + " retries";
  }
}
