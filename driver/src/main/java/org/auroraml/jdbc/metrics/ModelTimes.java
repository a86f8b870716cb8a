package org.auroraml.jdbc.metrics;

import org.auroraml.batching.ModelStatistics;

/**
 * What was asked of one model for one server, and how long it took; times are in milliseconds, and
 * those of failed requests are among them. Immutable.
 */
public final class ModelTimes {
  private final ModelStatistics statistics;

  ModelTimes(ModelStatistics statistics) {
    this.statistics = statistics;
  }

  /** The model, such as {@code SageMaker endpoint 'churn'}. */
  public String getModel() {
    return statistics.model();
  }

  /** As {@link ModelCallsMXBean#getLogicalRequests}. */
  public long getLogicalRequests() {
    return statistics.counters().logicalRequests();
  }

  /** As {@link ModelCallsMXBean#getLogicalResponses}. */
  public long getLogicalResponses() {
    return statistics.counters().logicalResponses();
  }

  /** As {@link ModelCallsMXBean#getActualRequests}. */
  public long getActualRequests() {
    return statistics.counters().actualRequests();
  }

  /** As {@link ModelCallsMXBean#getActualResponses}. */
  public long getActualResponses() {
    return statistics.counters().actualResponses();
  }

  /** As {@link ModelCallsMXBean#getCacheHits}. */
  public long getCacheHits() {
    return statistics.counters().cacheHits();
  }

  /** As {@link ModelCallsMXBean#getRetryRequests}. */
  public long getRetryRequests() {
    return statistics.counters().retries();
  }

  /** Inputs of the smallest request. */
  public long getBatchSizeMin() {
    return statistics.batchSizes().min();
  }

  /** Inputs of a request, on average. */
  public double getBatchSizeAverage() {
    return statistics.batchSizes().average();
  }

  /** Inputs of the largest request. */
  public long getBatchSizeMax() {
    return statistics.batchSizes().max();
  }

  /** The time of the quickest request. */
  public long getMillisMin() {
    return statistics.millis().min();
  }

  /** The time of a request, on average. */
  public double getMillisAverage() {
    return statistics.millis().average();
  }

  /** The time of the slowest request. */
  public long getMillisMax() {
    return statistics.millis().max();
  }
}
