package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.auroraml.batching.Evaluation;
import org.auroraml.batching.Model;
import org.auroraml.batching.ModelInput;
import org.auroraml.batching.Prediction;

/**
 * The inputs of the statements of one batch, which share their requests (F26). Before the first
 * statement runs, each is previewed: its arguments are gathered, and what a model would be asked is
 * written down. Then all of it is asked together, and each statement, when it runs, finds its
 * values known. An input that only the run knows, since an earlier statement of the batch has
 * changed it, is asked for by itself. To be used by one thread at a time.
 */
public final class BatchInputs implements AutoCloseable {
  private final Evaluation evaluation;
  private final Map<Model, Set<ModelInput>> asked = new HashMap<>();
  private final Map<Model, Set<ModelInput>> wanted = new LinkedHashMap<>();
  private final Map<Model, String> functions = new HashMap<>();
  private final List<SQLWarning> warnings = new ArrayList<>();

  /** No inputs yet. */
  public BatchInputs(Services services) {
    evaluation = services.openEvaluation();
  }

  /** The model calls of all statements of the batch. */
  Evaluation evaluation() {
    return evaluation;
  }

  /** Whether the values of all inputs are there; if not, they are wanted. */
  boolean areKnown(String function, Model model, List<ModelInput> inputs) {
    Set<ModelInput> known = asked.getOrDefault(model, Set.of());
    boolean all = true;
    for (ModelInput input : inputs) {
      if (!known.contains(input)) {
        all = false;
        functions.put(model, function);
        wanted.computeIfAbsent(model, m -> new LinkedHashSet<>()).add(input);
      }
    }
    return all;
  }

  /** Asks for what is wanted. */
  void ask(ExecutionSteps steps) throws SQLException {
    Map<Model, Set<ModelInput>> now = new LinkedHashMap<>(wanted);
    wanted.clear();
    for (Map.Entry<Model, Set<ModelInput>> entry : now.entrySet()) {
      List<ModelInput> inputs = List.copyOf(entry.getValue());
      steps.evaluate(functions.get(entry.getKey()), entry.getKey(), inputs);
      asked.computeIfAbsent(entry.getKey(), m -> new LinkedHashSet<>()).addAll(inputs);
    }
    warnings.addAll(steps.warnings());
  }

  /** Values in place of those that are not there yet. */
  static List<Prediction> none(List<ModelInput> inputs) {
    return inputs.stream().map(input -> Prediction.NULL).toList();
  }

  /** Why inputs became NULL, where the settings say that they do. */
  public List<SQLWarning> warnings() {
    return List.copyOf(warnings);
  }

  @Override
  public void close() {
    evaluation.close();
  }
}
