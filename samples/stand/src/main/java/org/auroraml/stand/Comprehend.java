package org.auroraml.stand;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * BatchDetectSentiment of the Comprehend JSON protocol (Amazon Comprehend API Reference,
 * BatchDetectSentiment and "Guidelines and quotas"): limits, errors and partial results included.
 */
record Comprehend(SentimentDetector detector, Usage usage) {
  static final String CONTENT_TYPE = "application/x-amz-json-1.1";
  static final String TARGET = "Comprehend_20171127.BatchDetectSentiment";

  private static final int MAX_TEXTS = 25;
  private static final int MAX_BYTES = 5_000;
  private static final Set<String> LANGUAGES =
      Set.of("en", "es", "fr", "de", "it", "pt", "ar", "hi", "ja", "ko", "zh", "zh-TW");
  private static final JsonFactory JSON = new JsonFactory();

  private record BatchRequest(List<String> texts, String languageCode) {}

  private record ItemError(String code, String message) {}

  Response respond(byte[] body) {
    BatchRequest request;
    try {
      request = read(body);
    } catch (IOException e) {
      return error("SerializationException", "The request is not the JSON that was expected");
    }
    if (request.texts().isEmpty() || request.texts().stream().anyMatch(String::isEmpty)) {
      return error(
          "ValidationException",
          "1 validation error detected: Value at 'textList' failed to satisfy constraint: Member"
              + " must have length greater than or equal to 1");
    }
    if (request.texts().size() > MAX_TEXTS) {
      return error(
          "BatchSizeLimitExceededException",
          "The request has " + request.texts().size() + " documents, the limit is " + MAX_TEXTS);
    }
    if (!LANGUAGES.contains(request.languageCode())) {
      return error(
          "UnsupportedLanguageException",
          "Value '" + request.languageCode() + "' is not a supported language code");
    }
    usage.addInputs(request.texts().size());
    return detect(request);
  }

  private Response detect(BatchRequest request) {
    Map<Integer, Sentiment> results = new TreeMap<>();
    Map<Integer, ItemError> errors = new TreeMap<>();
    for (int i = 0; i < request.texts().size(); i++) {
      String text = request.texts().get(i);
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_BYTES) {
        errors.put(
            i,
            new ItemError(
                "TEXT_SIZE_LIMIT_EXCEEDED",
                "Input text size exceeds limit. Max length of request text allowed is %d bytes while"
                        .formatted(MAX_BYTES)
                    + " in this request the text size is %d bytes".formatted(bytes)));
        continue;
      }
      try {
        results.put(i, detector.detect(text, request.languageCode()));
      } catch (RuntimeException e) {
        errors.put(i, new ItemError("INTERNAL_SERVER_ERROR", String.valueOf(e.getMessage())));
      }
    }
    return new Response(200, CONTENT_TYPE, write(results, errors));
  }

  private static BatchRequest read(byte[] body) throws IOException {
    List<String> texts = new ArrayList<>();
    String language = null;
    try (JsonParser parser = JSON.createParser(body)) {
      expect(parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("TextList")) {
          expect(value == JsonToken.START_ARRAY);
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken() == JsonToken.VALUE_STRING);
            texts.add(parser.getText());
          }
        } else if (name.equals("LanguageCode")) {
          language = parser.getText();
        } else {
          parser.skipChildren();
        }
      }
    }
    return new BatchRequest(texts, String.valueOf(language));
  }

  private static void expect(boolean condition) throws IOException {
    if (!condition) {
      throw new IOException("unexpected JSON");
    }
  }

  private static byte[] write(Map<Integer, Sentiment> results, Map<Integer, ItemError> errors) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("ResultList");
      for (Map.Entry<Integer, Sentiment> result : results.entrySet()) {
        Sentiment sentiment = result.getValue();
        json.writeStartObject();
        json.writeNumberField("Index", result.getKey());
        json.writeStringField("Sentiment", sentiment.label());
        json.writeObjectFieldStart("SentimentScore");
        json.writeNumberField("Positive", sentiment.positive());
        json.writeNumberField("Negative", sentiment.negative());
        json.writeNumberField("Neutral", sentiment.neutral());
        json.writeNumberField("Mixed", sentiment.mixed());
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("ErrorList");
      for (Map.Entry<Integer, ItemError> error : errors.entrySet()) {
        json.writeStartObject();
        json.writeNumberField("Index", error.getKey());
        json.writeStringField("ErrorCode", error.getValue().code());
        json.writeStringField("ErrorMessage", error.getValue().message());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** In this protocol the type stands in the body. */
  private static Response error(String type, String message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("__type", type);
      json.writeStringField("Message", message);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Response(400, CONTENT_TYPE, bytes.toByteArray());
  }
}
