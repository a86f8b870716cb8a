package org.auroraml.batching;

import java.util.List;
import java.util.Map;

/**
 * What the engine must know of a service to cut inputs into requests and to send one. Thread-safe.
 */
interface ModelService {

  /** The model, as messages name it. */
  String describe();

  /**
   * Whether the input's answer is SQL NULL by rule, so that it is not sent.
   *
   * @throws ModelException of kind INPUT if the service could not take the input
   */
  boolean isNull(ModelInput input) throws ModelException;

  /** Inputs of different groups never share a request. */
  String group(ModelInput input);

  /**
   * Where the request that begins with an input ends.
   *
   * @param inputs of one group
   * @param maxRows the most inputs of the request, at least 1
   * @return the index after its last input, greater than {@code from}
   */
  int end(List<ModelInput> inputs, int from, int maxRows);

  /**
   * Sends one request, once.
   *
   * @throws ModelException if it failed as a whole
   */
  Reply ask(List<ModelInput> inputs) throws ModelException, InterruptedException;

  /**
   * The answers to one request.
   *
   * @param predictions one for each input in order; null where the service failed for that input
   * @param failures why, by the input's position
   */
  record Reply(List<Prediction> predictions, Map<Integer, ModelException> failures) {
    Reply(List<Prediction> predictions) {
      this(predictions, Map.of());
    }
  }
}
