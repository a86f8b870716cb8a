package org.auroraml.s3export;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How exports reach S3 and where they are spooled.
 *
 * @param region the Region of buckets whose location names none; else the SDK's provider chain
 * @param profile the credentials profile; else the SDK's default
 * @param endpointUrl another endpoint than the Region's own, for VPC endpoints and local stands;
 *     buckets are then addressed in the path
 * @param spoolDirectory where spool files are made; else {@code java.io.tmpdir}
 * @param connectTimeout how long a connection to S3 may take
 * @param socketTimeout how long S3 may be silent while it is read from
 * @param requestTimeout how long one request may take, all retries included. An object above 16 MiB
 *     takes several requests.
 */
public record S3ExporterOptions(
    Optional<String> region,
    Optional<String> profile,
    Optional<URI> endpointUrl,
    Optional<Path> spoolDirectory,
    Duration connectTimeout,
    Duration socketTimeout,
    Duration requestTimeout) {

  private static final S3ExporterOptions DEFAULTS =
      new S3ExporterOptions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofMinutes(10));

  public S3ExporterOptions {
    requirePositive("connectTimeout", connectTimeout);
    requirePositive("socketTimeout", socketTimeout);
    requirePositive("requestTimeout", requestTimeout);
  }

  /** The SDK's own Region, credentials and endpoint, and the temporary directory. */
  public static S3ExporterOptions defaults() {
    return DEFAULTS;
  }

  /** These options with another Region. */
  public S3ExporterOptions withRegion(String name) {
    return new S3ExporterOptions(
        Optional.of(name),
        profile,
        endpointUrl,
        spoolDirectory,
        connectTimeout,
        socketTimeout,
        requestTimeout);
  }

  /** These options with another endpoint. */
  public S3ExporterOptions withEndpointUrl(URI url) {
    return new S3ExporterOptions(
        region,
        profile,
        Optional.of(url),
        spoolDirectory,
        connectTimeout,
        socketTimeout,
        requestTimeout);
  }

  /** These options with another spool directory. */
  public S3ExporterOptions withSpoolDirectory(Path directory) {
    return new S3ExporterOptions(
        region,
        profile,
        endpointUrl,
        Optional.of(directory),
        connectTimeout,
        socketTimeout,
        requestTimeout);
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " must be positive, not " + duration);
    }
  }
}
