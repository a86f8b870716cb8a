package org.auroraml.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.auroraml.batching.StandIn.echo;
import static org.auroraml.batching.StandIn.error;
import static org.auroraml.batching.StandIn.faultyEcho;
import static org.auroraml.batching.StandIn.gated;
import static org.auroraml.batching.StandIn.invocation;
import static org.auroraml.batching.StandIn.reset;
import static org.auroraml.batching.Statements.ask;
import static org.auroraml.batching.Statements.await;
import static org.auroraml.batching.Statements.failure;
import static org.auroraml.batching.Statements.numbers;
import static org.auroraml.batching.Statements.ofNumbers;
import static org.auroraml.batching.Statements.values;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.auroraml.batching.ModelException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Feature F86: how much an endpoint is asked, who goes first, and when it is left alone. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallLimitsTest {
  private static final Model ONE_ROW = new Model.SageMaker("e", 1);

  private final StandIn aws = new StandIn();
  private final CallLimits limits = new CallLimits();

  @AfterEach
  void close() {
    aws.close();
    assertThat(limits.waiting()).isZero();
    await(() -> limits.running() == 0);
  }

  private Evaluator evaluator(EvaluatorOptions.Builder options) {
    return new Evaluator(options.build(), limits, new Tally());
  }

  @Test
  @DisplayName(
      "F86: a statement with thousands of calls holds up another for no more than one each")
  void fair() throws Exception {
    aws.stub(invocation().willReturn(gated()));
    // Closed until the last request that is awaited below has come.
    aws.gate(3);
    List<ModelInput> small = List.of(ModelInput.of("small 1"), ModelInput.of("small 2"));
    try (Evaluator evaluator = evaluator(aws.settings().endpointConcurrency(2))) {
      CompletableFuture<?> monster = ask(evaluator, ONE_ROW, numbers(100));
      await(() -> limits.waiting() == 6 && limits.running() == 2);
      CompletableFuture<?> modest = ask(evaluator, ONE_ROW, small);
      await(() -> limits.waiting() == 8);

      aws.openGate();
      modest.join();
      monster.join();
    }

    // Two were under way, and from then on each statement has every second turn.
    List<String> bodies = aws.bodies();
    assertThat(bodies).hasSize(102);
    assertThat(bodies.subList(0, 7)).contains("small 1", "small 2");
  }

  @Test
  @DisplayName(
      "F86: an endpoint gets no more requests a second than allowed, all statements together")
  void rate() throws Exception {
    aws.stub(invocation().willReturn(echo()));
    try (Evaluator evaluator = evaluator(aws.settings().requestsPerSecond(20))) {
      List<CompletableFuture<List<Prediction>>> asking = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        asking.add(ask(evaluator, ONE_ROW, numbers(8)));
      }
      for (CompletableFuture<List<Prediction>> each : asking) {
        assertThat(values(each)).isEqualTo(ofNumbers(8));
      }
    }

    List<Instant> times =
        aws.requests().stream().map(request -> request.getLoggedDate().toInstant()).toList();
    assertThat(times).hasSize(24);
    // The first may come at the end of its 50 ms.
    assertThat(Duration.between(Collections.min(times), Collections.max(times)))
        .isGreaterThanOrEqualTo(Duration.ofMillis(22 * 50));
  }

  @Test
  @DisplayName("F85, F86: who waits for the rate limiter can be cancelled")
  void cancelWhileLimited() throws Exception {
    aws.stub(invocation().willReturn(echo()));
    // One a minute would not do: the period is a second at most.
    try (Evaluator evaluator = evaluator(aws.settings().requestsPerSecond(1));
        Evaluation evaluation = evaluator.open()) {
      CompletableFuture<?> asking = ask(evaluation, ONE_ROW, numbers(1000));
      await(() -> limits.waiting() == 8);

      evaluation.cancel();

      assertThat(failure(asking).kind()).isEqualTo(Kind.CANCELLED);
      await(() -> limits.waiting() == 0);
      assertThat(aws.requests()).hasSizeLessThan(1000);
      assertThat(values(ask(evaluator, ONE_ROW, numbers(1)))).containsExactly("of 0");
    }
  }

  @Test
  @DisplayName("F86: evaluators of one JVM share its limit")
  void sharedByEvaluators() {
    aws.stub(invocation().willReturn(gated()));
    aws.gate(3);
    EvaluatorOptions.Builder options = aws.settings().jvmConcurrency(3);
    try (Evaluator one = evaluator(options);
        Evaluator other = evaluator(options.endpointConcurrency(31))) {
      CompletableFuture<?> first = ask(one, ONE_ROW, numbers(20));
      CompletableFuture<?> second = ask(other, ONE_ROW, numbers(20));
      first.join();
      second.join();
    }

    assertThat(aws.mostAtOnce()).isEqualTo(3);
    assertThat(aws.requests()).hasSize(40);
  }

  static Stream<Named<ResponseDefinitionBuilder>> outages() {
    return Stream.of(
        Named.of("503", error(503, "ServiceUnavailable", "down")), Named.of("reset", reset()));
  }

  @ParameterizedTest
  @MethodSource("outages")
  @DisplayName("F86: an endpoint that fails is left alone; statements that follow fail at once")
  void breakerOpens(ResponseDefinitionBuilder outage) {
    aws.stub(invocation().willReturn(outage));
    try (Evaluator evaluator =
        evaluator(
            aws.settings()
                .breakerCalls(6)
                .breakerOpen(Duration.ofMinutes(10))
                .retryBudget(Duration.ofSeconds(2)))) {

      ModelException first = failure(ask(evaluator, ONE_ROW, numbers(8)));
      ModelException second = failure(ask(evaluator, ONE_ROW, numbers(8)));

      assertThat(first.kind()).isIn(Kind.SERVICE, Kind.CONNECTION);
      assertThat(second.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(second)
          .hasMessageStartingWith("SageMaker endpoint 'e' was not asked")
          .hasMessageContaining("circuit breaker is open")
          .hasMessageContaining("mlBreakerOpenMs");
      // Six fail, and those seven that were sent at the same time as the sixth.
      assertThat(aws.requests()).hasSizeBetween(6, 13);
      assertThat(evaluator.counters().actualRequests()).isEqualTo(aws.requests().size());
      assertThat(evaluator.counters().actualResponses()).isZero();
    }
  }

  @Test
  @DisplayName("F86: a statement under way waits while its endpoint is left alone, and ends right")
  void breakerCloses() throws Exception {
    aws.stub(invocation().willReturn(faultyEcho()));
    aws.faults(number -> number < 10 ? error(503, "ServiceUnavailable", "down") : null);
    try (Evaluator evaluator =
        evaluator(aws.settings().breakerCalls(4).breakerOpen(Duration.ofMillis(400)))) {

      assertThat(values(ask(evaluator, ONE_ROW, numbers(30)))).isEqualTo(ofNumbers(30));

      Counters counters = evaluator.counters();
      assertThat(counters).isEqualTo(new Counters(30, 30, 40, 30, 0, 0, 10));
      assertThat(aws.requests()).hasSize(40);
    }
  }

  @Test
  @DisplayName("F86: throttling and refusals say nothing of an endpoint's health")
  void breakerStaysClosed() throws Exception {
    aws.stub(invocation().willReturn(faultyEcho()));
    aws.faults(
        number ->
            number < 4
                ? error(429, "ModelNotReadyException", "wait")
                : number < 8 ? error(400, "ThrottlingException", "slow down") : null);
    try (Evaluator evaluator =
        evaluator(aws.settings().breakerCalls(2).breakerOpen(Duration.ofMinutes(10)))) {
      assertThat(values(ask(evaluator, ONE_ROW, numbers(8)))).isEqualTo(ofNumbers(8));
      assertThat(evaluator.counters().retries()).isEqualTo(8);

      aws.stub(invocation().willReturn(error(400, "ValidationError", "no")));
      for (int i = 0; i < 5; i++) {
        assertThat(failure(ask(evaluator, ONE_ROW, numbers(1))).kind()).isEqualTo(Kind.SERVICE);
      }
    }
  }

  @Test
  @DisplayName("F86: mlBreakerFailureRate=0 does without the breaker")
  void noBreaker() {
    aws.stub(invocation().willReturn(error(503, "ServiceUnavailable", "down")));
    try (Evaluator evaluator =
        evaluator(
            aws.settings().breakerFailureRate(0).breakerCalls(1).retryBudget(Duration.ZERO))) {
      for (int i = 0; i < 10; i++) {
        assertThat(failure(ask(evaluator, ONE_ROW, numbers(1))).kind()).isEqualTo(Kind.SERVICE);
      }
    }
    assertThat(aws.requests()).hasSize(10);
  }
}
