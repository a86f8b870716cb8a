package org.auroraml.batching;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.auroraml.batching.StandIn.answer;
import static org.auroraml.batching.StandIn.dribble;
import static org.auroraml.batching.StandIn.error;
import static org.auroraml.batching.StandIn.faultyEcho;
import static org.auroraml.batching.StandIn.faultyMoods;
import static org.auroraml.batching.StandIn.invocation;
import static org.auroraml.batching.StandIn.modelError;
import static org.auroraml.batching.StandIn.partialMoods;
import static org.auroraml.batching.StandIn.reset;
import static org.auroraml.batching.StandIn.sentiment;
import static org.auroraml.batching.Statements.ask;
import static org.auroraml.batching.Statements.failure;
import static org.auroraml.batching.Statements.numbers;
import static org.auroraml.batching.Statements.ofNumbers;
import static org.auroraml.batching.Statements.values;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.auroraml.batching.ModelException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Features F81, F82, F86: statements over a service that fails again and again. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultStormTest {
  private static final int ROWS = 1000;
  private static final int BATCHES = 100;
  private static final Model TEN_ROWS = new Model.SageMaker("e", ROWS / BATCHES);

  private final StandIn aws = new StandIn();

  @AfterEach
  void close() {
    aws.close();
  }

  private EvaluatorOptions.Builder settings() {
    return aws.settings().timeout(Duration.ofSeconds(1)).breakerOpen(Duration.ofMillis(200));
  }

  /** Whether the request of a number meets a fault: three in ten, the same in each run. */
  private static boolean isStruck(int number) {
    return new Random(number * 7919L).nextInt(10) < 3;
  }

  static Stream<Named<ResponseDefinitionBuilder>> faults() {
    return Stream.of(
        Named.of("throttling", error(400, "ThrottlingException", "Rate exceeded")),
        Named.of("429", aResponse().withStatus(429)),
        Named.of("503", error(503, "ServiceUnavailable", "busy")),
        Named.of("container 500", modelError(500, "worker died")),
        Named.of("reset", reset()),
        Named.of("hung up", aResponse().withFault(Fault.EMPTY_RESPONSE)),
        Named.of("broken off", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
        Named.of("truncated", answer("text/csv", "of 1\nof").withHeader("Content-Length", "90")),
        Named.of("dribble", dribble()));
  }

  @ParameterizedTest
  @MethodSource("faults")
  @DisplayName(
      "F81: with three faults in ten requests the result is right, and all is accounted for")
  void threeInTen(ResponseDefinitionBuilder fault) throws Exception {
    aws.stub(invocation().willReturn(faultyEcho()));
    aws.faults(number -> isStruck(number) ? fault : null);
    // An answer that a busy machine gives later than that would be one more fault: so the time is
    // long, and those that dribble until it is over do so at once.
    EvaluatorOptions options = settings().timeout(Duration.ofSeconds(5)).concurrency(25).build();
    try (Evaluator evaluator = new Evaluator(options)) {

      assertThat(values(ask(evaluator, TEN_ROWS, numbers(ROWS)))).isEqualTo(ofNumbers(ROWS));

      int fired = aws.faultsFired();
      assertThat(fired).isGreaterThan(20);
      assertThat(aws.requests()).hasSize(BATCHES + fired);
      assertThat(evaluator.counters())
          .isEqualTo(new Counters(ROWS, ROWS, BATCHES + fired, BATCHES, 0, 0, fired));

      aws.faults(number -> null);
      assertThat(values(ask(evaluator, TEN_ROWS, numbers(ROWS)))).isEqualTo(ofNumbers(ROWS));
      assertThat(aws.requests()).hasSize(2 * BATCHES + fired);
    }
  }

  @Test
  @DisplayName("F81, F86: a storm of 503 is waited out, with few requests")
  void storm() throws Exception {
    AtomicReference<Instant> end = new AtomicReference<>();
    aws.stub(invocation().willReturn(faultyEcho()));
    aws.faults(
        number -> {
          end.compareAndSet(null, Instant.now().plusSeconds(4));
          return Instant.now().isBefore(end.get())
              ? error(503, "ServiceUnavailable", "busy")
              : null;
        });
    try (Evaluator evaluator =
        new Evaluator(settings().breakerOpen(Duration.ofSeconds(1)).build())) {

      assertThat(values(ask(evaluator, TEN_ROWS, numbers(ROWS)))).isEqualTo(ofNumbers(ROWS));

      int fired = aws.faultsFired();
      // The twenty that open the breaker, those under way then, and three probes a second.
      assertThat(fired).isBetween(20, 20 + 7 + 5 * 3);
      assertThat(evaluator.counters())
          .isEqualTo(new Counters(ROWS, ROWS, BATCHES + fired, BATCHES, 0, 0, fired));
    }
  }

  @Test
  @DisplayName("F81: a model that is not ready for 20 s is waited for")
  void notReady() throws Exception {
    AtomicReference<Instant> ready = new AtomicReference<>();
    aws.stub(invocation().willReturn(faultyEcho()));
    aws.faults(
        number -> {
          ready.compareAndSet(null, Instant.now().plusSeconds(20));
          return Instant.now().isBefore(ready.get())
              ? error(429, "ModelNotReadyException", "wait")
              : null;
        });
    try (Evaluator evaluator = new Evaluator(settings().build())) {

      assertThat(values(ask(evaluator, TEN_ROWS, numbers(ROWS)))).isEqualTo(ofNumbers(ROWS));

      int fired = aws.faultsFired();
      // Eight batches at once, whose pauses double from 0.1 s to 10 s, or half of each.
      assertThat(fired).isBetween(8, 8 * 12);
      assertThat(evaluator.counters())
          .isEqualTo(new Counters(ROWS, ROWS, BATCHES + fired, BATCHES, 0, 0, fired));
    }
  }

  @Test
  @DisplayName("F82: where Comprehend gives up on half of a batch, only that half is sent again")
  void partial() throws Exception {
    aws.stub(sentiment().willReturn(faultyMoods()));
    aws.faults(number -> isStruck(number) ? partialMoods() : null);
    List<ModelInput> texts =
        IntStream.rangeClosed(1, 500).mapToObj(i -> ModelInput.of("x".repeat(i), "en")).toList();
    try (Evaluator evaluator = new Evaluator(settings().build())) {

      List<Prediction> predictions = ask(evaluator, new Model.Sentiment(25), texts).join();

      assertThat(predictions)
          .extracting(prediction -> Double.parseDouble(prediction.confidence()))
          .isEqualTo(IntStream.rangeClosed(1, 500).mapToObj(i -> i / 1000d).toList());
      int fired = aws.faultsFired();
      assertThat(fired).isGreaterThan(3);
      assertThat(evaluator.counters())
          .isEqualTo(new Counters(500, 500, 20 + fired, 20 + fired, 0, 0, fired));
      assertThat(aws.requests()).hasSize(20 + fired);
    }
  }

  @Test
  @DisplayName("F7, F81: one wrong count in many batches fails the statement, and the next is well")
  void wrongCount() throws Exception {
    aws.stub(invocation().willReturn(faultyEcho()));
    aws.faults(number -> number == 5 ? answer("text/csv", "1\n2\n3") : null);
    try (Evaluator evaluator = new Evaluator(settings().build())) {

      ModelException thrown = failure(ask(evaluator, TEN_ROWS, numbers(ROWS)));

      assertThat(aws.faultsFired()).isEqualTo(1);
      assertThat(thrown.kind()).isEqualTo(Kind.RESPONSE);
      assertThat(thrown).hasMessageContaining("gave 3 values for 10 inputs");
      // What was under way then is paid for, and the rest is not.
      assertThat(evaluator.counters().actualRequests()).isBetween(6L, BATCHES / 2L);
      assertThat(values(ask(evaluator, TEN_ROWS, numbers(ROWS)))).isEqualTo(ofNumbers(ROWS));
    }
  }
}
