package org.auroraml.batching;

/**
 * What was done for those that a {@link Tally} counts. With no call failed or under way, logical
 * requests = cache hits + logical responses; otherwise the difference is the inputs without an
 * answer.
 *
 * @param logicalRequests inputs asked for, without those that are NULL by rule and never sent
 * @param logicalResponses inputs that a service has answered
 * @param actualRequests requests sent to services, retries included
 * @param actualResponses requests that a service has answered without an error
 * @param cacheHits inputs that were not sent: they equal an earlier one of their statement, or one
 *     whose answer is kept ({@link EvaluatorOptions#cacheSize})
 * @param singleRequests inputs that could not share a request: those of Bedrock, which takes one
 *     each, and those that were the only one to be asked for
 * @param retries requests that repeat one that failed
 */
public record Counters(
    long logicalRequests,
    long logicalResponses,
    long actualRequests,
    long actualResponses,
    long cacheHits,
    long singleRequests,
    long retries) {

  /** What has happened since. */
  public Counters since(Counters earlier) {
    return new Counters(
        logicalRequests - earlier.logicalRequests,
        logicalResponses - earlier.logicalResponses,
        actualRequests - earlier.actualRequests,
        actualResponses - earlier.actualResponses,
        cacheHits - earlier.cacheHits,
        singleRequests - earlier.singleRequests,
        retries - earlier.retries);
  }
}
