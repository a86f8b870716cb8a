package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Exports to S3Mock. */
class S3ExportTest {

  private static final String BUCKET = "exports";
  private static final RowFormat TEXT = RowFormat.Text.defaults();
  private static final List<ExportColumn> COLUMNS =
      List.of(new ExportColumn("id", false), new ExportColumn("comment", true));

  private static S3MockProcess s3Mock;
  private static S3Client s3;

  @TempDir Path spoolDirectory;
  private S3Exporter exporter;
  private S3Location location;

  @BeforeAll
  static void startS3(@TempDir Path store) throws IOException {
    AwsEnvironment.useTestKeys();
    s3Mock = S3MockProcess.start(store, BUCKET);
    s3 =
        S3Client.builder()
            .endpointOverride(s3Mock.url())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
  }

  @AfterAll
  static void stopS3() {
    s3.close();
    s3Mock.close();
    AwsEnvironment.forgetTestKeys();
  }

  @BeforeEach
  void open(TestInfo test) {
    exporter =
        new S3Exporter(
            S3ExporterOptions.defaults()
                .withRegion("us-east-1")
                .withEndpointUrl(s3Mock.url())
                .withSpoolDirectory(spoolDirectory));
    location =
        S3Location.parse("s3://" + BUCKET + "/" + test.getTestMethod().orElseThrow().getName());
  }

  @AfterEach
  void closeAndFindNothingSpooled() {
    exporter.close();
    assertThat(spoolDirectory).as("F70: the spool directory is always emptied").isEmptyDirectory();
  }

  @Test
  @DisplayName("F60, F65: rows arrive in one TEXT object, below a line of labels")
  void exportsText() throws S3ExportException {
    try (S3Export export = exporter.begin(location, TEXT, true, COLUMNS)) {
      export.write(row("1", "fine"));
      export.write(row("2", null));
      assertThat(export.finish()).isEqualTo(2);
    }

    assertThat(keys()).containsExactly("exportsText.part_00000");
    assertThat(content()).isEqualTo("id\tcomment\n1\tfine\n2\t\\N\n");
  }

  @Test
  @DisplayName("F60, F64: rows arrive in one CSV object")
  void exportsCsv() throws S3ExportException {
    try (S3Export export = exporter.begin(location, new RowFormat.Csv(), false, COLUMNS)) {
      export.write(row("1", "a, b"));
      export.write(row("2", null));
      export.write(row("3", ""));
      assertThat(export.finish()).isEqualTo(3);
    }

    assertThat(content()).isEqualTo("1,\"a, b\"\n2,\n3,\"\"\n");
  }

  @Test
  @DisplayName("F69: an export of no rows makes an empty object and returns 0")
  void exportsNothing() throws S3ExportException {
    try (S3Export export = exporter.begin(location, TEXT, false, COLUMNS)) {
      assertThat(export.finish()).isZero();
    }

    assertThat(content()).isEmpty();
  }

  @Test
  @DisplayName("F70: a big object goes up in parts and arrives whole")
  void exportsInParts() throws S3ExportException {
    String comment = "0123456789".repeat(100);
    StringBuilder expected = new StringBuilder();
    try (S3Export export = exporter.begin(location, TEXT, false, COLUMNS)) {
      for (int i = 0; i < 35_000; i++) {
        export.write(row(Integer.toString(i), comment));
        expected.append(i).append('\t').append(comment).append('\n');
      }
      assertThat(export.finish()).isEqualTo(35_000);
    }

    assertThat(content().equals(expected.toString())).as("the object has all rows").isTrue();
    String eTag = s3.headObject(request -> request.bucket(BUCKET).key(key())).eTag();
    assertThat(eTag).as("the tag of an object of 3 parts").contains("-3");
  }

  @Test
  @DisplayName("F70: without finish() there is no object")
  void abandoned() throws S3ExportException {
    try (S3Export export = exporter.begin(location, TEXT, true, COLUMNS)) {
      export.write(row("1", "fine"));
    }

    assertThat(keys()).isEmpty();
  }

  @Test
  @DisplayName("F70: a cancelled export fails as an interrupted query does and leaves no object")
  void cancelled() throws S3ExportException {
    try (S3Export export = exporter.begin(location, TEXT, false, COLUMNS)) {
      export.write(row("1", "fine"));
      export.cancel();

      assertThat(failure(() -> export.write(row("2", "late"))).errorCode()).isEqualTo(1317);
      assertThat(failure(export::finish))
          .hasMessage("Query execution was interrupted")
          .extracting(S3ExportException::errorCode)
          .isEqualTo(1317);
    }

    assertThat(keys()).isEmpty();
  }

  @Test
  @DisplayName("F70: cancelling what is complete changes nothing")
  void cancelledTooLate() throws S3ExportException {
    try (S3Export export = exporter.begin(location, TEXT, false, COLUMNS)) {
      export.write(row("1", "fine"));
      export.finish();
      export.cancel();
    }

    assertThat(content()).isEqualTo("1\tfine\n");
  }

  @Test
  @DisplayName("F70: a missing bucket fails the export before a row is read, as 1871 NoSuchBucket")
  void missingBucket() {
    S3ExportException failure =
        failure(
            () -> exporter.begin(S3Location.parse("s3://no-such-bucket/p"), TEXT, false, COLUMNS));

    assertThat(failure.errorCode()).isEqualTo(1871);
    assertThat(failure.s3ErrorCode()).contains("NoSuchBucket");
    assertThat(failure)
        .hasMessageStartingWith("S3 API returned error: NoSuchBucket")
        .hasMessageContaining("bucket no-such-bucket, key p.part_00000")
        .hasMessageContaining("Check the bucket's name");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 15 << 20, 20 << 20})
  @DisplayName("F70: a bucket that goes away while rows are read fails the upload, small or big")
  void bucketGoesAway(int bytes) throws S3ExportException {
    s3.createBucket(request -> request.bucket("short-lived"));
    try (S3Export export =
        exporter.begin(S3Location.parse("s3://short-lived/p"), TEXT, false, COLUMNS)) {
      export.write(new byte[][] {null, new byte[bytes]});
      s3.deleteBucket(request -> request.bucket("short-lived"));

      S3ExportException failure = failure(export::finish);

      assertThat(failure.errorCode()).isEqualTo(1871);
      assertThat(failure.s3ErrorCode()).contains("NoSuchBucket");
    }
  }

  @Test
  @DisplayName("F67: OVERWRITE OFF, the default, fails before a row is read")
  void doesNotOverwrite() {
    put("before");

    S3ExportException failure = failure(() -> exporter.begin(location, TEXT, false, COLUMNS));

    assertThat(failure.errorCode()).isEqualTo(1086);
    assertThat(failure)
        .hasMessageContaining("s3://exports/doesNotOverwrite.part_00000")
        .hasMessageContaining("OVERWRITE ON");
  }

  @Test
  @DisplayName("F67: OVERWRITE OFF keeps an object that appears while rows are read")
  void doesNotOverwriteWhatAppears() throws S3ExportException {
    try (S3Export export = exporter.begin(location, TEXT, false, COLUMNS)) {
      put("meanwhile");

      assertThat(failure(export::finish).errorCode()).isEqualTo(1086);
    }

    assertThat(content()).isEqualTo("meanwhile");
  }

  @Test
  @DisplayName("F67: OVERWRITE ON replaces the object when the export finishes, not before")
  void overwrites() throws S3ExportException {
    put("before");
    try (S3Export export = exporter.begin(location, TEXT, false, COLUMNS, true)) {
      export.write(row("1", "fine"));
      assertThat(content()).isEqualTo("before");
      export.finish();
    }

    assertThat(content()).isEqualTo("1\tfine\n");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
  @DisplayName("F70: only the owner may read the spool file")
  void spoolIsPrivate() throws S3ExportException, IOException {
    try (S3Export export = exporter.begin(location, TEXT, false, COLUMNS);
        Stream<Path> files = Files.list(spoolDirectory)) {
      assertThat(export).isNotNull();
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  @DisplayName("F60: one exporter serves exports on many threads")
  void concurrentExports() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int number = i;
        counts.add(
            threads.submit(
                () -> {
                  S3Location own = S3Location.parse(location + "/" + number);
                  try (S3Export export = exporter.begin(own, TEXT, false, COLUMNS)) {
                    for (int row = 0; row <= number; row++) {
                      export.write(row(Integer.toString(row), "x"));
                    }
                    return export.finish();
                  }
                }));
      }
      for (int i = 0; i < 8; i++) {
        assertThat(counts.get(i).get()).isEqualTo(i + 1L);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(keys()).hasSize(8);
  }

  @Test
  @DisplayName("F70: a row of another width is a caller's mistake")
  void rowWidth() throws S3ExportException {
    try (S3Export export = exporter.begin(location, TEXT, false, COLUMNS)) {
      assertThatThrownBy(() -> export.write(row("1")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("The row has 1 values, the export 2 columns");
    }
  }

  private String key() {
    return location.partKey(0);
  }

  private List<String> keys() {
    return s3
        .listObjectsV2(request -> request.bucket(BUCKET).prefix(location.prefix()))
        .contents()
        .stream()
        .map(S3Object::key)
        .filter(key -> key.matches(location.prefix() + "[./].*"))
        .toList();
  }

  private String content() {
    return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key())).asString(UTF_8);
  }

  private void put(String content) {
    s3.putObject(request -> request.bucket(BUCKET).key(key()), RequestBody.fromString(content));
  }

  private static S3ExportException failure(Attempt attempt) {
    return catchThrowableOfType(S3ExportException.class, attempt::run);
  }

  private static byte[][] row(String... values) {
    return Stream.of(values)
        .map(value -> value == null ? null : value.getBytes(US_ASCII))
        .toArray(byte[][]::new);
  }

  private interface Attempt {
    void run() throws S3ExportException;
  }
}
