package org.auroraml.batching;

import java.util.LongSummaryStatistics;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.auroraml.batching.ModelStatistics.Spread;

/**
 * Counts model calls as they happen, for one model in a statement and, through it, for the
 * statement, its session, its evaluator and all that they are part of. Thread-safe.
 */
public final class Tally {
  private final Tally whole;
  private final ModelTallies models;

  /** The model that is asked, where all is for one, and what counts for it; else null. */
  private final Model model;

  private final Tally own;

  private final LongAdder logicalRequests = new LongAdder();
  private final LongAdder logicalResponses = new LongAdder();
  private final LongAdder actualRequests = new LongAdder();
  private final LongAdder actualResponses = new LongAdder();
  private final LongAdder cacheHits = new LongAdder();
  private final LongAdder singleRequests = new LongAdder();
  private final LongAdder retries = new LongAdder();

  // Guarded by this.
  private final LongSummaryStatistics batchSizes = new LongSummaryStatistics();
  private final LongSummaryStatistics millis = new LongSummaryStatistics();

  /** Counts for nobody else. */
  public Tally() {
    this(null);
  }

  /**
   * @param whole what is counted here is counted there as well; null for none
   */
  public Tally(Tally whole) {
    this(whole, null);
  }

  /** Counts what one model is asked, also for the model by itself. */
  Tally(Tally whole, Model model) {
    this.whole = whole;
    this.model = model;
    models = whole == null ? new ModelTallies() : whole.models;
    own = model == null ? null : models.of(model);
  }

  /** The same by model, of the outermost whole. */
  public ModelTallies models() {
    return models;
  }

  void asked(long requests, long hits, long singles) {
    logicalRequests.add(requests);
    cacheHits.add(hits);
    singleRequests.add(singles);
    if (whole != null) {
      whole.asked(requests, hits, singles);
    }
    if (own != null) {
      own.asked(requests, hits, singles);
    }
  }

  void answered(long responses) {
    logicalResponses.add(responses);
    if (whole != null) {
      whole.answered(responses);
    }
    if (own != null) {
      own.answered(responses);
    }
  }

  void sent() {
    actualRequests.increment();
    if (whole != null) {
      whole.sent();
    }
    if (own != null) {
      own.sent();
    }
  }

  void received() {
    actualResponses.increment();
    if (whole != null) {
      whole.received();
    }
    if (own != null) {
      own.received();
    }
  }

  void retried() {
    retries.increment();
    if (whole != null) {
      whole.retried();
    }
    if (own != null) {
      own.retried();
    }
  }

  /** A request has ended, well or not. */
  void ended(int inputs, long nanos, boolean answered) {
    synchronized (this) {
      batchSizes.accept(inputs);
      millis.accept(TimeUnit.NANOSECONDS.toMillis(nanos));
    }
    if (whole != null) {
      whole.ended(inputs, nanos, answered);
    }
    if (own != null) {
      own.ended(inputs, nanos, answered);
      models.ended(model, inputs, nanos, answered);
    }
  }

  /** How long requests took, in milliseconds, those that failed included. */
  public synchronized Spread requestMillis() {
    return Spread.of(millis);
  }

  synchronized ModelStatistics statistics(String model) {
    return new ModelStatistics(model, counters(), Spread.of(batchSizes), Spread.of(millis));
  }

  /** Whether any request was sent. */
  boolean hasSent() {
    return actualRequests.sum() > 0;
  }

  /** What has happened so far. */
  public Counters counters() {
    return new Counters(
        logicalRequests.sum(),
        logicalResponses.sum(),
        actualRequests.sum(),
        actualResponses.sum(),
        cacheHits.sum(),
        singleRequests.sum(),
        retries.sum());
  }
}
