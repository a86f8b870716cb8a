package org.auroraml.jdbc.settings;

import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.auroraml.s3export.S3ExporterOptions;

/**
 * Every setting of the driver: name, default, description and what values it takes. Settings are
 * given in the URL or in the Properties; the Properties win. What is not listed here belongs to
 * MySQL Connector/J.
 */
public enum Setting {
  AWS_REGION(
      "awsRegion",
      null,
      "Region of all AWS services; default: the SDK's provider chain",
      Kind.TEXT),
  AWS_PROFILE(
      "awsProfile", null, "credentials profile; default: the SDK's provider chain", Kind.TEXT),
  SAGEMAKER_ENDPOINT_URL(
      "sagemakerEndpointUrl",
      null,
      "URL of the SageMaker runtime, for VPC endpoints and local stands; sagemakerEndpointUrl.NAME=URL sends the one endpoint NAME to a server of the /invocations convention",
      Kind.URL),
  COMPREHEND_ENDPOINT_URL(
      "comprehendEndpointUrl",
      null,
      "URL of Amazon Comprehend, for VPC endpoints and local stands",
      Kind.URL),
  S3_ENDPOINT_URL(
      "s3EndpointUrl", null, "URL of Amazon S3, for VPC endpoints and local stands", Kind.URL),
  FUNCTIONS(
      "functions",
      "catalog",
      "where ML functions are kept: catalog (stored functions on the server), file:PATH (a script of CREATE FUNCTION statements), memory (this JVM)",
      Kind.FUNCTIONS),
  ML_CONCURRENCY("mlConcurrency", "8", "model calls at once of one statement", Kind.POSITIVE),
  ML_ENDPOINT_CONCURRENCY(
      "mlEndpointConcurrency", "32", "model calls at once to one endpoint", Kind.POSITIVE),
  ML_JVM_CONCURRENCY(
      "mlJvmConcurrency",
      "64",
      "model calls at once of the JVM to one server's models",
      Kind.POSITIVE),
  ML_MAX_REQUEST_BYTES(
      "mlMaxRequestBytes", "6291456", "bytes of one SageMaker request", Kind.POSITIVE),
  ML_TIMEOUT_MS("mlTimeoutMs", "30000", "milliseconds for one model call", Kind.POSITIVE),
  ML_RETRY_BUDGET_MS(
      "mlRetryBudgetMs", "60000", "milliseconds for all tries of one batch", Kind.POSITIVE),
  S3_SPOOL_DIRECTORY(
      "s3SpoolDirectory",
      null,
      "directory for files on their way to S3; default: the temporary directory",
      Kind.TEXT),
  S3_SPOOL_LIMIT(
      "s3SpoolLimit",
      "0",
      "bytes that one export may have on disk, 0 for no limit; an export at the limit waits for its uploads, which takes 20 MB at least",
      Kind.BYTES),
  S3_FILE_SIZE(
      "s3FileSize",
      "6000000000",
      "bytes at which the next part of an export begins",
      Kind.FILE_SIZE),
  S3_ALLOWED_BUCKETS(
      "s3AllowedBuckets",
      null,
      "buckets that SQL may name, with commas between them; default: any",
      Kind.TEXT),
  LOG_INPUTS("logInputs", "false", "show model inputs in logs and errors", Kind.BOOLEAN);

  /** What a value must look like. */
  enum Kind {
    TEXT("any text", ".+"),
    URL("an http or https URL", null),
    POSITIVE("a whole number from 1 to 2147483647", "0*[1-9][0-9]{0,9}"),
    BYTES("a whole number from 0 to 9223372036854775807", "0*[0-9]{1,19}"),
    FILE_SIZE("a whole number from 1 to " + S3ExporterOptions.MAX_FILE_BYTES, "0*[1-9][0-9]{0,12}"),
    BOOLEAN("true or false", "(?i)true|false"),
    FUNCTIONS("catalog, file:PATH or memory", "catalog|memory|file:.+");

    private final String accepted;
    private final Pattern pattern;

    Kind(String accepted, String pattern) {
      this.accepted = accepted;
      this.pattern = pattern == null ? null : Pattern.compile(pattern);
    }

    boolean accepts(String value) {
      return switch (this) {
        case URL -> isHttpUrl(value);
        case POSITIVE ->
            pattern.matcher(value).matches() && Long.parseLong(value) <= Integer.MAX_VALUE;
        case BYTES -> pattern.matcher(value).matches() && isAtMost(Long.MAX_VALUE, value);
        case FILE_SIZE ->
            pattern.matcher(value).matches() && isAtMost(S3ExporterOptions.MAX_FILE_BYTES, value);
        default -> pattern.matcher(value).matches();
      };
    }

    private static boolean isAtMost(long most, String value) {
      return new BigInteger(value).compareTo(BigInteger.valueOf(most)) <= 0;
    }

    private static boolean isHttpUrl(String value) {
      try {
        URI uri = URI.create(value);
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
            && uri.getHost() != null;
      } catch (IllegalArgumentException notAUri) {
        return false;
      }
    }
  }

  private final String key;
  private final String defaultValue;
  private final String description;
  private final Kind kind;

  Setting(String key, String defaultValue, String description, Kind kind) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.description = description;
    this.kind = kind;
  }

  /** The name as it stands in a URL. */
  public String key() {
    return key;
  }

  /** The value where none is given; empty where the description says what happens then. */
  public Optional<String> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  /** One sentence for people. */
  public String description() {
    return description;
  }

  /** The values it takes, in words. */
  public String accepted() {
    return kind.accepted;
  }

  /** The choices for a list in a GUI, or an empty list where there are too many. */
  public List<String> choices() {
    return kind == Kind.BOOLEAN ? List.of("true", "false") : List.of();
  }

  boolean accepts(String value) {
    return kind.accepts(value);
  }

  /** The setting of that name, or null. Names are case-sensitive, as Connector/J's are. */
  static Setting byKey(String key) {
    for (Setting setting : values()) {
      if (setting.key.equals(key)) {
        return setting;
      }
    }
    return null;
  }
}
