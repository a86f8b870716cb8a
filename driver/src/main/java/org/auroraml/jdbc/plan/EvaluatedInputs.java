package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auroraml.batching.Model;
import org.auroraml.batching.ModelInput;
import org.auroraml.batching.Prediction;
import org.auroraml.jdbc.error.SqlErrors;

/**
 * What a model gave for the inputs of one statement, in case the statement has to run once more: no
 * input is paid for twice.
 */
final class EvaluatedInputs {
  /** More are not kept, and the statement can't be run once more. */
  private static final int MAX_INPUTS = 200_000;

  private final Map<Model, Map<ModelInput, Prediction>> predictions = new HashMap<>();
  private int kept = MAX_INPUTS + 1;
  private int questions;
  private int replayed;

  /** From now on predictions are kept. */
  void keep() {
    kept = 0;
  }

  /** Keeps predictions, and gives them back. */
  List<Prediction> remember(Model model, List<ModelInput> inputs, List<Prediction> evaluated) {
    questions++;
    kept = Math.min(kept + inputs.size(), MAX_INPUTS + 1);
    if (kept > MAX_INPUTS) {
      predictions.clear();
      return evaluated;
    }
    Map<ModelInput, Prediction> ofModel = predictions.computeIfAbsent(model, m -> new HashMap<>());
    for (int i = 0; i < inputs.size(); i++) {
      ofModel.put(inputs.get(i), evaluated.get(i));
    }
    return evaluated;
  }

  /** From now on the same questions come once more. False if not all predictions were kept. */
  boolean replay() {
    replayed = questions;
    return kept <= MAX_INPUTS;
  }

  /**
   * The predictions for a question that comes once more; empty for others.
   *
   * @throws SQLException 30004 if an input is new: a row has changed after all, in a table without
   *     snapshots
   */
  Optional<List<Prediction>> of(Model model, List<ModelInput> inputs) throws SQLException {
    if (replayed == 0) {
      return Optional.empty();
    }
    replayed--;
    Map<ModelInput, Prediction> ofModel = predictions.getOrDefault(model, Map.of());
    List<Prediction> found = new ArrayList<>(inputs.size());
    for (ModelInput input : inputs) {
      Prediction prediction = ofModel.get(input);
      if (prediction == null) {
        throw SqlErrors.rowsChanged(null);
      }
      found.add(prediction);
    }
    return Optional.of(found);
  }
}
