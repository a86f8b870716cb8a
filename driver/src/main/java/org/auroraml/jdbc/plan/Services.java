package org.auroraml.jdbc.plan;

import java.util.Optional;
import org.auroraml.batching.Evaluation;
import org.auroraml.batching.Evaluator;
import org.auroraml.jdbc.privilege.ActiveRoles;
import org.auroraml.jdbc.registry.FunctionRegistry;
import org.auroraml.jdbc.status.CallStatus;
import org.auroraml.s3export.S3Exporter;

/**
 * What a connection uses: all but sessionStatus and activeRoles is shared by the connections of one
 * user to one server.
 *
 * @param registry the ML functions
 * @param evaluator asks models
 * @param exporter writes to S3
 * @param serverStatus counts what this JVM does for the server
 * @param sessionStatus counts what the connection does
 * @param activeRoles the session's roles, where a statement takes those of the services that it
 *     calls
 */
public record Services(
    FunctionRegistry registry,
    Evaluator evaluator,
    S3Exporter exporter,
    CallStatus serverStatus,
    CallStatus sessionStatus,
    Optional<ActiveRoles> activeRoles) {

  /** Opens the model calls of one statement of the connection. */
  Evaluation openEvaluation() {
    return evaluator.open(sessionStatus.tally());
  }
}
