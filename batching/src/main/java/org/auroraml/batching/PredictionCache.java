package org.auroraml.batching;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * Predictions that are kept across an evaluator's statements (feature F48), those asked for most
 * and last. Keeps none unless its size says so. Thread-safe.
 */
final class PredictionCache {
  /** Null where nothing is kept; then Caffeine is not loaded either. */
  private final Cache<Key, Prediction> cache;

  /** An input of a model. */
  private record Key(Object model, ModelInput input) {}

  /**
   * @param size how many are kept at most; 0 for none
   * @param ttl how long each is kept; zero for no limit
   */
  PredictionCache(int size, Duration ttl) {
    cache = size == 0 ? null : create(size, ttl);
  }

  private static Cache<Key, Prediction> create(int size, Duration ttl) {
    // On the threads that use it: others could outlive the application that loaded this driver.
    Caffeine<Object, Object> builder =
        Caffeine.newBuilder().maximumSize(size).executor(Runnable::run);
    return ttl.isZero() ? builder.build() : builder.expireAfterWrite(ttl).build();
  }

  /**
   * The prediction for an input, or null if none is kept.
   *
   * @param model the key of its channel
   */
  Prediction find(Object model, ModelInput input) {
    return cache == null ? null : cache.getIfPresent(new Key(model, input));
  }

  void keep(Object model, ModelInput input, Prediction prediction) {
    if (cache != null) {
      cache.put(new Key(model, input), prediction);
    }
  }
}
