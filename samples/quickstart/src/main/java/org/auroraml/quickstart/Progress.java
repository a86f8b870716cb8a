package org.auroraml.quickstart;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.auroraml.stand.CsvModel;

/**
 * Shows how far loading and scoring are: a bar that moves in a terminal, a line every few seconds
 * and one at the end elsewhere (a log file, a build server).
 */
final class Progress {
  private static final int WIDTH = 100;
  private static final int MODEL_STEP = 250;

  private final PrintStream out;
  private final boolean terminal;

  /** The bar that scoring moves; scoring happens on the model server's threads. */
  private volatile ProgressBar scoring;

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Whether a person at a terminal sees what this JVM prints. */
  // Below JDK 22 null is the answer; from there on the console is asked.
  @SuppressWarnings("SystemConsoleNull")
  static boolean isTerminal() {
    java.io.Console console = System.console();
    if (console == null || Runtime.version().feature() < 22) {
      return console != null;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Work of one kind on the current thread. */
  @FunctionalInterface
  interface Work<E extends Exception> {
    void run(ProgressBar bar) throws E;
  }

  /** Runs work that moves the bar itself. */
  <E extends Exception> void during(String task, long total, Work<E> work) throws E {
    try (ProgressBar bar = bar(task, total)) {
      work.run(bar);
    }
  }

  /** Work that others report on. */
  @FunctionalInterface
  interface Watched<E extends Exception> {
    void run() throws E;
  }

  /** Runs work during which a {@link #watch watched} model moves the bar. */
  <E extends Exception> void duringScoring(String task, long total, Watched<E> work) throws E {
    try (ProgressBar bar = bar(task, total)) {
      scoring = bar;
      work.run();
    } finally {
      scoring = null;
    }
  }

  /** A model that answers as the given one and reports every few hundred rows. */
  CsvModel watch(CsvModel model) {
    return rows -> {
      List<String> answers = new ArrayList<>(rows.size());
      for (int from = 0; from < rows.size(); from += MODEL_STEP) {
        List<List<String>> part = rows.subList(from, Math.min(rows.size(), from + MODEL_STEP));
        answers.addAll(model.predict(part));
        ProgressBar bar = scoring;
        if (bar != null) {
          bar.stepBy(part.size());
        }
      }
      return answers;
    };
  }

  private ProgressBar bar(String task, long total) {
    ProgressBarConsumer consumer =
        terminal
            ? new ConsoleProgressBarConsumer(out, WIDTH)
            : new DelegatingProgressBarConsumer(printChanges(), WIDTH);
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(terminal ? 100 : 5_000)
        .setMaxRenderedLength(WIDTH)
        .hideEta()
        .setConsumer(consumer)
        .build();
  }

  /** The bar also reports when only its clock has moved; in a log that would be noise. */
  private Consumer<String> printChanges() {
    AtomicReference<String> last = new AtomicReference<>("");
    return line -> {
      String state = line.substring(0, line.lastIndexOf('(') + 1);
      if (!state.equals(last.getAndSet(state))) {
        out.println(line.stripTrailing());
      }
    };
  }
}
