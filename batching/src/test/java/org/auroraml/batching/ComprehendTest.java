package org.auroraml.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.auroraml.batching.StandIn.error;
import static org.auroraml.batching.StandIn.moods;
import static org.auroraml.batching.StandIn.sentiment;
import static org.auroraml.batching.StandIn.sentiments;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.auroraml.batching.ModelException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to Amazon Comprehend, how often, and what comes back. */
class ComprehendTest {
  private static final Model SENTIMENT = new Model.Sentiment(25);

  private final StandIn aws = new StandIn();
  private final Evaluator evaluator = new Evaluator(aws.settings().build());
  private final Evaluation evaluation = evaluator.open();

  @AfterEach
  void close() {
    evaluation.close();
    evaluator.close();
    aws.close();
  }

  private static List<ModelInput> texts(int count, String... languages) {
    return IntStream.range(0, count)
        .mapToObj(i -> ModelInput.of("x".repeat(i + 1), languages[i % languages.length]))
        .toList();
  }

  @Test
  @DisplayName("F8: sentiment and its confidence; the request is signed")
  void sentimentAndConfidence() throws Exception {
    aws.stub(
        sentiment()
            .willReturn(
                sentiments(
                    """
                    {'ResultList':[
                     {'Index':1,'Sentiment':'NEGATIVE','SentimentScore':
                      {'Positive':0.1,'Negative':0.9973780512809753,'Neutral':0.2,'Mixed':0.3}},
                     {'Index':0,'Sentiment':'NEUTRAL','SentimentScore':
                      {'Positive':0.1,'Negative':0.2,'Neutral':1.0,'Mixed':0.3}}],
                     'ErrorList':[]}
                    """)));

    List<Prediction> predictions =
        evaluation.evaluate(
            SENTIMENT, List.of(ModelInput.of("so", "en"), ModelInput.of("bad", "en")));

    assertThat(predictions)
        .containsExactly(new Prediction("NEUTRAL", "1"), new Prediction("NEGATIVE", "0.99737805"));
    assertThat(predictions.get(1).output(1)).isEqualTo("0.99737805");
    assertThat(aws.bodies())
        .containsExactly("{\"TextList\":[\"so\",\"bad\"],\"LanguageCode\":\"en\"}");
    assertThat(aws.requests().get(0).getHeader("Authorization"))
        .contains("/eu-west-1/comprehend/aws4_request");
  }

  @ParameterizedTest
  @DisplayName("F8: a confidence is the shortest decimal text of the number")
  @CsvSource({
    "0.1,0.1",
    "1,1",
    "0,0",
    "0.0002,0.0002",
    "1.17549435E-38,0.000000000000000000000000000000000000011754944",
    "0.99999994,0.99999994"
  })
  void shortestText(float number, String text) {
    assertThat(ComprehendService.shortest(number)).isEqualTo(text);
    assertThat(Float.parseFloat(text)).isEqualTo(number);
  }

  @Test
  @DisplayName("F9: sentiment and confidence of one text cost one request")
  void bothFunctions() throws Exception {
    aws.stub(sentiment().willReturn(moods()));

    String mood = evaluation.evaluate(SENTIMENT, texts(1, "en")).get(0).output(0);
    String confidence =
        evaluation.evaluate(new Model.Sentiment(3), texts(1, "en")).get(0).output(1);

    assertThat(mood).isEqualTo("MIXED");
    assertThat(confidence).isEqualTo("0.001");
    assertThat(aws.requests()).hasSize(1);
    assertThat(evaluator.counters().cacheHits()).isEqualTo(1);
  }

  @ParameterizedTest
  @DisplayName("F80: a request has one language and at most 25 texts, or fewer if told so")
  @CsvSource({"25,6", "1000,6", "10,12"})
  void cut(int maxBatchSize, int requests) throws Exception {
    aws.stub(sentiment().willReturn(moods()));
    List<ModelInput> inputs = texts(120, "en", "zh-TW");

    List<Prediction> predictions = evaluation.evaluate(new Model.Sentiment(maxBatchSize), inputs);

    List<String> expected = new ArrayList<>();
    for (ModelInput input : inputs) {
      expected.add(ComprehendService.shortest(input.argument(0).length() / 1000f));
    }
    assertThat(predictions).extracting(p -> p.output(1)).isEqualTo(expected);
    assertThat(aws.bodies())
        .hasSize(requests)
        .allMatch(body -> body.contains("\"en\"") != body.contains("\"zh-TW\""));
  }

  @Test
  @DisplayName("F27: the same text in two languages is two inputs")
  void languageIsPartOfTheInput() throws Exception {
    aws.stub(sentiment().willReturn(moods()));

    evaluation.evaluate(SENTIMENT, List.of(ModelInput.of("die", "en"), ModelInput.of("die", "de")));

    assertThat(evaluation.distinctInputs()).isEqualTo(2);
  }

  @Test
  @DisplayName("F8: NULL and empty texts are NULL and not sent")
  void nullText() throws Exception {
    List<Prediction> predictions =
        evaluation.evaluate(SENTIMENT, List.of(ModelInput.of(null, "en"), ModelInput.of("", "en")));

    assertThat(predictions).containsExactly(Prediction.NULL, Prediction.NULL);
    assertThat(aws.requests()).isEmpty();
  }

  @Test
  @DisplayName("F8: a NULL language is an error, and nothing is sent")
  void nullLanguage() {
    List<ModelInput> inputs = List.of(ModelInput.of("good", "en"), ModelInput.of("good", null));

    ModelException thrown =
        catchThrowableOfType(ModelException.class, () -> evaluation.evaluate(SENTIMENT, inputs));

    assertThat(thrown.kind()).isEqualTo(Kind.INPUT);
    assertThat(thrown).hasMessageContaining("the language code is NULL");
    assertThat(aws.requests()).isEmpty();
  }

  @Test
  @DisplayName(
      "F80: a text over 5,000 bytes is an error that tells its length, and nothing is sent")
  void longText() throws Exception {
    aws.stub(sentiment().willReturn(moods()));
    evaluation.evaluate(SENTIMENT, List.of(ModelInput.of("é".repeat(2500), "fr")));
    assertThat(aws.requests()).hasSize(1);
    List<ModelInput> inputs =
        List.of(ModelInput.of("bon", "fr"), ModelInput.of("é".repeat(2500) + "!", "fr"));

    ModelException thrown =
        catchThrowableOfType(ModelException.class, () -> evaluation.evaluate(SENTIMENT, inputs));

    assertThat(thrown.kind()).isEqualTo(Kind.INPUT);
    assertThat(thrown).hasMessageContaining("5001 bytes").hasMessageContaining("5000 bytes");
    assertThat(aws.requests()).hasSize(1);
  }

  @Test
  @DisplayName("F82: only the texts that failed are sent again")
  void errorListRetried() throws Exception {
    aws.stubInTurn(
        sentiment(),
        sentiments(
            """
            {'ResultList':[{'Index':1,'Sentiment':'POSITIVE','SentimentScore':{'Positive':0.5}}],
             'ErrorList':[
              {'Index':0,'ErrorCode':'InternalServerException','ErrorMessage':'try again'},
              {'Index':2,'ErrorCode':'ThrottlingException','ErrorMessage':'slow down'}]}
            """),
        moods());

    List<Prediction> predictions = evaluation.evaluate(SENTIMENT, texts(3, "en"));

    assertThat(predictions).extracting(p -> p.output(1)).containsExactly("0.001", "0.5", "0.003");
    assertThat(aws.bodies())
        .containsExactly(
            "{\"TextList\":[\"x\",\"xx\",\"xxx\"],\"LanguageCode\":\"en\"}",
            "{\"TextList\":[\"x\",\"xxx\"],\"LanguageCode\":\"en\"}");
    assertThat(evaluation.retries()).isEqualTo(1);
  }

  @Test
  @DisplayName("F82: a text that will never do is reported at once")
  void errorListReported() {
    aws.stub(
        sentiment()
            .willReturn(
                sentiments(
                    """
                    {'ResultList':[],'ErrorList':[
                     {'Index':0,'ErrorCode':'InternalServerException','ErrorMessage':'try again'},
                     {'Index':1,'ErrorCode':'InvalidRequestException','ErrorMessage':'bad text'}]}
                    """)));

    assertThatThrownBy(() -> evaluation.evaluate(SENTIMENT, texts(2, "en")))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("Amazon Comprehend failed: bad text")
        .hasMessageContaining("InvalidRequestException");
    assertThat(aws.requests()).hasSize(1);
  }

  @Test
  @DisplayName("F82: a text without a result is an error")
  void missingResult() {
    aws.stub(sentiment().willReturn(sentiments("{'ResultList':[],'ErrorList':[]}")));

    ModelException thrown =
        catchThrowableOfType(
            ModelException.class, () -> evaluation.evaluate(SENTIMENT, texts(2, "en")));

    assertThat(thrown.kind()).isEqualTo(Kind.RESPONSE);
    assertThat(thrown).hasMessageContaining("gave 0 results for 2 inputs");
  }

  @ParameterizedTest
  @DisplayName("F83: an answer that is no JSON is an error, not tried again, and not quoted")
  @ValueSource(strings = {"secret", "{'ResultList':[{'Index':'secret'}]}", "{'ResultList':[secret"})
  void garbage(String body) {
    aws.stub(sentiment().willReturn(sentiments(body)));

    ModelException thrown =
        catchThrowableOfType(
            ModelException.class, () -> evaluation.evaluate(SENTIMENT, texts(2, "en")));

    assertThat(thrown.kind()).isEqualTo(Kind.RESPONSE);
    assertThat(thrown).hasMessageNotContaining("secret").hasNoCause();
    assertThat(aws.requests()).hasSize(1);
  }

  @Test
  @DisplayName("F80: a request that Comprehend finds too large is halved")
  void halving() throws Exception {
    aws.stubInTurn(
        sentiment(),
        error(400, "BatchSizeLimitExceededException", "The number of documents exceeds the limit"),
        moods());

    assertThat(evaluation.evaluate(SENTIMENT, texts(3, "en")))
        .extracting(p -> p.output(1))
        .containsExactly("0.001", "0.002", "0.003");
    assertThat(aws.requests()).hasSize(3);
  }

  @Test
  @DisplayName("F83: an unknown language is Comprehend's to refuse, once")
  void unsupportedLanguage() {
    aws.stub(
        sentiment()
            .willReturn(error(400, "UnsupportedLanguageException", "Language xx not supported")));

    assertThatThrownBy(() -> evaluation.evaluate(SENTIMENT, texts(2, "xx")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("UnsupportedLanguageException");
    assertThat(aws.requests()).hasSize(1);
  }
}
