package org.auroraml.test.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.auroraml.test.server.S3Answers;

/**
 * Answers exports as S3 does, and calls of AssumeRole as the Security Token Service does; remembers
 * what was asked, and what would be there. Answers may be held up.
 */
final class StandInS3 implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Set<String> uploads = ConcurrentHashMap.newKeySet();
  private final Set<String> objects = ConcurrentHashMap.newKeySet();
  private final AtomicInteger begun = new AtomicInteger();
  private final CountDownLatch partArrives = new CountDownLatch(1);
  private final CountDownLatch headArrives = new CountDownLatch(1);
  private volatile CountDownLatch partsAnswered = new CountDownLatch(0);
  private volatile CountDownLatch headsAnswered = new CountDownLatch(0);

  /** A request, with its body where that is a form. */
  record Asked(String request, Headers headers, String form) {}

  StandInS3() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Parts get no answer until {@link #answer}. */
  void holdParts() {
    partsAnswered = new CountDownLatch(1);
  }

  /** Whether a bucket is there is not answered until {@link #answer}. */
  void holdHeads() {
    headsAnswered = new CountDownLatch(1);
  }

  /** Answers all that is held up. */
  void answer() {
    partsAnswered.countDown();
    headsAnswered.countDown();
  }

  /** Waits until a part is on its way. */
  void awaitPart() throws InterruptedException {
    if (!partArrives.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("No part was uploaded");
    }
  }

  /** Waits until it is asked whether a bucket is there. */
  void awaitHead() throws InterruptedException {
    if (!headArrives.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("No bucket was looked at");
    }
  }

  /** Multipart uploads that are neither completed nor aborted. */
  Set<String> uploads() {
    return Set.copyOf(uploads);
  }

  Set<String> objects() {
    return Set.copyOf(objects);
  }

  /** The request that is or was to make the object visible. */
  Optional<Asked> put(String path) {
    return asked.stream().filter(one -> one.request().equals("PUT " + path)).findFirst();
  }

  /** The first request that begins so. */
  Optional<Asked> asked(String beginning) {
    return asked.stream().filter(one -> one.request().startsWith(beginning)).findFirst();
  }

  /** How many requests begin so. */
  long count(String beginning) {
    return asked.stream().filter(one -> one.request().startsWith(beginning)).count();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    URI uri = exchange.getRequestURI();
    String request = exchange.getRequestMethod() + " " + uri;
    asked.add(
        new Asked(
            request,
            exchange.getRequestHeaders(),
            uri.getPath().equals("/") ? new String(body, UTF_8) : ""));
    try (exchange) {
      exchange.getResponseHeaders().add("ETag", "\"e\"");
      answer(exchange, uri.getPath(), String.valueOf(uri.getRawQuery()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange, String path, String query)
      throws IOException, InterruptedException {
    switch (exchange.getRequestMethod()) {
      case "GET" -> S3Answers.send(exchange, S3Answers.EMPTY);
      case "POST" -> {
        if (path.equals("/")) {
          S3Answers.send(exchange, assumedRole());
        } else if (query.equals("uploads")) {
          String id = "u" + begun.incrementAndGet();
          uploads.add(id);
          S3Answers.send(exchange, S3Answers.begun(id));
        } else {
          uploads.remove(query.replace("uploadId=", ""));
          objects.add(path);
          S3Answers.send(exchange, S3Answers.COMPLETED);
        }
      }
      case "PUT" -> {
        if (query.contains("partNumber=")) {
          partArrives.countDown();
          partsAnswered.await();
        } else {
          objects.add(path);
        }
        exchange.sendResponseHeaders(200, -1);
      }
      case "HEAD" -> {
        headArrives.countDown();
        headsAnswered.await();
        exchange.sendResponseHeaders(200, -1);
      }
      case "DELETE" -> {
        uploads.remove(query.replace("uploadId=", ""));
        objects.remove(path);
        exchange.sendResponseHeaders(204, -1);
      }
      default -> exchange.sendResponseHeaders(200, -1);
    }
  }

  private static String assumedRole() {
    return "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult>"
        + "<Credentials><AccessKeyId>OFROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
        + "<SessionToken>token-of-role</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>"
        + "</Credentials></AssumeRoleResult></AssumeRoleResponse>";
  }

  @Override
  public void close() {
    answer();
    server.stop(0);
    threads.shutdownNow();
  }
}
