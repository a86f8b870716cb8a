package org.auroraml.batching;

/**
 * What an evaluator has done since it was made. With no call failed or under way, logical requests
 * = cache hits + logical responses; otherwise the difference is the inputs without an answer.
 *
 * @param logicalRequests inputs asked for, without those that are NULL by rule and never sent
 * @param logicalResponses inputs that a service has answered
 * @param actualRequests requests sent to services, retries included
 * @param actualResponses requests that a service has answered without an error
 * @param cacheHits inputs that were not sent: they equal an earlier one of their statement, or one
 *     whose answer is kept ({@link EvaluatorOptions#cacheSize})
 * @param retries requests that repeat one that failed
 */
public record Counters(
    long logicalRequests,
    long logicalResponses,
    long actualRequests,
    long actualResponses,
    long cacheHits,
    long retries) {}
