package org.auroraml.batching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.auroraml.batching.ModelException.Remedy;
import org.auroraml.batching.ModelService.Reply;

/**
 * What a worker does with one batch: asks, asks again for what failed for now, and cuts in half
 * what the service finds too large, down to one input.
 */
final class BatchAnswering implements Callable<List<Prediction>> {
  private final Channel channel;
  private final RetryPolicy retries;
  private final Tally tally;
  private final RowLimit rowLimit;
  private final List<ModelInput> inputs;

  BatchAnswering(
      Channel channel,
      RetryPolicy retries,
      Tally tally,
      RowLimit rowLimit,
      List<ModelInput> inputs) {
    this.channel = channel;
    this.retries = retries;
    this.tally = tally;
    this.rowLimit = rowLimit;
    this.inputs = inputs;
  }

  @Override
  public List<Prediction> call() throws ModelException, InterruptedException {
    return answer(inputs);
  }

  private List<Prediction> answer(List<ModelInput> part)
      throws ModelException, InterruptedException {
    Prediction[] predictions = new Prediction[part.size()];
    try {
      retries.run(patience -> attempt(part, predictions, patience));
      return Arrays.asList(predictions);
    } catch (ModelException e) {
      if (e.remedy() != Remedy.HALVE || part.size() == 1) {
        throw e;
      }
    }
    int middle = (part.size() + 1) / 2;
    rowLimit.lower(middle);
    List<Prediction> halves = new ArrayList<>(part.size());
    halves.addAll(answer(part.subList(0, middle)));
    halves.addAll(answer(part.subList(middle, part.size())));
    return halves;
  }

  /** Asks for the predictions that are still missing. */
  private Prediction[] attempt(List<ModelInput> part, Prediction[] predictions, Patience patience)
      throws ModelException, InterruptedException {
    int[] missing =
        IntStream.range(0, predictions.length).filter(i -> predictions[i] == null).toArray();
    boolean all = missing.length == part.size();
    List<ModelInput> open = all ? part : Arrays.stream(missing).mapToObj(part::get).toList();
    Reply reply = channel.ask(open, tally, patience);
    tally.received();
    for (int i = 0; i < missing.length; i++) {
      predictions[missing[i]] = reply.predictions().get(i);
    }
    if (reply.failure() != null) {
      throw reply.failure();
    }
    return predictions;
  }
}
