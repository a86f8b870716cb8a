package org.auroraml.s3export;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The credentials of exports: those of the options, or of the role that they assume (feature F42).
 * Made when first asked for, and shared; a role's are renewed before they expire. Thread-safe.
 */
final class S3Credentials implements AutoCloseable {
  private static final String SESSION_NAME = "auroraml-jdbc";

  private final S3ExporterOptions options;
  private final SdkHttpClient http;
  private AwsCredentialsProvider own;
  private StsClient sts;
  private AwsCredentialsProvider provider;

  /**
   * @param http for requests to the Security Token Service; not closed here
   */
  S3Credentials(S3ExporterOptions options, SdkHttpClient http) {
    this.options = options;
    this.http = http;
  }

  /**
   * What gives the credentials; fails unless there are some.
   *
   * @param region where roles are asked for
   */
  synchronized AwsCredentialsProvider provider(String region, S3Location location)
      throws S3ExportException {
    S3Identity identity = options.identity();
    if (own == null) {
      own = own(identity);
    }
    if (provider == null) {
      provider = identity.role().isPresent() ? assumed(identity.role().get(), region) : own;
    }
    try {
      provider.resolveCredentials();
      return provider;
    } catch (AwsServiceException e) {
      throw new S3ExportException(
          S3ExportException.NO_CREDENTIALS,
          "S3 API returned error: the role "
              + identity.role().orElse("")
              + " could not be assumed for the export to "
              + location
              + ": "
              + e.getMessage()
              + ". The role must trust the IAM identity in use, which needs the permission"
              + " sts:AssumeRole on it",
          e);
    } catch (SdkException e) {
      throw new S3ExportException(
          S3ExportException.NO_CREDENTIALS,
          "S3 API returned error: no AWS credentials were found for the export to "
              + location
              + ". Give them to the application as the AWS SDK for Java expects them (environment,"
              + " profile, role of the instance or container), or name a profile by awsProfile",
          e);
    }
  }

  private static AwsCredentialsProvider own(S3Identity identity) throws S3ExportException {
    if (identity.credentialsProvider().isPresent()) {
      return NamedClass.make(
          "awsCredentialsProvider",
          identity.credentialsProvider().get(),
          AwsCredentialsProvider.class);
    }
    return identity
        .profile()
        .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  private AwsCredentialsProvider assumed(String role, String region) {
    var builder =
        StsClient.builder().region(Region.of(region)).credentialsProvider(own).httpClient(http);
    options.identity().stsEndpointUrl().ifPresent(builder::endpointOverride);
    sts = builder.build();
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(request -> request.roleArn(role).roleSessionName(SESSION_NAME))
        .build();
  }

  @Override
  public synchronized void close() {
    close(provider);
    close(sts);
    close(own);
  }

  private static void close(Object closeable) {
    if (closeable instanceof SdkAutoCloseable open) {
      open.close();
    }
  }
}
