package org.auroraml.batching;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The work of one worker thread for one batch. The statement's thread can abandon it: then the HTTP
 * exchange under way is broken off, which an interrupt alone does not do, and no other one begins.
 */
final class Call {
  private final Tally tally;
  private final Duration timeout;
  private Exchange exchange;
  private boolean abandoned;

  /**
   * @param timeout of each request
   */
  Call(Tally tally, Duration timeout) {
    this.tally = tally;
    this.timeout = timeout;
  }

  /** From the first byte of a request to the last of its answer. */
  Duration timeout() {
    return timeout;
  }

  /**
   * A request is about to be sent.
   *
   * @param counted whether it asks a model
   */
  synchronized void begin(Exchange request, boolean counted) throws CallAbandonedException {
    if (abandoned) {
      throw new CallAbandonedException();
    }
    exchange = request;
    if (counted) {
      tally.sent();
    }
  }

  /** Whether the last request was answered, well or not. */
  synchronized boolean isAnswered() {
    return exchange != null && exchange.isAnswered();
  }

  /**
   * @param executor breaks the connection off, which can wait for a read under way
   */
  void abandon(Executor executor) {
    Exchange request;
    synchronized (this) {
      abandoned = true;
      request = exchange;
    }
    if (request != null) {
      executor.execute(request::abort);
    }
  }

  /** Nobody waits for the answer any more. */
  static final class CallAbandonedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
