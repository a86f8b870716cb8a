package org.auroraml.batching;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Bulkhead, circuit breaker and rate limiter of one endpoint. None of them ever waits here: whoever
 * is turned away stands in the queue of {@link CallLimits}. Guarded by its lock.
 */
final class Endpoint {
  /** Turned away until another call ends. */
  static final long FULL = Long.MAX_VALUE;

  // A thread that is woken a little late, as always, loses no permit of so long a period.
  private static final int MOST_PERIODS_PER_SECOND = 100;
  private static final int PROBES = 3;

  private final Bulkhead bulkhead;
  private final CircuitBreaker breaker;
  private final Duration breakerOpen;
  private final RateLimiter rateLimiter;
  private final long ratePollNanos;
  private long openedAt;

  Endpoint(String name, LimitOptions limits) {
    bulkhead =
        Bulkhead.of(
            name,
            BulkheadConfig.custom()
                .maxConcurrentCalls(limits.endpointConcurrency())
                .maxWaitDuration(Duration.ZERO)
                .build());
    breaker = limits.breakerFailureRate() == 0 ? null : breaker(name, limits);
    breakerOpen = limits.breakerOpen();
    if (limits.requestsPerSecond() == 0) {
      rateLimiter = null;
      ratePollNanos = 0;
    } else {
      int permits = 1 + (limits.requestsPerSecond() - 1) / MOST_PERIODS_PER_SECOND;
      long period = permits * TimeUnit.SECONDS.toNanos(1) / limits.requestsPerSecond();
      ratePollNanos = Math.max(1, period / 4);
      rateLimiter =
          RateLimiter.of(
              name,
              RateLimiterConfig.custom()
                  .limitForPeriod(permits)
                  .limitRefreshPeriod(Duration.ofNanos(period))
                  .timeoutDuration(Duration.ZERO)
                  .build());
    }
  }

  private CircuitBreaker breaker(String name, LimitOptions limits) {
    CircuitBreaker made =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .failureRateThreshold(limits.breakerFailureRate())
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(limits.breakerCalls())
                .minimumNumberOfCalls(limits.breakerCalls())
                .waitDurationInOpenState(limits.breakerOpen())
                .permittedNumberOfCallsInHalfOpenState(Math.min(PROBES, limits.breakerCalls()))
                .build());
    made.getEventPublisher()
        .onStateTransition(
            event -> {
              if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                openedAt = System.nanoTime();
              }
            });
    return made;
  }

  /**
   * Lets one call in, if it may go now.
   *
   * @return 0 if it is in, else the nanoseconds after which to ask again, or {@link #FULL}
   */
  long tryEnter() {
    if (!bulkhead.tryAcquirePermission()) {
      return FULL;
    }
    if (breaker != null && !breaker.tryAcquirePermission()) {
      bulkhead.releasePermission();
      return breaker.getState() == CircuitBreaker.State.OPEN ? openFor().toNanos() : FULL;
    }
    if (rateLimiter != null && !rateLimiter.acquirePermission()) {
      if (breaker != null) {
        breaker.releasePermission();
      }
      bulkhead.releasePermission();
      return ratePollNanos;
    }
    return 0;
  }

  /** How a call ended, as far as it tells about the endpoint's health. */
  enum Health {
    GOOD,
    BAD,
    UNKNOWN
  }

  /** A call that was let in has ended. */
  void leave(Health health, long nanos) {
    bulkhead.onComplete();
    if (breaker == null) {
      return;
    }
    switch (health) {
      case GOOD -> breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
      case BAD -> breaker.onError(nanos, TimeUnit.NANOSECONDS, new EndpointFailure());
      case UNKNOWN -> breaker.releasePermission();
    }
  }

  /** What the circuit breaker counts; it asks for an exception, and looks at none. */
  private static final class EndpointFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EndpointFailure() {
      super(null, null, false, false);
    }
  }

  /** Whether the endpoint is left alone, because too many of its last calls failed. */
  boolean isOpen() {
    return breaker != null
        && breaker.getState() == CircuitBreaker.State.OPEN
        && System.nanoTime() - openedAt < breakerOpen.toNanos();
  }

  /** Whether the endpoint is in doubt: left alone, or tried with a few calls. */
  boolean isSuspect() {
    return breaker != null && breaker.getState() != CircuitBreaker.State.CLOSED;
  }

  /** How long the endpoint is left alone yet, roughly, and at least a moment. */
  Duration openFor() {
    long nanos = breakerOpen.toNanos() - (System.nanoTime() - openedAt);
    return Duration.ofNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), nanos));
  }
}
