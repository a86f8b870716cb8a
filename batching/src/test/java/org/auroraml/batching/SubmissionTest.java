package org.auroraml.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.auroraml.batching.StandIn.dribble;
import static org.auroraml.batching.StandIn.echo;
import static org.auroraml.batching.StandIn.error;
import static org.auroraml.batching.StandIn.invocation;
import static org.auroraml.batching.Statements.await;
import static org.auroraml.batching.Statements.numbers;
import static org.auroraml.batching.Statements.ofNumbers;
import static org.auroraml.batching.Statements.values;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.auroraml.batching.ModelException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** F29: inputs are asked for while the statement goes on. */
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SubmissionTest {
  private static final Model MODEL = new Model.SageMaker("e", 4);

  private final StandIn aws = new StandIn();

  @AfterEach
  void close() {
    aws.close();
  }

  private static List<String> answers(Submission submission)
      throws ModelException, InterruptedException {
    return values(submission.await(Optional.empty()).orElseThrow());
  }

  @Test
  @DisplayName("F27 several submissions are answered, each in its order, equal inputs once")
  void inOrder() throws Exception {
    aws.stub(invocation().willReturn(echo()));
    try (Evaluator evaluator = new Evaluator(aws.settings().build());
        Evaluation evaluation = evaluator.open()) {
      Submission first = evaluation.submit(MODEL, numbers(10));
      Submission second = evaluation.submit(MODEL, numbers(20));
      Submission none = evaluation.submit(MODEL, List.of());

      assertThat(answers(second)).isEqualTo(ofNumbers(20));
      assertThat(answers(first)).isEqualTo(ofNumbers(10));
      assertThat(answers(none)).isEmpty();
      assertThat(first.isAnswered()).isTrue();
      assertThat(evaluation.inputs()).isEqualTo(30);
      assertThat(evaluation.distinctInputs()).isEqualTo(20);
      assertThat(evaluation.requests()).isEqualTo(3 + 3);
    }
  }

  @Test
  @DisplayName("submit does not wait, and no more calls than mlConcurrency are under way")
  void concurrency() throws Exception {
    aws.stub(invocation().willReturn(dribble()));
    try (Evaluator evaluator = new Evaluator(aws.settings().concurrency(3).build());
        Evaluation evaluation = evaluator.open()) {
      Submission submission = evaluation.submit(MODEL, numbers(40));
      await(() -> aws.requests().size() == 3);

      assertThat(submission.isAnswered()).isFalse();
      assertThat(submission.await(Optional.of(Duration.ofMillis(1)))).isEmpty();
      assertThat(evaluation.requests()).isEqualTo(3);
    }
  }

  @Test
  @DisplayName("F85 cancel ends who waits, and what is submitted later")
  void cancel() throws Exception {
    aws.stub(invocation().willReturn(dribble()));
    try (Evaluator evaluator = new Evaluator(aws.settings().build());
        Evaluation evaluation = evaluator.open()) {
      Submission submission = evaluation.submit(MODEL, numbers(4));
      await(() -> aws.requests().size() == 1);

      evaluation.cancel();

      assertThat(kind(submission)).isEqualTo(Kind.CANCELLED);
      assertThat(kind(evaluation.submit(MODEL, numbers(9)))).isEqualTo(Kind.CANCELLED);
      assertThat(aws.requests()).hasSize(1);
    }
  }

  @Test
  @DisplayName("closing the evaluation, or the evaluator, ends the calls")
  void closing() throws Exception {
    aws.stub(invocation().willReturn(dribble()));
    Evaluator evaluator = new Evaluator(aws.settings().build());
    Evaluation one = evaluator.open();
    Submission ofOne = one.submit(MODEL, numbers(4));
    Submission ofOther = evaluator.open().submit(MODEL, numbers(4));
    await(() -> aws.requests().size() == 2);

    one.close();
    assertThat(kind(ofOne)).isEqualTo(Kind.CANCELLED);

    evaluator.close();
    assertThat(kind(ofOther)).isEqualTo(Kind.CANCELLED);
    await(() -> Statements.workers() == 0);
  }

  @Test
  @DisplayName("a failure is told to all who wait for answers that will not come")
  void failure() throws Exception {
    aws.stub(invocation().willReturn(echo()));
    try (Evaluator evaluator = new Evaluator(aws.settings().build());
        Evaluation evaluation = evaluator.open()) {
      Submission answered = evaluation.submit(MODEL, numbers(4));
      assertThat(answers(answered)).isEqualTo(ofNumbers(4));
      aws.stub(invocation().willReturn(error(400, "ValidationError", "no")));
      Submission failing = evaluation.submit(MODEL, numbers(8));

      assertThat(kind(failing)).isEqualTo(Kind.SERVICE);
      assertThat(kind(evaluation.submit(MODEL, numbers(12)))).isEqualTo(Kind.SERVICE);
      assertThat(answers(answered)).isEqualTo(ofNumbers(4));
    }
  }

  private static Kind kind(Submission submission) {
    return catchThrowableOfType(ModelException.class, () -> submission.await(Optional.empty()))
        .kind();
  }
}
