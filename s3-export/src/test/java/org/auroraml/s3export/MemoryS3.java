package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * S3 as far as overwriting goes. S3Mock 5.2.0 won't do there: aborting a multipart upload removes
 * the object that was there before, and so does deleting an object to the upload.
 */
final class MemoryS3 implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final TreeMap<String, byte[]> objects = new TreeMap<>();
  private final Map<String, TreeMap<Integer, byte[]>> uploads = new HashMap<>();
  private int begun;

  MemoryS3() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  synchronized String content(String key) {
    return new String(objects.get(key), UTF_8);
  }

  synchronized void put(String key) {
    objects.put(key, new byte[0]);
  }

  synchronized List<String> uploads() {
    return List.copyOf(uploads.keySet());
  }

  synchronized void clear() {
    objects.clear();
    uploads.clear();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    try (exchange) {
      answer(exchange, body);
    }
  }

  private synchronized void answer(HttpExchange exchange, byte[] body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String key = path.indexOf('/', 1) < 0 ? "" : path.substring(path.indexOf('/', 1) + 1);
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    String uploadId = query.get("uploadId");
    exchange.getResponseHeaders().add("ETag", "\"e\"");
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        if (uploadId == null) {
          objects.put(key, content(exchange, body));
        } else {
          uploads
              .get(uploadId)
              .put(Integer.valueOf(query.get("partNumber")), content(exchange, body));
        }
        FakeS3.send(exchange, 200, "");
      }
      case "POST" -> FakeS3.send(exchange, 200, uploadId == null ? begin() : end(key, uploadId));
      case "DELETE" -> {
        if (uploadId == null) {
          objects.remove(key);
        } else {
          uploads.remove(uploadId);
        }
        FakeS3.send(exchange, 204, "");
      }
      case "GET" -> FakeS3.send(exchange, 200, list(query.get("prefix")));
      default -> FakeS3.send(exchange, 200, "");
    }
  }

  private String begin() {
    String uploadId = "u" + ++begun;
    uploads.put(uploadId, new TreeMap<>());
    return "<InitiateMultipartUploadResult><UploadId>"
        + uploadId
        + "</UploadId></InitiateMultipartUploadResult>";
  }

  private String end(String key, String uploadId) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : uploads.remove(uploadId).values()) {
      all.write(part);
    }
    objects.put(key, all.toByteArray());
    return "<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>";
  }

  private String list(String prefix) {
    StringBuilder found = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
    objects.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .forEach(key -> found.append("<Contents><Key>").append(key).append("</Key></Contents>"));
    return found.append("</ListBucketResult>").toString();
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] nameAndValue = pair.split("=", 2);
      query.put(
          nameAndValue[0],
          nameAndValue.length == 1 ? "" : URLDecoder.decode(nameAndValue[1], UTF_8));
    }
    return query;
  }

  /** The body without the SDK's framing ("aws-chunked"): a length in hex before each piece. */
  private static byte[] content(HttpExchange exchange, byte[] body) {
    if (exchange.getRequestHeaders().getFirst("x-amz-decoded-content-length") == null) {
      return body;
    }
    String framed = new String(body, ISO_8859_1);
    StringBuilder content = new StringBuilder();
    int at = 0;
    while (true) {
      int end = framed.indexOf("\r\n", at);
      int length = Integer.parseInt(framed.substring(at, end).split(";")[0], 16);
      if (length == 0) {
        return content.toString().getBytes(ISO_8859_1);
      }
      content.append(framed, end + 2, end + 2 + length);
      at = end + 2 + length + 2;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
