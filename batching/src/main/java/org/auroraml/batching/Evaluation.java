package org.auroraml.batching;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.auroraml.batching.Memory.Answer;
import org.auroraml.batching.ModelException.Kind;

/**
 * The model calls of one SQL statement. Remembers predictions, so that equal inputs of the
 * statement are sent once (feature F27), also over several calls of {@link #evaluate}, and both
 * Comprehend functions over one text cost one request (F9). Models that differ only in maxBatchSize
 * share what is remembered. A statement that streams over more distinct inputs than fit in an
 * eighth of the heap forgets the oldest. Not thread-safe but for {@link #cancel()}.
 */
public final class Evaluation implements AutoCloseable {
  // Goes to java.util.logging, or to SLF4J where its slf4j-jdk-platform-logging is present.
  private static final Logger LOGGER = System.getLogger("org.auroraml.batching");

  private final Evaluator evaluator;
  private final Tally tally;
  private final Map<Channel, Use> uses = new LinkedHashMap<>();
  private final FailedInputs failed = new FailedInputs();

  private Duration timeout;
  private Instant deadline;
  private String plan = "Statement";
  private long nanos;
  private volatile boolean cancelled;
  private volatile Dispatch underWay;
  private volatile Pipeline pipeline;

  /** What is counted of each caller, by the callers' names. */
  private final Map<String, Tally> callers = new LinkedHashMap<>();

  /** What is remembered and counted of one model, and whether it can be asked at all. */
  private record Use(Memory memory, Tally tally, Reachability reachability) {
    Use(Memory memory, Tally tally) {
      this(memory, tally, new Reachability());
    }
  }

  Evaluation(Evaluator evaluator, Tally tally) {
    this.evaluator = evaluator;
    this.tally = tally;
    timeout = evaluator.options().timeout();
  }

  /**
   * Asks the model for each input, in as few requests as its limits allow. After a model has failed
   * for the whole of its retry budget, it is asked once more for each request, and not at all any
   * more when it can't be reached then either.
   *
   * @return one prediction for each input, in the same order
   * @throws ModelException if one of the inputs gets no answer, and does not become NULL ({@link
   *     OnError}), or if there are too many of them
   * @throws InterruptedException if this thread is interrupted; the calls under way are abandoned
   */
  public List<Prediction> evaluate(Model model, List<ModelInput> inputs)
      throws ModelException, InterruptedException {
    return evaluate(model.describe(), model, inputs);
  }

  /**
   * The same for one of several that ask models, which is told apart in {@link #callers}.
   *
   * @param caller its name
   */
  public List<Prediction> evaluate(String caller, Model model, List<ModelInput> inputs)
      throws ModelException, InterruptedException {
    long start = System.nanoTime();
    Channel channel = evaluator.channel(model);
    Use ofModel =
        uses.computeIfAbsent(channel, c -> new Use(new Memory(), new Tally(tally, model)));
    Use use =
        new Use(
            ofModel.memory,
            callers.computeIfAbsent(caller, name -> new Tally(ofModel.tally)),
            ofModel.reachability);
    Memory memory = use.memory;
    Questions questions = new Questions(channel.service(), maxBatchSize(model), memory.rowLimit());
    try {
      Answer[] answers = collect(inputs, channel, use, questions);
      if (questions.hasNext()) {
        use.reachability.require();
      }
      dispatch(channel, timeout(model), use, questions);
      List<Prediction> predictions = new ArrayList<>(answers.length);
      for (Answer answer : answers) {
        predictions.add(answer == null ? Prediction.NULL : answer.prediction());
      }
      return predictions;
    } catch (ModelException e) {
      use.reachability.failed(e);
      throw e;
    } finally {
      questions.forgetUnanswered(memory);
      memory.trim();
      nanos += System.nanoTime() - start;
    }
  }

  /**
   * Has the model asked for inputs while the caller goes on: other inputs can be submitted, also of
   * other models, and wait for the calls of those before them. No more than {@link #concurrency()}
   * calls are under way.
   *
   * @throws ModelException if one of the inputs can't be sent, and does not become NULL ({@link
   *     OnError}), or if there are too many of them; what was submitted before is still asked for
   */
  public Submission submit(Model model, List<ModelInput> inputs) throws ModelException {
    Channel channel = evaluator.channel(model);
    Use use =
        uses.computeIfAbsent(channel, c -> new Use(Memory.streaming(), new Tally(tally, model)));
    Memory memory = use.memory;
    Questions questions = new Questions(channel.service(), maxBatchSize(model), memory.rowLimit());
    boolean collected = false;
    try {
      Answer[] answers = collect(inputs, channel, use, questions);
      collected = true;
      pipeline()
          .add(
              new Pipeline.Source(
                  channel.service().describe(),
                  questions,
                  batch ->
                      evaluator.answering(
                          channel, use.tally, memory.rowLimit(), use.reachability, batch),
                  use.tally,
                  timeout(model)));
      return new Submission(this, answers);
    } finally {
      if (!collected) {
        questions.forgetUnanswered(memory);
      }
      memory.trim();
    }
  }

  private Pipeline pipeline() {
    Pipeline current = pipeline;
    if (current == null) {
      current = evaluator.pipeline(failed, () -> evaluator.begin(this), () -> evaluator.end(this));
      pipeline = current;
      if (cancelled) {
        current.cancel("The model");
      }
    }
    return current;
  }

  boolean areThere(Answer[] answers) {
    return pipeline().areThere(answers);
  }

  boolean await(Answer[] answers, long atMost) throws ModelException, InterruptedException {
    long start = System.nanoTime();
    try {
      return pipeline().await(answers, atMost);
    } finally {
      nanos += System.nanoTime() - start;
    }
  }

  /** Calls that may be under way at once. */
  public int concurrency() {
    return evaluator.options().limits().concurrency();
  }

  private Duration timeout(Model model) {
    return model instanceof Model.Bedrock bedrock ? bedrock.timeout().orElse(timeout) : timeout;
  }

  private static int maxBatchSize(Model model) {
    if (model instanceof Model.SageMaker sageMaker) {
      return sageMaker.maxBatchSize();
    }
    return model instanceof Model.Sentiment sentiment ? sentiment.maxBatchSize() : 1;
  }

  /** The place of each input's prediction, null for those that are NULL by rule. */
  private Answer[] collect(List<ModelInput> inputs, Channel channel, Use use, Questions questions)
      throws ModelException {
    ModelService service = channel.service();
    Memory memory = use.memory;
    Answer[] answers = new Answer[inputs.size()];
    long hits = 0;
    long sent = 0;
    int index = 0;
    for (ModelInput input : inputs) {
      if (isNull(input, service, memory)) {
        // Where it was refused, its place is there; where it is NULL by rule, there is none.
        answers[index] = memory.find(input);
      } else {
        Answer answer = memory.find(input);
        if (answer == null) {
          answer = memory.add(input);
          Prediction known = channel.known(input);
          if (known == null) {
            questions.add(input, answer);
            sent++;
          } else {
            answer.prediction(known);
            hits++;
          }
        } else {
          hits++;
        }
        answers[index] = answer;
      }
      index++;
    }
    requireAllowed(service, distinctInputs() + sent);
    boolean alone = sent == 1 || channel.takesOneInput();
    use.tally.asked(hits + sent, hits, alone ? sent : 0);
    return answers;
  }

  /** Whether an input is not sent: it is NULL by rule, or can't be sent and so becomes NULL. */
  private boolean isNull(ModelInput input, ModelService service, Memory memory)
      throws ModelException {
    try {
      return service.isNull(input);
    } catch (ModelException e) {
      if (evaluator.options().onError() == OnError.FAIL) {
        throw e;
      }
      if (memory.find(input) == null) {
        memory.add(input).prediction(Prediction.NULL);
        failed.addAll(List.of(e));
      }
      return true;
    }
  }

  private void requireAllowed(ModelService service, long distinct) throws ModelException {
    int most = evaluator.options().maxInputs();
    if (most > 0 && distinct > most) {
      throw Failure.of(
              Kind.LIMIT,
              service.describe(),
              "was not asked: the statement would send "
                  + distinct
                  + " distinct inputs, and maxMlInputs allows "
                  + most)
          .exception();
    }
  }

  private void dispatch(Channel channel, Duration timeout, Use use, Questions questions)
      throws ModelException, InterruptedException {
    Dispatch dispatch = evaluator.dispatch(channel.service(), use.tally, timeout, failed);
    underWay = dispatch;
    evaluator.begin(this);
    try {
      if (cancelled) {
        dispatch.cancel();
      }
      dispatch.run(
          questions,
          batch ->
              evaluator.answering(
                  channel, use.tally, use.memory.rowLimit(), use.reachability, batch),
          deadline);
    } finally {
      evaluator.end(this);
      underWay = null;
    }
  }

  /**
   * Ends the evaluation, from any thread: an {@link #evaluate} under way throws {@link
   * ModelException.Kind#CANCELLED} at once, whatever the services are doing, and so does any later
   * one that would send something.
   */
  public void cancel() {
    cancelled = true;
    Dispatch dispatch = underWay;
    if (dispatch != null) {
      dispatch.cancel();
    }
    Pipeline current = pipeline;
    if (current != null) {
      current.cancel("The model");
    }
  }

  /**
   * Sets the time after which {@link #evaluate} throws {@link ModelException.Kind#TIMED_OUT}. Null
   * for none, as at the start.
   */
  public void deadline(Instant at) {
    deadline = at;
  }

  /**
   * Sets the time for one call, instead of the evaluator's (feature F11). A Bedrock model's own
   * time goes before it.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public void timeout(Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("The time for a call must be greater than 0");
    }
    timeout = value;
  }

  /**
   * Why inputs became NULL ({@link OnError#NULL}) since this was last called: an element for each
   * distinct input that failed, but for no more than 1,024, which is as many warnings as a server
   * keeps. Inputs of one batch may share a failure.
   */
  public List<ModelException> takeFailures() {
    return failed.take();
  }

  /** Distinct inputs that became NULL because the model failed at them, so far. */
  public long failedInputs() {
    return failed.count();
  }

  /** Inputs asked for so far, without those that are NULL by rule and never sent. */
  public long inputs() {
    return tally.counters().logicalRequests();
  }

  /** Inputs that equal no earlier one, of a kept answer either, and so were to be sent. */
  public long distinctInputs() {
    Counters counters = tally.counters();
    return counters.logicalRequests() - counters.cacheHits();
  }

  /** Requests sent so far, retries included. */
  public long requests() {
    return tally.counters().actualRequests();
  }

  /** Requests that repeated one that failed. */
  public long retries() {
    return tally.counters().retries();
  }

  /** What was asked so far, by model, in the order in which they were asked first. */
  public List<ModelStatistics> statistics() {
    return uses.entrySet().stream()
        .map(use -> use.getValue().tally.statistics(use.getKey().service().describe()))
        .toList();
  }

  /**
   * What each caller has asked so far, in the order in which they asked first: an input that
   * another one has asked for is a hit, and a request is that of the first who needs it.
   */
  public List<ModelStatistics> callers() {
    return callers.entrySet().stream()
        .map(caller -> caller.getValue().statistics(caller.getKey()))
        .toList();
  }

  /**
   * Sets what the statement's line in the log begins with: its plan and functions, say. It must
   * hold nothing of the statement's data.
   */
  public void plan(String value) {
    plan = value;
  }

  /**
   * Ends what is under way, forgets the predictions, and writes a line to the log at debug level.
   * Twice is fine.
   */
  @Override
  public void close() {
    Pipeline current = pipeline;
    if (current != null) {
      current.cancel("The model");
    }
    if (!uses.isEmpty() && LOGGER.isLoggable(Level.DEBUG)) {
      LOGGER.log(Level.DEBUG, logLine());
    }
    uses.clear();
  }

  private String logLine() {
    String models =
        statistics().stream().map(ModelStatistics::toString).collect(Collectors.joining("; "));
    return plan
        + ": "
        + models
        + (failed.count() == 0 ? "" : "; " + failed.count() + " became NULL")
        + "; "
        + TimeUnit.NANOSECONDS.toMillis(nanos)
        + " ms for models in all";
  }
}
