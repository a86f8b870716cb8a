package org.auroraml.s3export;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;

/** The S3 clients of an exporter, one a Region, made when first asked for. Thread-safe. */
final class S3Clients implements AutoCloseable {

  private final S3ExporterOptions options;
  private final S3Credentials credentials;
  private final AbandonableCalls http;
  private final Map<String, S3Client> byRegion = new ConcurrentHashMap<>();

  S3Clients(S3ExporterOptions options) {
    this.options = options;
    this.http =
        new AbandonableCalls(
            BufferedConnection.client(options.connectTimeout(), options.socketTimeout()));
    this.credentials = new S3Credentials(options, http);
  }

  /** The client for this location; fails unless a Region and credentials are to be had. */
  S3Client clientFor(S3Location location) throws S3ExportException {
    String region = regionOf(location);
    AwsCredentialsProvider provider =
        credentials.provider(options.region().orElse(region), location);
    return byRegion.computeIfAbsent(region, name -> create(name, provider));
  }

  /** The Region that the location names, or the configured one. */
  String regionOf(S3Location location) throws S3ExportException {
    Optional<String> named = location.region().or(options::region);
    if (named.isPresent()) {
      return named.get();
    }
    DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
    options.identity().profile().ifPresent(chain::profileName);
    try {
      return chain.build().getRegion().id();
    } catch (SdkClientException e) {
      throw new S3ExportException(
          S3ExportException.CANNOT_INITIALIZE,
          "Internal error: Unable to initialize S3Stream: no AWS Region is known for the export to "
              + location
              + ". Set awsRegion, or name the Region in the URI: s3-REGION://"
              + location.bucket()
              + "/"
              + location.prefix(),
          e);
    }
  }

  private S3Client create(String region, AwsCredentialsProvider provider) {
    var builder =
        S3Client.builder()
            .region(Region.of(region))
            .credentialsProvider(provider)
            .httpClient(http)
            // Model calls leave retrying to resilience4j alone. This module does without it, so
            // here the SDK's own strategy is the one layer that retries.
            .overrideConfiguration(
                override ->
                    override
                        .retryStrategy(RetryMode.STANDARD)
                        .apiCallTimeout(options.requestTimeout()));
    options.endpointUrl().ifPresent(url -> builder.endpointOverride(url).forcePathStyle(true));
    return builder.build();
  }

  /** Breaks off what an interrupted thread asks. */
  void abandon(Thread interrupted) {
    http.abandon(interrupted);
  }

  @Override
  public void close() {
    byRegion.values().forEach(S3Client::close);
    http.close();
    credentials.close();
  }
}
