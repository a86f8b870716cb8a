package org.auroraml.s3export;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How exports reach S3 and where they are spooled.
 *
 * @param region the Region of buckets whose location names none; else the SDK's provider chain
 * @param identity as whom S3 is asked
 * @param endpointUrl another endpoint than the Region's own, for VPC endpoints and local stands;
 *     buckets are then addressed in the path
 * @param spoolDirectory where spool files are made; else {@code java.io.tmpdir}
 * @param spoolLimit the most bytes that one export may have on disk; 0 for no limit. When it is
 *     reached, reading rows waits for uploads. From 20 MiB on there is always an upload to wait
 *     for; below, an export that is bigger than the limit may fail.
 * @param fileBytes the size at which the next part object begins; the row that crosses it is still
 *     in the earlier one
 * @param allowedBuckets the buckets that exports may go to; any if empty
 * @param progressListener the class of a {@link ProgressListener} that hears of exports which are
 *     begun without one; it has a public static {@code create()} or a public constructor without
 *     parameters, and is made once
 * @param connectTimeout how long a connection to S3 may take
 * @param socketTimeout how long S3 may be silent while it is read from
 * @param requestTimeout how long one request may take, all retries included. An object above 16 MiB
 *     takes several requests.
 */
public record S3ExporterOptions(
    Optional<String> region,
    S3Identity identity,
    Optional<URI> endpointUrl,
    Optional<Path> spoolDirectory,
    long spoolLimit,
    long fileBytes,
    Set<String> allowedBuckets,
    Optional<String> progressListener,
    Duration connectTimeout,
    Duration socketTimeout,
    Duration requestTimeout) {

  /** Aurora's own size of a part object. */
  public static final long DEFAULT_FILE_BYTES = 6_000_000_000L;

  /** The most bytes of an object in S3 (5 TiB), less the row that may go over. */
  public static final long MAX_FILE_BYTES = (5L << 40) - (1L << 30);

  private static final S3ExporterOptions DEFAULTS =
      new S3ExporterOptions(
          Optional.empty(),
          S3Identity.ofSdk(),
          Optional.empty(),
          Optional.empty(),
          0,
          DEFAULT_FILE_BYTES,
          Set.of(),
          Optional.empty(),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofMinutes(10));

  public S3ExporterOptions {
    Objects.requireNonNull(identity, "identity");
    allowedBuckets = Set.copyOf(allowedBuckets);
    if (spoolLimit < 0) {
      throw new IllegalArgumentException("spoolLimit can't be " + spoolLimit);
    }
    if (fileBytes < 1 || fileBytes > MAX_FILE_BYTES) {
      throw new IllegalArgumentException("fileBytes can't be " + fileBytes);
    }
    requirePositive("connectTimeout", connectTimeout);
    requirePositive("socketTimeout", socketTimeout);
    requirePositive("requestTimeout", requestTimeout);
  }

  /** The SDK's own Region, credentials and endpoint, the temporary directory, and no limits. */
  public static S3ExporterOptions defaults() {
    return DEFAULTS;
  }

  /** These options with another Region. */
  public S3ExporterOptions withRegion(String name) {
    return with(changed -> changed.region = Optional.of(name));
  }

  /** These options with another identity. */
  public S3ExporterOptions withIdentity(S3Identity other) {
    return with(changed -> changed.identity = other);
  }

  /** These options with another endpoint. */
  public S3ExporterOptions withEndpointUrl(URI url) {
    return with(changed -> changed.endpointUrl = Optional.of(url));
  }

  /** These options with another spool directory. */
  public S3ExporterOptions withSpoolDirectory(Path directory) {
    return with(changed -> changed.spoolDirectory = Optional.of(directory));
  }

  /** These options with another limit of an export's spool; 0 for none. */
  public S3ExporterOptions withSpoolLimit(long bytes) {
    return with(changed -> changed.spoolLimit = bytes);
  }

  /** These options with another size of part objects. */
  public S3ExporterOptions withFileBytes(long bytes) {
    return with(changed -> changed.fileBytes = bytes);
  }

  /** These options with a list of the buckets that exports may go to. */
  public S3ExporterOptions withAllowedBuckets(Set<String> names) {
    return with(changed -> changed.allowedBuckets = names);
  }

  /** These options with the class of a listener. */
  public S3ExporterOptions withProgressListener(String className) {
    return with(changed -> changed.progressListener = Optional.of(className));
  }

  private S3ExporterOptions with(Consumer<Changed> change) {
    Changed changed = new Changed(this);
    change.accept(changed);
    return new S3ExporterOptions(
        changed.region,
        changed.identity,
        changed.endpointUrl,
        changed.spoolDirectory,
        changed.spoolLimit,
        changed.fileBytes,
        changed.allowedBuckets,
        changed.progressListener,
        connectTimeout,
        socketTimeout,
        requestTimeout);
  }

  /** What may change. */
  private static final class Changed {
    Optional<String> region;
    S3Identity identity;
    Optional<URI> endpointUrl;
    Optional<Path> spoolDirectory;
    long spoolLimit;
    long fileBytes;
    Set<String> allowedBuckets;
    Optional<String> progressListener;

    Changed(S3ExporterOptions from) {
      region = from.region;
      identity = from.identity;
      endpointUrl = from.endpointUrl;
      spoolDirectory = from.spoolDirectory;
      spoolLimit = from.spoolLimit;
      fileBytes = from.fileBytes;
      allowedBuckets = from.allowedBuckets;
      progressListener = from.progressListener;
    }
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " must be positive, not " + duration);
    }
  }
}
