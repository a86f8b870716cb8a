package org.auroraml.test.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.auroraml.test.server.S3Answers;

/** Answers an upload as S3 does, says that every bucket is empty, and forgets what it gets. */
final class S3Sink implements AutoCloseable {
  private static final int BUFFER_BYTES = 256 * 1024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong bytes = new AtomicLong();

  S3Sink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The bytes of all bodies so far. */
  long bytes() {
    return bytes.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      discard(exchange.getRequestBody());
      exchange.getResponseHeaders().add("ETag", "\"e\"");
      String query = String.valueOf(exchange.getRequestURI().getRawQuery());
      switch (exchange.getRequestMethod()) {
        case "GET" -> S3Answers.send(exchange, S3Answers.EMPTY);
        case "POST" ->
            S3Answers.send(
                exchange, query.startsWith("uploads") ? S3Answers.begun("u") : S3Answers.COMPLETED);
        case "DELETE" -> exchange.sendResponseHeaders(204, -1);
        default -> exchange.sendResponseHeaders(200, -1);
      }
    }
  }

  private void discard(InputStream body) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      bytes.addAndGet(read);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
