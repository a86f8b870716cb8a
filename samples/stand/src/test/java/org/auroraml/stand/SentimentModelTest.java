package org.auroraml.stand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentimentModelTest {
  private static final SentimentModel MODEL = new SentimentModel();

  /** None of these sentences is among those that the model was trained on. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POSITIVE | I love this blender, it works perfectly and it is easy to clean.",
        "POSITIVE | Excellent quality and a great price, I am very happy!",
        "NEGATIVE | Terrible, it broke after a week and nobody answers my mails.",
        "NEGATIVE | A complete waste of money, I want a refund.",
        "NEUTRAL | The box contains two cables and the manual is in English.",
        "NEUTRAL | It weighs 500 grams and has three buttons.",
        "MIXED | The picture is great but the sound is awful.",
        "MIXED | Nice design, however it is too loud."
      })
  void judgesReviewsItHasNotSeen(String expected, String text) {
    assertThat(MODEL.detect(text, "en").label()).isEqualTo(expected);
  }

  @Test
  void theScoresOfATextAddUpToOneAndAreAlwaysTheSame() {
    String text = "It is a fine lamp.";
    Sentiment sentiment = MODEL.detect(text, "en");

    assertThat(
            sentiment.positive() + sentiment.negative() + sentiment.neutral() + sentiment.mixed())
        .isCloseTo(1, within(1e-9));
    assertThat(new SentimentModel().detect(text, "en")).isEqualTo(sentiment);
  }
}
