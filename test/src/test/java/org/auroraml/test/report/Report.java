package org.auroraml.test.report;

/** The run of a report. */
public final class Report {
  private Report() {}

  /** What a report does. */
  @FunctionalInterface
  public interface Body {
    void run() throws Exception;
  }

  /**
   * Runs a report and ends the JVM: the embedded server's threads would keep it alive, also after a
   * failure, and its shutdown hook ends it.
   */
  public static void run(Body body) {
    Thread report = new Thread(() -> runChecked(body), "report");
    report.setUncaughtExceptionHandler(
        (thread, failure) -> {
          thread.getThreadGroup().uncaughtException(thread, failure);
          System.exit(1);
        });
    report.start();
  }

  private static void runChecked(Body body) {
    try {
      body.run();
    } catch (Exception e) {
      throw new IllegalStateException("The report has failed", e);
    }
    System.exit(0);
  }
}
