package org.auroraml.s3export;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A way to S3Mock on which requests get lost. Requests that change something are counted; a request
 * that is tried again counts once.
 */
final class FaultyS3 implements AutoCloseable {

  /** What becomes of a request. */
  enum Fate {
    PASS,
    /** S3 does not allow it. */
    REFUSE,
    /** S3 does it, and the answer is lost. */
    LOSE_ANSWER
  }

  /** Decides. */
  @FunctionalInterface
  interface Faults {
    Fate fate(int number, String request);
  }

  private static final Set<String> OF_A_HOP =
      Set.of("host", "content-length", "connection", "expect", "upgrade", "http2-settings");

  private final HttpServer server;
  private final URI s3;
  private final Faults faults;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> changes = new CopyOnWriteArrayList<>();

  FaultyS3(URI s3, Faults faults) throws IOException {
    this.s3 = s3;
    this.faults = faults;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** One request fails, the others pass. */
  static FaultyS3 failing(URI s3, int number, Fate fate) throws IOException {
    return new FaultyS3(s3, (now, request) -> now == number ? fate : Fate.PASS);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The requests so far that were to change something. */
  List<String> changes() {
    return List.copyOf(changes);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean reads = request.startsWith("GET") || request.startsWith("HEAD");
    Fate fate = reads ? Fate.PASS : faults.fate(number(request), request);
    try {
      if (fate == Fate.REFUSE) {
        FakeS3.send(exchange, 403, FakeS3.error("AccessDenied", "Access Denied"));
      } else {
        HttpResponse<byte[]> answer = forward(exchange, body);
        if (fate == Fate.PASS) {
          answer.headers().map().forEach((name, values) -> copy(name, values, exchange));
          boolean empty = answer.body().length == 0;
          exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
          exchange.getResponseBody().write(answer.body());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private synchronized int number(String request) {
    if (!changes.contains(request)) {
      changes.add(request);
    }
    return changes.indexOf(request);
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(s3.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_A_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static void copy(String name, List<String> values, HttpExchange exchange) {
    if (!OF_A_HOP.contains(name) && !name.equals("transfer-encoding")) {
      exchange.getResponseHeaders().put(name, values);
    }
  }

  /** Waits until S3 has done what it was asked for: whoever looks then sees it all. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
    try {
      if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("S3 does not answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
