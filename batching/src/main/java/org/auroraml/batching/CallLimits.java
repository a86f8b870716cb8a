package org.auroraml.batching;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.auroraml.batching.Endpoint.Health;

/**
 * What the evaluators of a JVM share: how many calls run at once in all, and for each endpoint its
 * circuit breaker, rate limiter and bulkhead (feature F86). Calls that can't run yet wait here, and
 * statements take turns, a call each: one that asks for millions of values holds up another for no
 * more than a call. Waiting ends at once when the thread is interrupted. Thread-safe.
 */
public final class CallLimits {
  private static final long LONG_NANOS = TimeUnit.HOURS.toNanos(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Endpoint> endpoints = new HashMap<>();

  // By statement, the one whose turn is next first. No statement is here without a waiter.
  private final Map<Tally, Deque<Waiter>> queue = new LinkedHashMap<>();
  private int running;

  /** A call that waits. */
  private static final class Waiter {
    private final Endpoint endpoint;
    private final int jvmConcurrency;
    private final Condition changed;
    private boolean admitted;

    // By System.nanoTime(), where the endpoint may let it in without another call's end.
    private OptionalLong retryAt = OptionalLong.empty();

    Waiter(Endpoint endpoint, int jvmConcurrency, Condition changed) {
      this.endpoint = endpoint;
      this.jvmConcurrency = jvmConcurrency;
      this.changed = changed;
    }
  }

  private record Key(String model, String where, LimitOptions limits) {}

  /**
   * The endpoint's own limits.
   *
   * @param where tells endpoints of the same name apart: the Region or URL
   */
  Endpoint endpoint(String model, String where, LimitOptions limits) {
    lock.lock();
    try {
      return endpoints.computeIfAbsent(
          new Key(model, where, limits), key -> new Endpoint(model, limits));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a call may be sent. Who has entered must {@link #leave}.
   *
   * @param statement whose turn is taken
   * @param patience how long the call may wait for an endpoint that is left alone; begun when the
   *     call may be sent, as waiting for others is no try
   * @throws UnavailableException if the endpoint is left alone, and the wait would be in vain
   */
  void enter(Tally statement, Endpoint endpoint, int jvmConcurrency, Patience patience)
      throws UnavailableException, InterruptedException {
    lock.lockInterruptibly();
    try {
      Waiter waiter = new Waiter(endpoint, jvmConcurrency, lock.newCondition());
      queue.computeIfAbsent(statement, s -> new ArrayDeque<>()).add(waiter);
      try {
        admit();
        while (!waiter.admitted) {
          if (waiter.changed.awaitNanos(nanosToWait(statement, waiter, patience)) <= 0) {
            waiter.retryAt = OptionalLong.empty();
            admit();
          }
        }
      } catch (UnavailableException | InterruptedException | RuntimeException e) {
        giveUp(statement, waiter);
        throw e;
      }
    } finally {
      lock.unlock();
    }
  }

  /** How long to sleep before looking at the clock again. */
  private static long nanosToWait(Tally statement, Waiter waiter, Patience patience)
      throws UnavailableException {
    long nanos = LONG_NANOS;
    if (waiter.retryAt.isPresent()) {
      nanos = Math.max(0, waiter.retryAt.getAsLong() - System.nanoTime());
    }
    if (waiter.endpoint.isSuspect()) {
      if (patience.isOver() || (waiter.endpoint.isOpen() && !statement.hasSent())) {
        throw new UnavailableException(waiter.endpoint.openFor());
      }
      patience.begin();
      nanos = Math.min(nanos, patience.nanosLeft());
    }
    return nanos;
  }

  private void giveUp(Tally statement, Waiter waiter) {
    if (waiter.admitted) {
      leaveLocked(waiter.endpoint, Health.UNKNOWN, 0);
      return;
    }
    Deque<Waiter> waiters = queue.get(statement);
    waiters.remove(waiter);
    if (waiters.isEmpty()) {
      queue.remove(statement);
    }
    // The one behind it may be the one to look at the clock now.
    admit();
  }

  /** How many calls wait. */
  public int waiting() {
    lock.lock();
    try {
      return queue.values().stream().mapToInt(Deque::size).sum();
    } finally {
      lock.unlock();
    }
  }

  /** How many calls run. */
  public int running() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }

  /** A call that has entered has ended. */
  void leave(Endpoint endpoint, Health health, long nanos) {
    lock.lock();
    try {
      leaveLocked(endpoint, health, nanos);
    } finally {
      lock.unlock();
    }
  }

  private void leaveLocked(Endpoint endpoint, Health health, long nanos) {
    boolean wasSuspect = endpoint.isSuspect();
    running--;
    endpoint.leave(health, nanos);
    if (endpoint.isSuspect() && !wasSuspect) {
      // Whoever waits for it must look how long it may do so.
      queue.values().stream()
          .flatMap(Deque::stream)
          .filter(waiter -> waiter.endpoint == endpoint)
          .forEach(waiter -> waiter.changed.signal());
    }
    admit();
  }

  /** Lets in who may go, the statements in turn. */
  private void admit() {
    boolean again = true;
    while (again) {
      again = false;
      Iterator<Map.Entry<Tally, Deque<Waiter>>> turns = queue.entrySet().iterator();
      while (!again && turns.hasNext()) {
        Map.Entry<Tally, Deque<Waiter>> turn = turns.next();
        Deque<Waiter> waiters = turn.getValue();
        if (admit(waiters.peek())) {
          waiters.remove();
          turns.remove();
          if (!waiters.isEmpty()) {
            queue.put(turn.getKey(), waiters);
          }
          again = true;
        }
      }
    }
  }

  private boolean admit(Waiter waiter) {
    if (running >= waiter.jvmConcurrency) {
      return false;
    }
    long nanos = waiter.endpoint.tryEnter();
    if (nanos == 0) {
      running++;
      waiter.admitted = true;
      waiter.changed.signal();
      return true;
    }
    if (nanos != Endpoint.FULL) {
      long at = System.nanoTime() + nanos;
      if (waiter.retryAt.isEmpty() || waiter.retryAt.getAsLong() - at > 0) {
        // It sleeps for longer than it should.
        waiter.retryAt = OptionalLong.of(at);
        waiter.changed.signal();
      }
    }
    return false;
  }

  /** The endpoint is left alone. */
  static final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Duration until;

    UnavailableException(Duration until) {
      super(null, null, false, false);
      this.until = until;
    }

    /** After which it is tried again. */
    Duration until() {
      return until;
    }
  }
}
