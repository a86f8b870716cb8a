package org.auroraml.batching;

import java.util.List;
import org.auroraml.batching.CallLimits.UnavailableException;
import org.auroraml.batching.Endpoint.Health;
import org.auroraml.batching.ModelException.Kind;
import org.auroraml.batching.ModelException.Remedy;

/**
 * A service within the limits of its endpoint.
 *
 * @param limits of all endpoints
 * @param endpoint the service's own limits
 * @param jvmConcurrency calls at once of all services together
 * @param model what its predictions are kept under
 * @param cache the evaluator's
 */
record Channel(
    ModelService service,
    CallLimits limits,
    Endpoint endpoint,
    int jvmConcurrency,
    Object model,
    PredictionCache cache) {

  /** What an earlier statement was answered for an input; null if that is not known. */
  Prediction known(ModelInput input) {
    return cache.find(model, input);
  }

  /** Lets later statements know an answer. */
  void remember(ModelInput input, Prediction prediction) {
    cache.keep(model, input, prediction);
  }

  /** Whether the service has no batches. */
  boolean takesOneInput() {
    return service instanceof BedrockService;
  }

  /** Sends one request when it may be sent. */
  ModelService.Reply ask(List<ModelInput> inputs, Tally statement, Patience patience)
      throws ModelException, InterruptedException {
    try {
      limits.enter(statement, endpoint, jvmConcurrency, patience);
    } catch (UnavailableException e) {
      throw unavailable(e);
    }
    Health health = Health.UNKNOWN;
    boolean answered = false;
    long start = System.nanoTime();
    try {
      if (patience.tried()) {
        statement.retried();
      }
      ModelService.Reply reply = service.ask(inputs);
      health = Health.GOOD;
      answered = true;
      return reply;
    } catch (ModelException e) {
      // A call that was broken off since nobody waits for it says nothing of the service.
      health = Thread.currentThread().isInterrupted() ? Health.UNKNOWN : health(e);
      throw e;
    } finally {
      long nanos = System.nanoTime() - start;
      statement.ended(inputs.size(), nanos, answered);
      limits.leave(endpoint, health, nanos);
    }
  }

  /** A service that can tell why it refuses a request is in good health. */
  private static Health health(ModelException e) {
    if (e.kind() == Kind.CONNECTION) {
      return Health.BAD;
    }
    if (e.kind() == Kind.CREDENTIALS) {
      return Health.UNKNOWN;
    }
    if (e.remedy() != Remedy.RETRY) {
      return Health.GOOD;
    }
    int status = e.httpStatus().orElse(0);
    return status >= 500 || status == 408 || status == 424 ? Health.BAD : Health.UNKNOWN;
  }

  private ModelException unavailable(UnavailableException e) {
    return Failure.of(
            Kind.UNAVAILABLE,
            service.describe(),
            "was not asked, since too many of its last calls failed: its circuit breaker is open")
        .forAll(true)
        .advice(
            "It is tried again in "
                + e.until().toMillis()
                + " ms (mlBreakerOpenMs); mlBreakerFailureRate=0 does without the breaker")
        .exception();
  }
}
