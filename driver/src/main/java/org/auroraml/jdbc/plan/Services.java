package org.auroraml.jdbc.plan;

import org.auroraml.batching.Evaluation;
import org.auroraml.batching.Evaluator;
import org.auroraml.jdbc.registry.FunctionRegistry;
import org.auroraml.jdbc.status.CallStatus;
import org.auroraml.s3export.S3Exporter;

/**
 * What a connection uses: all but sessionStatus is shared by the connections of one user to one
 * server.
 *
 * @param registry the ML functions
 * @param evaluator asks models
 * @param exporter writes to S3
 * @param serverStatus counts what this JVM does for the server
 * @param sessionStatus counts what the connection does
 * @param requireInvokeRole whether a statement takes the roles of the services that it calls
 */
public record Services(
    FunctionRegistry registry,
    Evaluator evaluator,
    S3Exporter exporter,
    CallStatus serverStatus,
    CallStatus sessionStatus,
    boolean requireInvokeRole) {

  /** Opens the model calls of one statement of the connection. */
  Evaluation openEvaluation() {
    return evaluator.open(sessionStatus.tally());
  }
}
