package org.auroraml.batching;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.auroraml.batching.StandIn.answer;
import static org.auroraml.batching.StandIn.echo;
import static org.auroraml.batching.StandIn.error;
import static org.auroraml.batching.StandIn.invocation;
import static org.auroraml.batching.StandIn.modelError;
import static org.auroraml.batching.StandIn.moods;
import static org.auroraml.batching.StandIn.sentiment;
import static org.auroraml.batching.StandIn.sentiments;
import static org.auroraml.batching.Statements.numbers;
import static org.auroraml.batching.Statements.ofNumbers;
import static org.auroraml.batching.Statements.values;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.auroraml.batching.ModelException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Features F84, F47: inputs that a model fails at, and statements that ask for too much. */
class OnErrorTest {
  private static final Model E = new Model.SageMaker("e", 100);

  private final StandIn aws = new StandIn();

  @AfterEach
  void close() {
    aws.close();
  }

  private Evaluator evaluator(OnError onError) {
    return new Evaluator(
        aws.settings().onError(onError).retryBudget(Duration.ofMillis(300)).build());
  }

  private static ModelInput bad(int number) {
    return ModelInput.of("bad " + number);
  }

  private void refuseBadInputs(ResponseDefinitionBuilder refusal) {
    aws.stub(invocation().willReturn(echo()).atPriority(2));
    aws.stub(invocation().withRequestBody(containing("bad")).willReturn(refusal).atPriority(1));
  }

  static Stream<Named<ResponseDefinitionBuilder>> refusals() {
    return Stream.of(
        Named.of("container 400", modelError(400, "could not convert")),
        Named.of("too few values", answer("text/csv", "")),
        Named.of("markup", answer("text/html", "<html>")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  @DisplayName("F84: one bad input becomes NULL with its reason; the others of its batch do not")
  void isolated(ResponseDefinitionBuilder refusal) throws Exception {
    refuseBadInputs(refusal);
    List<ModelInput> inputs = new ArrayList<>(numbers(99));
    inputs.add(70, bad(1));
    List<String> expected = new ArrayList<>(ofNumbers(99));
    expected.add(70, null);
    try (Evaluator evaluator = evaluator(OnError.NULL);
        Evaluation evaluation = evaluator.open()) {

      assertThat(values(evaluation.evaluate(E, inputs))).isEqualTo(expected);

      assertThat(evaluation.takeFailures()).singleElement().isInstanceOf(ModelException.class);
      assertThat(evaluation.failedInputs()).isEqualTo(1);
      // A hundred are cut in half seven times, and each time both halves are asked.
      assertThat(aws.requests()).hasSizeLessThanOrEqualTo(1 + 2 * 7);
      assertThat(evaluator.counters())
          .returns(100L, Counters::logicalRequests)
          .returns(99L, Counters::logicalResponses)
          .returns(0L, Counters::retries);

      int before = aws.requests().size();
      assertThat(values(evaluation.evaluate(E, List.of(bad(1))))).containsExactly((String) null);
      assertThat(aws.requests()).hasSize(before);
      assertThat(evaluation.takeFailures()).isEmpty();
    }
  }

  @Test
  @DisplayName("F84: onMlError=fail fails at the first bad input, after one request")
  void fails() {
    refuseBadInputs(modelError(400, "could not convert 'bad 1'"));
    try (Evaluator evaluator = evaluator(OnError.FAIL);
        Evaluation evaluation = evaluator.open()) {
      assertThatThrownBy(() -> evaluation.evaluate(E, List.of(ModelInput.of("1"), bad(1))))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("could not convert '[input]'");
      assertThat(aws.requests()).hasSize(1);
    }
  }

  @Test
  @DisplayName("F84: a batch of bad inputs alone costs a bounded number of requests")
  void boundedSearch() throws Exception {
    refuseBadInputs(modelError(400, "no"));
    List<ModelInput> inputs = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      inputs.add(bad(i));
    }
    try (Evaluator evaluator = evaluator(OnError.NULL);
        Evaluation evaluation = evaluator.open()) {

      assertThat(evaluation.evaluate(new Model.SageMaker("e", 3000), inputs))
          .containsOnly(Prediction.NULL);

      assertThat(aws.requests()).hasSize(1 + 2 * 64);
      assertThat(evaluation.takeFailures()).hasSize(1024);
      assertThat(evaluation.failedInputs()).isEqualTo(3000);
      assertThat(evaluator.counters().logicalResponses()).isZero();
    }
  }

  @Test
  @DisplayName("F84: a batch that fails for longer than the retry budget becomes NULL")
  void outage() throws Exception {
    aws.stub(invocation().willReturn(error(503, "ServiceUnavailable", "busy")));
    try (Evaluator evaluator = evaluator(OnError.NULL);
        Evaluation evaluation = evaluator.open()) {

      assertThat(evaluation.evaluate(E, numbers(3))).containsOnly(Prediction.NULL);

      List<ModelException> failures = evaluation.takeFailures();
      assertThat(failures).hasSize(3);
      assertThat(failures.get(0)).hasMessageContaining("busy").hasMessageContaining("tries");
      assertThat(evaluator.counters().actualRequests()).isEqualTo(aws.requests().size());
      assertThat(evaluation.retries()).isEqualTo(aws.requests().size() - 1L);
    }
  }

  static Stream<Named<ResponseDefinitionBuilder>> failuresOfAll() {
    return Stream.of(
        Named.of("denied", error(403, "AccessDeniedException", "no")),
        Named.of("unknown identity", error(403, "UnrecognizedClientException", "no")),
        Named.of("no endpoint", error(400, "ValidationError", "Endpoint e not found.")));
  }

  @ParameterizedTest
  @MethodSource("failuresOfAll")
  @DisplayName("F84: what would fail all inputs alike fails the statement, after one request")
  void forAll(ResponseDefinitionBuilder failure) {
    aws.stub(invocation().willReturn(failure));
    try (Evaluator evaluator = evaluator(OnError.NULL);
        Evaluation evaluation = evaluator.open()) {
      assertThatThrownBy(() -> evaluation.evaluate(E, numbers(100)))
          .isInstanceOf(ModelException.class);
      assertThat(aws.requests()).hasSize(1);
    }
  }

  @Test
  @DisplayName("F84: an endpoint that can't be reached fails the statement")
  void unreachable() {
    Evaluator evaluator = evaluator(OnError.NULL);
    aws.close();
    try (evaluator;
        Evaluation evaluation = evaluator.open()) {
      assertThatThrownBy(() -> evaluation.evaluate(E, numbers(2)))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("could not be reached");
    }
  }

  @Test
  @DisplayName("F82, F84: of a Comprehend batch, the refused text is NULL, the others are answered")
  void errorList() throws Exception {
    aws.stubInTurn(
        sentiment(),
        sentiments(
            """
            {'ResultList':[{'Index':3,'Sentiment':'POSITIVE','SentimentScore':{'Positive':0.5}}],
             'ErrorList':[
              {'Index':0,'ErrorCode':'InternalServerException','ErrorMessage':'try again'},
              {'Index':1,'ErrorCode':'InvalidRequestException','ErrorMessage':'bad text'},
              {'Index':2,'ErrorCode':'TextSizeLimitExceededException','ErrorMessage':'long'}]}
            """),
        moods());
    List<ModelInput> texts =
        Stream.of("a", "bb", "ccc", "dddd").map(t -> ModelInput.of(t, "en")).toList();
    try (Evaluator evaluator = evaluator(OnError.NULL);
        Evaluation evaluation = evaluator.open()) {

      assertThat(values(evaluation.evaluate(new Model.Sentiment(25), texts)))
          .containsExactly("MIXED", null, null, "POSITIVE");

      assertThat(evaluation.takeFailures())
          .extracting(failure -> failure.serviceCode().orElseThrow())
          .containsExactly("InvalidRequestException", "TextSizeLimitExceededException");
      assertThat(aws.requests()).hasSize(2);
      assertThat(evaluator.counters()).isEqualTo(new Counters(4, 2, 2, 2, 0, 0, 1));
    }
  }

  @Test
  @DisplayName("F84: an input that can't be sent becomes NULL, once, and the others are sent")
  void unfit() throws Exception {
    aws.stub(sentiment().willReturn(moods()));
    ModelInput large = ModelInput.of("x".repeat(5001), "en");
    List<ModelInput> inputs = List.of(large, ModelInput.of("a", "en"), large);
    try (Evaluator evaluator = evaluator(OnError.NULL);
        Evaluation evaluation = evaluator.open()) {

      assertThat(values(evaluation.evaluate(new Model.Sentiment(25), inputs)))
          .containsExactly(null, "MIXED", null);

      assertThat(evaluation.takeFailures())
          .singleElement()
          .returns(Kind.INPUT, ModelException::kind);
      assertThat(aws.requests()).hasSize(1);
    }
  }

  @Test
  @DisplayName("F84: of a server of the /invocations convention, a 400 is a bad input's")
  void ownServer() throws Exception {
    refuseBadInputs(answer("text/plain", "no").withStatus(400));
    Map<String, URI> url = Map.of("e", URI.create(aws.url() + "/endpoints/e/invocations"));
    try (Evaluator evaluator =
            new Evaluator(
                EvaluatorOptions.builder()
                    .sageMakerEndpointUrls(url)
                    .onError(OnError.NULL)
                    .build());
        Evaluation evaluation = evaluator.open()) {
      assertThat(values(evaluation.evaluate(E, Arrays.asList(ModelInput.of("1"), bad(1)))))
          .containsExactly("of 1", null);
    }
  }

  @Test
  @DisplayName(
      "F47: more distinct inputs than maxMlInputs fail before a request, with their number")
  void tooMany() throws Exception {
    aws.stub(invocation().willReturn(echo()));
    try (Evaluator evaluator = new Evaluator(aws.settings().maxInputs(10).build());
        Evaluation evaluation = evaluator.open()) {
      List<ModelInput> twice = new ArrayList<>(numbers(7));
      twice.addAll(numbers(7));
      assertThat(evaluation.evaluate(E, twice)).hasSize(14);

      ModelException thrown =
          catchThrowableOfType(ModelException.class, () -> evaluation.evaluate(E, numbers(11)));

      assertThat(thrown.kind()).isEqualTo(Kind.LIMIT);
      assertThat(thrown)
          .hasMessage(
              "SageMaker endpoint 'e' was not asked: the statement would send 11 distinct inputs,"
                  + " and maxMlInputs allows 10");
      assertThat(evaluation.evaluate(E, numbers(10))).hasSize(10);
    }
    assertThat(aws.requests()).hasSize(2);
  }
}
