package org.auroraml.batching;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.auroraml.batching.ModelException.Kind;
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

  /** One try. */
  interface Attempt<T> {
    T run(Patience patience) throws ModelException, InterruptedException;
  }

  /** Runs the attempt until it succeeds, fails for good, or the budget is spent. */
  <T> T run(Attempt<T> attempt) throws ModelException, InterruptedException {
    Patience patience = new Patience(budget);
    Tries<T> tries = new Tries<>(attempt, patience);
    RetryConfig config =
        RetryConfig.<T>custom()
            .maxAttempts(Integer.MAX_VALUE)
            .retryOnException(e -> mayRetry(e, patience))
            .intervalBiFunction((n, e) -> Math.min(PAUSES.apply(n), millisLeft(patience)))
            .build();
    try {
      return Retry.of("model-call", config).executeCallable(tries);
    } catch (ModelException e) {
      throw patience.tries() <= 1 ? e : e.failure().tries(patience.tries()).exception();
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean mayRetry(Throwable thrown, Patience patience) {
    return thrown instanceof ModelException e
        && !patience.isOver()
        && (e.remedy() == Remedy.RETRY
            || (e.remedy() == Remedy.RETRY_ONCE && patience.tries() == 1));
  }

  private static long millisLeft(Patience patience) {
    return TimeUnit.NANOSECONDS.toMillis(patience.nanosLeft());
  }

  private static final class Tries<T> implements Callable<T> {
    private final Attempt<T> attempt;
    private final Patience patience;
    private ModelException last;

    Tries(Attempt<T> attempt, Patience patience) {
      this.attempt = attempt;
      this.patience = patience;
    }

    @Override
    public T call() throws ModelException, InterruptedException {
      try {
        return attempt.run(patience);
      } catch (ModelException e) {
        if (e.kind() == Kind.UNAVAILABLE && last != null) {
          // Why the endpoint was left alone tells more than that it was.
          throw last;
        }
        last = e;
        throw e;
      }
    }
  }
}
