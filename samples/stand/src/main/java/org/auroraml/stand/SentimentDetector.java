package org.auroraml.stand;

/** What answers Comprehend's BatchDetectSentiment. Called by several request threads at once. */
@FunctionalInterface
public interface SentimentDetector {
  /**
   * Judges one text.
   *
   * @throws RuntimeException the text then goes to the response's ErrorList with this message
   */
  Sentiment detect(String text, String languageCode);
}
