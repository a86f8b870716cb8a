package org.auroraml.stand;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model server on the loopback address. It speaks the SageMaker runtime protocol ({@code POST
 * /endpoints/NAME/invocations}) for the endpoints it is given, the Bedrock runtime's ({@code POST
 * /model/ID/invoke}) for its Bedrock models, and the Comprehend protocol ({@code POST /} with an
 * X-Amz-Target) for its sentiment detector. Requests must be signed; whose signature it is, is not
 * checked.
 *
 * <p>Thread-safe: endpoints may be added and counters read while requests are served.
 */
public final class ModelServer implements AutoCloseable {
  /** SageMaker's limit of a request body, in bytes (API Reference, InvokeEndpoint). */
  public static final int MAX_BODY_BYTES = 6_291_456;

  private static final Pattern INVOCATION = Pattern.compile("/endpoints/([^/]+)/invocations");

  private static final Pattern BEDROCK = Pattern.compile("/model/(.+)/invoke");

  private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();
  private final Map<String, Endpoint> bedrockModels = new ConcurrentHashMap<>();
  private final Usage comprehendUsage = new Usage();
  private final ExecutorService threads;
  private final HttpServer http;
  private volatile SentimentDetector detector =
      (text, language) -> {
        throw new IllegalStateException("The model server has no sentiment detector");
      };
  private volatile Duration delay = Duration.ZERO;

  private ModelServer(HttpServer http) {
    this.http = http;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "model-server-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts a server without endpoints on a free port. */
  public static ModelServer start() {
    // Read once, when the JDK's server is first used. Without it Nagle's algorithm adds 40 ms to
    // every response.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ModelServer server = new ModelServer(http);
      http.createContext("/", server::handle);
      http.setExecutor(server.threads);
      http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("The model server could not open a port", e);
    }
  }

  /** The address to give to an SDK client as its endpoint. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** Serves a model under an endpoint name, with answers a line per row. */
  public ModelServer endpoint(String name, CsvModel model) {
    return endpoint(name, model, AnswerFormat.CSV_LINES);
  }

  /** Serves a model under an endpoint name; requests that don't accept the format get a 406. */
  public ModelServer endpoint(String name, CsvModel model, AnswerFormat format) {
    endpoints.put(name, Endpoint.csv(model, format));
    return this;
  }

  /** Serves whatever the model says, byte for byte. Its inputs are not counted. */
  public ModelServer rawEndpoint(String name, RawModel model) {
    endpoints.put(name, Endpoint.raw(model));
    return this;
  }

  /** Serves a Bedrock model: each request has one body, and so has its answer. */
  public ModelServer bedrock(String modelId, RawModel model) {
    bedrockModels.put(modelId, Endpoint.raw(model));
    return this;
  }

  /** Answers Comprehend requests by this detector. */
  public ModelServer sentiment(SentimentDetector sentimentDetector) {
    this.detector = sentimentDetector;
    return this;
  }

  /** Makes every request take at least this long, as a distant service would. */
  public ModelServer delay(Duration perRequest) {
    this.delay = perRequest;
    return this;
  }

  /** Requests that the endpoint got, refused ones included. */
  public long requests(String name) {
    return usage(name).requests();
  }

  /** Rows that the endpoint was asked for. */
  public long inputs(String name) {
    return usage(name).inputs();
  }

  /** The most requests that the endpoint served at one time. */
  public int maxParallel(String name) {
    return usage(name).maxParallel();
  }

  /** Requests for the Bedrock model. */
  public long bedrockRequests(String modelId) {
    return bedrockModels.get(modelId).usage().requests();
  }

  /** The most requests for the Bedrock model at one time. */
  public int bedrockMaxParallel(String modelId) {
    return bedrockModels.get(modelId).usage().maxParallel();
  }

  public long comprehendRequests() {
    return comprehendUsage.requests();
  }

  /** Texts that Comprehend was asked about. */
  public long comprehendInputs() {
    return comprehendUsage.inputs();
  }

  /** Requests that Comprehend is serving, also those whose client has gone. */
  public int comprehendParallel() {
    return comprehendUsage.parallel();
  }

  public int comprehendMaxParallel() {
    return comprehendUsage.maxParallel();
  }

  public void resetCounters() {
    endpoints.values().forEach(endpoint -> endpoint.usage().reset());
    bedrockModels.values().forEach(model -> model.usage().reset());
    comprehendUsage.reset();
  }

  /** Closes the port; requests that are being served are cut off. */
  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private Usage usage(String name) {
    Endpoint endpoint = endpoints.get(name);
    if (endpoint == null) {
      throw new IllegalArgumentException("The model server has no endpoint " + name);
    }
    return endpoint.usage();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      send(exchange, respond(exchange, body));
    }
  }

  private Response respond(HttpExchange exchange, byte[] body) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null || !authorization.startsWith("AWS4-HMAC-SHA256 ")) {
      return Response.error(
          403,
          "MissingAuthenticationTokenException",
          "{\"message\":\"Missing Authentication Token\"}");
    }
    Matcher invocation = INVOCATION.matcher(exchange.getRequestURI().getPath());
    Matcher bedrock = BEDROCK.matcher(exchange.getRequestURI().getPath());
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (!exchange.getRequestMethod().equals("POST")) {
      return unknownOperation();
    } else if (invocation.matches()) {
      return invoke(invocation.group(1), body, exchange.getRequestHeaders().getFirst("Accept"));
    } else if (bedrock.matches()) {
      return invokeBedrock(bedrock.group(1), body, exchange.getRequestHeaders().getFirst("Accept"));
    } else if (Comprehend.TARGET.equals(target)) {
      Comprehend comprehend = new Comprehend(detector, comprehendUsage);
      return counted(comprehendUsage, () -> comprehend.respond(body));
    }
    return unknownOperation();
  }

  private Response invoke(String name, byte[] body, String accept) {
    Endpoint endpoint = endpoints.get(name);
    if (endpoint == null) {
      return Response.error(
          400,
          "ValidationError",
          "{\"Message\":\"Endpoint %s of account 000000000000 not found.\"}".formatted(name));
    }
    return counted(
        endpoint.usage(),
        () ->
            body.length > MAX_BODY_BYTES
                ? Response.error(
                    413,
                    "413",
                    "{\"Message\":\"HTTP content length exceeded %d bytes.\"}"
                        .formatted(MAX_BODY_BYTES))
                : endpoint.model().respond(body, accept));
  }

  private Response invokeBedrock(String modelId, byte[] body, String accept) {
    Endpoint model = bedrockModels.get(modelId);
    return model == null
        ? Response.error(
            400,
            "ValidationException",
            "{\"message\":\"The provided model identifier is invalid.\"}")
        : counted(model.usage(), () -> model.model().respond(body, accept));
  }

  private Response counted(Usage usage, Supplier<Response> response) {
    usage.begin();
    try {
      if (!delay.isZero()) {
        TimeUnit.NANOSECONDS.sleep(delay.toNanos());
      }
      return response.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Response.error(503, "ServiceUnavailable", "{\"Message\":\"The server is closing\"}");
    } catch (RuntimeException e) {
      return Response.error(
          500,
          "InternalFailure",
          "{\"Message\":\"The model threw %s\"}".formatted(e.getClass().getName()));
    } finally {
      usage.end();
    }
  }

  private static Response unknownOperation() {
    return Response.error(
        404, "UnknownOperationException", "{\"message\":\"This server has no such operation\"}");
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", response.contentType());
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
    response.headers().forEach(exchange.getResponseHeaders()::set);
    // The JDK's server takes 0 for "chunked" and -1 for "no body".
    long length = response.body().length == 0 ? -1 : response.body().length;
    exchange.sendResponseHeaders(response.status(), length);
    if (length > 0) {
      exchange.getResponseBody().write(response.body());
    }
  }
}
