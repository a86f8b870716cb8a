package org.auroraml.batching;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** A model, and how many inputs one request to it may carry. */
public sealed interface Model {

  /** The model as messages name it, such as "SageMaker endpoint 'churn'". */
  String describe();

  /**
   * A SageMaker endpoint. Arguments of an input: the features, in order. Output 0: the first value
   * that the endpoint gives for the input (feature F7).
   *
   * @param endpointName the endpoint's name in the Region of the evaluator
   * @param maxBatchSize the most inputs of one request (feature F5)
   */
  record SageMaker(String endpointName, int maxBatchSize) implements Model {
    /**
     * @throws IllegalArgumentException if maxBatchSize is not positive or the name is empty
     */
    public SageMaker {
      Objects.requireNonNull(endpointName, "endpointName");
      if (endpointName.isBlank()) {
        throw new IllegalArgumentException("The name of a SageMaker endpoint must not be empty");
      }
      requirePositive(maxBatchSize);
    }

    @Override
    public String describe() {
      return "SageMaker endpoint '" + endpointName + "'";
    }
  }

  /**
   * The sentiment of a text, as Amazon Comprehend sees it. Arguments of an input: the text, the
   * language code. Output 0: POSITIVE, NEGATIVE, NEUTRAL or MIXED; output 1: the confidence in that
   * sentiment, 0 to 1, as the shortest decimal text (features F8, F9).
   *
   * @param maxBatchSize the most texts of one request; Comprehend takes no more than 25, whatever
   *     is said here
   */
  record Sentiment(int maxBatchSize) implements Model {
    /**
     * @throws IllegalArgumentException if maxBatchSize is not positive
     */
    public Sentiment {
      requirePositive(maxBatchSize);
    }

    @Override
    public String describe() {
      return "Amazon Comprehend";
    }
  }

  /**
   * A model of Amazon Bedrock. Argument of an input: the whole body of a request. Output 0: the
   * whole body of the answer (feature F10). One request carries one input.
   *
   * @param modelId the model's id, the id of an inference profile, or the ARN of either
   * @param contentType the media type of the body
   * @param accept the media type wanted
   * @param timeout of one call, instead of the evaluation's
   */
  record Bedrock(String modelId, String contentType, String accept, Optional<Duration> timeout)
      implements Model {
    /**
     * @throws IllegalArgumentException if the id is empty or the time is not positive
     */
    public Bedrock {
      Objects.requireNonNull(contentType, "contentType");
      Objects.requireNonNull(accept, "accept");
      if (modelId.isBlank()) {
        throw new IllegalArgumentException("The id of a Bedrock model must not be empty");
      }
      if (timeout.isPresent() && (timeout.get().isNegative() || timeout.get().isZero())) {
        throw new IllegalArgumentException("The time for a call must be greater than 0");
      }
    }

    @Override
    public String describe() {
      return "Bedrock model '" + modelId + "'";
    }
  }

  private static void requirePositive(int maxBatchSize) {
    if (maxBatchSize <= 0) {
      throw new IllegalArgumentException(
          "The maximum batch size must be greater than 0, not " + maxBatchSize);
    }
  }
}
