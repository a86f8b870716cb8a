package org.auroraml.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.auroraml.batching.StandIn.echo;
import static org.auroraml.batching.StandIn.error;
import static org.auroraml.batching.StandIn.gated;
import static org.auroraml.batching.StandIn.invocation;
import static org.auroraml.batching.StandIn.modelError;
import static org.auroraml.batching.StandIn.moods;
import static org.auroraml.batching.StandIn.sentiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What statements share: limits, counters, threads. */
class EvaluatorTest {
  private static final Model ONE_ROW = new Model.SageMaker("e", 1);

  private final StandIn aws = new StandIn();

  @AfterEach
  void close() {
    aws.close();
  }

  private static List<ModelInput> numbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> ModelInput.of(Integer.toString(i))).toList();
  }

  /** Has statements ask at the same time; gives the most requests that were under way at once. */
  private int mostAtOnce(int statements, int gate, UnaryOperator<EvaluatorOptions.Builder> limits) {
    aws.gate(gate);
    aws.stub(invocation().willReturn(gated()));
    try (Evaluator evaluator = new Evaluator(limits.apply(aws.settings()).build())) {
      List<CompletableFuture<Void>> asking = new ArrayList<>();
      for (int i = 0; i < statements; i++) {
        asking.add(
            CompletableFuture.runAsync(() -> ask(evaluator), task -> new Thread(task).start()));
      }
      asking.forEach(CompletableFuture::join);
      assertThat(evaluator.counters().actualRequests()).isEqualTo(statements * 30L);
    }
    return aws.mostAtOnce();
  }

  private static void ask(Evaluator evaluator) {
    try (Evaluation evaluation = evaluator.open()) {
      assertThat(evaluation.evaluate(ONE_ROW, numbers(30)))
          .extracting(Prediction::value)
          .containsExactlyElementsOf(IntStream.range(0, 30).mapToObj(i -> "of " + i).toList());
    } catch (ModelException | InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  // The gate lets no request through until as many have come as may be at once: fewer would wait
  // for ever, more would be seen.

  @Test
  @DisplayName("F86: as many calls of a statement at once as allowed")
  void concurrency() {
    assertThat(mostAtOnce(1, 5, options -> options.concurrency(5))).isEqualTo(5);
  }

  @Test
  @DisplayName("F86: as many calls of an endpoint at once as allowed")
  void endpointConcurrency() {
    assertThat(mostAtOnce(3, 7, options -> options.endpointConcurrency(7))).isEqualTo(7);
  }

  @Test
  @DisplayName("F86: as many calls at once in all as allowed")
  void jvmConcurrency() {
    assertThat(mostAtOnce(3, 9, options -> options.jvmConcurrency(9))).isEqualTo(9);
  }

  @Test
  @DisplayName("F45: logical requests = cache hits + logical responses")
  void counters() throws Exception {
    aws.stubInTurn(invocation(), error(503, "ServiceUnavailable", "busy"), echo());
    aws.stub(sentiment().willReturn(moods()));
    try (Evaluator evaluator = new Evaluator(aws.settings().build())) {
      try (Evaluation evaluation = evaluator.open()) {
        List<ModelInput> inputs = new ArrayList<>(numbers(10));
        inputs.addAll(numbers(10));
        inputs.add(ModelInput.of((String) null));
        evaluation.evaluate(new Model.SageMaker("e", 10), inputs);
        evaluation.evaluate(new Model.Sentiment(1), List.of(ModelInput.of("a", "en")));
      }
      try (Evaluation evaluation = evaluator.open()) {
        evaluation.evaluate(new Model.SageMaker("e", 10), numbers(1));
      }

      assertThat(evaluator.counters()).isEqualTo(new Counters(22, 12, 4, 3, 10, 2, 1));
    }
  }

  @Test
  @DisplayName("F45: what a failed statement asked for is counted, and no answer with it")
  void countersOfFailure() {
    aws.stub(invocation().willReturn(error(400, "ValidationError", "no")));
    try (Evaluator evaluator = new Evaluator(aws.settings().build());
        Evaluation evaluation = evaluator.open()) {
      assertThatThrownBy(() -> evaluation.evaluate(new Model.SageMaker("e", 10), numbers(10)))
          .isInstanceOf(ModelException.class);

      assertThat(evaluator.counters()).isEqualTo(new Counters(10, 0, 1, 0, 0, 0, 0));
    }
  }

  @Test
  @DisplayName("F27: inputs without an answer are asked for again, unless all would fail alike")
  void failedInputsAreForgotten() throws Exception {
    aws.stubInTurn(invocation(), modelError(400, "no"), echo());
    try (Evaluator evaluator = new Evaluator(aws.settings().build());
        Evaluation evaluation = evaluator.open()) {
      assertThatThrownBy(() -> evaluation.evaluate(ONE_ROW, numbers(1)))
          .isInstanceOf(ModelException.class);

      assertThat(evaluation.evaluate(ONE_ROW, numbers(1)).get(0).value()).isEqualTo("of 0");
    }
  }

  @Test
  @DisplayName("F86: options have the documented defaults and are refused out of range")
  void options() {
    assertThat(EvaluatorOptions.defaults())
        .returns(
            new LimitOptions(8, 32, 64, 0, 50, 20, Duration.ofSeconds(10)),
            EvaluatorOptions::limits)
        .returns(6_291_456, EvaluatorOptions::maxRequestBytes)
        .returns(Duration.ofSeconds(30), EvaluatorOptions::timeout)
        .returns(Duration.ofSeconds(60), EvaluatorOptions::retryBudget);
    assertThatThrownBy(() -> EvaluatorOptions.builder().concurrency(0).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("concurrency must be greater than 0, not 0");
    assertThatThrownBy(() -> EvaluatorOptions.builder().timeout(Duration.ZERO).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("timeout");
    assertThatThrownBy(() -> EvaluatorOptions.builder().breakerFailureRate(101).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("breakerFailureRate must be from 0 to 100, not 101");
  }
}
