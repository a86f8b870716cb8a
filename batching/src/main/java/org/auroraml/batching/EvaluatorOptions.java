package org.auroraml.batching;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How an evaluator works. {@link #defaults()} are those of the driver's settings; {@link
 * #builder()} changes some.
 *
 * @param region the Region of all services; without it the AWS SDK looks for one
 * @param profile the profile whose credentials and Region are used; without it the AWS SDK looks
 *     for credentials
 * @param sageMakerEndpointUrl where the SageMaker runtime is, instead of the Region's own
 * @param comprehendEndpointUrl where Comprehend is, instead of the Region's own
 * @param sageMakerEndpointUrls by endpoint name: servers that are no SageMaker but keep its
 *     container's convention; a request's body is posted to the URL as it stands, unsigned
 * @param limits how much is asked at once
 * @param maxRequestBytes bytes of the body of one SageMaker request
 * @param timeout of one call
 * @param retryBudget time for all tries of one request, the first one included
 * @param logInputs whether messages may show model inputs
 */
public record EvaluatorOptions(
    Optional<String> region,
    Optional<String> profile,
    Optional<URI> sageMakerEndpointUrl,
    Optional<URI> comprehendEndpointUrl,
    Map<String, URI> sageMakerEndpointUrls,
    LimitOptions limits,
    int maxRequestBytes,
    Duration timeout,
    Duration retryBudget,
    boolean logInputs) {

  /**
   * @throws IllegalArgumentException if a number or the timeout is not positive, or the retry
   *     budget is negative
   */
  public EvaluatorOptions {
    sageMakerEndpointUrls = Map.copyOf(sageMakerEndpointUrls);
    LimitOptions.requirePositive("maxRequestBytes", maxRequestBytes);
    LimitOptions.requirePositive("timeout", timeout.isNegative() ? -1 : timeout.isZero() ? 0 : 1);
    if (retryBudget.isNegative()) {
      throw new IllegalArgumentException("retryBudget must not be negative");
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
    private URI sageMakerEndpointUrl;
    private URI comprehendEndpointUrl;
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

    /** Null for none. */
    public Builder sageMakerEndpointUrl(URI value) {
      sageMakerEndpointUrl = value;
      return this;
    }

    /** Null for none. */
    public Builder comprehendEndpointUrl(URI value) {
      comprehendEndpointUrl = value;
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

    public Builder logInputs(boolean value) {
      logInputs = value;
      return this;
    }

    public EvaluatorOptions build() {
      return new EvaluatorOptions(
          Optional.ofNullable(region),
          Optional.ofNullable(profile),
          Optional.ofNullable(sageMakerEndpointUrl),
          Optional.ofNullable(comprehendEndpointUrl),
          sageMakerEndpointUrls,
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
          logInputs);
    }
  }
}
