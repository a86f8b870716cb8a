package org.auroraml.batching;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The HTTP client of all services. It tells the {@link Call} of the current thread of each request
 * that is sent, so that the call can count it and break it off, and it limits each request's time
 * as a whole: the socket's time-out does not stop an answer that trickles in. (The SDK's
 * apiCallTimeout does the same, but breaks exchanges off in its one timer thread, where a stalled
 * one holds up the time-outs of all others.)
 */
final class HttpCalls implements SdkHttpClient {
  // A TCP handshake takes less than this, even across the world.
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);

  private final Map<Thread, Call> current = new ConcurrentHashMap<>();
  private final Workers workers;

  // By time-out. The socket's must not be less than the request's, and not much more: it ends the
  // read of a connection that nobody closes.
  private final Map<Duration, SdkHttpClient> clients = new ConcurrentHashMap<>();

  HttpCalls(Workers workers) {
    this.workers = workers;
  }

  private static SdkHttpClient client(Duration timeout) {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(timeout.compareTo(CONNECTION_TIMEOUT) < 0 ? timeout : CONNECTION_TIMEOUT)
        .socketTimeout(timeout)
        .build();
  }

  /** Requests of this thread belong to the call from now on; null for none. */
  void enter(Call call) {
    if (call == null) {
      current.remove(Thread.currentThread());
    } else {
      current.put(Thread.currentThread(), call);
    }
  }

  /** Whether the last request of this thread was answered, well or not. */
  boolean isAnswered() {
    return current.get(Thread.currentThread()).isAnswered();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return prepareRequest(request, true);
  }

  private ExecutableHttpRequest prepareRequest(HttpExecuteRequest request, boolean counted) {
    Call call = current.get(Thread.currentThread());
    SdkHttpClient client = clients.computeIfAbsent(call.timeout(), HttpCalls::client);
    Exchange exchange = new Exchange(client.prepareRequest(request), call.timeout(), workers);
    call.begin(exchange, counted);
    return exchange;
  }

  /** The same client, for requests that ask no model: they are broken off alike. */
  SdkHttpClient uncounted() {
    return new SdkHttpClient() {
      @Override
      public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return HttpCalls.this.prepareRequest(request, false);
      }

      @Override
      public String clientName() {
        return HttpCalls.this.clientName();
      }

      @Override
      public void close() {
        // Whoever made the client closes it.
      }
    };
  }

  @Override
  public String clientName() {
    return "UrlConnection";
  }

  @Override
  public void close() {
    clients.values().forEach(SdkHttpClient::close);
  }
}
