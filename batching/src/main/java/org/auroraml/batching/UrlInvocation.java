package org.auroraml.batching;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Invokes a server that follows the convention of SageMaker's containers ({@code POST
 * /invocations}) without SageMaker before it: unsigned, at the URL as it stands.
 */
record UrlInvocation(URI url, AwsClients clients, Failures failures) implements Invocation {

  @Override
  public Answer post(byte[] body, String accept, List<ModelInput> inputs)
      throws ModelException, RefusedException, InterruptedException {
    try {
      return answer(clients.http().prepareRequest(request(body, accept)).call());
    } catch (IOException | RuntimeException e) {
      throw failures.thrown(e, inputs, clients.http().isAnswered());
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
