package org.auroraml.batching;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the values of a JSON response. One document holds the answers in an array, either bare or
 * as {@code predictions} (Linear Learner, TensorFlow), {@code scores} (Random Cut Forest) or the
 * only field of an object; several documents are JSON lines, an answer each. An answer is a value,
 * an array whose first element counts, or an object whose {@code score} counts, else its first
 * field.
 */
final class JsonValues {
  private static final Set<String> LISTS = Set.of("predictions", "scores");
  private static final String SCORE = "score";
  // Python writes NaN and Infinity, though JSON does not have them.
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final JsonParser parser;

  private JsonValues(JsonParser parser) {
    this.parser = parser;
  }

  /** A document: its answers if it is a list of them, and its value if it is one answer. */
  private record Document(List<String> answers, boolean bare, String answer) {}

  /** The values found, as many as there are; the caller compares with what it expects. */
  static List<String> read(String text, int expected) throws UnreadableResponse {
    try (JsonParser parser = JSON.createParser(text)) {
      return new JsonValues(parser).read(expected);
    } catch (JsonProcessingException e) {
      // The exception quotes the body, so it is not passed on.
      throw new UnreadableResponse(
          "answered with text that is not valid JSON at line "
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> read(int expected) throws IOException, UnreadableResponse {
    parser.nextToken();
    Document first = document();
    if (parser.nextToken() == null) {
      // For one input, a bare array of values is one answer of several outputs.
      boolean oneAnswer = first.answers == null || (expected == 1 && first.bare);
      return oneAnswer ? single(first.answer) : first.answers;
    }
    List<String> lines = new ArrayList<>(expected);
    lines.add(first.answer);
    do {
      lines.add(document().answer);
    } while (parser.nextToken() != null);
    return lines;
  }

  private static List<String> single(String value) {
    List<String> values = new ArrayList<>(1);
    values.add(value);
    return values;
  }

  private Document document() throws IOException, UnreadableResponse {
    return switch (parser.currentToken()) {
      case START_ARRAY -> {
        List<String> answers = new ArrayList<>();
        boolean bare = elements(answers);
        yield new Document(answers, bare, answers.isEmpty() ? null : answers.get(0));
      }
      case START_OBJECT -> objectDocument();
      default -> new Document(null, false, answer());
    };
  }

  /** Whether all elements are plain values. */
  private boolean elements(List<String> answers) throws IOException, UnreadableResponse {
    boolean bare = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      bare &= parser.currentToken().isScalarValue();
      answers.add(answer());
    }
    return bare;
  }

  private Document objectDocument() throws IOException, UnreadableResponse {
    List<String> named = null;
    List<String> only = null;
    String score = null;
    String first = null;
    boolean hasScore = false;
    int fields = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String value;
      if (parser.nextToken() == JsonToken.START_ARRAY && !name.equals(SCORE)) {
        only = new ArrayList<>();
        elements(only);
        value = only.isEmpty() ? null : only.get(0);
        named = named == null && LISTS.contains(name) ? only : named;
      } else {
        value = answer();
      }
      if (fields++ == 0) {
        first = value;
      }
      if (name.equals(SCORE)) {
        score = value;
        hasScore = true;
      }
    }
    if (fields == 0) {
      throw new UnreadableResponse("answered with an empty JSON object");
    }
    List<String> answers = named != null || fields > 1 ? named : only;
    return new Document(answers, false, hasScore ? score : first);
  }

  /** The value of the answer that begins at the current token; leaves the parser at its end. */
  private String answer() throws IOException, UnreadableResponse {
    return switch (parser.currentToken()) {
      case START_ARRAY -> {
        if (parser.nextToken() == JsonToken.END_ARRAY) {
          throw new UnreadableResponse("answered with an empty array for an input");
        }
        String first = answer();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          parser.skipChildren();
        }
        yield first;
      }
      case START_OBJECT -> objectDocument().answer;
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }
}
