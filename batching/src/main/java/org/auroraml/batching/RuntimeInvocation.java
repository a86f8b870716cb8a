package org.auroraml.batching;

import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointResponse;

/** Invokes an endpoint through the SageMaker runtime of AWS (InvokeEndpoint), signed. */
record RuntimeInvocation(String endpointName, AwsClients clients, Failures failures)
    implements Invocation {

  @Override
  public Answer post(byte[] body, String accept, List<ModelInput> inputs)
      throws ModelException, RefusedException, InterruptedException {
    try {
      InvokeEndpointResponse response =
          clients
              .sageMaker(endpointName)
              .invokeEndpoint(
                  request ->
                      request
                          .endpointName(endpointName)
                          .contentType(CSV)
                          .accept(accept)
                          .body(SdkBytes.fromByteArrayUnsafe(body)));
      SdkBytes answer = response.body();
      return new Answer(
          response.sdkHttpResponse().statusCode(),
          response.contentType(),
          Failures.requestId(response.responseMetadata().requestId()),
          answer == null ? SdkBytes.fromByteArrayUnsafe(new byte[0]) : answer);
    } catch (AwsServiceException e) {
      throw new RefusedException(Failures.refusal(e));
    } catch (RuntimeException e) {
      throw failures.thrown(e, inputs, clients.http().isAnswered());
    }
  }
}
