package org.auroraml.jdbc;

import org.auroraml.jdbc.settings.Setting;

/**
 * Where ML functions are kept, and how models are asked: their limits hold for each connection that
 * has them, those of an endpoint and of the JVM for all of its connections together.
 */
public abstract class ModelSettings extends AwsSettings {
  private static final long serialVersionUID = 1L;

  ModelSettings() {}

  /**
   * Where ML functions are kept: catalog (the default; stored functions on the server, shared by
   * all clients), file:PATH (a script of CREATE FUNCTION statements on this host, that CREATE
   * FUNCTION appends to), or memory (this JVM, for each user of a server, until the JVM ends).
   */
  public void setFunctions(String value) {
    put(Setting.FUNCTIONS, value);
  }

  /** As {@link #setFunctions}. */
  public String getFunctions() {
    return text(Setting.FUNCTIONS);
  }

  /**
   * Who evaluates on a server that has Aurora's ML functions itself: server (every statement goes
   * to it as it is), driver, or auto (the default; the server if it has a role for one of the
   * services, else the driver).
   */
  public void setNativeMl(String value) {
    put(Setting.NATIVE_ML, value);
  }

  /** As {@link #setNativeMl}. */
  public String getNativeMl() {
    return text(Setting.NATIVE_ML);
  }

  /**
   * Whether users are refused (1227, SQLSTATE 42000) whose session has not the role active that a
   * statement takes: AWS_SAGEMAKER_ACCESS, AWS_COMPREHEND_ACCESS, AWS_BEDROCK_ACCESS or
   * AWS_SELECT_S3_ACCESS. False by default.
   */
  public void setRequireInvokeRole(boolean value) {
    put(Setting.REQUIRE_INVOKE_ROLE, Boolean.toString(value));
  }

  /** As {@link #setRequireInvokeRole}. */
  public boolean isRequireInvokeRole() {
    return flag(Setting.REQUIRE_INVOKE_ROLE);
  }

  /**
   * Model calls at once of one statement, from 1; 8 by default. More wait for mlEndpointConcurrency
   * and mlJvmConcurrency.
   */
  public void setMlConcurrency(int value) {
    put(Setting.ML_CONCURRENCY, Integer.toString(value));
  }

  /** As {@link #setMlConcurrency}. */
  public int getMlConcurrency() {
    return number(Setting.ML_CONCURRENCY);
  }

  /**
   * Model calls at once to one endpoint, of all connections of the JVM with the same limits, from
   * 1; 32 by default.
   */
  public void setMlEndpointConcurrency(int value) {
    put(Setting.ML_ENDPOINT_CONCURRENCY, Integer.toString(value));
  }

  /** As {@link #setMlEndpointConcurrency}. */
  public int getMlEndpointConcurrency() {
    return number(Setting.ML_ENDPOINT_CONCURRENCY);
  }

  /** Model calls at once of the JVM, from 1; 64 by default. Statements take turns. */
  public void setMlJvmConcurrency(int value) {
    put(Setting.ML_JVM_CONCURRENCY, Integer.toString(value));
  }

  /** As {@link #setMlJvmConcurrency}. */
  public int getMlJvmConcurrency() {
    return number(Setting.ML_JVM_CONCURRENCY);
  }

  /**
   * Requests a second to one endpoint, of all connections of the JVM with the same limits; calls
   * above it wait. 0, the default: no limit.
   */
  public void setMlRequestsPerSecond(int value) {
    put(Setting.ML_REQUESTS_PER_SECOND, Integer.toString(value));
  }

  /** As {@link #setMlRequestsPerSecond}. */
  public int getMlRequestsPerSecond() {
    return number(Setting.ML_REQUESTS_PER_SECOND);
  }

  /**
   * Per cent, from 0 to 100, of an endpoint's last mlBreakerCalls calls whose failure (a broken
   * connection, a time-out, a server error) makes the JVM leave it alone for mlBreakerOpenMs. 50 by
   * default; 0: never. A statement that begins meanwhile fails at once, with 30002; one under way
   * waits, within its mlRetryBudgetMs.
   */
  public void setMlBreakerFailureRate(int value) {
    put(Setting.ML_BREAKER_FAILURE_RATE, Integer.toString(value));
  }

  /** As {@link #setMlBreakerFailureRate}. */
  public int getMlBreakerFailureRate() {
    return number(Setting.ML_BREAKER_FAILURE_RATE);
  }

  /** How many of an endpoint's last calls count for mlBreakerFailureRate, from 1; 20 by default. */
  public void setMlBreakerCalls(int value) {
    put(Setting.ML_BREAKER_CALLS, Integer.toString(value));
  }

  /** As {@link #setMlBreakerCalls}. */
  public int getMlBreakerCalls() {
    return number(Setting.ML_BREAKER_CALLS);
  }

  /**
   * Milliseconds, from 1, for which an endpoint is left alone before a few calls try it again;
   * 10000 by default.
   */
  public void setMlBreakerOpenMs(int value) {
    put(Setting.ML_BREAKER_OPEN_MS, Integer.toString(value));
  }

  /** As {@link #setMlBreakerOpenMs}. */
  public int getMlBreakerOpenMs() {
    return number(Setting.ML_BREAKER_OPEN_MS);
  }

  /**
   * Bytes of the body of one SageMaker request, from 1; 6291456 by default, which is what the
   * service takes. Rows that are too many for it go into several requests, beside MAX_BATCH_SIZE of
   * the function.
   */
  public void setMlMaxRequestBytes(int value) {
    put(Setting.ML_MAX_REQUEST_BYTES, Integer.toString(value));
  }

  /** As {@link #setMlMaxRequestBytes}. */
  public int getMlMaxRequestBytes() {
    return number(Setting.ML_MAX_REQUEST_BYTES);
  }

  /**
   * Milliseconds, from 1, from the first byte of a request to the last of its answer; 30000 by
   * default. What aurora_ml_inference_timeout begins as; TIMEOUT_MS of a Bedrock function goes
   * before both.
   */
  public void setMlTimeoutMs(int value) {
    put(Setting.ML_TIMEOUT_MS, Integer.toString(value));
  }

  /** As {@link #setMlTimeoutMs}. */
  public int getMlTimeoutMs() {
    return number(Setting.ML_TIMEOUT_MS);
  }

  /**
   * Milliseconds, from 1, for all tries of one request, pauses between them included, from its
   * first try on; 60000 by default. The last try may take mlTimeoutMs beyond it.
   */
  public void setMlRetryBudgetMs(int value) {
    put(Setting.ML_RETRY_BUDGET_MS, Integer.toString(value));
  }

  /** As {@link #setMlRetryBudgetMs}. */
  public int getMlRetryBudgetMs() {
    return number(Setting.ML_RETRY_BUDGET_MS);
  }

  /**
   * Distinct inputs that one statement, or one executeBatch, may send to models; above it fails
   * before the first is sent, and says how many there would be. 0, the default: no limit.
   */
  public void setMaxMlInputs(int value) {
    put(Setting.MAX_ML_INPUTS, Integer.toString(value));
  }

  /** As {@link #setMaxMlInputs}. */
  public int getMaxMlInputs() {
    return number(Setting.MAX_ML_INPUTS);
  }

  /**
   * What becomes of an input that a model fails at: fail (the default: the statement fails) or null
   * (NULL, and an SQLWarning for each such input). What would fail for any input, as missing
   * credentials, fails the statement all the same.
   */
  public void setOnMlError(String value) {
    put(Setting.ON_ML_ERROR, value);
  }

  /** As {@link #setOnMlError}. */
  public String getOnMlError() {
    return text(Setting.ON_ML_ERROR);
  }

  /**
   * Predictions that are kept across statements, for the connections of one user with the same
   * settings and until the last of them is closed. 0, the default: none.
   */
  public void setMlCacheSize(int value) {
    put(Setting.ML_CACHE_SIZE, Integer.toString(value));
  }

  /** As {@link #setMlCacheSize}. */
  public int getMlCacheSize() {
    return number(Setting.ML_CACHE_SIZE);
  }

  /** Milliseconds for which a prediction is kept. 0, the default: until others take its place. */
  public void setMlCacheTtlMs(int value) {
    put(Setting.ML_CACHE_TTL_MS, Integer.toString(value));
  }

  /** As {@link #setMlCacheTtlMs}. */
  public int getMlCacheTtlMs() {
    return number(Setting.ML_CACHE_TTL_MS);
  }

  /**
   * Whether logs and errors may show model inputs, which can be personal data. False by default:
   * what a service quotes of them is taken out of its messages.
   */
  public void setLogInputs(boolean value) {
    put(Setting.LOG_INPUTS, Boolean.toString(value));
  }

  /** As {@link #setLogInputs}. */
  public boolean isLogInputs() {
    return flag(Setting.LOG_INPUTS);
  }

  /**
   * Whether Micrometer's global registry gets counters and timers of model calls, where the
   * application has Micrometer. True by default.
   */
  public void setMicrometer(boolean value) {
    put(Setting.MICROMETER, Boolean.toString(value));
  }

  /** As {@link #setMicrometer}. */
  public boolean isMicrometer() {
    return flag(Setting.MICROMETER);
  }

  /**
   * Whether the platform's MBean server gets an MBean with counters and times of model calls. False
   * by default.
   */
  public void setRegisterMbeans(boolean value) {
    put(Setting.REGISTER_MBEANS, Boolean.toString(value));
  }

  /** As {@link #setRegisterMbeans}. */
  public boolean isRegisterMbeans() {
    return flag(Setting.REGISTER_MBEANS);
  }
}
