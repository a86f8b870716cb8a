package org.auroraml.s3export;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * As whom S3 is asked.
 *
 * @param profile the credentials profile; else the SDK's default
 * @param credentialsProvider the class of an AwsCredentialsProvider of the AWS SDK, to be used
 *     instead; it has a public static {@code create()} or a public constructor without parameters
 * @param role the ARN of a role that is assumed for exports
 * @param stsEndpointUrl another endpoint of the service that gives roles
 */
public record S3Identity(
    Optional<String> profile,
    Optional<String> credentialsProvider,
    Optional<String> role,
    Optional<URI> stsEndpointUrl) {

  public S3Identity {
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(credentialsProvider, "credentialsProvider");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(stsEndpointUrl, "stsEndpointUrl");
  }

  /** Whom the SDK's provider chain finds. */
  public static S3Identity ofSdk() {
    return new S3Identity(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
