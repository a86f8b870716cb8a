package org.auroraml.jdbc.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.auroraml.batching.Counters;
import org.auroraml.batching.Model;
import org.auroraml.batching.ModelTallies;
import org.auroraml.batching.Tally;

/**
 * A server's numbers as meters of Micrometer's global registry, until it is closed. Frameworks put
 * their own registries into the global one; without any, it keeps nothing.
 *
 * <p>This class is not touched where the application has no Micrometer.
 */
final class MicrometerMeters implements ModelTallies.Listener, AutoCloseable {
  private static final Logger LOGGER = System.getLogger("org.auroraml");

  private final Tags server;
  private final ModelTallies models;
  private final Map<String, Requests> requests = new ConcurrentHashMap<>();
  private final Queue<Meter> meters = new ConcurrentLinkedQueue<>();

  /**
   * @param server the server's hosts
   */
  MicrometerMeters(String server, ModelTallies models) {
    this.server = Tags.of("server", server);
    this.models = models;
    models.add(this);
  }

  /** What is measured of each request to one model. */
  private record Requests(Timer answered, Timer failed, DistributionSummary batchSize) {}

  @Override
  public void added(Model model, Tally tally) {
    Tags tags = tags(model);
    try {
      counter(
          "logical.requests", "inputs", "inputs asked for", tags, tally, Counters::logicalRequests);
      counter(
          "logical.responses",
          "inputs",
          "inputs answered",
          tags,
          tally,
          Counters::logicalResponses);
      counter(
          "actual.requests", "requests", "requests sent", tags, tally, Counters::actualRequests);
      counter(
          "actual.responses",
          "requests",
          "requests answered without an error",
          tags,
          tally,
          Counters::actualResponses);
      counter(
          "cache.hits",
          "inputs",
          "inputs not sent, since an equal one's answer was there",
          tags,
          tally,
          Counters::cacheHits);
      counter(
          "single.requests",
          "inputs",
          "inputs that could not share a request",
          tags,
          tally,
          Counters::singleRequests);
      counter(
          "retry.requests",
          "requests",
          "requests that repeat one that failed",
          tags,
          tally,
          Counters::retries);
      requests.put(
          model.describe(),
          new Requests(timer(tags, "success"), timer(tags, "error"), batchSize(tags)));
    } catch (RuntimeException e) {
      // A registry that takes no such meter fails no statement.
      LOGGER.log(Level.WARNING, "The meters of " + model.describe() + " can't be registered", e);
    }
  }

  private Tags tags(Model model) {
    if (model instanceof Model.SageMaker sageMaker) {
      return server.and("service", "sagemaker", "model", sageMaker.endpointName());
    }
    return model instanceof Model.Bedrock bedrock
        ? server.and("service", "bedrock", "model", bedrock.modelId())
        : server.and("service", "comprehend", "model", "sentiment");
  }

  /** SHOW GLOBAL STATUS has the same number, but begins again after FLUSH STATUS. */
  private void counter(
      String name,
      String unit,
      String description,
      Tags tags,
      Tally tally,
      ToLongFunction<Counters> value) {
    meters.add(
        FunctionCounter.builder("auroraml." + name, tally, t -> value.applyAsLong(t.counters()))
            .baseUnit(unit)
            .description(description)
            .tags(tags)
            .register(Metrics.globalRegistry));
  }

  private Timer timer(Tags tags, String outcome) {
    Timer timer =
        Timer.builder("auroraml.model.requests")
            .description("time of requests to models")
            .tags(tags.and("outcome", outcome))
            .register(Metrics.globalRegistry);
    meters.add(timer);
    return timer;
  }

  private DistributionSummary batchSize(Tags tags) {
    DistributionSummary summary =
        DistributionSummary.builder("auroraml.model.batch.size")
            .baseUnit("inputs")
            .description("inputs of a request")
            .tags(tags)
            .register(Metrics.globalRegistry);
    meters.add(summary);
    return summary;
  }

  @Override
  public void ended(Model model, int inputs, long nanos, boolean answered) {
    Requests measured = requests.get(model.describe());
    if (measured != null) {
      (answered ? measured.answered : measured.failed).record(nanos, TimeUnit.NANOSECONDS);
      measured.batchSize.record(inputs);
    }
  }

  @Override
  public void close() {
    models.remove(this);
    meters.forEach(Metrics.globalRegistry::remove);
  }
}
