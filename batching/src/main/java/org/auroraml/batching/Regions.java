package org.auroraml.batching;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the Region in the names that AWS gives. */
final class Regions {
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]+");
  private static final Pattern AWS_HOST =
      Pattern.compile(".*\\.(amazonaws\\.com(\\.cn)?|api\\.aws)");
  private static final int ARN_REGION = 3;

  private Regions() {}

  /** The Region of an ARN, where it is one and names a Region. */
  static Optional<String> ofArn(String name) {
    String[] parts = name.split(":", -1);
    return parts[0].equals("arn") && parts.length > ARN_REGION && !parts[ARN_REGION].isEmpty()
        ? Optional.of(parts[ARN_REGION])
        : Optional.empty();
  }

  /** The Region of one of AWS's own endpoints, public or in a VPC. */
  static Optional<String> ofEndpoint(URI url) {
    String host = url.getHost();
    if (host == null || !AWS_HOST.matcher(host).matches()) {
      return Optional.empty();
    }
    return Arrays.stream(host.split("\\.", -1))
        .filter(label -> REGION.matcher(label).matches())
        .findFirst();
  }
}
