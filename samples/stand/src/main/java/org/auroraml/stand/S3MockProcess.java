package org.auroraml.stand;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Adobe's S3Mock as a child process, on the loopback address and a free port, with its objects in a
 * temporary directory. It is a program of its own (a Spring Boot jar on our class path) because its
 * libraries would clash with ours. It ends on {@link #close()} and with the JVM.
 */
public final class S3MockProcess implements AutoCloseable {
  private static final String MAIN_CLASS =
      "BOOT-INF/classes/com/adobe/testing/s3mock/S3MockApplication.class";
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
  private static final int LOG_LINES_SHOWN = 20;

  private final Process process;
  private final TemporaryDirectory directory;
  private final OrphanGuard guard;
  private final int port;
  private final Thread shutdown;

  private S3MockProcess(
      Process process, TemporaryDirectory directory, OrphanGuard guard, int port) {
    this.process = process;
    this.directory = directory;
    this.guard = guard;
    this.port = port;
    this.shutdown = new Thread(this::stop, "s3mock-shutdown");
    Runtime.getRuntime().addShutdownHook(shutdown);
  }

  /**
   * Starts a server that has these buckets, which takes 5 to 20 seconds.
   *
   * @throws IllegalStateException it did not start; the message has the end of its log
   */
  public static S3MockProcess start(String... buckets) {
    try {
      TemporaryDirectory directory = TemporaryDirectory.create("auroraml-s3-");
      S3MockProcess mock = launch(directory, Ports.free(), List.of(buckets));
      mock.awaitAnswer();
      return mock;
    } catch (IOException e) {
      throw new IllegalStateException("S3Mock could not be started", e);
    }
  }

  private static S3MockProcess launch(TemporaryDirectory directory, int port, List<String> buckets)
      throws IOException {
    Path store = Files.createDirectory(directory.path().resolve("store"));
    Path log = directory.path().resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It lives for seconds or minutes: start fast, stay small.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Djava.io.tmpdir=" + directory.path(),
                "-Dhttp.port=" + port,
                "-Dserver.port=" + Ports.free(),
                "-Dcom.adobe.testing.s3mock.store.root=" + store,
                "-Dcom.adobe.testing.s3mock.store.initial-buckets=" + String.join(",", buckets),
                "-Dspring.main.banner-mode=off",
                "-jar",
                jar().toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(nothing()));
    Process process = builder.start();
    OrphanGuard guard = OrphanGuard.watch(process.pid(), directory.path());
    return new S3MockProcess(process, directory, guard, port);
  }

  private static File nothing() {
    return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
  }

  private static Path jar() throws IOException {
    URL url = S3MockProcess.class.getClassLoader().getResource(MAIN_CLASS);
    if (url == null) {
      throw new IOException("com.adobe.testing:s3mock:exec is not on the class path");
    }
    URL jar = ((JarURLConnection) url.openConnection()).getJarFileURL();
    return Path.of(URI.create(jar.toString()));
  }

  /** The address to give to an S3 client as its endpoint; use path-style access. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  private void awaitAnswer() throws IOException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!answers()) {
      boolean ended = awaitEnd(POLL_INTERVAL);
      if (ended || System.nanoTime() > end) {
        String log = logEnd();
        close();
        throw new IllegalStateException(
            "S3Mock " + (ended ? "ended" : "did not answer in time") + "; its log:\n" + log);
      }
    }
  }

  private boolean answers() {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri().toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(10_000);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }

  private String logEnd() throws IOException {
    List<String> lines =
        Files.readAllLines(directory.path().resolve("log"), StandardCharsets.ISO_8859_1);
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
  }

  /** Ends the process and deletes its objects. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdown);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook does it.
      return;
    }
    stop();
  }

  private void stop() {
    guard.close();
    try (directory) {
      process.destroy();
      if (!awaitEnd(Duration.ofSeconds(10))) {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
      }
    }
  }

  private boolean awaitEnd(Duration limit) {
    try {
      return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return true;
    }
  }
}
