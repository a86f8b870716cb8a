package org.auroraml.s3export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.auroraml.s3export.FaultyS3.Fate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * F70: a JVM is killed during an export of four parts and a manifest, at a random request, before
 * or after S3Mock did it. System properties: {@code auroraml.test.kills}, how often (3), and {@code
 * auroraml.test.seed}.
 */
class KilledTest {

  /** Requests of such an export that change something. */
  private static final int REQUESTS = 16;

  private static StoredObjects stored;

  @TempDir Path spoolDirectory;

  private LoggedLines log;

  @BeforeAll
  static void startS3() {
    AwsEnvironment.useTestKeys();
    stored = new StoredObjects(S3MockProcess.shared().url());
  }

  @AfterAll
  static void stop() {
    stored.close();
    AwsEnvironment.forgetTestKeys();
  }

  @BeforeEach
  void listen() {
    stored.clear();
    log = LoggedLines.of(Leftovers.class);
  }

  @AfterEach
  void stopListening() {
    log.close();
  }

  static LongStream seeds() {
    return new Random(Long.getLong("auroraml.test.seed", 1))
        .longs(Integer.getInteger("auroraml.test.kills", 3));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @DisplayName(
      "F70: a killed JVM leaves nothing that looks complete; the next start tells the rest")
  void killed(long seed) throws Exception {
    Random random = new Random(seed);
    int fatal = random.nextInt(REQUESTS);
    Fate last = random.nextBoolean() ? Fate.REFUSE : Fate.LOSE_ANSWER;
    List<String> requests;
    CompletableFuture<Process> process = new CompletableFuture<>();
    try (FaultyS3 s3 =
        new FaultyS3(
            S3MockProcess.shared().url(),
            (number, request) -> {
              if (number < fatal) {
                return Fate.PASS;
              }
              process.join().destroyForcibly().onExit().join();
              return last;
            })) {
      process.complete(start(s3));
      assertThat(process.get().waitFor()).as("killed").isNotZero();
      requests = s3.changes();
    }

    // Without the first part, or with all of them.
    List<String> keys = stored.keys();
    if (keys.contains("p.part_00000")) {
      assertThat(keys).contains("p.part_00001", "p.part_00002", "p.part_00003");
    } else {
      assertThat(keys).doesNotContain("p.manifest");
    }

    new S3Exporter(S3ExporterOptions.defaults().withSpoolDirectory(spoolDirectory)).close();

    assertThat(spoolDirectory).isEmptyDirectory();
    assertThat(log.lines()).hasSize(1);
    // Nobody knows of an upload whose answer got lost; one that was used is in the journal.
    assertThat(stored.uploads())
        .filteredOn(id -> requests.stream().anyMatch(request -> request.contains(id)))
        .allSatisfy(id -> assertThat(log.lines().get(0)).contains(id));
    assertThat(keys)
        .filteredOn(key -> key.contains("part"))
        .allSatisfy(key -> assertThat(log.lines().get(0)).contains(key));
  }

  @Test
  @DisplayName("F70: the spool of an export that runs is left alone")
  void running() throws IOException {
    try (SpoolDirectory own = SpoolDirectory.create(spoolDirectory)) {
      Leftovers.remove(spoolDirectory);

      assertThat(own.path()).exists();
    }
    assertThat(log.lines()).isEmpty();
  }

  private Process start(FaultyS3 s3) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Exporting.class.getName());
    command.add(s3.url().toString());
    command.add(spoolDirectory.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
