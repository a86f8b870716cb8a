package org.auroraml.batching;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.auroraml.batching.ModelException.Remedy;
import software.amazon.awssdk.services.comprehend.model.BatchDetectSentimentItemResult;
import software.amazon.awssdk.services.comprehend.model.BatchDetectSentimentResponse;
import software.amazon.awssdk.services.comprehend.model.BatchItemError;
import software.amazon.awssdk.services.comprehend.model.SentimentScore;

/**
 * Asks Amazon Comprehend for sentiments (BatchDetectSentiment): at most 25 texts of one language a
 * request, each of at most 5,000 bytes in UTF-8 (features F8, F80, F82).
 */
final class ComprehendService implements ModelService {
  private static final int MAX_TEXTS = 25;
  private static final int MAX_TEXT_BYTES = 5000;
  // A float has no more than nine decimal digits that tell it from its neighbours.
  private static final int FLOAT_DIGITS = 9;

  private final AwsClients clients;
  private final Failures failures;

  ComprehendService(AwsClients clients, Failures failures) {
    this.clients = clients;
    this.failures = failures;
  }

  @Override
  public String describe() {
    return failures.model();
  }

  @Override
  public boolean isNull(ModelInput input) throws ModelException {
    if (input.size() != 2) {
      throw failures.unfit("takes a text and a language, not " + input.size() + " arguments");
    }
    String text = input.argument(0);
    String language = input.argument(1);
    if (language == null) {
      throw failures.unfit("needs a language: the language code is NULL");
    }
    if (text == null || text.isEmpty()) {
      return true;
    }
    if (text.length() * 3L > MAX_TEXT_BYTES && Utf8.length(text) > MAX_TEXT_BYTES) {
      throw failures.unfit(
          "can't take a text of "
              + Utf8.length(text)
              + " bytes: its limit is "
              + MAX_TEXT_BYTES
              + " bytes in UTF-8. Shorten the text, with LEFT() for example");
    }
    return false;
  }

  @Override
  public String group(ModelInput input) {
    return input.argument(1);
  }

  @Override
  public int end(List<ModelInput> inputs, int from, int maxRows) {
    return Math.min(inputs.size(), from + Math.min(maxRows, MAX_TEXTS));
  }

  @Override
  public Reply ask(List<ModelInput> inputs) throws ModelException, InterruptedException {
    List<String> texts = inputs.stream().map(input -> input.argument(0)).toList();
    BatchDetectSentimentResponse response;
    try {
      response =
          clients
              .comprehend()
              .batchDetectSentiment(
                  request -> request.textList(texts).languageCode(inputs.get(0).argument(1)));
    } catch (RuntimeException e) {
      throw failures.thrown(e, inputs, clients.http().isAnswered());
    }
    return reply(inputs, response);
  }

  private Reply reply(List<ModelInput> inputs, BatchDetectSentimentResponse response)
      throws ModelException {
    int status = response.sdkHttpResponse().statusCode();
    String requestId = Failures.requestId(response.responseMetadata().requestId());
    Prediction[] predictions = new Prediction[inputs.size()];
    Map<Integer, ModelException> failed = new TreeMap<>();
    int answered = 0;
    try {
      for (BatchDetectSentimentItemResult item : response.resultList()) {
        if (predictions[index(item.index(), inputs)] == null) {
          answered++;
        }
        predictions[item.index()] = prediction(item);
      }
      for (BatchItemError item : response.errorList()) {
        index(item.index(), inputs);
        answered++;
        Refusal refusal = new Refusal(status, item.errorCode(), item.errorMessage(), requestId, 0);
        failed.put(item.index(), failure(refusal, inputs.get(item.index())));
      }
      if (answered != inputs.size()) {
        throw new UnreadableResponse(
            "gave " + answered + " results for " + ResponseReader.inputs(inputs.size()));
      }
    } catch (UnreadableResponse e) {
      throw failures.unreadable(e, status, "application/x-amz-json-1.1", requestId, null);
    }
    return new Reply(Arrays.asList(predictions), failed);
  }

  private ModelException failure(Refusal refusal, ModelInput input) {
    ModelException failure = failures.refused(refusal, List.of(input));
    // It is this one text that is too large, not its batch.
    return failure.remedy() == Remedy.HALVE
        ? failure.failure().remedy(Remedy.NONE).exception()
        : failure;
  }

  private static int index(Integer index, List<ModelInput> inputs) throws UnreadableResponse {
    if (index == null || index < 0 || index >= inputs.size()) {
      throw new UnreadableResponse(
          "gave a result for item " + index + " of " + ResponseReader.inputs(inputs.size()));
    }
    return index;
  }

  private static Prediction prediction(BatchDetectSentimentItemResult item) {
    String sentiment = item.sentimentAsString();
    SentimentScore scores = item.sentimentScore();
    if (sentiment == null) {
      return Prediction.NULL;
    }
    Float score =
        scores == null
            ? null
            : switch (sentiment) {
              case "POSITIVE" -> scores.positive();
              case "NEGATIVE" -> scores.negative();
              case "NEUTRAL" -> scores.neutral();
              case "MIXED" -> scores.mixed();
              default -> null;
            };
    return new Prediction(sentiment, score == null ? null : shortest(score));
  }

  /** The shortest decimal text that reads back as the number, without an exponent. */
  static String shortest(float number) {
    BigDecimal exact = new BigDecimal(number);
    for (int digits = 1; digits < FLOAT_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (rounded.floatValue() == number) {
        return rounded.toPlainString();
      }
    }
    return exact.round(new MathContext(FLOAT_DIGITS)).toPlainString();
  }
}
