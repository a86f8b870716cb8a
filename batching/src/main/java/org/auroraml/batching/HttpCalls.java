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
 * that is sent, so that the call can count it and break it off.
 */
final class HttpCalls implements SdkHttpClient {
  // More than this a TCP handshake does not take, even across the world.
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);

  private final Map<Thread, Call> current = new ConcurrentHashMap<>();
  private final SdkHttpClient client;

  /**
   * @param timeout of a call; the socket's is the same, since a model may be silent until it
   *     answers
   */
  HttpCalls(Duration timeout) {
    client =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(
                timeout.compareTo(CONNECTION_TIMEOUT) < 0 ? timeout : CONNECTION_TIMEOUT)
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

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest exchange = client.prepareRequest(request);
    current.get(Thread.currentThread()).begin(exchange);
    return exchange;
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }
}
