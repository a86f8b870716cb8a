package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.auroraml.batching.Evaluation;
import org.auroraml.batching.Model;
import org.auroraml.batching.ModelException;
import org.auroraml.batching.ModelInput;
import org.auroraml.batching.ModelStatistics;
import org.auroraml.batching.OnError;
import org.auroraml.batching.Prediction;
import org.auroraml.batching.Submission;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.registry.MlFunction;

/**
 * The model calls of one run: asks the models within the statement's time, and keeps why inputs
 * became NULL. Not thread-safe, but for {@link #stop()}.
 */
final class ModelCalls implements OverlayCalls.Asking, AutoCloseable {
  /** As many warnings as a server keeps. */
  private static final int MOST_MISFITS = 1024;

  private final Evaluation evaluation;
  private final boolean isShared;
  private final OnError onError;
  private final Duration timeout;
  private final EvaluatedInputs evaluated = new EvaluatedInputs();
  private final List<SQLWarning> warnings = new ArrayList<>();

  /** Answers that did not fit RETURNS and became NULL. */
  private final Set<Prediction> misfits = Collections.newSetFromMap(new IdentityHashMap<>());

  /** What is left of the time for models, which are asked while the result is read. */
  private Duration timeLeft;

  /**
   * @param evaluation where models are asked
   * @param isShared whether it is that of a batch, which outlives this run
   * @param timeout for the whole statement; zero for none
   */
  ModelCalls(Evaluation evaluation, boolean isShared, OnError onError, Duration timeout) {
    this.evaluation = evaluation;
    this.isShared = isShared;
    this.onError = onError;
    this.timeout = timeout;
    this.timeLeft = timeout;
    if (!timeout.isZero()) {
      evaluation.deadline(Instant.now().plus(timeout));
    }
  }

  /** Sets the time for one call (feature F11); zero leaves it as the settings say. */
  void callTimeout(long millis) {
    if (millis > 0) {
      evaluation.timeout(Duration.ofMillis(millis));
    }
  }

  /** Tells the log which plan the calls are for. */
  void plan(String name) {
    evaluation.plan(name);
  }

  /** What may be asked once more. */
  EvaluatedInputs evaluated() {
    return evaluated;
  }

  /** What each function has asked (feature F44). */
  List<ModelStatistics> statistics() {
    return evaluation.callers();
  }

  /** Why inputs became NULL, where the settings say that they do; each without a next one. */
  List<SQLWarning> warnings() {
    return List.copyOf(warnings);
  }

  /** As {@link StepRunner#evaluate}. */
  List<Prediction> evaluate(String function, Model model, List<ModelInput> inputs)
      throws SQLException {
    Optional<List<Prediction>> known = evaluated.of(model, inputs);
    if (known.isPresent()) {
      return known.get();
    }
    try {
      List<Prediction> predictions =
          evaluation.evaluate(function + ", " + model.describe(), model, inputs);
      takeFailures(function);
      return evaluated.remember(model, inputs, predictions);
    } catch (ModelException e) {
      throw failure(function, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SqlErrors.interrupted();
    }
  }

  private void takeFailures(String function) {
    evaluation.takeFailures().forEach(f -> warnings.add(SqlErrors.modelWarning(function, f)));
  }

  private static SQLException failure(String function, ModelException e) {
    return e.kind() == ModelException.Kind.TIMED_OUT
        ? timedOut(function, e)
        : SqlErrors.model(function, e);
  }

  private static SQLException timedOut(String function, ModelException cause) {
    return SqlErrors.timedOut("ML function " + function + " was evaluated", cause);
  }

  @Override
  public String assigned(MlFunction function, Prediction prediction) throws SQLException {
    try {
      return ReturnValues.assigned(function, prediction);
    } catch (SQLException e) {
      if (onError == OnError.FAIL) {
        throw e;
      }
      // Equal inputs have one prediction, and one warning.
      if (misfits.size() < MOST_MISFITS && misfits.add(prediction)) {
        warnings.add(SqlErrors.valueWarning(function.qualifiedName(), e));
      }
      return null;
    }
  }

  @Override
  public Submission submit(String function, Model model, List<ModelInput> inputs)
      throws SQLException {
    try {
      return evaluation.submit(model, inputs);
    } catch (ModelException e) {
      throw failure(function, e);
    }
  }

  @Override
  public List<Prediction> await(String function, Submission submission) throws SQLException {
    long start = System.nanoTime();
    try {
      Optional<List<Prediction>> predictions =
          submission.await(timeout.isZero() ? Optional.empty() : Optional.of(timeLeft));
      if (predictions.isEmpty()) {
        evaluation.cancel();
        throw timedOut(function, null);
      }
      return predictions.get();
    } catch (ModelException e) {
      throw failure(function, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SqlErrors.interrupted();
    } finally {
      Duration left = timeLeft.minusNanos(System.nanoTime() - start);
      timeLeft = left.isNegative() ? Duration.ZERO : left;
      takeFailures(function);
    }
  }

  @Override
  public int concurrency() {
    return evaluation.concurrency();
  }

  @Override
  public void stop() {
    evaluation.cancel();
  }

  @Override
  public void end() {
    evaluation.close();
  }

  @Override
  public void close() {
    if (!isShared) {
      evaluation.close();
    }
  }
}
