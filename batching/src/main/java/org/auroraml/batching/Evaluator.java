package org.auroraml.batching;

/**
 * Asks models for predictions, in batches and in parallel. Thread-safe; one for each server, shared
 * by its connections. The AWS SDK is loaded at the first call of a model, not before.
 */
public final class Evaluator implements AutoCloseable {

  public Evaluator(EvaluatorOptions options) {}

  /** Opens the model calls of one SQL statement. */
  public Evaluation open() {
    return new Evaluation();
  }

  /** What has been done so far. */
  public Counters counters() {
    return new Counters(0, 0, 0, 0, 0, 0);
  }

  /** Ends all calls under way (they fail as cancelled) and all threads. Closing twice is fine. */
  @Override
  public void close() {}
}
