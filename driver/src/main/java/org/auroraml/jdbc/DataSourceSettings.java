package org.auroraml.jdbc;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.auroraml.jdbc.settings.Setting;

/**
 * The settings of the driver as properties of a bean, beside those of Connector/J's {@link
 * MysqlDataSource}. They have the names and the meaning of docs/settings.md; a value that a setting
 * can't take makes {@code getConnection} fail with SQLSTATE 01S00.
 *
 * <p>Getters give what was set, else the setting's default, and null where it has none; what the
 * URL says they do not know. Setting null takes a value back.
 */
public abstract class DataSourceSettings extends MysqlDataSource {
  private static final long serialVersionUID = 1L;

  private final EnumMap<Setting, String> given = new EnumMap<>(Setting.class);

  DataSourceSettings() {}

  /** The settings that were given a value. */
  Map<Setting, String> given() {
    return Collections.unmodifiableMap(given);
  }

  /** Gives a setting a value, or takes it back where that is null. */
  void put(Setting setting, String value) {
    if (value == null) {
      given.remove(setting);
    } else {
      given.put(setting, value);
    }
  }

  private String text(Setting setting) {
    return given.getOrDefault(setting, setting.defaultValue().orElse(null));
  }

  private int number(Setting setting) {
    return Integer.parseInt(text(setting));
  }

  private long bytes(Setting setting) {
    return Long.parseLong(text(setting));
  }

  private boolean flag(Setting setting) {
    return Boolean.parseBoolean(text(setting));
  }

  /** Region of all AWS services; default: the SDK's provider chain. */
  public void setAwsRegion(String value) {
    put(Setting.AWS_REGION, value);
  }

  public String getAwsRegion() {
    return text(Setting.AWS_REGION);
  }

  /** Credentials profile; default: the SDK's provider chain. */
  public void setAwsProfile(String value) {
    put(Setting.AWS_PROFILE, value);
  }

  public String getAwsProfile() {
    return text(Setting.AWS_PROFILE);
  }

  /** Class of an AwsCredentialsProvider of the AWS SDK, made by its static create() or by new. */
  public void setAwsCredentialsProvider(String value) {
    put(Setting.AWS_CREDENTIALS_PROVIDER, value);
  }

  public String getAwsCredentialsProvider() {
    return text(Setting.AWS_CREDENTIALS_PROVIDER);
  }

  /** ARN of the role to assume for SageMaker. */
  public void setAwsDefaultSagemakerRole(String value) {
    put(Setting.AWS_DEFAULT_SAGEMAKER_ROLE, value);
  }

  public String getAwsDefaultSagemakerRole() {
    return text(Setting.AWS_DEFAULT_SAGEMAKER_ROLE);
  }

  /** ARN of the role to assume for Comprehend. */
  public void setAwsDefaultComprehendRole(String value) {
    put(Setting.AWS_DEFAULT_COMPREHEND_ROLE, value);
  }

  public String getAwsDefaultComprehendRole() {
    return text(Setting.AWS_DEFAULT_COMPREHEND_ROLE);
  }

  /** ARN of the role to assume for Bedrock. */
  public void setAwsDefaultBedrockRole(String value) {
    put(Setting.AWS_DEFAULT_BEDROCK_ROLE, value);
  }

  public String getAwsDefaultBedrockRole() {
    return text(Setting.AWS_DEFAULT_BEDROCK_ROLE);
  }

  /** ARN of the role to assume for exports to S3. */
  public void setAwsDefaultS3Role(String value) {
    put(Setting.AWS_DEFAULT_S3_ROLE, value);
  }

  public String getAwsDefaultS3Role() {
    return text(Setting.AWS_DEFAULT_S3_ROLE);
  }

  /** Call models whose ARN, or whose endpoint's URL, is of another Region than awsRegion. */
  public void setAllowForeignRegion(boolean value) {
    put(Setting.ALLOW_FOREIGN_REGION, Boolean.toString(value));
  }

  public boolean isAllowForeignRegion() {
    return flag(Setting.ALLOW_FOREIGN_REGION);
  }

  /**
   * URL of the SageMaker runtime, for VPC endpoints and local stands; sagemakerEndpointUrl.NAME=URL
   * sends the one endpoint NAME to a server of the /invocations convention.
   */
  public void setSagemakerEndpointUrl(String value) {
    put(Setting.SAGEMAKER_ENDPOINT_URL, value);
  }

  public String getSagemakerEndpointUrl() {
    return text(Setting.SAGEMAKER_ENDPOINT_URL);
  }

  /** URL of Amazon Comprehend, for VPC endpoints and local stands. */
  public void setComprehendEndpointUrl(String value) {
    put(Setting.COMPREHEND_ENDPOINT_URL, value);
  }

  public String getComprehendEndpointUrl() {
    return text(Setting.COMPREHEND_ENDPOINT_URL);
  }

  /** URL of the Bedrock runtime, for VPC endpoints and local stands. */
  public void setBedrockEndpointUrl(String value) {
    put(Setting.BEDROCK_ENDPOINT_URL, value);
  }

  public String getBedrockEndpointUrl() {
    return text(Setting.BEDROCK_ENDPOINT_URL);
  }

  /** URL of the Security Token Service, for VPC endpoints and local stands. */
  public void setStsEndpointUrl(String value) {
    put(Setting.STS_ENDPOINT_URL, value);
  }

  public String getStsEndpointUrl() {
    return text(Setting.STS_ENDPOINT_URL);
  }

  /** URL of Amazon S3, for VPC endpoints and local stands. */
  public void setS3EndpointUrl(String value) {
    put(Setting.S3_ENDPOINT_URL, value);
  }

  public String getS3EndpointUrl() {
    return text(Setting.S3_ENDPOINT_URL);
  }

  /**
   * Where ML functions are kept: catalog (stored functions on the server), file:PATH (a script of
   * CREATE FUNCTION statements), memory (this JVM).
   */
  public void setFunctions(String value) {
    put(Setting.FUNCTIONS, value);
  }

  public String getFunctions() {
    return text(Setting.FUNCTIONS);
  }

  /** Who evaluates on a server that has Aurora's ML functions itself: auto, driver or server. */
  public void setNativeMl(String value) {
    put(Setting.NATIVE_ML, value);
  }

  public String getNativeMl() {
    return text(Setting.NATIVE_ML);
  }

  /**
   * Refuse users whose session has not the role AWS_SAGEMAKER_ACCESS, AWS_COMPREHEND_ACCESS,
   * AWS_BEDROCK_ACCESS or AWS_SELECT_S3_ACCESS active that the statement takes.
   */
  public void setRequireInvokeRole(boolean value) {
    put(Setting.REQUIRE_INVOKE_ROLE, Boolean.toString(value));
  }

  public boolean isRequireInvokeRole() {
    return flag(Setting.REQUIRE_INVOKE_ROLE);
  }

  /** Model calls at once of one statement. */
  public void setMlConcurrency(int value) {
    put(Setting.ML_CONCURRENCY, Integer.toString(value));
  }

  public int getMlConcurrency() {
    return number(Setting.ML_CONCURRENCY);
  }

  /** Model calls at once to one endpoint. */
  public void setMlEndpointConcurrency(int value) {
    put(Setting.ML_ENDPOINT_CONCURRENCY, Integer.toString(value));
  }

  public int getMlEndpointConcurrency() {
    return number(Setting.ML_ENDPOINT_CONCURRENCY);
  }

  /** Model calls at once of the JVM. */
  public void setMlJvmConcurrency(int value) {
    put(Setting.ML_JVM_CONCURRENCY, Integer.toString(value));
  }

  public int getMlJvmConcurrency() {
    return number(Setting.ML_JVM_CONCURRENCY);
  }

  /** Requests a second to one endpoint; 0: no limit. */
  public void setMlRequestsPerSecond(int value) {
    put(Setting.ML_REQUESTS_PER_SECOND, Integer.toString(value));
  }

  public int getMlRequestsPerSecond() {
    return number(Setting.ML_REQUESTS_PER_SECOND);
  }

  /**
   * Per cent of an endpoint's last calls whose failure (a broken connection, a time-out, a server
   * error) makes the JVM leave it alone for a while; 0: never.
   */
  public void setMlBreakerFailureRate(int value) {
    put(Setting.ML_BREAKER_FAILURE_RATE, Integer.toString(value));
  }

  public int getMlBreakerFailureRate() {
    return number(Setting.ML_BREAKER_FAILURE_RATE);
  }

  /** How many of an endpoint's last calls count for that. */
  public void setMlBreakerCalls(int value) {
    put(Setting.ML_BREAKER_CALLS, Integer.toString(value));
  }

  public int getMlBreakerCalls() {
    return number(Setting.ML_BREAKER_CALLS);
  }

  /** Milliseconds for which such an endpoint is left alone. */
  public void setMlBreakerOpenMs(int value) {
    put(Setting.ML_BREAKER_OPEN_MS, Integer.toString(value));
  }

  public int getMlBreakerOpenMs() {
    return number(Setting.ML_BREAKER_OPEN_MS);
  }

  /** Bytes of one SageMaker request. */
  public void setMlMaxRequestBytes(int value) {
    put(Setting.ML_MAX_REQUEST_BYTES, Integer.toString(value));
  }

  public int getMlMaxRequestBytes() {
    return number(Setting.ML_MAX_REQUEST_BYTES);
  }

  /** Milliseconds for one model call. */
  public void setMlTimeoutMs(int value) {
    put(Setting.ML_TIMEOUT_MS, Integer.toString(value));
  }

  public int getMlTimeoutMs() {
    return number(Setting.ML_TIMEOUT_MS);
  }

  /** Milliseconds for all tries of one batch. */
  public void setMlRetryBudgetMs(int value) {
    put(Setting.ML_RETRY_BUDGET_MS, Integer.toString(value));
  }

  public int getMlRetryBudgetMs() {
    return number(Setting.ML_RETRY_BUDGET_MS);
  }

  /**
   * Distinct inputs that one statement may send to models, else it fails before the first is sent;
   * 0: no limit.
   */
  public void setMaxMlInputs(int value) {
    put(Setting.MAX_ML_INPUTS, Integer.toString(value));
  }

  public int getMaxMlInputs() {
    return number(Setting.MAX_ML_INPUTS);
  }

  /**
   * What becomes of an input that a model fails at: fail (the statement fails) or null (NULL, with
   * a warning).
   */
  public void setOnMlError(String value) {
    put(Setting.ON_ML_ERROR, value);
  }

  public String getOnMlError() {
    return text(Setting.ON_ML_ERROR);
  }

  /**
   * Predictions that are kept across statements, for the connections of one user with the same
   * settings; 0: none.
   */
  public void setMlCacheSize(int value) {
    put(Setting.ML_CACHE_SIZE, Integer.toString(value));
  }

  public int getMlCacheSize() {
    return number(Setting.ML_CACHE_SIZE);
  }

  /** Milliseconds for which a prediction is kept; 0: until others take its place. */
  public void setMlCacheTtlMs(int value) {
    put(Setting.ML_CACHE_TTL_MS, Integer.toString(value));
  }

  public int getMlCacheTtlMs() {
    return number(Setting.ML_CACHE_TTL_MS);
  }

  /** Directory for files on their way to S3; default: the temporary directory. */
  public void setS3SpoolDirectory(String value) {
    put(Setting.S3_SPOOL_DIRECTORY, value);
  }

  public String getS3SpoolDirectory() {
    return text(Setting.S3_SPOOL_DIRECTORY);
  }

  /**
   * Bytes that one export may have on disk, 0 for no limit; an export at the limit waits for its
   * uploads, which takes 20 MB at least.
   */
  public void setS3SpoolLimit(long value) {
    put(Setting.S3_SPOOL_LIMIT, Long.toString(value));
  }

  public long getS3SpoolLimit() {
    return bytes(Setting.S3_SPOOL_LIMIT);
  }

  /** Bytes at which the next part of an export begins. */
  public void setS3FileSize(long value) {
    put(Setting.S3_FILE_SIZE, Long.toString(value));
  }

  public long getS3FileSize() {
    return bytes(Setting.S3_FILE_SIZE);
  }

  /** Buckets that SQL may name, with commas between them; default: any. */
  public void setS3AllowedBuckets(String value) {
    put(Setting.S3_ALLOWED_BUCKETS, value);
  }

  public String getS3AllowedBuckets() {
    return text(Setting.S3_ALLOWED_BUCKETS);
  }

  /**
   * How S3 encrypts exports without an ENCRYPTION clause (Aurora:
   * aurora_select_into_s3_encryption_default): OFF (as the bucket says), SSE_S3, SSE_KMS, ON
   * (SSE_KMS if there is an s3DefaultCmkId, else SSE_S3).
   */
  public void setS3EncryptionDefault(String value) {
    put(Setting.S3_ENCRYPTION_DEFAULT, value);
  }

  public String getS3EncryptionDefault() {
    return text(Setting.S3_ENCRYPTION_DEFAULT);
  }

  /**
   * Id or ARN of the KMS key of SSE_KMS and ON where a statement names none (Aurora:
   * aurora_s3_default_cmk_id); default: the account's own for S3.
   */
  public void setS3DefaultCmkId(String value) {
    put(Setting.S3_DEFAULT_CMK_ID, value);
  }

  public String getS3DefaultCmkId() {
    return text(Setting.S3_DEFAULT_CMK_ID);
  }

  /**
   * Class of an org.auroraml.s3export.ProgressListener that hears how far exports are, made once by
   * its static create() or by new.
   */
  public void setS3ProgressListener(String value) {
    put(Setting.S3_PROGRESS_LISTENER, value);
  }

  public String getS3ProgressListener() {
    return text(Setting.S3_PROGRESS_LISTENER);
  }

  /** Show model inputs in logs and errors. */
  public void setLogInputs(boolean value) {
    put(Setting.LOG_INPUTS, Boolean.toString(value));
  }

  public boolean isLogInputs() {
    return flag(Setting.LOG_INPUTS);
  }

  /** Show counters and timers in Micrometer's global registry. */
  public void setMicrometer(boolean value) {
    put(Setting.MICROMETER, Boolean.toString(value));
  }

  public boolean isMicrometer() {
    return flag(Setting.MICROMETER);
  }

  /** Show counters and times as an MBean. */
  public void setRegisterMbeans(boolean value) {
    put(Setting.REGISTER_MBEANS, Boolean.toString(value));
  }

  public boolean isRegisterMbeans() {
    return flag(Setting.REGISTER_MBEANS);
  }
}
