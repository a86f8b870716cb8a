package org.auroraml.batching;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.auroraml.batching.Memory.Answer;
import org.auroraml.batching.ModelException.Kind;
import org.auroraml.batching.Questions.Batch;

/**
 * Has batches answered by workers while the statement's thread does something else, and adds more
 * of them: what {@link Dispatch} is to a statement that waits. There is no thread beside the
 * workers: whoever ends a batch starts the next one. The first failure, or a cancel, is the end of
 * all that is under way. Thread-safe.
 */
final class Pipeline {
  private final Workers workers;
  private final int concurrency;
  private final FailedInputs failed;
  private final Runnable begin;
  private final Runnable end;

  // Guarded by this.
  private final Deque<Source> waiting = new ArrayDeque<>();
  private final Set<Workers.Task> running = new HashSet<>();
  private boolean begun;
  private boolean ended;
  private ModelException failure;
  private RuntimeException defect;

  /**
   * Batches that were added together.
   *
   * @param model as messages name it
   */
  record Source(
      String model,
      Iterator<Batch> batches,
      Dispatch.Answering answering,
      Tally tally,
      Duration timeout) {}

  /**
   * @param concurrency calls at once
   * @param failed gets the inputs that failed, where they do not fail the statement
   * @param begin is told before a call is made where none is under way
   * @param end is told when no call is under way any more
   */
  Pipeline(Workers workers, int concurrency, FailedInputs failed, Runnable begin, Runnable end) {
    this.workers = workers;
    this.concurrency = concurrency;
    this.failed = failed;
    this.begin = begin;
    this.end = end;
  }

  /** Has batches answered after those that were added before. */
  synchronized void add(Source source) {
    if (ended || !source.batches.hasNext()) {
      return;
    }
    waiting.add(source);
    startMore();
  }

  /** Starts what may be under way. */
  private void startMore() {
    while (!ended && running.size() < concurrency && !waiting.isEmpty()) {
      Source source = waiting.element();
      Batch batch = source.batches.next();
      if (!source.batches.hasNext()) {
        waiting.remove();
      }
      if (!begun) {
        begun = true;
        begin.run();
      }
      Workers.Task task =
          ended
              ? null
              : workers.start(
                  new Call(source.tally, source.timeout),
                  source.answering.of(batch.inputs()),
                  (self, result, thrown) -> take(source, self, batch, result, thrown));
      if (task == null) {
        fail(cancelled(source.model));
      } else {
        running.add(task);
      }
    }
    if (begun && running.isEmpty()) {
      begun = false;
      end.run();
    }
  }

  private synchronized void take(
      Source source, Workers.Task task, Batch batch, BatchResult result, Throwable thrown) {
    if (!running.remove(task)) {
      // It was abandoned.
      return;
    }
    if (thrown == null) {
      answer(source, batch, result);
    } else if (thrown instanceof ModelException e) {
      fail(e);
    } else if (thrown instanceof InterruptedException) {
      // Nobody but the evaluator's close interrupts a worker that is still waited for.
      fail(cancelled(source.model));
    } else {
      defect = new IllegalStateException("A model call failed in an unexpected way", thrown);
      stop();
    }
    startMore();
    notifyAll();
  }

  private void answer(Source source, Batch batch, BatchResult result) {
    List<Prediction> predictions = result.predictions();
    for (int i = 0; i < predictions.size(); i++) {
      Prediction prediction = predictions.get(i);
      batch.answers().get(i).prediction(prediction == null ? Prediction.NULL : prediction);
    }
    source.tally.answered(predictions.size() - result.failures().size());
    failed.addAll(result.failures());
  }

  private void fail(ModelException e) {
    if (failure == null) {
      failure = e;
    }
    stop();
  }

  private void stop() {
    ended = true;
    waiting.clear();
    running.forEach(workers::abandon);
    running.clear();
    if (begun) {
      begun = false;
      end.run();
    }
    notifyAll();
  }

  private static ModelException cancelled(String model) {
    return Failure.of(
            Kind.CANCELLED, model, "was not asked to the end: the statement was cancelled")
        .exception();
  }

  /** Ends all that is under way; who waits is told that it was cancelled. */
  synchronized void cancel(String model) {
    fail(cancelled(model));
  }

  /** Whether all of some answers are there. */
  synchronized boolean areThere(Answer[] answers) {
    return missing(answers, 0) == answers.length;
  }

  /**
   * Waits for answers; null ones are NULL by rule.
   *
   * @param nanos how long at most; negative for no limit
   * @return false if the time is over
   */
  synchronized boolean await(Answer[] answers, long nanos)
      throws ModelException, InterruptedException {
    long start = System.nanoTime();
    int first = 0;
    while (true) {
      first = missing(answers, first);
      if (first == answers.length) {
        return true;
      }
      if (defect != null) {
        throw defect;
      }
      if (failure != null) {
        throw failure;
      }
      if (ended) {
        throw cancelled("The model");
      }
      if (nanos < 0) {
        wait();
        continue;
      }
      long left = nanos - (System.nanoTime() - start);
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
  }

  private static int missing(Answer[] answers, int from) {
    int i = from;
    while (i < answers.length && (answers[i] == null || answers[i].prediction() != null)) {
      i++;
    }
    return i;
  }
}
