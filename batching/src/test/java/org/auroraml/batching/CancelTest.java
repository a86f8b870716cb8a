package org.auroraml.batching;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.auroraml.batching.StandIn.dribble;
import static org.auroraml.batching.StandIn.echo;
import static org.auroraml.batching.StandIn.error;
import static org.auroraml.batching.StandIn.invocation;
import static org.auroraml.batching.Statements.await;
import static org.auroraml.batching.Statements.workers;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.auroraml.batching.ModelException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Feature F85: model calls end when their statement does. Answers here trickle in for a minute. */
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CancelTest {
  private static final Model E = new Model.SageMaker("e", 1);
  private static final List<ModelInput> INPUTS = List.of(ModelInput.of("1"), ModelInput.of("2"));

  private final StandIn aws = new StandIn();

  @AfterEach
  void close() {
    aws.close();
  }

  private Evaluator evaluator(boolean throughAws) {
    URI url = URI.create(aws.url() + "/endpoints/e/invocations");
    return new Evaluator(
        aws.settings()
            .sageMakerEndpointUrls(throughAws ? Map.of() : Map.of("e", url))
            .endpointConcurrency(2)
            .build());
  }

  private static CompletableFuture<List<Prediction>> evaluating(Evaluation evaluation) {
    return Statements.ask(evaluation, E, INPUTS);
  }

  private static Kind kind(CompletableFuture<?> evaluating) {
    return Statements.failure(evaluating).kind();
  }

  @ParameterizedTest(name = "through AWS: {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("F85: cancel ends the evaluation while answers trickle in, and frees its workers")
  void cancel(boolean throughAws) throws Exception {
    aws.stub(invocation().willReturn(dribble()));
    try (Evaluator evaluator = evaluator(throughAws);
        Evaluation evaluation = evaluator.open()) {
      CompletableFuture<?> evaluating = evaluating(evaluation);
      await(() -> aws.requests().size() == 2);

      evaluation.cancel();

      assertThat(kind(evaluating)).isEqualTo(Kind.CANCELLED);
      assertThat(kind(evaluating(evaluation))).isEqualTo(Kind.CANCELLED);
      assertThat(evaluation.requests()).isEqualTo(2);
      // Only if the abandoned calls have given their permits back can others be sent.
      aws.stub(invocation().willReturn(echo()));
      try (Evaluation next = evaluator.open()) {
        assertThat(evaluating(next).get(20, TimeUnit.SECONDS))
            .extracting(Prediction::value)
            .containsExactly("of 1", "of 2");
      }
    }
  }

  @Test
  @DisplayName("F85, F86: calls that were cancelled do not open the circuit breaker")
  void cancelledCallsAreNoFailures() throws Exception {
    aws.stub(invocation().willReturn(dribble()));
    try (Evaluator evaluator = new Evaluator(aws.settings().breakerCalls(4).build())) {
      for (int i = 1; i <= 6; i++) {
        int sent = 2 * i;
        try (Evaluation evaluation = evaluator.open()) {
          CompletableFuture<?> evaluating = evaluating(evaluation);
          await(() -> aws.requests().size() == sent);
          evaluation.cancel();
          assertThat(kind(evaluating)).isEqualTo(Kind.CANCELLED);
        }
      }
      aws.stub(invocation().willReturn(echo()));
      try (Evaluation next = evaluator.open()) {
        assertThat(evaluating(next).get(20, TimeUnit.SECONDS)).hasSize(2);
      }
    }
  }

  @Test
  @DisplayName("F85: cancel ends an evaluation that waits to retry")
  void cancelWhileRetrying() {
    aws.stub(invocation().willReturn(error(503, "ServiceUnavailable", "busy")));
    try (Evaluator evaluator = evaluator(true);
        Evaluation evaluation = evaluator.open()) {
      CompletableFuture<?> evaluating = evaluating(evaluation);
      await(() -> evaluation.retries() > 2);

      evaluation.cancel();

      assertThat(kind(evaluating)).isEqualTo(Kind.CANCELLED);
    }
  }

  @Test
  @DisplayName("F85: the deadline ends the evaluation")
  void deadline() {
    aws.stub(invocation().willReturn(dribble()));
    try (Evaluator evaluator = evaluator(true);
        Evaluation evaluation = evaluator.open()) {
      evaluation.deadline(Instant.now().plusMillis(800));

      assertThat(kind(evaluating(evaluation))).isEqualTo(Kind.TIMED_OUT);
    }
  }

  @Test
  @DisplayName("F85: a deadline that has passed sends nothing")
  void deadlinePassed() {
    try (Evaluator evaluator = evaluator(true);
        Evaluation evaluation = evaluator.open()) {
      evaluation.deadline(Instant.now().minusMillis(1));

      assertThat(kind(evaluating(evaluation))).isEqualTo(Kind.TIMED_OUT);
      assertThat(aws.requests()).isEmpty();
    }
  }

  @Test
  @DisplayName("F85: an interrupt of the statement's thread ends the evaluation")
  void interrupt() {
    aws.stub(invocation().willReturn(dribble()));
    try (Evaluator evaluator = evaluator(true);
        Evaluation evaluation = evaluator.open()) {
      CompletableFuture<Thread> statement = new CompletableFuture<>();
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () -> {
                statement.complete(Thread.currentThread());
                try {
                  evaluation.evaluate(E, INPUTS);
                } catch (ModelException | InterruptedException e) {
                  thrown.complete(e);
                }
              },
              "statement");
      thread.start();
      await(() -> aws.requests().size() == 2);

      thread.interrupt();

      assertThat(thrown.join()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  @DisplayName("F85: the first failure ends the evaluation while others trickle in")
  void failFast() {
    aws.stub(invocation().withRequestBody(equalTo("1")).willReturn(dribble()));
    aws.stub(
        invocation().withRequestBody(equalTo("2")).willReturn(error(400, "ValidationError", "no")));
    try (Evaluator evaluator = evaluator(true);
        Evaluation evaluation = evaluator.open()) {
      assertThat(kind(evaluating(evaluation))).isEqualTo(Kind.SERVICE);
    }
  }

  @ParameterizedTest(name = "through AWS: {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("F85: closing the evaluator cancels what is under way and ends all threads")
  void closing(boolean throughAws) {
    aws.stub(invocation().willReturn(dribble()));
    Evaluator evaluator = evaluator(throughAws);
    try (Evaluation evaluation = evaluator.open()) {
      CompletableFuture<?> evaluating = evaluating(evaluation);
      await(() -> aws.requests().size() == 2);
      assertThat(workers()).isPositive();

      evaluator.close();
      evaluator.close();

      assertThat(kind(evaluating)).isEqualTo(Kind.CANCELLED);
      await(() -> workers() == 0);
      try (Evaluation late = evaluator.open()) {
        assertThat(kind(evaluating(late))).isEqualTo(Kind.CANCELLED);
      }
    }
  }
}
