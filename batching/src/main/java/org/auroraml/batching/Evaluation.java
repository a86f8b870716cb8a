package org.auroraml.batching;

import java.time.Instant;
import java.util.List;

/**
 * The model calls of one SQL statement. Remembers predictions, so that equal inputs of the
 * statement are sent once (feature F27), also over several calls of {@link #evaluate}, and both
 * Comprehend functions over one text cost one request (F9). Not thread-safe but for {@link
 * #cancel()}.
 */
public final class Evaluation implements AutoCloseable {

  Evaluation() {}

  /**
   * Asks the model for each input, in as few requests as its limits allow.
   *
   * @return one prediction for each input, in the same order
   * @throws ModelException if one of the inputs gets no answer
   * @throws InterruptedException if this thread is interrupted; the calls under way are abandoned
   */
  public List<Prediction> evaluate(Model model, List<ModelInput> inputs)
      throws ModelException, InterruptedException {
    if (inputs.isEmpty()) {
      return List.of();
    }
    throw new UnsupportedOperationException(model.describe());
  }

  /**
   * Ends the evaluation, from any thread: an {@link #evaluate} under way throws {@link
   * ModelException.Kind#CANCELLED} at once, whatever the services are doing, and so does any later
   * one.
   */
  public void cancel() {}

  /**
   * Sets the time after which {@link #evaluate} throws {@link ModelException.Kind#TIMED_OUT}. Null
   * for none, as at the start.
   */
  public void deadline(Instant at) {}

  /** Inputs asked for so far. */
  public long inputs() {
    return 0;
  }

  /** Inputs that equal no earlier one. */
  public long distinctInputs() {
    return 0;
  }

  /** Requests sent so far, retries included. */
  public long requests() {
    return 0;
  }

  /** Requests that repeated one that failed. */
  public long retries() {
    return 0;
  }

  /** Forgets the predictions; calls still under way are abandoned. */
  @Override
  public void close() {}
}
