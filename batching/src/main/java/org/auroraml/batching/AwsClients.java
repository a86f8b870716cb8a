package org.auroraml.batching;

import java.net.URI;
import java.util.Optional;
import org.auroraml.batching.Identities.Identity;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.comprehend.ComprehendClient;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The clients of the services, each built when it is first asked for: loading the SDK takes a
 * second or two, which a statement without models must not pay. Thread-safe.
 */
final class AwsClients implements AutoCloseable {
  private final AwsOptions options;
  private final Workers workers;
  private HttpCalls http;
  private final Identities identities;
  private Region region;
  private StsClient sts;
  private SageMakerRuntimeClient sageMaker;
  private ComprehendClient comprehend;
  private BedrockRuntimeClient bedrock;

  AwsClients(AwsOptions options, Workers workers) {
    this.options = options;
    this.workers = workers;
    identities = new Identities(options, this::sts);
  }

  synchronized HttpCalls http() {
    if (http == null) {
      http = new HttpCalls(workers);
    }
    return http;
  }

  /**
   * @throws AwsSetupException if no Region is known
   */
  synchronized SageMakerRuntimeClient sageMaker(String endpointName) {
    requireOwnRegion(Regions.ofArn(endpointName), "the endpoint");
    if (sageMaker == null) {
      sageMaker = build(AwsService.SAGEMAKER, SageMakerRuntimeClient.builder());
    }
    return sageMaker;
  }

  /**
   * @throws AwsSetupException if no Region is known
   */
  synchronized ComprehendClient comprehend() {
    if (comprehend == null) {
      comprehend = build(AwsService.COMPREHEND, ComprehendClient.builder());
    }
    return comprehend;
  }

  /**
   * @throws AwsSetupException if no Region is known
   */
  synchronized BedrockRuntimeClient bedrock(String modelId) {
    requireOwnRegion(Regions.ofArn(modelId), "the model");
    if (bedrock == null) {
      bedrock = build(AwsService.BEDROCK, BedrockRuntimeClient.builder());
    }
    return bedrock;
  }

  /** Called by an identity, in the middle of a call of another service. */
  private synchronized StsClient sts() {
    if (sts == null) {
      sts = build(AwsService.STS, StsClient.builder(), identities.own(), http().uncounted());
    }
    return sts;
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
      AwsService service, B builder) {
    return build(service, builder, identities.of(service), http());
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
      AwsService service, B builder, Identity identity, SdkHttpClient client) {
    Optional<URI> endpoint = options.endpointUrl(service);
    requireOwnRegion(
        endpoint.flatMap(Regions::ofEndpoint), "the URL of " + service + "'s endpoint");
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(region())
        .credentialsProvider(identity)
        .httpClient(client)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                // Retries are RetryPolicy's; both together would multiply.
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .scheduledExecutorService(workers.timer())
                .addExecutionInterceptor(new Renewal(identity))
                .build())
        .build();
  }

  /** Has credentials looked up anew when AWS says that they have expired. */
  private record Renewal(Identity identity) implements ExecutionInterceptor {
    @Override
    public void onExecutionFailure(
        Context.FailedExecution context, ExecutionAttributes attributes) {
      if (context.exception() instanceof AwsServiceException e
          && Failures.refusal(e).isExpiredIdentity()) {
        context
            .httpRequest()
            .ifPresent(
                request -> identity.renew(request.firstMatchingHeader("Authorization").orElse("")));
      }
    }
  }

  private Region region() {
    if (region == null) {
      region = options.region().map(Region::of).orElseGet(this::regionOfChain);
    }
    return region;
  }

  private Region regionOfChain() {
    DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
    options.profile().ifPresent(chain::profileName);
    try {
      return chain.build().getRegion();
    } catch (SdkClientException e) {
      throw new AwsSetupException(
          "no AWS Region is known",
          "Set awsRegion, or the environment variable AWS_REGION, or the Region of the profile",
          e);
    }
  }

  /** Feature F43: another Region costs time and may not be allowed the data. */
  private void requireOwnRegion(Optional<String> found, String what) {
    if (found.isPresent() && !options.allowForeignRegion() && !found.get().equals(region().id())) {
      throw new AwsSetupException(
          what + " is of Region " + found.get() + ", and awsRegion is " + region().id(),
          "Set allowForeignRegion=true if that is meant",
          null);
    }
  }

  @Override
  public void close() {
    // Not under the lock: an identity that is being looked up may be waiting for it.
    identities.close();
    synchronized (this) {
      closeAll(sageMaker, comprehend, bedrock, sts, http);
    }
  }

  private static void closeAll(SdkAutoCloseable... all) {
    for (SdkAutoCloseable one : all) {
      if (one != null) {
        one.close();
      }
    }
  }

  /** AWS can't be called at all, because of how this JVM is set up. */
  static final class AwsSetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String advice;

    AwsSetupException(String message, String advice, Throwable cause) {
      super(message, cause);
      this.advice = advice;
    }

    String advice() {
      return advice;
    }
  }
}
