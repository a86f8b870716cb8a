package org.auroraml.batching;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where the services are.
 *
 * @param region the Region of all services; without it the AWS SDK looks for one
 * @param profile the profile whose credentials and Region are used; without it the AWS SDK looks
 *     for credentials
 * @param endpointUrls where a service is, instead of the Region's own endpoint
 * @param sageMakerEndpointUrls by endpoint name: servers that are no SageMaker but keep its
 *     container's convention; a request's body is posted to the URL as it stands, unsigned
 */
public record AwsOptions(
    Optional<String> region,
    Optional<String> profile,
    Map<AwsService, URI> endpointUrls,
    Map<String, URI> sageMakerEndpointUrls) {

  public AwsOptions {
    endpointUrls = Map.copyOf(endpointUrls);
    sageMakerEndpointUrls = Map.copyOf(sageMakerEndpointUrls);
  }

  Optional<URI> endpointUrl(AwsService service) {
    return Optional.ofNullable(endpointUrls.get(service));
  }
}
