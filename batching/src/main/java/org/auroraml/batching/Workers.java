package org.auroraml.batching;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The threads of an evaluator: as many as there are calls under way, and a timer; all daemons,
 * which begin when they are needed and end when they have been idle for a while, or with {@link
 * #close}.
 */
final class Workers implements AutoCloseable {
  private static final int IDLE_SECONDS = 20;

  private final Supplier<HttpCalls> http;
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          threads("auroraml-model-call-"));
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, threads("auroraml-timer-"));

  /**
   * @param http gives the client at the first call
   */
  Workers(Supplier<HttpCalls> http) {
    this.http = http;
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  /** Told once, by the worker, what became of a task. */
  interface Listener {
    void ended(Task task, BatchResult result, Throwable failure);
  }

  /** A batch that a worker is answering. */
  static final class Task {
    private final Call call;
    private Future<?> future;

    private Task(Call call) {
      this.call = call;
    }
  }

  ScheduledThreadPoolExecutor timer() {
    return timer;
  }

  /** Runs a task after a while; on a thread of its own, as it may have to wait. */
  Future<?> after(Duration delay, Runnable task) {
    return timer.schedule(() -> executor.execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Starts a task; null after {@link #close}. */
  Task start(Call call, Callable<BatchResult> answering, Listener listener) {
    Task task = new Task(call);
    calls.add(task.call);
    try {
      if (closed) {
        throw new RejectedExecutionException();
      }
      task.future = executor.submit(() -> run(task, answering, listener));
      return task;
    } catch (RejectedExecutionException e) {
      calls.remove(task.call);
      return null;
    }
  }

  private void run(Task task, Callable<BatchResult> answering, Listener listener) {
    BatchResult result = null;
    Throwable failure = null;
    try {
      HttpCalls client = http.get();
      client.enter(task.call);
      try {
        result = answering.call();
      } finally {
        client.enter(null);
      }
    } catch (Throwable e) {
      // Errors too: whoever waits must be told.
      failure = e;
    } finally {
      calls.remove(task.call);
    }
    listener.ended(task, result, failure);
  }

  /** Stops a task whose outcome nobody wants any more, without waiting for it. */
  void abandon(Task task) {
    task.future.cancel(true);
    abandon(task.call);
    // A task that has not begun never will.
    calls.remove(task.call);
  }

  private void abandon(Call call) {
    try {
      call.abandon(executor);
    } catch (RejectedExecutionException e) {
      // Closing has abandoned all calls itself.
      return;
    }
  }

  @Override
  public void close() {
    closed = true;
    // First, as a shut executor breaks no exchange off.
    calls.forEach(this::abandon);
    executor.shutdownNow();
    timer.shutdownNow();
  }

  private static ThreadFactory threads(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
