package org.auroraml.batching;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How an evaluator works. {@link #defaults()} are those of the driver's settings; {@link
 * #builder()} changes some.
 *
 * @param aws where the services are, and as whom they are called
 * @param limits how much is asked at once
 * @param maxRequestBytes bytes of the body of one SageMaker request
 * @param timeout of one call
 * @param retryBudget time for all tries of one request, the first one included
 * @param maxInputs distinct inputs that one statement may send; 0 for no limit (feature F47)
 * @param cacheSize predictions that are kept across statements; 0 for none (feature F48)
 * @param cacheTtl how long each is kept; zero for no limit
 * @param onError what becomes of inputs that a model fails at
 * @param logInputs whether messages may show model inputs
 */
public record EvaluatorOptions(
    AwsOptions aws,
    LimitOptions limits,
    int maxRequestBytes,
    Duration timeout,
    Duration retryBudget,
    int maxInputs,
    int cacheSize,
    Duration cacheTtl,
    OnError onError,
    boolean logInputs) {

  /**
   * @throws IllegalArgumentException if a number or the timeout is not positive, or the retry
   *     budget is negative
   */
  public EvaluatorOptions {
    LimitOptions.requirePositive("maxRequestBytes", maxRequestBytes);
    LimitOptions.requirePositive("timeout", timeout.isNegative() ? -1 : timeout.isZero() ? 0 : 1);
    if (retryBudget.isNegative()) {
      throw new IllegalArgumentException("retryBudget must not be negative");
    }
    if (maxInputs < 0) {
      throw new IllegalArgumentException("maxInputs must not be negative");
    }
    if (cacheSize < 0 || cacheTtl.isNegative()) {
      throw new IllegalArgumentException("cacheSize and cacheTtl must not be negative");
    }
  }

  /** The defaults of the driver's settings. */
  public static EvaluatorOptions defaults() {
    return builder().build();
  }

  /** The defaults, to be changed. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options. Not thread-safe. */
  public static final class Builder {
    private String region;
    private String profile;
    private String credentialsProvider;
    private final Map<AwsService, String> roles = new EnumMap<>(AwsService.class);
    private boolean allowForeignRegion;
    private final Map<AwsService, URI> endpointUrls = new EnumMap<>(AwsService.class);
    private Map<String, URI> sageMakerEndpointUrls = Map.of();
    private int concurrency = 8;
    private int endpointConcurrency = 32;
    private int jvmConcurrency = 64;
    private int requestsPerSecond;
    private int breakerFailureRate = 50;
    private int breakerCalls = 20;
    private Duration breakerOpen = Duration.ofSeconds(10);
    private int maxRequestBytes = 6 * 1024 * 1024;
    private Duration timeout = Duration.ofSeconds(30);
    private Duration retryBudget = Duration.ofSeconds(60);
    private int maxInputs;
    private int cacheSize;
    private Duration cacheTtl = Duration.ZERO;
    private OnError onError = OnError.FAIL;
    private boolean logInputs;

    private Builder() {}

    /** Null for none. */
    public Builder region(String value) {
      region = value;
      return this;
    }

    /** Null for none. */
    public Builder profile(String value) {
      profile = value;
      return this;
    }

    /** The name of a class; null for none. */
    public Builder credentialsProvider(String value) {
      credentialsProvider = value;
      return this;
    }

    /** The ARN of the role to assume for a service; null for none. */
    public Builder role(AwsService service, String value) {
      if (value == null) {
        roles.remove(service);
      } else {
        roles.put(service, value);
      }
      return this;
    }

    public Builder allowForeignRegion(boolean value) {
      allowForeignRegion = value;
      return this;
    }

    /** Null for the Region's own. */
    public Builder endpointUrl(AwsService service, URI value) {
      if (value == null) {
        endpointUrls.remove(service);
      } else {
        endpointUrls.put(service, value);
      }
      return this;
    }

    public Builder sageMakerEndpointUrls(Map<String, URI> value) {
      sageMakerEndpointUrls = Objects.requireNonNull(value);
      return this;
    }

    public Builder concurrency(int value) {
      concurrency = value;
      return this;
    }

    public Builder endpointConcurrency(int value) {
      endpointConcurrency = value;
      return this;
    }

    public Builder jvmConcurrency(int value) {
      jvmConcurrency = value;
      return this;
    }

    /** 0 for no limit. */
    public Builder requestsPerSecond(int value) {
      requestsPerSecond = value;
      return this;
    }

    /** Per cent; 0 for no circuit breaker. */
    public Builder breakerFailureRate(int value) {
      breakerFailureRate = value;
      return this;
    }

    public Builder breakerCalls(int value) {
      breakerCalls = value;
      return this;
    }

    public Builder breakerOpen(Duration value) {
      breakerOpen = Objects.requireNonNull(value);
      return this;
    }

    public Builder maxRequestBytes(int value) {
      maxRequestBytes = value;
      return this;
    }

    public Builder timeout(Duration value) {
      timeout = Objects.requireNonNull(value);
      return this;
    }

    public Builder retryBudget(Duration value) {
      retryBudget = Objects.requireNonNull(value);
      return this;
    }

    /** 0 for no limit. */
    public Builder maxInputs(int value) {
      maxInputs = value;
      return this;
    }

    /** 0 for no cache. */
    public Builder cacheSize(int value) {
      cacheSize = value;
      return this;
    }

    /** Zero for no limit. */
    public Builder cacheTtl(Duration value) {
      cacheTtl = Objects.requireNonNull(value);
      return this;
    }

    public Builder onError(OnError value) {
      onError = Objects.requireNonNull(value);
      return this;
    }

    public Builder logInputs(boolean value) {
      logInputs = value;
      return this;
    }

    public EvaluatorOptions build() {
      return new EvaluatorOptions(
          new AwsOptions(
              Optional.ofNullable(region),
              Optional.ofNullable(profile),
              Optional.ofNullable(credentialsProvider),
              roles,
              allowForeignRegion,
              endpointUrls,
              sageMakerEndpointUrls),
          new LimitOptions(
              concurrency,
              endpointConcurrency,
              jvmConcurrency,
              requestsPerSecond,
              breakerFailureRate,
              breakerCalls,
              breakerOpen),
          maxRequestBytes,
          timeout,
          retryBudget,
          maxInputs,
          cacheSize,
          cacheTtl,
          onError,
          logInputs);
    }
  }
}
