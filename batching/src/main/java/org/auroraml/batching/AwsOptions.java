package org.auroraml.batching;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where the services are, and as whom they are called.
 *
 * @param region the Region of all services; without it the AWS SDK looks for one
 * @param profile the profile whose credentials and Region are used; without it the AWS SDK looks
 *     for credentials
 * @param credentialsProvider the class of an AwsCredentialsProvider of the AWS SDK, to be used
 *     instead; it has a public static {@code create()} or a public constructor without parameters
 * @param roles by service: the ARN of a role that is assumed to call it (feature F42)
 * @param allowForeignRegion whether an endpoint's URL or a model's ARN may be of another Region
 *     (feature F43)
 * @param endpointUrls where a service is, instead of the Region's own endpoint
 * @param sageMakerEndpointUrls by endpoint name: servers that are no SageMaker but keep its
 *     container's convention; a request's body is posted to the URL as it stands, unsigned
 */
public record AwsOptions(
    Optional<String> region,
    Optional<String> profile,
    Optional<String> credentialsProvider,
    Map<AwsService, String> roles,
    boolean allowForeignRegion,
    Map<AwsService, URI> endpointUrls,
    Map<String, URI> sageMakerEndpointUrls) {

  public AwsOptions {
    roles = Map.copyOf(roles);
    endpointUrls = Map.copyOf(endpointUrls);
    sageMakerEndpointUrls = Map.copyOf(sageMakerEndpointUrls);
  }

  Optional<URI> endpointUrl(AwsService service) {
    return Optional.ofNullable(endpointUrls.get(service));
  }
}
