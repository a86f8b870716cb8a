package org.auroraml.batching;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.auroraml.batching.StandIn.answer;
import static org.auroraml.batching.StandIn.dribble;
import static org.auroraml.batching.StandIn.echo;
import static org.auroraml.batching.StandIn.error;
import static org.auroraml.batching.StandIn.invocation;
import static org.auroraml.batching.StandIn.modelError;
import static org.auroraml.batching.StandIn.reset;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
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

/** Features F81, F83: what is retried, what is not, and what the user is told. */
class FaultsTest {
  private static final Model E = new Model.SageMaker("e", 100);
  private static final List<ModelInput> INPUTS =
      List.of(ModelInput.of("Jane Doe", "17.25"), ModelInput.of("b", "2"));

  private final StandIn aws = new StandIn();

  @AfterEach
  void close() {
    aws.close();
  }

  private List<Prediction> ask(EvaluatorOptions options) throws Exception {
    try (Evaluator evaluator = new Evaluator(options);
        Evaluation evaluation = evaluator.open()) {
      return evaluation.evaluate(E, INPUTS);
    }
  }

  private ModelException failure(EvaluatorOptions options) {
    return catchThrowableOfType(ModelException.class, () -> ask(options));
  }

  static Stream<Named<ResponseDefinitionBuilder>> passing() {
    return Stream.of(
        Named.of("throttling", error(400, "ThrottlingException", "Rate exceeded")),
        Named.of("429", aResponse().withStatus(429)),
        Named.of("not ready", error(429, "ModelNotReadyException", "wait")),
        Named.of("500", error(500, "InternalFailure", "oops")),
        Named.of("503", error(503, "ServiceUnavailable", "busy")),
        Named.of("530", error(530, "InternalDependencyException", "oops")),
        Named.of("container 500", modelError(500, "worker died")),
        Named.of("reset", reset()),
        Named.of("trickle", dribble()),
        Named.of("stall", answer("text/csv", "1\n2").withChunkedDribbleDelay(2, 60_000)),
        Named.of("silence", echo().withFixedDelay(60_000)));
  }

  @ParameterizedTest
  @MethodSource("passing")
  @DisplayName("F81: what may pass is tried again, and counted")
  void retried(ResponseDefinitionBuilder fault) throws Exception {
    aws.stubInTurn(invocation(), fault, echo());
    try (Evaluator evaluator =
            new Evaluator(aws.settings().timeout(Duration.ofSeconds(2)).build());
        Evaluation evaluation = evaluator.open()) {

      assertThat(evaluation.evaluate(E, INPUTS))
          .extracting(Prediction::value)
          .containsExactly("of Jane Doe 17.25", "of b 2");

      assertThat(evaluation.retries()).isEqualTo(1);
      assertThat(evaluator.counters()).isEqualTo(new Counters(2, 2, 2, 1, 0, 0, 1));
    }
    assertThat(aws.requests()).hasSize(2);
  }

  static Stream<Named<ResponseDefinitionBuilder>> lasting() {
    return Stream.of(
        Named.of("validation", error(400, "ValidationError", "Endpoint e not found.")),
        Named.of("container 400", modelError(400, "bad row")),
        Named.of("container 429", modelError(429, "bad row")),
        Named.of("denied", error(403, "AccessDeniedException", "not authorized")),
        Named.of("bad token", error(403, "UnrecognizedClientException", "token is invalid")),
        Named.of("404", aResponse().withStatus(404)),
        Named.of("401", aResponse().withStatus(401)),
        Named.of("garbage", answer("text/csv", "{\"no\":")),
        Named.of("too few", answer("text/csv", "1")),
        Named.of("too many", answer("text/csv", "1\n2\n3")));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  @DisplayName("F81: what will not pass is not tried again")
  void notRetried(ResponseDefinitionBuilder fault) {
    aws.stubInTurn(invocation(), fault, echo());

    assertThat(failure(aws.settings().build())).isNotNull();

    assertThat(aws.requests()).hasSize(1);
  }

  @Test
  @DisplayName("F81: the retry budget ends the tries, and the error tells how many there were")
  void budget() {
    aws.stub(invocation().willReturn(error(503, "ServiceUnavailable", "busy")));

    ModelException thrown = failure(aws.settings().retryBudget(Duration.ofMillis(600)).build());

    assertThat(thrown.kind()).isEqualTo(Kind.SERVICE);
    int tries = aws.requests().size();
    assertThat(tries).isBetween(2, 12);
    assertThat(thrown)
        .hasMessageContaining(tries + " tries")
        .hasMessageContaining("mlRetryBudgetMs");
  }

  @Test
  @DisplayName("F26, F81: a batch spends the retry budget once: after it there is one try each")
  void budgetOfABatch() throws Exception {
    aws.stub(invocation().willReturn(error(503, "ServiceUnavailable", "busy")));
    EvaluatorOptions options = aws.settings().retryBudget(Duration.ofMillis(300)).build();
    try (Evaluator evaluator = new Evaluator(options);
        Evaluation batch = evaluator.open()) {
      assertThat(failure(batch)).isNotNull();
      int tries = aws.requests().size();

      assertThat(failure(batch).httpStatus()).hasValue(503);
      assertThat(aws.requests()).hasSize(tries + 1);

      aws.stub(invocation().willReturn(echo()));
      assertThat(batch.evaluate(E, INPUTS)).hasSize(2);
    }
  }

  @Test
  @DisplayName("F26, F81: and none when that try does not reach the endpoint either")
  void lostEndpoint() {
    aws.stub(invocation().willReturn(reset()));
    EvaluatorOptions options = aws.settings().retryBudget(Duration.ofMillis(300)).build();
    try (Evaluator evaluator = new Evaluator(options);
        Evaluation batch = evaluator.open()) {
      assertThat(failure(batch)).isNotNull();
      ModelException second = failure(batch);
      int tries = aws.requests().size();

      assertThat(failure(batch)).hasMessage(second.getMessage()).isNotSameAs(second);
      assertThat(aws.requests()).hasSize(tries);
    }
  }

  private static ModelException failure(Evaluation evaluation) {
    return catchThrowableOfType(ModelException.class, () -> evaluation.evaluate(E, INPUTS));
  }

  @Test
  @DisplayName("F81: without a budget there is one try")
  void noBudget() {
    aws.stub(invocation().willReturn(error(503, "ServiceUnavailable", "busy")));

    failure(aws.settings().retryBudget(Duration.ZERO).build());

    assertThat(aws.requests()).hasSize(1);
  }

  @Test
  @DisplayName("F83: an error names endpoint, status, code, message and request id")
  void message() {
    aws.stub(invocation().willReturn(error(400, "ValidationError", "Endpoint e not found.")));

    ModelException thrown = failure(aws.settings().build());

    assertThat(thrown)
        .hasMessage(
            "SageMaker endpoint 'e' failed: Endpoint e not found. (HTTP status 400, error"
                + " ValidationError, request id request-1)");
    assertThat(thrown.kind()).isEqualTo(Kind.SERVICE);
    assertThat(thrown.model()).isEqualTo("SageMaker endpoint 'e'");
    assertThat(thrown.httpStatus()).hasValue(400);
    assertThat(thrown.serviceCode()).contains("ValidationError");
    assertThat(thrown.requestId()).contains("request-1");
  }

  @Test
  @DisplayName("F83: a model error carries the container's words, but no input that they quote")
  void modelErrorWithoutInputs() {
    aws.stub(
        invocation().willReturn(modelError(400, "could not convert 'Jane Doe', 17.250 or 17.25")));

    assertThat(failure(aws.settings().build()))
        .hasMessageContaining("could not convert '[input]', 17.250 or [input]")
        .hasMessageContaining("ModelError")
        .hasNoCause();
    assertThat(failure(aws.settings().logInputs(true).build())).hasMessageContaining("Jane Doe");
  }

  @Test
  @DisplayName("F81: a wrong clock is set right by what AWS says, once")
  void clockSkew() throws Exception {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(3));
    aws.stubInTurn(
        invocation(),
        error(403, "InvalidSignatureException", "Signature expired: 1 is now earlier than 2")
            .withHeader("Date", date),
        echo());

    assertThat(ask(aws.settings().build())).hasSize(2);

    assertThat(aws.requests())
        .extracting(request -> hour(request.getHeader("X-Amz-Date")))
        .satisfies(hours -> assertThat((hours.get(1) + 24 - hours.get(0)) % 24).isBetween(2, 4));
  }

  private static int hour(String amzDate) {
    return Integer.parseInt(amzDate.substring(9, 11));
  }

  @Test
  @DisplayName("F83: a forbidden call names the missing permission")
  void forbidden() {
    aws.stub(invocation().willReturn(error(403, "AccessDeniedException", "not authorized")));

    ModelException thrown = failure(aws.settings().build());

    assertThat(thrown.kind()).isEqualTo(Kind.SERVICE);
    assertThat(thrown).hasMessageContaining("needs the permission sagemaker:InvokeEndpoint");
  }

  @Test
  @DisplayName("F83: credentials that AWS does not know are told as such")
  void unknownCredentials() {
    aws.stub(invocation().willReturn(error(403, "UnrecognizedClientException", "invalid")));

    ModelException thrown = failure(aws.settings().build());

    assertThat(thrown.kind()).isEqualTo(Kind.CREDENTIALS);
    assertThat(thrown).hasMessageContaining("awsProfile");
  }

  @Test
  @DisplayName("F83: a missing profile is told before anything is sent")
  void missingCredentials() {
    ModelException thrown = failure(aws.settings().profile("no-such-profile").build());

    assertThat(thrown.kind()).isEqualTo(Kind.CREDENTIALS);
    assertThat(thrown)
        .hasMessageContaining("no AWS credentials were found")
        .hasMessageContaining("awsProfile")
        .hasMessageContaining("AWS_ACCESS_KEY_ID");
    assertThat(aws.requests()).isEmpty();
  }

  @Test
  @DisplayName("F83: a missing Region is told by the name of its setting")
  void missingRegion() {
    ModelException thrown = failure(aws.settings().region(null).profile("no-such-profile").build());

    assertThat(thrown.kind()).isEqualTo(Kind.CREDENTIALS);
    assertThat(thrown).hasMessageContaining("no AWS Region").hasMessageContaining("awsRegion");
  }

  @Test
  @DisplayName("F83: a server that is not there is told at once")
  void unreachable() {
    EvaluatorOptions options = aws.settings().build();
    aws.close();

    ModelException thrown = failure(options);

    assertThat(thrown.kind()).isEqualTo(Kind.CONNECTION);
    assertThat(thrown).hasMessageContaining("could not be reached").hasMessageContaining("refused");
  }

  @Test
  @DisplayName("F81: a server of the /invocations convention has the same faults")
  void ownServer() throws Exception {
    EvaluatorOptions options =
        aws.settings()
            .sageMakerEndpointUrls(Map.of("e", URI.create(aws.url() + "/endpoints/e/invocations")))
            .timeout(Duration.ofSeconds(2))
            .build();
    aws.stubInTurn(invocation(), aResponse().withStatus(503), dribble(), reset(), echo());

    assertThat(ask(options)).hasSize(2);

    aws.stub(invocation().willReturn(aResponse().withStatus(400).withBody("bad Jane Doe")));
    ModelException thrown = failure(options);
    assertThat(thrown).hasMessage("SageMaker endpoint 'e' failed: bad [input] (HTTP status 400)");
    assertThat(thrown.kind()).isEqualTo(Kind.SERVICE);
  }
}
