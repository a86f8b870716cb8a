package org.auroraml.stand;

import com.amazon.randomcutforest.RandomCutForest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * AWS's Random Cut Forest over single values: 100 trees of 256 sampled points, trained once. The
 * answer to a value is its anomaly score, about 1 for an ordinary value and higher the rarer it is.
 *
 * <p>Scores depend on the training data and the seed only. Thread-safe: scoring a point fills the
 * trees' caches of bounding boxes, so each thread borrows one of a few equal forests.
 */
public final class RandomCutForestModel implements CsvModel {
  private static final int TREES = 100;
  private static final int SAMPLE_SIZE = 256;
  private static final int MAX_FORESTS = 4;

  private final BlockingQueue<RandomCutForest> forests = new LinkedBlockingQueue<>();

  /** Trains on the values in their order. */
  public RandomCutForestModel(double[] values, long seed) {
    int count = Math.min(MAX_FORESTS, Runtime.getRuntime().availableProcessors());
    for (int i = 0; i < count; i++) {
      forests.add(train(values, seed));
    }
  }

  private static RandomCutForest train(double[] values, long seed) {
    RandomCutForest forest =
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
    return forest;
  }

  @Override
  public List<String> predict(List<List<String>> rows) {
    RandomCutForest forest = borrow();
    try {
      List<String> answers = new ArrayList<>(rows.size());
      for (List<String> row : rows) {
        answers.add(row.get(0) == null ? "" : score(forest, Double.parseDouble(row.get(0))));
      }
      return answers;
    } finally {
      forests.add(forest);
    }
  }

  /** The anomaly score of one value. */
  public double score(double value) {
    return Double.parseDouble(predict(List.of(List.of(Double.toString(value)))).get(0));
  }

  private static String score(RandomCutForest forest, double value) {
    return Double.toString(forest.getAnomalyScore(new float[] {(float) value}));
  }

  private RandomCutForest borrow() {
    try {
      return forests.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a forest", e);
    }
  }
}
