package org.auroraml.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Statements that ask models on threads of their own. */
final class Statements {
  private Statements() {}

  static List<ModelInput> numbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> ModelInput.of(Integer.toString(i))).toList();
  }

  /** What the stand-in's echo says of {@link #numbers}. */
  static List<String> ofNumbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "of " + i).toList();
  }

  static List<String> values(List<Prediction> predictions) {
    return predictions.stream().map(Prediction::value).toList();
  }

  /** A statement of its own. */
  static CompletableFuture<List<Prediction>> ask(
      Evaluator evaluator, Model model, List<ModelInput> inputs) {
    return start(
        () -> {
          try (Evaluation evaluation = evaluator.open()) {
            return evaluation.evaluate(model, inputs);
          }
        });
  }

  static CompletableFuture<List<Prediction>> ask(
      Evaluation evaluation, Model model, List<ModelInput> inputs) {
    return start(() -> evaluation.evaluate(model, inputs));
  }

  private interface Asking {
    List<Prediction> run() throws ModelException, InterruptedException;
  }

  private static CompletableFuture<List<Prediction>> start(Asking asking) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return asking.run();
          } catch (ModelException | InterruptedException e) {
            throw new CompletionException(e);
          }
        },
        task -> new Thread(task, "statement").start());
  }

  static List<String> values(CompletableFuture<List<Prediction>> asking) throws Exception {
    return values(asking.get(3, TimeUnit.MINUTES));
  }

  static ModelException failure(CompletableFuture<?> asking) {
    ExecutionException thrown =
        catchThrowableOfType(ExecutionException.class, () -> asking.get(3, TimeUnit.MINUTES));
    assertThat(thrown).hasCauseInstanceOf(ModelException.class);
    return (ModelException) thrown.getCause();
  }

  static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  /** The threads of all evaluators. */
  static long workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("auroraml-"))
        .count();
  }
}
