package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Exports to S3Mock. */
class S3ExportTest {

  private static final String BUCKET = S3MockProcess.BUCKET;
  private static final RowFormat TEXT = RowFormat.Text.defaults();
  private static final List<ExportColumn> COLUMNS =
      List.of(new ExportColumn("id", false), new ExportColumn("comment", true));

  private static S3MockProcess s3Mock;
  private static S3Client s3;

  @TempDir Path spoolDirectory;
  private S3Exporter exporter;
  private S3Location location;

  @BeforeAll
  static void startS3() {
    AwsEnvironment.useTestKeys();
    s3Mock = S3MockProcess.shared();
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
    AwsEnvironment.forgetTestKeys();
  }

  private S3ExporterOptions options() {
    return S3ExporterOptions.defaults()
        .withRegion("us-east-1")
        .withEndpointUrl(s3Mock.url())
        .withSpoolDirectory(spoolDirectory);
  }

  private void reopen(S3ExporterOptions options) {
    exporter.close();
    exporter = new S3Exporter(options);
  }

  @BeforeEach
  void open(TestInfo test) {
    exporter = new S3Exporter(options());
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
    try (S3Export export =
        exporter.begin(ExportRequest.of(location, TEXT).withHeader(UTF_8), COLUMNS)) {
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
    try (S3Export export =
        exporter.begin(ExportRequest.of(location, new RowFormat.Csv()), COLUMNS)) {
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
    try (S3Export export = exporter.begin(ExportRequest.of(location, TEXT), COLUMNS)) {
      assertThat(export.finish()).isZero();
    }

    assertThat(content()).isEmpty();
  }

  @Test
  @DisplayName("F70: a big object goes up in parts and arrives whole")
  void exportsInParts() throws S3ExportException {
    String comment = "0123456789".repeat(100);
    StringBuilder expected = new StringBuilder();
    try (S3Export export = exporter.begin(ExportRequest.of(location, TEXT), COLUMNS)) {
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
    try (S3Export export =
        exporter.begin(ExportRequest.of(location, TEXT).withHeader(UTF_8), COLUMNS)) {
      export.write(row("1", "fine"));
    }

    assertThat(keys()).isEmpty();
  }

  @Test
  @DisplayName("F70: a cancelled export fails as an interrupted query does and leaves no object")
  void cancelled() throws S3ExportException {
    try (S3Export export = exporter.begin(ExportRequest.of(location, TEXT), COLUMNS)) {
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
    try (S3Export export = exporter.begin(ExportRequest.of(location, TEXT), COLUMNS)) {
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
            () ->
                exporter.begin(
                    ExportRequest.of(S3Location.parse("s3://no-such-bucket/p"), TEXT), COLUMNS));

    assertThat(failure.errorCode()).isEqualTo(1871);
    assertThat(failure.s3ErrorCode()).contains("NoSuchBucket");
    assertThat(failure)
        .hasMessageStartingWith("S3 API returned error: NoSuchBucket")
        .hasMessageContaining("bucket no-such-bucket, key p.part_00000")
        .hasMessageContaining("Check the bucket's name");
  }

  @Test
  @DisplayName("F67: OVERWRITE OFF, the default, fails before a row is read")
  void doesNotOverwrite() {
    put("before");

    S3ExportException failure =
        failure(() -> exporter.begin(ExportRequest.of(location, TEXT), COLUMNS));

    assertThat(failure.errorCode()).isEqualTo(1086);
    assertThat(failure)
        .hasMessageContaining("s3://exports/doesNotOverwrite.part_00000")
        .hasMessageContaining("OVERWRITE ON");
  }

  @Test
  @DisplayName("F67: OVERWRITE OFF keeps an object that appears while rows are read")
  void doesNotOverwriteWhatAppears() throws S3ExportException {
    try (S3Export export = exporter.begin(ExportRequest.of(location, TEXT), COLUMNS)) {
      put("meanwhile");

      assertThat(failure(export::finish).errorCode()).isEqualTo(1086);
    }

    assertThat(content()).isEqualTo("meanwhile");
  }

  @Test
  @DisplayName("F67: OVERWRITE ON replaces the object when the export finishes, not before")
  void overwrites() throws S3ExportException {
    put("before");
    try (S3Export export =
        exporter.begin(ExportRequest.of(location, TEXT).withOverwrite(true), COLUMNS)) {
      export.write(row("1", "fine"));
      assertThat(content()).isEqualTo("before");
      export.finish();
    }

    assertThat(content()).isEqualTo("1\tfine\n");
  }

  @Test
  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason =
          "the test reads POSIX permissions; on Windows the spool has those of its directory")
  @DisplayName("F70: only the owner may read the spool")
  void spoolIsPrivate() throws S3ExportException, IOException {
    try (S3Export export = exporter.begin(ExportRequest.of(location, TEXT), COLUMNS);
        Stream<Path> files = Files.list(spoolDirectory)) {
      assertThat(export).isNotNull();
      assertThat(files.map(S3ExportTest::permissions)).containsExactly("rwx------");
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
                  try (S3Export export = exporter.begin(ExportRequest.of(own, TEXT), COLUMNS)) {
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
    try (S3Export export = exporter.begin(ExportRequest.of(location, TEXT), COLUMNS)) {
      assertThatThrownBy(() -> export.write(row("1")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("The row has 1 values, the export 2 columns");
    }
  }

  @Test
  @DisplayName(
      "F62, F65: the next part begins when one has s3FileSize bytes; only the first has HEADER")
  void parts() throws S3ExportException {
    reopen(options().withFileBytes(10));
    try (S3Export export =
        exporter.begin(ExportRequest.of(location, TEXT).withHeader(UTF_8), COLUMNS)) {
      for (String id : List.of("1", "2", "3", "4", "5")) {
        export.write(row(id, "fine"));
      }
      assertThat(export.finish()).isEqualTo(5);
    }

    // "id\tcomment\n" has more than 10 bytes, but a part without a row there is not.
    assertThat(contents())
        .containsExactly("id\tcomment\n", "1\tfine\n2\tfine\n", "3\tfine\n4\tfine\n", "5\tfine\n");
  }

  @Test
  @DisplayName("F62: a row is never split, and no part is empty")
  void rowsAreWhole() throws S3ExportException {
    reopen(options().withFileBytes(7));
    String longer = "longer than a part should be";
    try (S3Export export = exporter.begin(ExportRequest.of(location, TEXT), COLUMNS)) {
      export.write(row("1", longer));
      export.write(row("2", "fine"));
      export.write(row("3", longer));
      export.finish();
    }

    assertThat(contents())
        .containsExactly("1\t" + longer + "\n", "2\tfine\n", "3\t" + longer + "\n");
  }

  @Test
  @DisplayName("F62: MANIFEST lists the parts in order, with the Region")
  void manifest() throws S3ExportException {
    reopen(options().withFileBytes(1));
    try (S3Export export =
        exporter.begin(ExportRequest.of(location, TEXT).withManifest(true), COLUMNS)) {
      export.write(row("1", "fine"));
      export.write(row("2", "fine"));
      assertThat(keys()).as("before finish()").isEmpty();
      export.finish();
    }

    assertThat(content("manifest.manifest"))
        .isEqualTo(
            "{\"entries\":[{\"url\":\"s3-us-east-1://exports/manifest.part_00000\"},"
                + "{\"url\":\"s3-us-east-1://exports/manifest.part_00001\"}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {".part_00007", ".manifest", ".part_123456"})
  @DisplayName("F67: OVERWRITE OFF minds all parts and the manifest of an earlier export")
  void doesNotMix(String earlier) {
    location = S3Location.parse("s3://exports/doesNotMix" + earlier.length());
    put(location.prefix() + earlier, "before");

    S3ExportException failure =
        failure(() -> exporter.begin(ExportRequest.of(location, TEXT), COLUMNS));

    assertThat(failure.errorCode()).isEqualTo(1086);
    assertThat(failure).hasMessageContaining(location.prefix() + earlier);
  }

  @Test
  @DisplayName("F67: objects that only look alike are in nobody's way")
  void lookalikes() throws S3ExportException {
    put(location.prefix() + ".part_1", "x");
    put(location.prefix() + ".part_00000.gz", "x");
    put(location.prefix() + ".manifest.old", "x");
    put(location.prefix() + "2.part_00000", "x");
    try (S3Export export = exporter.begin(ExportRequest.of(location, TEXT), COLUMNS)) {
      assertThat(export.finish()).isZero();
    }
  }

  static Stream<Arguments> encryptions() {
    return Stream.of(
        Arguments.of(Encryption.bucketDefault(), null, null),
        Arguments.of(Encryption.sseS3(), "AES256", null),
        Arguments.of(
            Encryption.sseKms(Optional.of(S3MockProcess.KMS_KEY)),
            "aws:kms",
            S3MockProcess.KMS_KEY));
  }

  @ParameterizedTest
  @MethodSource("encryptions")
  @DisplayName("F68: the objects of an export are encrypted as asked")
  void encrypts(Encryption encryption, String mode, String key) throws S3ExportException {
    location = S3Location.parse("s3://exports/encrypts-" + encryption.mode());
    try (S3Export export =
        exporter.begin(
            ExportRequest.of(location, TEXT).withManifest(true).withEncryption(encryption),
            COLUMNS)) {
      export.write(row("1", "fine"));
      export.finish();
    }
    assertThat(keys()).hasSize(2);
    for (String object : keys()) {
      var head = s3.headObject(request -> request.bucket(BUCKET).key(object));
      assertThat(head.serverSideEncryptionAsString()).as(object).isEqualTo(mode);
      assertThat(head.ssekmsKeyId()).as(object).isEqualTo(key);
    }
  }

  @Test
  @DisplayName("F69: the listener hears of every upload, and at last that all is there")
  void progress() throws S3ExportException {
    reopen(options().withFileBytes(1));
    List<ProgressListener.Progress> heard = new CopyOnWriteArrayList<>();
    try (S3Export export =
        exporter.begin(
            exporter.check(ExportRequest.of(location, TEXT)),
            COLUMNS,
            progress -> {
              heard.add(progress);
              throw new IllegalStateException("a listener's mistake stops no export");
            })) {
      for (String id : List.of("1", "2", "3")) {
        export.write(row(id, "fine"));
      }
      export.finish();
    }

    assertThat(heard).hasSize(4);
    assertThat(heard).extracting(ProgressListener.Progress::uploadedBytes).isSorted();
    assertThat(heard.subList(0, 3)).noneMatch(ProgressListener.Progress::complete);
    assertThat(heard.get(3)).isEqualTo(new ProgressListener.Progress(location, 3, 21, 21, 3, true));
  }

  @Test
  @DisplayName("F60: a bucket that s3AllowedBuckets does not list is refused before S3 is asked")
  void bucketNotAllowed() throws S3ExportException {
    reopen(options().withAllowedBuckets(Set.of(BUCKET)));

    S3ExportException failure =
        failure(
            () ->
                exporter.begin(
                    ExportRequest.of(S3Location.parse("s3://no-such-bucket/p"), TEXT), COLUMNS));

    assertThat(failure.errorCode()).isEqualTo(1290);
    assertThat(failure)
        .hasMessageContaining("no-such-bucket")
        .hasMessageContaining("s3AllowedBuckets");
    try (S3Export export = exporter.begin(ExportRequest.of(location, TEXT), COLUMNS)) {
      assertThat(export.finish()).isZero();
    }
  }

  @Test
  @DisplayName(
      "F70: with s3SpoolLimit a big export waits for its uploads and never takes more disk")
  void spoolLimit() throws S3ExportException {
    long limit = 20 << 20;
    reopen(options().withSpoolLimit(limit));
    byte[] big = new byte[3_000_000];
    Arrays.fill(big, (byte) 'x');
    long most = 0;
    try (S3Export export = exporter.begin(ExportRequest.of(location, TEXT), COLUMNS)) {
      for (int i = 0; i < 30; i++) {
        export.write(new byte[][] {{'1'}, big});
        most = Math.max(most, spooledBytes());
      }
      assertThat(export.finish()).isEqualTo(30);
    }

    assertThat(most).isBetween(5L << 20, limit + 1024);
    assertThat(s3.headObject(request -> request.bucket(BUCKET).key(key())).contentLength())
        .isEqualTo(30 * 3_000_003L);
  }

  @Test
  @DisplayName(
      "F70: an s3SpoolLimit without room for one request fails the export, leaving nothing")
  void spoolTooSmall() throws S3ExportException {
    reopen(options().withSpoolLimit(100_000));
    try (S3Export export = exporter.begin(ExportRequest.of(location, TEXT), COLUMNS)) {
      S3ExportException failure =
          failure(() -> export.write(new byte[][] {{'1'}, new byte[1_000_000]}));

      assertThat(failure.errorCode()).isEqualTo(1026);
      assertThat(failure).hasMessageContaining("100000 bytes").hasMessageContaining("s3SpoolLimit");
      assertThat(spoolDirectory).isEmptyDirectory();
      assertThat(failure(export::finish).errorCode()).isEqualTo(1026);
    }

    assertThat(keys()).isEmpty();
  }

  @Test
  @DisplayName("F70: the spool is empty when finish() returns")
  void spoolIsEmptied() throws S3ExportException {
    try (S3Export export = exporter.begin(ExportRequest.of(location, TEXT), COLUMNS)) {
      export.write(row("1", "fine"));
      assertThat(spoolDirectory).isNotEmptyDirectory();
      export.finish();
      assertThat(spoolDirectory).isEmptyDirectory();
    }
  }

  private long spooledBytes() {
    long bytes = 0;
    for (File directory : spoolDirectory.toFile().listFiles()) {
      // An upload may remove a file meanwhile; its length is 0 then.
      for (File file : directory.listFiles()) {
        bytes += file.length();
      }
    }
    return bytes;
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    return content(key());
  }

  private static String content(String key) {
    return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asString(UTF_8);
  }

  private List<String> contents() {
    return keys().stream().map(S3ExportTest::content).toList();
  }

  private void put(String content) {
    put(key(), content);
  }

  private static void put(String key, String content) {
    s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content));
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
