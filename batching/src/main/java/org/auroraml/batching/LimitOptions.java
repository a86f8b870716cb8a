package org.auroraml.batching;

import java.time.Duration;

/**
 * How much is asked of models at once, and when an endpoint is left alone (feature F86). The limits
 * of an endpoint hold for all evaluators that share {@link CallLimits} and have equal options.
 *
 * @param concurrency calls at once of one statement
 * @param endpointConcurrency calls at once of one SageMaker endpoint, of one Bedrock model, or of
 *     Comprehend
 * @param jvmConcurrency calls at once of all evaluators that share {@link CallLimits}
 * @param requestsPerSecond of one endpoint, spread evenly; 0 for no limit
 * @param breakerFailureRate per cent of an endpoint's last calls whose failure opens its circuit
 *     breaker; 0 for no breaker. Failures are broken connections, time-outs and server errors; that
 *     a service throttles or refuses a request says nothing of its health
 * @param breakerCalls how many of the last calls count
 * @param breakerOpen how long an endpoint is left alone before it is tried again
 */
public record LimitOptions(
    int concurrency,
    int endpointConcurrency,
    int jvmConcurrency,
    int requestsPerSecond,
    int breakerFailureRate,
    int breakerCalls,
    Duration breakerOpen) {

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public LimitOptions {
    requirePositive("concurrency", concurrency);
    requirePositive("endpointConcurrency", endpointConcurrency);
    requirePositive("jvmConcurrency", jvmConcurrency);
    requirePositive("breakerCalls", breakerCalls);
    if (requestsPerSecond < 0) {
      throw new IllegalArgumentException("requestsPerSecond must not be negative");
    }
    if (breakerFailureRate < 0 || breakerFailureRate > 100) {
      throw new IllegalArgumentException(
          "breakerFailureRate must be from 0 to 100, not " + breakerFailureRate);
    }
    if (breakerOpen.isNegative() || breakerOpen.isZero()) {
      throw new IllegalArgumentException("breakerOpen must be greater than 0");
    }
  }

  static void requirePositive(String name, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be greater than 0, not " + value);
    }
  }
}
