package org.auroraml.stand;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A SageMaker endpoint: its model, how it answers, and what was asked of it. */
record Endpoint(RawModel model, Usage usage) {
  private static final JsonFactory JSON = new JsonFactory();

  static Endpoint raw(RawModel model) {
    return new Endpoint(model, new Usage());
  }

  static Endpoint csv(CsvModel model, AnswerFormat format) {
    Usage usage = new Usage();
    return new Endpoint((body, accept) -> respond(model, format, usage, body, accept), usage);
  }

  private static Response respond(
      CsvModel model, AnswerFormat format, Usage usage, byte[] body, String accept) {
    if (!format.satisfies(accept)) {
      return modelError(406, "Unsupported Accept: " + accept);
    }
    List<List<String>> rows;
    List<String> answers;
    try {
      rows = Csv.parse(new String(body, StandardCharsets.UTF_8));
      usage.addInputs(rows.size());
    } catch (IllegalArgumentException e) {
      return modelError(400, e.getMessage());
    }
    try {
      answers = model.predict(rows);
    } catch (RuntimeException e) {
      return modelError(500, String.valueOf(e.getMessage()));
    }
    return Response.of(200, format.contentType(), write(format, answers));
  }

  /** SageMaker hides what the container answered behind a ModelError with the original status. */
  private static Response modelError(int originalStatus, String message) {
    StringWriter json = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(json)) {
      generator.writeStartObject();
      generator.writeStringField(
          "Message",
          "Received %s error (%d) from primary with message \"%s\"."
              .formatted(originalStatus < 500 ? "client" : "server", originalStatus, message));
      generator.writeNumberField("OriginalStatusCode", originalStatus);
      generator.writeStringField("OriginalMessage", message);
      generator.writeStringField("LogStreamArn", "");
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Response.error(424, "ModelError", json.toString());
  }

  private static String write(AnswerFormat format, List<String> answers) {
    return switch (format) {
      case CSV_LINES -> answers.isEmpty() ? "" : String.join("\n", answers) + "\n";
      case CSV_ONE_LINE -> String.join(",", answers) + "\n";
      case JSON_SCORES -> "{\"scores\":[" + scores(answers, ",") + "]}";
      case JSON_PREDICTIONS -> "{\"predictions\":[" + scores(answers, ",") + "]}";
      case JSON_LINES -> scores(answers, "\n");
    };
  }

  private static String scores(List<String> answers, String separator) {
    List<String> scores = new ArrayList<>(answers.size());
    for (String answer : answers) {
      scores.add("{\"score\":" + jsonValue(answer) + "}");
    }
    return String.join(separator, scores);
  }

  /** A CSV line's first value as JSON: a number where it can be one, otherwise a string. */
  private static String jsonValue(String line) {
    List<List<String>> parsed = Csv.parse(line);
    String value = parsed.isEmpty() ? null : parsed.get(0).get(0);
    if (value == null) {
      return "null";
    }
    if (value.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
      return value;
    }
    StringWriter json = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(json)) {
      generator.writeString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return json.toString();
  }
}
