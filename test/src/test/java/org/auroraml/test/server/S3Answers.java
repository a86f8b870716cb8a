package org.auroraml.test.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** What S3 answers to the requests of an upload, for servers that stand in for it. */
public final class S3Answers {
  /** To GET of a bucket: it is empty. */
  public static final String EMPTY =
      "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";

  /** To POST that ends a multipart upload. */
  public static final String COMPLETED =
      "<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>";

  private S3Answers() {}

  /** To POST that begins a multipart upload. */
  public static String begun(String uploadId) {
    return "<InitiateMultipartUploadResult><UploadId>"
        + uploadId
        + "</UploadId></InitiateMultipartUploadResult>";
  }

  /** A request's body without the SDK's framing ("aws-chunked"): lengths in hex before pieces. */
  public static String content(HttpExchange exchange, String body) {
    if (exchange.getRequestHeaders().getFirst("x-amz-decoded-content-length") == null) {
      return body;
    }
    StringBuilder content = new StringBuilder();
    int head = 0;
    while (true) {
      int data = body.indexOf("\r\n", head) + 2;
      int length = Integer.parseInt(body.substring(head, data - 2).split(";")[0], 16);
      if (length == 0) {
        return content.toString();
      }
      content.append(body, data, data + length);
      head = data + length + 2;
    }
  }

  /** Sends an answer of status 200. */
  public static void send(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }
}
