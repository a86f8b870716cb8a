package org.auroraml.etl;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What {@code etl} in application.yml says.
 *
 * @param run the name of the run
 * @param chunk rows of a transaction
 * @param parallel transactions at a time
 * @param to where the export goes, {@code s3://bucket/prefix}
 */
@ConfigurationProperties("etl")
public record EtlSettings(String run, int chunk, int parallel, String to) {
  /** It stands in a string literal of SQL, so no quote and no backslash may be in it. */
  private static final Pattern PLACE = Pattern.compile("s3[a-z0-9-]*://[a-z0-9.-]+/[\\w./=-]+");

  /** Checks the place. */
  public EtlSettings {
    if (!PLACE.matcher(to).matches()) {
      throw new IllegalArgumentException("etl.to is s3://bucket/prefix, not " + to);
    }
  }
}
