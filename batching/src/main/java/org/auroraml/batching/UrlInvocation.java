package org.auroraml.batching;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Invokes a server that follows the convention of SageMaker's containers ({@code POST
 * /invocations}) without SageMaker before it: unsigned, at the URL as it stands.
 */
record UrlInvocation(URI url, AwsClients clients, ScheduledExecutorService timer, Failures failures)
    implements Invocation {

  @Override
  public Answer post(byte[] body, String accept, List<ModelInput> inputs)
      throws ModelException, RefusedException, InterruptedException {
    AtomicBoolean late = new AtomicBoolean();
    Future<?> timeout = null;
    try {
      ExecutableHttpRequest exchange = clients.http().prepareRequest(request(body, accept));
      timeout =
          timer.schedule(
              () -> {
                late.set(true);
                exchange.abort();
              },
              failures.timeout().toMillis(),
              TimeUnit.MILLISECONDS);
      return answer(exchange.call());
    } catch (IOException e) {
      throw late.get() ? failures.tooSlow() : failures.broken(e);
    } catch (UncheckedIOException e) {
      throw late.get() ? failures.tooSlow() : failures.broken(e.getCause());
    } catch (RuntimeException e) {
      throw late.get() ? failures.tooSlow() : failures.thrown(e, inputs);
    } finally {
      if (timeout != null) {
        timeout.cancel(false);
      }
    }
  }

  private HttpExecuteRequest request(byte[] body, String accept) {
    return HttpExecuteRequest.builder()
        .request(
            SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(url)
                .putHeader("Content-Type", CSV)
                .putHeader("Accept", accept)
                .putHeader("Content-Length", Integer.toString(body.length))
                .build())
        .contentStreamProvider(() -> new ByteArrayInputStream(body))
        .build();
  }

  private static Answer answer(HttpExecuteResponse response) throws IOException, RefusedException {
    SdkHttpResponse head = response.httpResponse();
    byte[] body = new byte[0];
    if (response.responseBody().isPresent()) {
      try (InputStream stream = response.responseBody().get()) {
        body = stream.readAllBytes();
      }
    }
    if (!head.isSuccessful()) {
      String message = new String(body, StandardCharsets.UTF_8);
      throw new RefusedException(new Refusal(head.statusCode(), null, message, null, 0));
    }
    String contentType = head.firstMatchingHeader("Content-Type").orElse(null);
    return new Answer(head.statusCode(), contentType, null, SdkBytes.fromByteArrayUnsafe(body));
  }
}
