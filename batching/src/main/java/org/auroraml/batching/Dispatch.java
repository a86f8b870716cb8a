package org.auroraml.batching;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.auroraml.batching.ModelException.Kind;
import org.auroraml.batching.Questions.Batch;

/**
 * Has batches answered by workers, some at once, while the statement's thread waits. The first
 * failure, a cancel or the deadline ends the waiting at once; what the workers still do then is
 * abandoned.
 */
final class Dispatch {
  private final Workers workers;
  private final String model;
  private final int concurrency;
  private final Tally tally;
  private final Duration timeout;
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private final Set<Workers.Task> running = new HashSet<>();
  private final FailedInputs failed;

  /** What became of a batch; an outcome without a task wakes the waiting thread for a cancel. */
  private record Outcome(Workers.Task task, Batch batch, BatchResult result, Throwable failure) {}

  /**
   * @param timeout of one call
   * @param failed gets the inputs that failed, where they do not fail the statement
   */
  Dispatch(
      Workers workers,
      String model,
      int concurrency,
      Tally tally,
      Duration timeout,
      FailedInputs failed) {
    this.workers = workers;
    this.model = model;
    this.concurrency = concurrency;
    this.tally = tally;
    this.timeout = timeout;
    this.failed = failed;
  }

  /** How a batch is answered. */
  interface Answering {
    Callable<BatchResult> of(List<ModelInput> inputs);
  }

  /** Ends {@link #run} as cancelled; from any thread. */
  void cancel() {
    outcomes.add(new Outcome(null, null, null, null));
  }

  /**
   * Returns when all batches are answered.
   *
   * @param deadline null for none
   */
  void run(Iterator<Batch> batches, Answering answering, Instant deadline)
      throws ModelException, InterruptedException {
    try {
      while (true) {
        Outcome ready = outcomes.poll();
        if (ready != null) {
          take(ready);
        } else if (running.size() < concurrency && batches.hasNext()) {
          millisLeft(deadline);
          start(batches.next(), answering);
        } else if (running.isEmpty()) {
          return;
        } else {
          take(await(deadline));
        }
      }
    } finally {
      running.forEach(workers::abandon);
    }
  }

  private void start(Batch batch, Answering answering) throws ModelException {
    Workers.Task task =
        workers.start(
            new Call(tally, timeout),
            answering.of(batch.inputs()),
            (self, result, failure) -> outcomes.add(new Outcome(self, batch, result, failure)));
    if (task == null) {
      throw cancelled();
    }
    running.add(task);
  }

  private Outcome await(Instant deadline) throws ModelException, InterruptedException {
    Outcome outcome = outcomes.poll(millisLeft(deadline), TimeUnit.MILLISECONDS);
    if (outcome == null) {
      throw timedOut();
    }
    return outcome;
  }

  private long millisLeft(Instant deadline) throws ModelException {
    long millis =
        deadline == null ? Long.MAX_VALUE : Duration.between(Instant.now(), deadline).toMillis();
    if (millis <= 0) {
      throw timedOut();
    }
    return millis;
  }

  private ModelException timedOut() {
    return Failure.of(Kind.TIMED_OUT, model, "did not answer before the statement's time was over")
        .exception();
  }

  private void take(Outcome outcome) throws ModelException {
    if (outcome.task == null) {
      throw cancelled();
    }
    running.remove(outcome.task);
    if (outcome.failure instanceof ModelException e) {
      throw e;
    }
    if (outcome.failure instanceof InterruptedException) {
      // Nobody but the evaluator's close interrupts a worker that is still waited for.
      throw cancelled();
    }
    if (outcome.failure != null) {
      throw new IllegalStateException("A model call failed in an unexpected way", outcome.failure);
    }
    List<Prediction> predictions = outcome.result.predictions();
    for (int i = 0; i < predictions.size(); i++) {
      Prediction prediction = predictions.get(i);
      outcome.batch.answers().get(i).prediction(prediction == null ? Prediction.NULL : prediction);
    }
    List<ModelException> failures = outcome.result.failures();
    tally.answered(predictions.size() - failures.size());
    failed.addAll(failures);
  }

  private ModelException cancelled() {
    return Failure.of(
            Kind.CANCELLED, model, "was not asked to the end: the statement was cancelled")
        .exception();
  }
}
