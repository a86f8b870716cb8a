package org.auroraml.batching;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks models for predictions, in batches and in parallel. Thread-safe; one for each server, shared
 * by its connections. The AWS SDK is loaded at the first call of a model, not before.
 */
public final class Evaluator implements AutoCloseable {
  private final EvaluatorOptions options;
  private final Tally tally;
  private final Workers workers;
  private final AwsClients clients;
  private final RetryPolicy retries;
  private final CallLimits limits;
  private final PredictionCache cache;
  private final Map<Object, Channel> channels = new ConcurrentHashMap<>();
  private final Set<Evaluation> evaluating = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** An evaluator that shares no limits with others. */
  public Evaluator(EvaluatorOptions options) {
    this(options, new CallLimits(), new Tally());
  }

  /**
   * @param limits those of the JVM; they outlive this evaluator
   * @param whole counts what all evaluators of a server do
   */
  public Evaluator(EvaluatorOptions options, CallLimits limits, Tally whole) {
    tally = new Tally(whole);
    this.options = options;
    this.limits = limits;
    workers = new Workers(() -> clients().http());
    clients = new AwsClients(options.aws(), workers);
    retries = new RetryPolicy(options.retryBudget());
    cache = new PredictionCache(options.cacheSize(), options.cacheTtl());
  }

  private AwsClients clients() {
    return clients;
  }

  /** Opens the model calls of one SQL statement. */
  public Evaluation open() {
    return open(tally);
  }

  /** The same for a session, whose tally is a {@link #newTally} of this evaluator. */
  public Evaluation open(Tally session) {
    return new Evaluation(this, new Tally(session));
  }

  /** For a session that uses this evaluator. */
  public Tally newTally() {
    return new Tally(tally);
  }

  /** What has been done so far. */
  public Counters counters() {
    return tally.counters();
  }

  /** Ends all calls under way (they fail as cancelled) and all threads. Closing twice is fine. */
  @Override
  public void close() {
    closed = true;
    evaluating.forEach(Evaluation::cancel);
    workers.close();
    clients.close();
  }

  /** The model's channel; models that differ only in their batch size share it. */
  Channel channel(Model model) {
    Object key = model instanceof Model.Bedrock ? model : model.describe();
    return channels.computeIfAbsent(key, k -> newChannel(k, model));
  }

  private Channel newChannel(Object key, Model model) {
    return new Channel(
        newService(model),
        limits,
        limits.endpoint(model.describe(), where(model), options.limits()),
        options.limits().jvmConcurrency(),
        key,
        cache);
  }

  /** Tells endpoints of the same name in several places apart. */
  private String where(Model model) {
    AwsOptions aws = options.aws();
    Optional<URI> url = aws.endpointUrl(service(model));
    if (model instanceof Model.SageMaker sageMaker) {
      url =
          Optional.ofNullable(aws.sageMakerEndpointUrls().get(sageMaker.endpointName()))
              .or(() -> aws.endpointUrl(AwsService.SAGEMAKER));
    }
    return url.map(URI::toString).orElse(aws.region().orElse("") + "/" + aws.profile().orElse(""));
  }

  private static AwsService service(Model model) {
    if (model instanceof Model.SageMaker) {
      return AwsService.SAGEMAKER;
    }
    return model instanceof Model.Bedrock ? AwsService.BEDROCK : AwsService.COMPREHEND;
  }

  private ModelService newService(Model model) {
    if (model instanceof Model.SageMaker sageMaker) {
      Failures failures = failures(model, "sagemaker:InvokeEndpoint");
      return new SageMakerService(
          invocation(sageMaker.endpointName(), failures), failures, options.maxRequestBytes());
    }
    if (model instanceof Model.Bedrock bedrock) {
      return new BedrockService(bedrock, clients, failures(model, "bedrock:InvokeModel"));
    }
    return new ComprehendService(clients, failures(model, "comprehend:BatchDetectSentiment"));
  }

  private Invocation invocation(String endpointName, Failures failures) {
    URI url = options.aws().sageMakerEndpointUrls().get(endpointName);
    return url == null
        ? new RuntimeInvocation(endpointName, clients, failures)
        : new UrlInvocation(url, clients, failures);
  }

  private Failures failures(Model model, String action) {
    return new Failures(model.describe(), action, options.logInputs());
  }

  /**
   * Whether an input would be sent to a model. It is not where its value is NULL by rule, its
   * answer is kept, or the service could not take it.
   */
  public boolean isSent(Model model, ModelInput input) {
    Channel channel = channel(model);
    try {
      return !channel.service().isNull(input) && channel.known(input) == null;
    } catch (ModelException refused) {
      return false;
    }
  }

  /** What becomes of inputs that a model fails at. */
  public OnError onError() {
    return options.onError();
  }

  EvaluatorOptions options() {
    return options;
  }

  Dispatch dispatch(ModelService service, Tally statement, Duration timeout, FailedInputs failed) {
    return new Dispatch(
        workers, service.describe(), options.limits().concurrency(), statement, timeout, failed);
  }

  Pipeline pipeline(FailedInputs failed, Runnable begin, Runnable end) {
    return new Pipeline(workers, options.limits().concurrency(), failed, begin, end);
  }

  Callable<BatchResult> answering(
      Channel channel,
      Tally statement,
      RowLimit rowLimit,
      Reachability reachability,
      List<ModelInput> inputs) {
    return new BatchAnswering(
        channel, reachability.retries(retries), statement, rowLimit, options.onError(), inputs);
  }

  /** The evaluation must be told when this evaluator is closed. */
  void begin(Evaluation evaluation) {
    evaluating.add(evaluation);
    if (closed) {
      evaluation.cancel();
    }
  }

  void end(Evaluation evaluation) {
    evaluating.remove(evaluation);
  }
}
