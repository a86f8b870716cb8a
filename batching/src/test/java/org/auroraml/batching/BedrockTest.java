package org.auroraml.batching;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.auroraml.batching.StandIn.answer;
import static org.auroraml.batching.StandIn.echo;
import static org.auroraml.batching.StandIn.error;
import static org.auroraml.batching.StandIn.gated;
import static org.auroraml.batching.StandIn.modelError;
import static org.auroraml.batching.Statements.numbers;
import static org.auroraml.batching.Statements.ofNumbers;
import static org.auroraml.batching.Statements.values;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.auroraml.batching.ModelException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Feature F10: Bedrock has no batches, so its calls run side by side. */
class BedrockTest {
  private static final String JSON = "application/json";
  private static final Model.Bedrock MODEL =
      new Model.Bedrock("amazon.titan-text:1", JSON, JSON, Optional.empty());
  private static final List<ModelInput> HELLO = List.of(ModelInput.of("{\"inputText\":\"Jörg\"}"));

  private final StandIn aws = new StandIn();
  private final Evaluator evaluator = new Evaluator(aws.settings().build());
  private final Evaluation evaluation = evaluator.open();

  @AfterEach
  void close() {
    evaluation.close();
    evaluator.close();
    aws.close();
  }

  private static MappingBuilder invokeModel() {
    return post(urlEqualTo("/model/amazon.titan-text%3A1/invoke"));
  }

  @Test
  @DisplayName("F10: the argument is the body, the answer's body is the value")
  void body() throws Exception {
    String reply = "{\"results\": [{\"outputText\": \"Grüß dich\"}]}";
    aws.stub(invokeModel().willReturn(answer(JSON, reply)));

    assertThat(values(evaluation.evaluate(MODEL, HELLO))).containsExactly(reply);

    LoggedRequest request = aws.requests().get(0);
    assertThat(request.getBodyAsString()).isEqualTo("{\"inputText\":\"Jörg\"}");
    assertThat(request.getHeader("Content-Type")).isEqualTo(JSON);
    assertThat(request.getHeader("Accept")).isEqualTo(JSON);
    assertThat(request.getHeader("Authorization")).contains("/eu-west-1/bedrock/aws4_request");
  }

  @Test
  @DisplayName("F10: content types are those of the function, and functions over a model differ")
  void contentTypes() throws Exception {
    aws.stub(invokeModel().willReturn(answer("text/plain", "yes")));
    Model plain =
        new Model.Bedrock("amazon.titan-text:1", "text/plain", "text/*", Optional.empty());

    evaluation.evaluate(MODEL, HELLO);
    evaluation.evaluate(plain, HELLO);

    assertThat(aws.requests())
        .extracting(
            request -> request.getHeader("Content-Type") + " " + request.getHeader("Accept"))
        .containsExactly(JSON + " " + JSON, "text/plain text/*");
  }

  @Test
  @DisplayName("F10: each call carries one input, as many at once as a statement may have")
  void parallel() throws Exception {
    aws.stub(invokeModel().willReturn(gated()));
    aws.gate(8);

    assertThat(values(evaluation.evaluate(MODEL, numbers(50)))).isEqualTo(ofNumbers(50));

    assertThat(aws.mostAtOnce()).isEqualTo(8);
    assertThat(evaluator.counters()).isEqualTo(new Counters(50, 50, 50, 50, 0, 50, 0));
  }

  @Test
  @DisplayName("F10, F27: equal bodies are sent once; NULL is NULL and not sent")
  void distinct() throws Exception {
    aws.stub(invokeModel().willReturn(echo()));

    List<ModelInput> inputs =
        List.of(ModelInput.of("a"), ModelInput.of((String) null), ModelInput.of("a"));
    assertThat(values(evaluation.evaluate(MODEL, inputs))).containsExactly("of a", null, "of a");

    assertThat(aws.bodies()).containsExactly("a");
  }

  static Stream<Named<ResponseDefinitionBuilder>> passing() {
    return Stream.of(
        Named.of("throttling", error(429, "ThrottlingException", "Too many requests")),
        Named.of("not ready", error(429, "ModelNotReadyException", "wait")),
        Named.of("model time-out", error(408, "ModelTimeoutException", "too slow")),
        Named.of("500", error(500, "InternalServerException", "oops")),
        Named.of("503", error(503, "ServiceUnavailableException", "busy")),
        Named.of("model 500", bedrockModelError(500)));
  }

  private static ResponseDefinitionBuilder bedrockModelError(int status) {
    return modelError(0, "")
        .withHeader("x-amzn-ErrorType", "ModelErrorException")
        .withBody("{\"message\":\"failed\",\"originalStatusCode\":" + status + "}");
  }

  @ParameterizedTest
  @MethodSource("passing")
  @DisplayName("F10, F81: what may pass is tried again, and counted")
  void retried(ResponseDefinitionBuilder fault) throws Exception {
    aws.stubInTurn(invokeModel(), fault, echo());

    assertThat(evaluation.evaluate(MODEL, HELLO)).hasSize(1);

    assertThat(evaluator.counters()).isEqualTo(new Counters(1, 1, 2, 1, 0, 1, 1));
    assertThat(aws.requests()).hasSize(2);
  }

  static Stream<Named<ResponseDefinitionBuilder>> lasting() {
    return Stream.of(
        Named.of("validation", error(400, "ValidationException", "Malformed input request")),
        Named.of("denied", error(403, "AccessDeniedException", "no access to the model")),
        Named.of("not found", error(404, "ResourceNotFoundException", "no such model")),
        Named.of("too long", error(400, "ValidationException", "Input is too long")),
        Named.of("model 400", bedrockModelError(400)),
        Named.of("no text", answer(JSON, "x").withBody(new byte[] {(byte) 0xFF})),
        Named.of("nothing", aResponse()));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  @DisplayName("F10, F81: what will not pass is not tried again, and names the model")
  void notRetried(ResponseDefinitionBuilder fault) {
    aws.stubInTurn(invokeModel(), fault, echo());

    assertThatThrownBy(() -> evaluation.evaluate(MODEL, HELLO))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("Bedrock model 'amazon.titan-text:1' ");
    assertThat(aws.requests()).hasSize(1);
  }

  @Test
  @DisplayName("F83: an error quotes no value of the body's JSON")
  void redacted() {
    aws.stub(
        invokeModel()
            .willReturn(error(400, "ValidationException", "inputText: [Jörg] is not allowed")));

    assertThatThrownBy(() -> evaluation.evaluate(MODEL, HELLO))
        .hasMessageContaining("inputText: [[input]] is not allowed");
  }

  @Test
  @DisplayName("F10: TIMEOUT_MS is the time of a call, before aurora_ml_inference_timeout")
  void timeout() throws Exception {
    aws.stubInTurn(invokeModel(), echo().withFixedDelay(60_000), echo());
    Model impatient =
        new Model.Bedrock(MODEL.modelId(), JSON, JSON, Optional.of(Duration.ofSeconds(1)));
    evaluation.timeout(Duration.ofMinutes(10));

    assertThat(evaluation.evaluate(impatient, HELLO)).hasSize(1);

    assertThat(evaluation.retries()).isEqualTo(1);
  }

  @Test
  @DisplayName("F11: an evaluation's own time for a call goes before the evaluator's")
  void inferenceTimeout() {
    aws.stub(invokeModel().willReturn(echo().withFixedDelay(60_000)));
    try (Evaluator once = new Evaluator(aws.settings().retryBudget(Duration.ZERO).build());
        Evaluation hurried = once.open()) {
      hurried.timeout(Duration.ofMillis(700));

      ModelException thrown =
          catchThrowableOfType(ModelException.class, () -> hurried.evaluate(MODEL, HELLO));

      assertThat(thrown.kind()).isEqualTo(Kind.CONNECTION);
      assertThat(thrown)
          .hasMessageContaining("gave no answer within 700 ms")
          .hasMessageContaining("aurora_ml_inference_timeout");
    }
  }

  @Test
  @DisplayName("F80: a body over 25,000,000 bytes is an error, and nothing is sent")
  void tooLong() {
    aws.stub(invokeModel().withHeader("Accept", equalTo(JSON)).willReturn(echo()));
    List<ModelInput> inputs = List.of(ModelInput.of("a"), ModelInput.of("x".repeat(25_000_001)));

    ModelException thrown =
        catchThrowableOfType(ModelException.class, () -> evaluation.evaluate(MODEL, inputs));

    assertThat(thrown.kind()).isEqualTo(Kind.INPUT);
    assertThat(thrown).hasMessageContaining("25000001 bytes");
    assertThat(aws.requests()).isEmpty();
  }

  @Test
  @DisplayName("F10: a Bedrock function has one argument")
  void oneArgument() {
    assertThatThrownBy(() -> evaluation.evaluate(MODEL, List.of(ModelInput.of("a", "b"))))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("takes one argument, the body of a request, not 2");
  }
}
