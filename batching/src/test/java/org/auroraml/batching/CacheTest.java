package org.auroraml.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.auroraml.batching.StandIn.faultyEcho;
import static org.auroraml.batching.StandIn.invocation;
import static org.auroraml.batching.StandIn.modelError;
import static org.auroraml.batching.Statements.ask;
import static org.auroraml.batching.Statements.failure;
import static org.auroraml.batching.Statements.numbers;
import static org.auroraml.batching.Statements.ofNumbers;
import static org.auroraml.batching.Statements.values;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Feature F48: predictions are kept across statements only where the settings say so. */
class CacheTest {
  private static final Model TEN_ROWS = new Model.SageMaker("e", 10);

  private final StandIn aws = new StandIn();

  @BeforeEach
  void serve() {
    aws.stub(invocation().willReturn(faultyEcho()));
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private Evaluator evaluator(int size, Duration ttl) {
    return new Evaluator(aws.settings().cacheSize(size).cacheTtl(ttl).build());
  }

  @Test
  @DisplayName("F48: by default each statement asks for itself")
  void off() throws Exception {
    try (Evaluator evaluator = new Evaluator(aws.settings().build())) {
      ask(evaluator, TEN_ROWS, numbers(20)).join();
      ask(evaluator, TEN_ROWS, numbers(20)).join();

      assertThat(evaluator.counters()).isEqualTo(new Counters(40, 40, 4, 4, 0, 0, 0));
    }
  }

  @Test
  @DisplayName("F48, F45: a later statement asks for what is new; hits + responses = requests")
  void kept() throws Exception {
    try (Evaluator evaluator = evaluator(100, Duration.ZERO)) {
      ask(evaluator, TEN_ROWS, numbers(20)).join();

      // Another batch size is the same model.
      assertThat(values(ask(evaluator, new Model.SageMaker("e", 5), numbers(30))))
          .isEqualTo(ofNumbers(30));

      assertThat(evaluator.counters()).isEqualTo(new Counters(50, 30, 4, 4, 20, 0, 0));
      // Which the stand-in does not have: nothing is known of it.
      assertThat(failure(ask(evaluator, new Model.SageMaker("other", 10), numbers(20))))
          .hasMessageContaining("404");
    }
  }

  @Test
  @DisplayName("F48: no more than mlCacheSize predictions are kept")
  void bounded() throws Exception {
    try (Evaluator evaluator = evaluator(10, Duration.ZERO)) {
      ask(evaluator, TEN_ROWS, numbers(1000)).join();
      ask(evaluator, TEN_ROWS, numbers(1000)).join();

      assertThat(evaluator.counters().cacheHits()).isLessThanOrEqualTo(10);
    }
  }

  @Test
  @DisplayName("F48: what is older than mlCacheTtlMs is asked for again")
  void expired() throws Exception {
    try (Evaluator evaluator = evaluator(100, Duration.ofNanos(1))) {
      ask(evaluator, TEN_ROWS, numbers(10)).join();
      ask(evaluator, TEN_ROWS, numbers(10)).join();

      assertThat(evaluator.counters()).isEqualTo(new Counters(20, 20, 2, 2, 0, 0, 0));
    }
  }

  @Test
  @DisplayName("F48, F84: what a model failed at is asked for again")
  void failed() throws Exception {
    aws.faults(number -> modelError(400, "bad"));
    try (Evaluator evaluator = evaluator(100, Duration.ZERO)) {
      assertThat(failure(ask(evaluator, TEN_ROWS, numbers(10)))).hasMessageContaining("bad");
      aws.faults(number -> null);

      assertThat(values(ask(evaluator, TEN_ROWS, numbers(10)))).isEqualTo(ofNumbers(10));
      assertThat(evaluator.counters().cacheHits()).isZero();
    }
  }

  @Test
  @DisplayName("F48, F47: kept answers are none of the inputs that maxMlInputs counts")
  void notCounted() throws Exception {
    try (Evaluator evaluator = new Evaluator(aws.settings().cacheSize(100).maxInputs(20).build())) {
      ask(evaluator, TEN_ROWS, numbers(20)).join();

      assertThat(values(ask(evaluator, TEN_ROWS, numbers(40)))).isEqualTo(ofNumbers(40));
    }
  }
}
