package org.auroraml.batching;

/** What becomes of inputs that a model fails at (feature F84). */
public enum OnError {
  /** The evaluation fails. */
  FAIL,
  /**
   * Their predictions are NULL, and {@link Evaluation#takeFailures()} says why. What would fail all
   * inputs alike (no credentials, no permission, an endpoint that does not exist or can't be
   * reached) still fails the evaluation.
   */
  NULL
}
