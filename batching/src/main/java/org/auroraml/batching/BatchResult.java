package org.auroraml.batching;

import java.util.List;

/**
 * What became of the inputs of one batch.
 *
 * @param predictions one for each input in order; null for those that failed
 * @param failures why, one for each input that failed
 */
record BatchResult(List<Prediction> predictions, List<ModelException> failures) {}
