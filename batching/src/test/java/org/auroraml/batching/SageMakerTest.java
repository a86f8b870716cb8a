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
import static org.auroraml.batching.StandIn.invocation;
import static org.auroraml.batching.StandIn.modelError;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.auroraml.batching.ModelException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What goes to a SageMaker endpoint, how often, and what comes back. */
class SageMakerTest {
  private static final Model E = new Model.SageMaker("e", 100);

  private final StandIn aws = new StandIn();
  private final Evaluator evaluator = new Evaluator(aws.settings().build());
  private final Evaluation evaluation = evaluator.open();

  @AfterEach
  void close() {
    evaluation.close();
    evaluator.close();
    aws.close();
  }

  private static List<ModelInput> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> ModelInput.of(Integer.toString(i))).toList();
  }

  private static List<String> ofNumbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "of " + i).toList();
  }

  private List<String> ask(Model model, List<ModelInput> inputs) throws Exception {
    return values(evaluation.evaluate(model, inputs));
  }

  private static List<String> values(List<Prediction> predictions) {
    return predictions.stream().map(prediction -> prediction.output(0)).toList();
  }

  @Test
  @DisplayName("F7: a request is lines of CSV, signed, and asks for CSV")
  void request() throws Exception {
    aws.stub(invocation().willReturn(echo()));

    ask(E, List.of(ModelInput.of("1.50", "2024-02-29"), ModelInput.of("-3", null)));

    assertThat(aws.requests()).hasSize(1);
    LoggedRequest request = aws.requests().get(0);
    assertThat(request.getBodyAsString()).isEqualTo("1.50,2024-02-29\n-3,");
    assertThat(request.getHeader("Content-Type")).isEqualTo("text/csv");
    assertThat(request.getHeader("Accept")).isEqualTo("text/csv");
    assertThat(request.getHeader("Authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=test/")
        .contains("/eu-west-1/sagemaker/aws4_request");
  }

  @Test
  @DisplayName("F5: no request has more rows than the maximum; results keep the inputs' order")
  void cutByRows() throws Exception {
    aws.stub(invocation().willReturn(echo()));

    assertThat(ask(E, numbers(0, 1003))).isEqualTo(ofNumbers(0, 1003));

    assertThat(aws.bodies()).hasSize(11).allMatch(body -> body.lines().count() <= 100);
  }

  @Test
  @DisplayName("F5: a maximum batch size of 0 is refused")
  void noBatchSize() {
    assertThatThrownBy(() -> new Model.SageMaker("e", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The maximum batch size must be greater than 0, not 0");
    assertThatThrownBy(() -> new Model.Sentiment(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("F80: no request has more bytes than the maximum")
  void cutByBytes() throws Exception {
    aws.stub(invocation().willReturn(echo()));
    try (Evaluator narrow = new Evaluator(aws.settings().maxRequestBytes(50).build());
        Evaluation evaluation = narrow.open()) {

      List<ModelInput> inputs =
          IntStream.range(0, 20).mapToObj(i -> ModelInput.of("€".repeat(i) + "!")).toList();

      // 1 + 3 * 16 bytes fit, 1 + 3 * 17 do not.
      assertThatThrownBy(() -> evaluation.evaluate(E, inputs))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("mlMaxRequestBytes");
      assertThat(aws.requests()).isEmpty();
      assertThat(evaluation.evaluate(E, inputs.subList(0, 16))).hasSize(16);
    }
    assertThat(aws.requests())
        .hasSizeGreaterThan(7)
        .allMatch(request -> request.getBody().length <= 50);
  }

  @Test
  @DisplayName("F27: equal inputs are sent once, within a call and over several")
  void distinct() throws Exception {
    aws.stub(invocation().willReturn(echo()));

    assertThat(ask(E, List.of(ModelInput.of("a"), ModelInput.of("b"), ModelInput.of("a"))))
        .containsExactly("of a", "of b", "of a");
    assertThat(ask(new Model.SageMaker("e", 1), List.of(ModelInput.of("c"), ModelInput.of("b"))))
        .containsExactly("of c", "of b");

    assertThat(aws.bodies()).containsExactly("a\nb", "c");
    assertThat(evaluation.inputs()).isEqualTo(5);
    assertThat(evaluation.distinctInputs()).isEqualTo(3);
    assertThat(evaluation.requests()).isEqualTo(2);
  }

  @Test
  @DisplayName("F48: another statement asks anew")
  void notAcrossStatements() throws Exception {
    aws.stub(invocation().willReturn(echo()));

    ask(E, List.of(ModelInput.of("a")));
    try (Evaluation other = evaluator.open()) {
      other.evaluate(E, List.of(ModelInput.of("a")));
    }

    assertThat(aws.bodies()).containsExactly("a", "a");
  }

  @Test
  @DisplayName("F7: rows whose arguments are all NULL are NULL and not sent")
  void allNull() throws Exception {
    aws.stub(invocation().willReturn(echo()));

    assertThat(ask(E, List.of(ModelInput.of((String) null), ModelInput.of("1"))))
        .containsExactly(null, "of 1");
    assertThat(ask(E, List.of(ModelInput.of(null, null), ModelInput.of(null, "2"))))
        .containsExactly(null, "of  2");

    assertThat(aws.bodies()).containsExactly("1", ",2");
    assertThat(evaluation.inputs()).isEqualTo(2);
  }

  @Test
  @DisplayName("F27: nothing to ask sends nothing")
  void nothing() throws Exception {
    assertThat(ask(E, List.of())).isEmpty();
    assertThat(ask(E, List.of(ModelInput.of((String) null)))).containsExactly((String) null);
    assertThat(aws.requests()).isEmpty();
  }

  @Test
  @DisplayName("F7: an endpoint that refuses Accept: text/csv is asked without, from then on")
  void acceptFallback() throws Exception {
    aws.stub(
        invocation()
            .withHeader("Accept", equalTo("text/csv"))
            .willReturn(aResponse().withStatus(406)));
    aws.stub(invocation().withHeader("Accept", equalTo("*/*")).willReturn(echo()));

    assertThat(ask(E, List.of(ModelInput.of("1")))).containsExactly("of 1");
    assertThat(ask(E, List.of(ModelInput.of("2")))).containsExactly("of 2");

    assertThat(aws.requests().stream().map(request -> request.getHeader("Accept")))
        .containsExactly("text/csv", "*/*", "*/*");
    assertThat(evaluation.retries()).isZero();
  }

  @Test
  @DisplayName("F7: a container's 406 behind SageMaker's 424 counts as one")
  void acceptFallbackBehindSageMaker() throws Exception {
    aws.stubInTurn(invocation(), modelError(406, "Accept type is not supported"), echo());

    assertThat(ask(E, List.of(ModelInput.of("1")))).containsExactly("of 1");
  }

  @Test
  @DisplayName("F7: an endpoint that refuses any Accept is an error")
  void noAcceptFits() {
    aws.stub(invocation().willReturn(aResponse().withStatus(406)));

    assertThatThrownBy(() -> ask(E, List.of(ModelInput.of("1"))))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("HTTP status 406");
    assertThat(aws.requests()).hasSize(2);
  }

  @Test
  @DisplayName("F80: a batch refused for its size is halved, and later batches are cut smaller")
  void halving() throws Exception {
    for (String refusal : List.of("413", "400", "424")) {
      Model model = new Model.SageMaker(refusal, 8);
      aws.stub(
          post(urlEqualTo("/endpoints/" + refusal + "/invocations"))
              .withRequestBody(
                  com.github.tomakehurst.wiremock.client.WireMock.matching("(?s).+\n.+\n.+"))
              .atPriority(1)
              .willReturn(
                  switch (refusal) {
                    case "413" -> aResponse().withStatus(413);
                    case "400" ->
                        error(
                            400,
                            "ValidationError",
                            "Value at 'body' failed: Member must have length less than or equal to 6");
                    default -> modelError(413, "Request Entity Too Large");
                  }));
      aws.stub(
          post(urlEqualTo("/endpoints/" + refusal + "/invocations"))
              .atPriority(2)
              .willReturn(echo()));

      assertThat(ask(model, numbers(0, 7))).isEqualTo(ofNumbers(0, 7));
      int before = aws.requests().size();
      assertThat(ask(model, numbers(7, 11))).isEqualTo(ofNumbers(7, 11));
      assertThat(aws.requests()).hasSize(before + 2);
    }
    assertThat(evaluation.retries()).isZero();
  }

  @Test
  @DisplayName("F80: one input that is too large for the service is an error")
  void oneInputTooLarge() {
    aws.stub(invocation().willReturn(aResponse().withStatus(413)));

    ModelException thrown = catchThrowableOfType(ModelException.class, () -> ask(E, numbers(0, 5)));

    assertThat(thrown.kind()).isEqualTo(Kind.SERVICE);
    assertThat(thrown).hasMessageContaining("One input alone is too large");
  }

  @Test
  @DisplayName("F7, F83: a response with the wrong number of values names endpoint and numbers")
  void wrongNumber() {
    aws.stub(invocation().willReturn(answer("text/csv", "1\n2\n")));

    ModelException thrown = catchThrowableOfType(ModelException.class, () -> ask(E, numbers(0, 3)));

    assertThat(thrown.kind()).isEqualTo(Kind.RESPONSE);
    assertThat(thrown)
        .hasMessageStartingWith(
            "SageMaker endpoint 'e' gave 2 values for 3 inputs, with content type text/csv"
                + " (HTTP status 200)");
    assertThat(aws.requests()).hasSize(1);
  }

  @Test
  @DisplayName("F7: an empty answer is an error")
  void empty() {
    aws.stub(invocation().willReturn(aResponse().withStatus(204)));

    assertThatThrownBy(() -> ask(E, numbers(0, 3)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("gave no values for 3 inputs: its body is empty")
        .hasMessageContaining("HTTP status 204");
  }

  @Test
  @DisplayName("F7: a server of the /invocations convention is asked at its URL, unsigned")
  void ownServer() throws Exception {
    aws.stub(post(urlEqualTo("/invocations?v=1")).willReturn(echo()));
    EvaluatorOptions options =
        EvaluatorOptions.builder()
            .sageMakerEndpointUrls(Map.of("e", URI.create(aws.url() + "/invocations?v=1")))
            .build();
    try (Evaluator local = new Evaluator(options);
        Evaluation evaluation = local.open()) {
      assertThat(values(evaluation.evaluate(E, numbers(0, 250)))).isEqualTo(ofNumbers(0, 250));
    }

    assertThat(aws.requests())
        .hasSize(3)
        .allSatisfy(
            request -> {
              assertThat(request.containsHeader("Authorization")).isFalse();
              assertThat(request.getHeader("Content-Type")).isEqualTo("text/csv");
              assertThat(request.getHeader("Accept")).isEqualTo("text/csv");
            });
  }
}
