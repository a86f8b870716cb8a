package org.auroraml.stand;

import com.amazon.randomcutforest.RandomCutForest;
import java.util.ArrayList;
import java.util.List;

/**
 * AWS's Random Cut Forest over single values: 100 trees of 256 sampled points, trained once. The
 * answer to a value is its anomaly score, about 1 for an ordinary value and higher the rarer it is.
 *
 * <p>Scores depend on the training data and the seed only. Thread-safe, one value at a time:
 * scoring a point fills the trees' caches of bounding boxes.
 */
public final class RandomCutForestModel implements CsvModel {
  private static final int TREES = 100;
  private static final int SAMPLE_SIZE = 256;

  private final RandomCutForest forest;

  /** Trains on the values in their order. */
  public RandomCutForestModel(double[] values, long seed) {
    forest =
        RandomCutForest.builder()
            .dimensions(1)
            .numberOfTrees(TREES)
            .sampleSize(SAMPLE_SIZE)
            // An even sample of all data, as SageMaker's algorithm draws it; the default favours
            // what came last.
            .timeDecay(0)
            .parallelExecutionEnabled(false)
            .randomSeed(seed)
            .build();
    for (double value : values) {
      forest.update(new float[] {(float) value});
    }
  }

  @Override
  public List<String> predict(List<List<String>> rows) {
    List<String> answers = new ArrayList<>(rows.size());
    for (List<String> row : rows) {
      String value = row.get(0);
      answers.add(value == null ? "" : Double.toString(score(Double.parseDouble(value))));
    }
    return answers;
  }

  /** The anomaly score of one value. */
  public synchronized double score(double value) {
    return forest.getAnomalyScore(new float[] {(float) value});
  }
}
