package org.auroraml.s3export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.auroraml.s3export.FaultyS3.Fate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * F70: an export of three parts and a manifest fails at each of its requests in turn. Whichever it
 * is, S3 (S3Mock) shows nothing that looks complete afterwards and keeps no multipart upload.
 */
class HalfwayTest {

  /** Requests that change something, if nothing goes wrong and nothing was there. */
  private static final int REQUESTS = 12;

  private static StoredObjects stored;

  @TempDir Path spoolDirectory;

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
  void empty() {
    stored.clear();
  }

  static Stream<Arguments> faults() {
    return IntStream.range(0, REQUESTS)
        .boxed()
        .flatMap(
            number ->
                Stream.of(Fate.REFUSE, Fate.LOSE_ANSWER).map(fate -> Arguments.of(number, fate)));
  }

  @ParameterizedTest(name = "request {0}: {1}")
  @MethodSource("faults")
  @DisplayName("F70: whichever request fails, nothing is left in S3 or in the spool")
  void leavesNothing(int number, Fate fate) throws IOException {
    try (FaultyS3 s3 = failing(number, fate)) {
      S3ExportException failure = BigExport.failure(s3.url(), spoolDirectory);

      assertThat(failure.errorCode()).isEqualTo(1871);
      assertThat(s3.changes()).hasSizeGreaterThan(number);
    }
    assertThat(stored.keys()).isEmpty();
    // An upload whose beginning got no answer is known to S3 alone.
    if (fate == Fate.REFUSE) {
      assertThat(stored.uploads()).isEmpty();
    }
    assertThat(spoolDirectory).isEmptyDirectory();
  }

  @Test
  @DisplayName("F62, F70: the first part becomes visible after the others, the manifest last")
  void order() throws Exception {
    try (FaultyS3 s3 = failing(-1, Fate.PASS)) {
      BigExport.run(s3.url(), spoolDirectory, false, 'n', 3);

      assertThat(s3.changes()).hasSize(REQUESTS);
      List<String> last = s3.changes().subList(REQUESTS - 4, REQUESTS);
      assertThat(last.get(0)).startsWith("POST /exports/p.part_00002?uploadId");
      assertThat(last.get(1)).startsWith("POST /exports/p.part_00001?uploadId");
      assertThat(last.get(2)).startsWith("POST /exports/p.part_00000?uploadId");
      assertThat(last.get(3)).isEqualTo("PUT /exports/p.manifest");
    }
    assertThat(stored.keys()).hasSize(4);
  }

  private static FaultyS3 failing(int number, Fate fate) throws IOException {
    return FaultyS3.failing(S3MockProcess.shared().url(), number, fate);
  }
}
