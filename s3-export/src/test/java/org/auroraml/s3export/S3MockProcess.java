package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * S3Mock as a child process. It is a Spring Boot application in one jar, which can't share a class
 * path with anything, so the jar is only looked up there.
 */
final class S3MockProcess implements AutoCloseable {

  /** The bucket that is there from the start. */
  static final String BUCKET = "exports";

  /** The KMS key that it knows, as it wants it named. */
  static final String KMS_KEY = "11111111-2222-3333-4444-555555555555";

  private static final String CLASS_IN_JAR =
      "BOOT-INF/classes/com/adobe/testing/s3mock/S3MockApplication.class";
  private static final Pattern PORT =
      Pattern.compile("Tomcat started on ports? .*?(\\d+) \\(http\\)");
  private static final String STARTED = "Started S3MockApplication";

  private final Process process;
  private final URI url;

  private S3MockProcess(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** Started when it is first asked for, stopped when the JVM ends. */
  private static final class Shared {
    static final S3MockProcess PROCESS = startShared();

    private static S3MockProcess startShared() {
      try {
        // Not among the temporary files of all: what it leaves behind goes with the build's.
        Path target = Files.createDirectories(Path.of(System.getProperty("basedir", ""), "target"));
        Path directory = Files.createTempDirectory(target.toAbsolutePath(), "s3mock-");
        S3MockProcess process = start(directory, BUCKET);
        Runtime.getRuntime().addShutdownHook(new Thread(process::close, "s3mock-stop"));
        return process;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The one that the tests of this module share, since it takes long to start. */
  static S3MockProcess shared() {
    return Shared.PROCESS;
  }

  /** Starts it on a port that it picks itself and returns when it is ready. */
  private static S3MockProcess start(Path directory, String bucket) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + directory,
                "-Dhttp.port=0",
                "-Dserver.port=0",
                "-Dcom.adobe.testing.s3mock.store.initial-buckets=" + bucket,
                "-Dcom.adobe.testing.s3mock.store.root=" + directory,
                "-Dcom.adobe.testing.s3mock.store.valid-kms-keys=arn:aws:kms:us-east-1:123456789012:key/"
                    + KMS_KEY,
                "-jar",
                jar().toString())
            .redirectErrorStream(true)
            .start();
    try {
      BufferedReader output = process.inputReader(UTF_8);
      URI url = awaitStart(output);
      Thread drain = new Thread(() -> drain(output), "s3mock-output");
      drain.setDaemon(true);
      drain.start();
      return new S3MockProcess(process, url);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  URI url() {
    return url;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally(late -> kill()).join();
  }

  private Process kill() {
    return process.destroyForcibly();
  }

  /** A pipe that nobody reads would fill up and stop the process. */
  private static void drain(BufferedReader output) {
    try (output) {
      output.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // The process has ended.
    }
  }

  private static URI awaitStart(BufferedReader output) throws IOException {
    List<String> lines = new ArrayList<>();
    URI url = null;
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      Matcher port = PORT.matcher(line);
      if (port.find()) {
        url = URI.create("http://127.0.0.1:" + port.group(1));
      }
      if (url != null && line.contains(STARTED)) {
        return url;
      }
    }
    throw new IOException("S3Mock ended: " + String.join("\n", lines));
  }

  private static Path jar() throws IOException {
    URL inJar = S3MockProcess.class.getClassLoader().getResource(CLASS_IN_JAR);
    if (inJar == null) {
      throw new IOException("S3Mock is not on the class path");
    }
    JarURLConnection connection = (JarURLConnection) inJar.openConnection();
    return Path.of(URI.create(connection.getJarFileURL().toString()));
  }
}
