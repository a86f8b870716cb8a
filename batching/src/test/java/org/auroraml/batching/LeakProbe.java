package org.auroraml.batching;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * What a web application does with an evaluator, run by {@link ShutDownTest} in a loader of its
 * own.
 */
public final class LeakProbe {
  private LeakProbe() {}

  /** Asks all services, and closes. Returns how many answers there were. */
  public static int run(String url) throws Exception {
    URI stand = URI.create(url);
    EvaluatorOptions options =
        EvaluatorOptions.builder()
            .region("eu-west-1")
            .role(AwsService.BEDROCK, "arn:aws:iam::1:role/r")
            .endpointUrl(AwsService.SAGEMAKER, stand)
            .endpointUrl(AwsService.COMPREHEND, stand)
            .endpointUrl(AwsService.BEDROCK, stand)
            .endpointUrl(AwsService.STS, stand)
            .sageMakerEndpointUrls(Map.of("own", URI.create(url + "/endpoints/e/invocations")))
            .requestsPerSecond(1000)
            .build();
    int answers = 0;
    try (Evaluator evaluator = new Evaluator(options);
        Evaluation evaluation = evaluator.open()) {
      for (Model model :
          List.of(
              new Model.SageMaker("e", 10),
              new Model.SageMaker("own", 10),
              new Model.Bedrock("m", "text/plain", "text/plain", java.util.Optional.empty()))) {
        answers += evaluation.evaluate(model, List.of(ModelInput.of("a"))).size();
      }
      answers +=
          evaluation.evaluate(new Model.Sentiment(25), List.of(ModelInput.of("a", "en"))).size();
    }
    return answers;
  }
}
