package org.auroraml.stand;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An HTTP response. {@code headers} come on top of Content-Type. */
// Bytes on their way out: nobody compares responses.
@SuppressWarnings("ArrayRecordComponent")
public record Response(int status, String contentType, byte[] body, Map<String, String> headers) {
  static final String JSON = "application/json";

  public Response {
    headers = Map.copyOf(headers);
  }

  public Response(int status, String contentType, byte[] body) {
    this(status, contentType, body, Map.of());
  }

  /** A response with a UTF-8 body. */
  public static Response of(int status, String contentType, String body) {
    return new Response(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /** An error as SageMaker and Comprehend send it: the type in a header, the rest as JSON. */
  static Response error(int status, String type, String json) {
    return new Response(
        status, JSON, json.getBytes(StandardCharsets.UTF_8), Map.of("x-amzn-ErrorType", type));
  }
}
