package org.auroraml.batching;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auroraml.batching.Memory.Answer;

/**
 * Inputs that a model is being asked for while the statement goes on. To be used by the statement's
 * thread.
 */
public final class Submission {
  private final Evaluation evaluation;
  private final Answer[] answers;

  Submission(Evaluation evaluation, Answer[] answers) {
    this.evaluation = evaluation;
    this.answers = answers;
  }

  /** Whether {@link #await} would not wait. */
  public boolean isAnswered() {
    return evaluation.areThere(answers);
  }

  /**
   * Waits for the predictions.
   *
   * @param atMost how long; empty for no limit
   * @return one prediction for each input, in the same order; empty if the time is over
   * @throws ModelException if one of the inputs submitted so far got no answer, and does not become
   *     NULL ({@link OnError})
   * @throws InterruptedException if this thread is interrupted
   */
  public Optional<List<Prediction>> await(Optional<Duration> atMost)
      throws ModelException, InterruptedException {
    if (!evaluation.await(answers, atMost.map(Duration::toNanos).orElse(-1L))) {
      return Optional.empty();
    }
    List<Prediction> predictions = new ArrayList<>(answers.length);
    for (Answer answer : answers) {
      predictions.add(answer == null ? Prediction.NULL : answer.prediction());
    }
    return Optional.of(predictions);
  }
}
