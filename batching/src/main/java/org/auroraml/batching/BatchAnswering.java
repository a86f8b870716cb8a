package org.auroraml.batching;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.auroraml.batching.ModelException.Remedy;
import org.auroraml.batching.ModelService.Reply;

/**
 * What a worker does with one batch: asks, asks again for what failed for now, and cuts in half
 * what the service finds too large, down to one input. Where failures become NULL, it also looks
 * for the inputs that make their batch fail.
 */
final class BatchAnswering implements Callable<BatchResult> {
  // A bad input among 10,000 is found with 14.
  private static final int MOST_SPLITS = 64;

  private final Channel channel;
  private final RetryPolicy retries;
  private final Tally tally;
  private final RowLimit rowLimit;
  private final OnError onError;
  private final List<ModelInput> inputs;
  private final Prediction[] predictions;
  private final ModelException[] failures;
  private int splits;

  BatchAnswering(
      Channel channel,
      RetryPolicy retries,
      Tally tally,
      RowLimit rowLimit,
      OnError onError,
      List<ModelInput> inputs) {
    this.channel = channel;
    this.retries = retries;
    this.tally = tally;
    this.rowLimit = rowLimit;
    this.onError = onError;
    this.inputs = inputs;
    predictions = new Prediction[inputs.size()];
    failures = new ModelException[inputs.size()];
  }

  @Override
  public BatchResult call() throws ModelException, InterruptedException {
    answer(0, inputs.size());
    for (int i = 0; i < predictions.length; i++) {
      if (predictions[i] != null && failures[i] == null) {
        channel.remember(inputs.get(i), predictions[i]);
      }
    }
    return new BatchResult(
        Arrays.asList(predictions), Arrays.stream(failures).filter(Objects::nonNull).toList());
  }

  private void answer(int from, int to) throws ModelException, InterruptedException {
    try {
      retries.run(patience -> attempt(from, to, patience));
    } catch (ModelException e) {
      int middle = (from + to + 1) / 2;
      if (e.remedy() == Remedy.HALVE && middle < to) {
        rowLimit.lower(middle - from);
      } else if (onError == OnError.FAIL || e.failure().forAll()) {
        throw e;
      } else if (e.remedy() == Remedy.ISOLATE && middle < to && splits < MOST_SPLITS) {
        splits++;
      } else {
        missing(from, to).forEach(i -> failures[i] = e);
        return;
      }
      answer(from, middle);
      answer(middle, to);
    }
  }

  private IntStream missing(int from, int to) {
    return IntStream.range(from, to).filter(i -> predictions[i] == null && failures[i] == null);
  }

  /** Asks for the predictions that are still missing. */
  private Void attempt(int from, int to, Patience patience)
      throws ModelException, InterruptedException {
    int[] missing = missing(from, to).toArray();
    boolean all = missing.length == to - from;
    List<ModelInput> open =
        all ? inputs.subList(from, to) : Arrays.stream(missing).mapToObj(inputs::get).toList();
    Reply reply = channel.ask(open, tally, patience);
    tally.received();
    for (int i = 0; i < missing.length; i++) {
      predictions[missing[i]] = reply.predictions().get(i);
    }
    take(reply.failures(), missing);
    return null;
  }

  private void take(Map<Integer, ModelException> failed, int[] missing) throws ModelException {
    ModelException passing = null;
    for (Map.Entry<Integer, ModelException> entry : failed.entrySet()) {
      ModelException e = entry.getValue();
      if (e.remedy() == Remedy.RETRY) {
        passing = e;
      } else if (onError == OnError.FAIL || e.failure().forAll()) {
        // A single input that will never do decides over the others.
        throw e;
      } else {
        failures[missing[entry.getKey()]] = e;
      }
    }
    if (passing != null) {
      throw passing;
    }
  }
}
