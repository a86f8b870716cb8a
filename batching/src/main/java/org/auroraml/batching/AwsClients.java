package org.auroraml.batching;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.comprehend.ComprehendClient;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The clients of the services, each built when it is first asked for: loading the SDK takes a
 * second or two, which a statement without models must not pay. Thread-safe.
 */
final class AwsClients implements AutoCloseable {
  private final AwsOptions options;
  private final Workers workers;
  private HttpCalls http;
  private Credentials credentials;
  private SageMakerRuntimeClient sageMaker;
  private ComprehendClient comprehend;
  private BedrockRuntimeClient bedrock;

  AwsClients(AwsOptions options, Workers workers) {
    this.options = options;
    this.workers = workers;
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
  synchronized SageMakerRuntimeClient sageMaker() {
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
  synchronized BedrockRuntimeClient bedrock() {
    if (bedrock == null) {
      bedrock = build(AwsService.BEDROCK, BedrockRuntimeClient.builder());
    }
    return bedrock;
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
      AwsService service, B builder) {
    options.endpointUrl(service).ifPresent(builder::endpointOverride);
    return builder
        .region(region())
        .credentialsProvider(credentials())
        .httpClient(http())
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                // Retries are RetryPolicy's; both together would multiply.
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .scheduledExecutorService(workers.timer())
                .build())
        .build();
  }

  private Region region() {
    if (options.region().isPresent()) {
      return Region.of(options.region().get());
    }
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

  private Credentials credentials() {
    if (credentials == null) {
      credentials =
          new Credentials(
              options
                  .profile()
                  .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                  .orElseGet(() -> DefaultCredentialsProvider.builder().build()));
    }
    return credentials;
  }

  @Override
  public synchronized void close() {
    closeAll(sageMaker, comprehend, bedrock, http, credentials);
  }

  private static void closeAll(SdkAutoCloseable... all) {
    for (SdkAutoCloseable one : all) {
      if (one != null) {
        one.close();
      }
    }
  }

  /** Makes the failure to find credentials recognisable. */
  private record Credentials(AwsCredentialsProvider provider)
      implements AwsCredentialsProvider, SdkAutoCloseable {

    @Override
    public AwsCredentials resolveCredentials() {
      try {
        return provider.resolveCredentials();
      } catch (SdkClientException e) {
        throw new AwsSetupException(
            "no AWS credentials were found",
            "Set awsProfile to a profile that has some, or the environment variables"
                + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this host an IAM role",
            e);
      }
    }

    @Override
    public void close() {
      if (provider instanceof SdkAutoCloseable closeable) {
        closeable.close();
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
