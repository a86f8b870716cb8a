package org.auroraml.batching;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.auroraml.batching.ModelException.Remedy;

/**
 * The only place that retries (feature F81): what may succeed later, after pauses that double and
 * are spread at random, until the budget is spent.
 *
 * @param budget time for all tries of one request
 */
record RetryPolicy(Duration budget) {
  private static final IntervalFunction PAUSES =
      IntervalFunction.ofExponentialRandomBackoff(
          Duration.ofMillis(100), 2.0, 0.5, Duration.ofSeconds(10));

  /**
   * Runs the attempt until it succeeds.
   *
   * @param retrying told before each attempt but the first
   */
  <T> T run(Callable<T> attempt, Runnable retrying) throws ModelException, InterruptedException {
    Tries<T> tries = new Tries<>(attempt, retrying);
    long start = System.nanoTime();
    RetryConfig config =
        RetryConfig.<T>custom()
            .maxAttempts(Integer.MAX_VALUE)
            .retryOnException(e -> mayRetry(e) && millisLeft(start) > 0)
            .intervalBiFunction((n, e) -> Math.min(PAUSES.apply(n), millisLeft(start)))
            .build();
    try {
      return Retry.of("model-call", config).executeCallable(tries);
    } catch (ModelException e) {
      throw tries.count == 1 ? e : e.failure().tries(tries.count).exception();
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean mayRetry(Throwable thrown) {
    return thrown instanceof ModelException e && e.remedy() == Remedy.RETRY;
  }

  private long millisLeft(long start) {
    return Math.max(0, budget.toMillis() - (System.nanoTime() - start) / 1_000_000);
  }

  private static final class Tries<T> implements Callable<T> {
    private final Callable<T> attempt;
    private final Runnable retrying;
    private int count;

    Tries(Callable<T> attempt, Runnable retrying) {
      this.attempt = attempt;
      this.retrying = retrying;
    }

    @Override
    public T call() throws Exception {
      if (++count > 1) {
        retrying.run();
      }
      return attempt.call();
    }
  }
}
