package org.auroraml.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.auroraml.batching.StandIn.echo;
import static org.auroraml.batching.StandIn.invocation;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What goes to a SageMaker endpoint, and how often. */
class SageMakerTest {
  private final StandIn aws = new StandIn();
  private Evaluator evaluator;

  @BeforeEach
  void open() {
    evaluator = aws.evaluator();
    aws.stub(invocation("e").willReturn(echo()));
  }

  @AfterEach
  void close() {
    evaluator.close();
    aws.close();
  }

  private List<String> ask(int maxBatchSize, List<ModelInput> inputs) throws Exception {
    try (Evaluation evaluation = evaluator.open()) {
      return evaluation.evaluate(new Model.SageMaker("e", maxBatchSize), inputs).stream()
          .map(prediction -> prediction.output(0))
          .toList();
    }
  }

  @Test
  @DisplayName("F7: a request is lines of CSV, signed, and asks for CSV")
  void request() throws Exception {
    ask(10, List.of(ModelInput.of("1.50", "2024-02-29"), ModelInput.of("-3", null)));

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
  @DisplayName(
      "F5: no request has more rows than the maximum batch size, and results keep their order")
  void batchesByRows() throws Exception {
    List<ModelInput> inputs =
        IntStream.range(0, 1003).mapToObj(i -> ModelInput.of(Integer.toString(i))).toList();

    List<String> values = ask(100, inputs);

    assertThat(values)
        .containsExactlyElementsOf(IntStream.range(0, 1003).mapToObj(i -> "of " + i).toList());
    assertThat(aws.bodies()).hasSize(11).allMatch(body -> body.lines().count() <= 100);
  }
}
