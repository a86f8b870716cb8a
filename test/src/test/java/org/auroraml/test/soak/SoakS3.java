package org.auroraml.test.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.auroraml.test.server.S3Answers;

/** Keeps the objects of small exports until they are asked for. Thread-safe. */
final class SoakS3 implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> objects = new ConcurrentHashMap<>();

  SoakS3() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Takes an object away; null if there is none. */
  String take(String path) {
    return objects.remove(path);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      exchange.getResponseHeaders().add("ETag", "\"e\"");
      switch (exchange.getRequestMethod()) {
        case "GET" -> S3Answers.send(exchange, S3Answers.EMPTY);
        case "POST" -> S3Answers.send(exchange, S3Answers.COMPLETED);
        case "PUT" -> {
          objects.put(path, S3Answers.content(exchange, new String(body, ISO_8859_1)));
          exchange.sendResponseHeaders(200, -1);
        }
        case "DELETE" -> {
          objects.remove(path);
          exchange.sendResponseHeaders(204, -1);
        }
        default -> exchange.sendResponseHeaders(200, -1);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
