package org.auroraml.batching;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What each model was asked by all that a {@link Tally} without a whole counts, and who hears of
 * it. The models' counters add up to that tally's. Thread-safe.
 */
public final class ModelTallies {
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** Models of one name differ in the shape of their requests alone: the first stands for all. */
  private record Entry(Model model, Tally tally) {}

  /** Hears of requests. Its methods run on the threads that ask models: they must be quick. */
  public interface Listener {
    /** A model is asked for the first time, or was so before this listened. */
    void added(Model model, Tally tally);

    /**
     * A request has ended.
     *
     * @param inputs how many it carried
     * @param nanos how long it took
     * @param answered whether the service has answered it without an error
     */
    void ended(Model model, int inputs, long nanos, boolean answered);
  }

  ModelTallies() {}

  Tally of(Model model) {
    Entry known = entries.get(model.describe());
    return known == null ? add(model).tally : known.tally;
  }

  private synchronized Entry add(Model model) {
    return entries.computeIfAbsent(
        model.describe(),
        name -> {
          Entry entry = new Entry(model, new Tally());
          listeners.forEach(listener -> listener.added(model, entry.tally));
          return entry;
        });
  }

  void ended(Model model, int inputs, long nanos, boolean answered) {
    listeners.forEach(listener -> listener.ended(model, inputs, nanos, answered));
  }

  /** Tells a listener of the models that are known, and of what happens until it is removed. */
  public synchronized void add(Listener listener) {
    entries.values().forEach(entry -> listener.added(entry.model, entry.tally));
    listeners.add(listener);
  }

  /** Tells a listener no more. */
  public synchronized void remove(Listener listener) {
    listeners.remove(listener);
  }

  /** What was asked so far, by the models' names in order. */
  public List<ModelStatistics> statistics() {
    return entries.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getValue().tally.statistics(entry.getKey()))
        .toList();
  }
}
