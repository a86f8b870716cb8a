package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.auroraml.batching.Model;
import org.auroraml.batching.ModelInput;
import org.auroraml.batching.Prediction;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.registry.MlFunction;

/** The kinds of steps that a run takes, each of which a cancel or a time-out can end. */
interface StepRunner {

  /** A stage begins, which may need the values of those before it. */
  default void nextStage() throws SQLException {}

  /** Prepares a statement of the driver's own; the caller closes it. */
  PreparedStatement prepare(SqlFragment fragment) throws SQLException;

  /**
   * Asks a model.
   *
   * @param function the function's name, for messages
   */
  List<Prediction> evaluate(String function, Model model, List<ModelInput> inputs)
      throws SQLException;

  /**
   * Asks a model; where the run can do something else meanwhile, the answers are waited for later.
   */
  default Answers ask(String function, Model model, List<ModelInput> inputs) throws SQLException {
    List<Prediction> answers = evaluate(function, model, inputs);
    return () -> answers;
  }

  /** What a model was asked for. */
  @FunctionalInterface
  interface Answers {
    /** Waits for them. */
    List<Prediction> await() throws SQLException;
  }

  /**
   * What a model gave, as a value of the type after RETURNS; null for NULL, which it also is where
   * the answer does not fit and {@code onMlError=null} makes a warning of that.
   */
  String assigned(MlFunction function, Prediction prediction) throws SQLException;
}
