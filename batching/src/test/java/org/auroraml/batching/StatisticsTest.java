package org.auroraml.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.auroraml.batching.StandIn.echo;
import static org.auroraml.batching.StandIn.error;
import static org.auroraml.batching.StandIn.invocation;
import static org.auroraml.batching.StandIn.modelError;
import static org.auroraml.batching.StandIn.moods;
import static org.auroraml.batching.StandIn.sentiment;
import static org.auroraml.batching.Statements.numbers;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.auroraml.batching.ModelStatistics.Spread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is told of a statement: for EXPLAIN ANALYZE (F44), and in the log. */
class StatisticsTest {
  private final StandIn aws = new StandIn();
  private final Logger logger = Logger.getLogger("org.auroraml.batching");
  private final List<String> lines = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.setLevel(Level.FINE);
    logger.addHandler(handler);
  }

  @AfterEach
  void close() {
    logger.removeHandler(handler);
    logger.setLevel(null);
    aws.close();
  }

  @Test
  @DisplayName("F44: inputs, distinct inputs, requests, batch sizes and times of each model")
  void statistics() throws Exception {
    aws.stubInTurn(invocation(), error(503, "ServiceUnavailable", "busy"), echo());
    aws.stub(sentiment().willReturn(moods()));
    List<ModelInput> twice = new ArrayList<>(numbers(13));
    twice.addAll(numbers(13));
    try (Evaluator evaluator = new Evaluator(aws.settings().concurrency(1).build());
        Evaluation evaluation = evaluator.open()) {
      evaluation.evaluate(new Model.SageMaker("e", 10), twice);
      evaluation.evaluate(new Model.Sentiment(25), List.of(ModelInput.of("a", "en")));

      List<ModelStatistics> all = evaluation.statistics();

      assertThat(all)
          .extracting(ModelStatistics::model)
          .containsExactly("SageMaker endpoint 'e'", "Amazon Comprehend");
      ModelStatistics endpoint = all.get(0);
      assertThat(endpoint.counters()).isEqualTo(new Counters(26, 13, 3, 2, 13, 0, 1));
      assertThat(endpoint.distinctInputs()).isEqualTo(13);
      assertThat(endpoint.batchSizes()).isEqualTo(new Spread(3, 3, 23 / 3d, 10));
      assertThat(endpoint.millis().count()).isEqualTo(3);
      assertThat(endpoint.millis().max()).isGreaterThanOrEqualTo(endpoint.millis().min());
      assertThat(all.get(1).counters()).isEqualTo(new Counters(1, 1, 1, 1, 0, 1, 0));
      assertThat(evaluator.counters()).isEqualTo(new Counters(27, 14, 4, 3, 13, 1, 1));
    }
  }

  @Test
  @DisplayName("A statement writes one line at debug level, when it closes, without inputs")
  void line() throws Exception {
    aws.stub(invocation().willReturn(echo()));
    try (Evaluator evaluator = new Evaluator(aws.settings().build())) {
      Evaluation evaluation = evaluator.open();
      evaluation.plan("Lookup of db1.f");
      evaluation.evaluate(
          new Model.SageMaker("e", 10), List.of(ModelInput.of("Jane"), ModelInput.of("Jane")));
      assertThat(lines).isEmpty();

      evaluation.close();
      evaluation.close();
    }

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .startsWith(
            "FINE Lookup of db1.f: SageMaker endpoint 'e': 2 inputs, 1 distinct, 1 answered,"
                + " 1 requests of 1/1/1 inputs in ")
        .endsWith(" ms for models in all")
        .doesNotContain("Jane");
  }

  @Test
  @DisplayName("A statement that failed writes its line too, without the service's words")
  void lineOfFailure() {
    aws.stub(invocation().willReturn(modelError(400, "bad Jane")));
    try (Evaluator evaluator = new Evaluator(aws.settings().build());
        Evaluation evaluation = evaluator.open()) {
      assertThatThrownBy(
              () ->
                  evaluation.evaluate(new Model.SageMaker("e", 10), List.of(ModelInput.of("Jane"))))
          .isInstanceOf(ModelException.class);
    }

    assertThat(lines).singleElement().asString().contains("0 answered").doesNotContain("Jane");
  }

  @Test
  @DisplayName("A statement that asks no model writes nothing")
  void noLine() {
    try (Evaluator evaluator = new Evaluator(aws.settings().build())) {
      evaluator.open().close();
    }
    assertThat(lines).isEmpty();
  }
}
