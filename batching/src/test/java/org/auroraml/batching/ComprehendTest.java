package org.auroraml.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.auroraml.batching.StandIn.answer;
import static org.auroraml.batching.StandIn.sentiment;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComprehendTest {
  private final StandIn aws = new StandIn();
  private final Evaluator evaluator = aws.evaluator();

  @AfterEach
  void close() {
    evaluator.close();
    aws.close();
  }

  @Test
  void smoke() throws Exception {
    aws.stub(
        sentiment()
            .willReturn(
                answer(
                    "application/x-amz-json-1.1",
                    """
                    {"ResultList":[{"Index":0,"Sentiment":"POSITIVE","SentimentScore":{"Positive":0.9973780512809753,"Negative":0.0001,"Neutral":0.1,"Mixed":0.1}}],"ErrorList":[]}
                    """)));
    try (Evaluation evaluation = evaluator.open()) {
      List<Prediction> predictions =
          evaluation.evaluate(new Model.Sentiment(25), List.of(ModelInput.of("good", "en")));
      assertThat(predictions).hasSize(1);
      assertThat(predictions.get(0).output(0)).isEqualTo("POSITIVE");
      assertThat(predictions.get(0).output(1)).isEqualTo("0.99737805");
      System.out.println(aws.requests());
    }
  }
}
