package org.auroraml.test.soak;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * {@code mvn -q -Psoak -Dminutes=N [-Dseed=S]}: 32 connections run mixed statements against
 * services that fail at random, and some statements are cancelled or run out of time. Every answer,
 * and every table written to, is compared with what Connector/J gives for the same SQL over stored
 * functions; a statement may fail as the documentation says, and has then written nothing. In the
 * end all connections are closed, and no thread or socket may be left.
 */
public final class Soak {
  private static final int CONNECTIONS = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PROGRESS_SECONDS = 10;

  private Soak() {}

  /** Prints the report. Arguments: minutes, and the seed of all that is random. */
  public static void main(String[] arguments)
      throws SQLException, IOException, InterruptedException {
    long seconds = Math.max(1, Math.round(60 * Double.parseDouble(arguments[0])));
    long seed = Long.parseLong(arguments[1]);
    System.out.printf("soak: %d s, seed %d%n", seconds, seed);
    SoakTally tally = new SoakTally();
    long growth;
    int sockets;
    try (SoakStand stand = SoakStand.start(seed)) {
      List<SoakClient> clients = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        SoakClient client = new SoakClient(stand, i, seed * 1_000_003 + i, tally);
        clients.add(client);
        threads.add(new Thread(client, "soak-client-" + i));
      }
      threads.forEach(Thread::start);
      // What is cached once (classes, statements, expected answers) is no growth.
      watch(tally, 0, seconds / 3, seconds);
      long warm = usedHeap();
      watch(tally, seconds / 3, seconds, seconds);
      clients.forEach(SoakClient::stop);
      for (Thread thread : threads) {
        thread.join();
      }
      growth = usedHeap() - warm;
      System.out.println(stand.faults());
      sockets = await("sockets", stand::openSockets);
    }
    int leaked = await("threads", Soak::driverThreads);
    tally.report();
    System.out.printf("sockets: leaked=%d%n", sockets);
    System.out.printf(
        Locale.ROOT,
        "soak: statements=%d wrong=%d failedAsDocumented=%d leakedThreads=%d heapGrowthMb=%.1f%n",
        tally.statements(),
        tally.wrong(),
        tally.failedAsDocumented(),
        leaked,
        growth / 1e6);
    // The embedded server's threads would keep the JVM alive; its shutdown hook ends it.
    System.exit(tally.wrong() == 0 && leaked == 0 && sockets == 0 ? 0 : 1);
  }

  private static void watch(SoakTally tally, long from, long to, long of)
      throws InterruptedException {
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("soak")
            .setInitialMax(of)
            .startsFrom(from, Duration.ofSeconds(from))
            .setUpdateIntervalMillis((int) TimeUnit.SECONDS.toMillis(PROGRESS_SECONDS))
            .setConsumer(new DelegatingProgressBarConsumer(System.out::println, 120))
            .build()) {
      for (long second = from; second < to; second++) {
        TimeUnit.SECONDS.sleep(1);
        bar.setExtraMessage(
            " statements=%d wrong=%d failed=%d"
                .formatted(tally.statements(), tally.wrong(), tally.failedAsDocumented()));
        bar.step();
      }
    }
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Threads of the driver that are alive. */
  private static int driverThreads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("auroraml-"))
            .count();
  }

  /** Waits until there is none; what is left after a while will stay. */
  private static int await(String what, Count count) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    int left = count.now();
    while (left > 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(100);
      left = count.now();
    }
    if (left > 0) {
      System.out.println("left: " + left + " " + what);
      Thread.getAllStackTraces()
          .forEach(
              (thread, stack) -> {
                if (thread.getName().startsWith("auroraml-")) {
                  System.out.println("  " + thread.getName() + " " + List.of(stack));
                }
              });
    }
    return left;
  }

  /** Counts something. */
  @FunctionalInterface
  private interface Count {
    int now();
  }
}
