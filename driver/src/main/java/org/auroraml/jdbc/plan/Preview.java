package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.auroraml.batching.Model;
import org.auroraml.batching.ModelInput;
import org.auroraml.batching.Prediction;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.registry.MlFunction;

/**
 * Goes through the stages of a statement to learn what models would be asked, up to the first stage
 * that needs values which are not there.
 */
final class Preview implements StepRunner {
  private final ExecutionSteps steps;
  private final BatchInputs inputs;
  private boolean lacksValues;

  Preview(ExecutionSteps steps, BatchInputs inputs) {
    this.steps = steps;
    this.inputs = inputs;
  }

  /** Ends a preview; needs no trace of where. */
  private static final class Blocked extends SQLException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  /** Whether the plan's arguments can be gathered before the statements in front of it have run. */
  static boolean isPossible(Plan plan) {
    return plan instanceof Plan.Evaluate evaluate
        && evaluate.rehearsals().isEmpty()
        && evaluate.stages().stream().allMatch(Preview::isRepeatable);
  }

  private static boolean isRepeatable(Stage stage) {
    return stage.constants().stream()
        .flatMap(site -> site.call().arguments().stream())
        .allMatch(Stages::isRepeatable);
  }

  /**
   * Previews a statement.
   *
   * @return whether it has to be previewed once more when what it wants is known
   */
  boolean run(Plan.Evaluate plan, Session session) throws SQLException {
    try {
      new StageRunner(plan, session, this, StageRunner.Reading.EARLY).run();
      return false;
    } catch (Blocked e) {
      return true;
    }
  }

  @Override
  public void nextStage() throws SQLException {
    if (lacksValues) {
      throw new Blocked();
    }
  }

  @Override
  public PreparedStatement prepare(SqlFragment fragment) throws SQLException {
    return steps.prepare(fragment);
  }

  @Override
  public List<Prediction> evaluate(String function, Model model, List<ModelInput> asked)
      throws SQLException {
    if (inputs.areKnown(function, model, asked)) {
      return steps.evaluate(function, model, asked);
    }
    lacksValues = true;
    return BatchInputs.none(asked);
  }

  @Override
  public String assigned(MlFunction function, Prediction prediction) throws SQLException {
    return steps.assigned(function, prediction);
  }
}
