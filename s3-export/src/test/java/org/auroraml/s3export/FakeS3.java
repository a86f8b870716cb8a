package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** S3's HTTP boundary, for answers that a healthy S3 doesn't give. Notes each request. */
final class FakeS3 implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

  /** Buckets that are empty; listing them is answered by itself and not noted. */
  FakeS3(Answers answers) throws IOException {
    this(true, answers);
  }

  FakeS3(boolean mayList, Answers answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
          exchange.getRequestBody().readAllBytes();
          if (request.startsWith("GET") && request.contains("list-type=2")) {
            send(
                exchange,
                mayList ? 200 : 403,
                mayList
                    ? "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"
                    : error("AccessDenied", "Access Denied"));
            exchange.close();
            return;
          }
          requests.add(request);
          try {
            answers.answer(request, exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    server.start();
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("x-amz-request-id", "REQUEST-7");
    boolean none = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, none ? -1 : bytes.length);
    if (!none) {
      exchange.getResponseBody().write(bytes);
    }
  }

  static String error(String code, String message) {
    return "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>";
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Waits for the next request that is not asked for yet; "none" if there never is one. */
  String nextRequest() throws InterruptedException {
    String request = requests.poll(2, TimeUnit.MINUTES);
    return request == null ? "none" : request;
  }

  /** Waits for a request that has this in it. */
  void awaitRequest(String part) throws InterruptedException {
    String request = nextRequest();
    while (!request.contains(part)) {
      if (request.equals("none")) {
        throw new AssertionError("No request has " + part);
      }
      request = nextRequest();
    }
  }

  List<String> otherRequests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  interface Answers {
    void answer(String request, HttpExchange exchange) throws IOException, InterruptedException;
  }
}
