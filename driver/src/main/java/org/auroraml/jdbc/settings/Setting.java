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
  AWS_CREDENTIALS_PROVIDER(
      "awsCredentialsProvider",
      null,
      "class of an AwsCredentialsProvider of the AWS SDK, made by its static create() or by new",
      Kind.TEXT),
  AWS_DEFAULT_SAGEMAKER_ROLE(
      "awsDefaultSagemakerRole", null, "ARN of the role to assume for SageMaker", Kind.ROLE),
  AWS_DEFAULT_COMPREHEND_ROLE(
      "awsDefaultComprehendRole", null, "ARN of the role to assume for Comprehend", Kind.ROLE),
  AWS_DEFAULT_BEDROCK_ROLE(
      "awsDefaultBedrockRole", null, "ARN of the role to assume for Bedrock", Kind.ROLE),
  AWS_DEFAULT_S3_ROLE(
      "awsDefaultS3Role", null, "ARN of the role to assume for exports to S3", Kind.ROLE),
  ALLOW_FOREIGN_REGION(
      "allowForeignRegion",
      "false",
      "call models whose ARN, or whose endpoint's URL, is of another Region than awsRegion",
      Kind.BOOLEAN),
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
  BEDROCK_ENDPOINT_URL(
      "bedrockEndpointUrl",
      null,
      "URL of the Bedrock runtime, for VPC endpoints and local stands",
      Kind.URL),
  STS_ENDPOINT_URL(
      "stsEndpointUrl",
      null,
      "URL of the Security Token Service, for VPC endpoints and local stands",
      Kind.URL),
  S3_ENDPOINT_URL(
      "s3EndpointUrl", null, "URL of Amazon S3, for VPC endpoints and local stands", Kind.URL),
  FUNCTIONS(
      "functions",
      "catalog",
      "where ML functions are kept: catalog (stored functions on the server), file:PATH (a script of CREATE FUNCTION statements), memory (this JVM)",
      Kind.FUNCTIONS),
  NATIVE_ML(
      "nativeMl",
      "auto",
      "who evaluates on a server that has Aurora's ML functions itself: server (every statement goes to it as it is), driver, or auto (the server if one of its variables aws_default_sagemaker_role, aws_default_comprehend_role and aws_default_bedrock_role has a role, else the driver)",
      Kind.NATIVE_ML),
  REQUIRE_INVOKE_ROLE(
      "requireInvokeRole",
      "false",
      "refuse users whose session has not the role AWS_SAGEMAKER_ACCESS, AWS_COMPREHEND_ACCESS, AWS_BEDROCK_ACCESS or AWS_SELECT_S3_ACCESS active that the statement takes",
      Kind.BOOLEAN),
  ML_CONCURRENCY("mlConcurrency", "8", "model calls at once of one statement", Kind.POSITIVE),
  ML_ENDPOINT_CONCURRENCY(
      "mlEndpointConcurrency", "32", "model calls at once to one endpoint", Kind.POSITIVE),
  ML_JVM_CONCURRENCY("mlJvmConcurrency", "64", "model calls at once of the JVM", Kind.POSITIVE),
  ML_REQUESTS_PER_SECOND(
      "mlRequestsPerSecond", "0", "requests a second to one endpoint; 0: no limit", Kind.COUNT),
  ML_BREAKER_FAILURE_RATE(
      "mlBreakerFailureRate",
      "50",
      "per cent of an endpoint's last calls whose failure (a broken connection, a time-out, a server error) makes the JVM leave it alone for a while; 0: never",
      Kind.PERCENT),
  ML_BREAKER_CALLS(
      "mlBreakerCalls", "20", "how many of an endpoint's last calls count for that", Kind.POSITIVE),
  ML_BREAKER_OPEN_MS(
      "mlBreakerOpenMs",
      "10000",
      "milliseconds for which such an endpoint is left alone",
      Kind.POSITIVE),
  ML_MAX_REQUEST_BYTES(
      "mlMaxRequestBytes", "6291456", "bytes of one SageMaker request", Kind.POSITIVE),
  ML_TIMEOUT_MS("mlTimeoutMs", "30000", "milliseconds for one model call", Kind.POSITIVE),
  ML_RETRY_BUDGET_MS(
      "mlRetryBudgetMs", "60000", "milliseconds for all tries of one batch", Kind.POSITIVE),
  MAX_ML_INPUTS(
      "maxMlInputs",
      "0",
      "distinct inputs that one statement may send to models, else it fails before the first is sent; 0: no limit",
      Kind.COUNT),
  ON_ML_ERROR(
      "onMlError",
      "fail",
      "what becomes of an input that a model fails at: fail (the statement fails) or null (NULL, with a warning)",
      Kind.ON_ERROR),
  ML_CACHE_SIZE(
      "mlCacheSize",
      "0",
      "predictions that are kept across statements, for the connections of one user with the same settings; 0: none",
      Kind.COUNT),
  ML_CACHE_TTL_MS(
      "mlCacheTtlMs",
      "0",
      "milliseconds for which a prediction is kept; 0: until others take its place",
      Kind.COUNT),
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
  S3_ENCRYPTION_DEFAULT(
      "s3EncryptionDefault",
      "OFF",
      "how S3 encrypts exports without an ENCRYPTION clause (Aurora: aurora_select_into_s3_encryption_default): OFF (as the bucket says), SSE_S3, SSE_KMS, ON (SSE_KMS if there is an s3DefaultCmkId, else SSE_S3)",
      Kind.ENCRYPTION),
  S3_DEFAULT_CMK_ID(
      "s3DefaultCmkId",
      null,
      "id or ARN of the KMS key of SSE_KMS and ON where a statement names none (Aurora: aurora_s3_default_cmk_id); default: the account's own for S3",
      Kind.TEXT),
  S3_PROGRESS_LISTENER(
      "s3ProgressListener",
      null,
      "class of an org.auroraml.s3export.ProgressListener that hears how far exports are, made once by its static create() or by new",
      Kind.TEXT),
  LOG_INPUTS("logInputs", "false", "show model inputs in logs and errors", Kind.BOOLEAN),
  MICROMETER(
      "micrometer",
      "true",
      "counters and timers of model calls as meters of Micrometer's global registry, where the application has Micrometer",
      Kind.BOOLEAN),
  REGISTER_MBEANS(
      "registerMbeans",
      "false",
      "counters and times of model calls as an MBean of the platform's MBean server",
      Kind.BOOLEAN);

  /** What a value must look like. */
  enum Kind {
    TEXT("any text", ".+"),
    ROLE("the ARN of an IAM role", "arn:[^:]+:iam::[0-9]*:role/.+"),
    URL("an http or https URL", null),
    POSITIVE("a whole number from 1 to 2147483647", "0*[1-9][0-9]{0,9}"),
    COUNT("a whole number from 0 to 2147483647", "[0-9]{1,10}"),
    PERCENT("a whole number from 0 to 100", "[0-9]{1,3}"),
    BYTES("a whole number from 0 to 9223372036854775807", "0*[0-9]{1,19}"),
    FILE_SIZE("a whole number from 1 to " + S3ExporterOptions.MAX_FILE_BYTES, "0*[1-9][0-9]{0,12}"),
    BOOLEAN("true or false", "(?i)true|false"),
    ON_ERROR("fail or null", "(?i)fail|null"),
    ENCRYPTION("ON, OFF, SSE_S3 or SSE_KMS", "(?i)ON|OFF|SSE_S3|SSE_KMS"),
    NATIVE_ML("auto, driver or server", "(?i)auto|driver|server"),
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
        case POSITIVE, COUNT -> isNumber(value, Integer.MAX_VALUE);
        case PERCENT -> isNumber(value, 100);
        case BYTES -> isNumber(value, Long.MAX_VALUE);
        case FILE_SIZE -> isNumber(value, S3ExporterOptions.MAX_FILE_BYTES);
        default -> pattern.matcher(value).matches();
      };
    }

    private boolean isNumber(String value, long greatest) {
      return pattern.matcher(value).matches()
          && new BigInteger(value).compareTo(BigInteger.valueOf(greatest)) <= 0;
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
    return switch (kind) {
      case BOOLEAN -> List.of("true", "false");
      case ON_ERROR -> List.of("fail", "null");
      case NATIVE_ML -> List.of("auto", "driver", "server");
      case ENCRYPTION -> List.of("OFF", "ON", "SSE_S3", "SSE_KMS");
      default -> List.of();
    };
  }

  /** Whether it takes a value. */
  public boolean accepts(String value) {
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
