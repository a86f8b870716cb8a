package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F70: what an export does when S3, the disk or the configuration let it down. */
class S3ExportFaultsTest {

  private static final RowFormat TEXT = RowFormat.Text.defaults();
  private static final List<ExportColumn> COLUMNS = List.of(new ExportColumn("a", true));
  private static final S3Location LOCATION = S3Location.parse("s3://my-bucket/p");

  /** More than goes up in one request. */
  private static final int BIG = 17 << 20;

  @TempDir Path spoolDirectory;

  @BeforeEach
  void useTestKeys() {
    AwsEnvironment.useTestKeys();
  }

  @AfterEach
  void forgetTestKeys() {
    AwsEnvironment.forgetTestKeys();
  }

  @Test
  @DisplayName("F70: cancel ends finish() at once; the multipart upload is aborted, not completed")
  void cancelDuringUpload() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    try (FakeS3 s3 =
            new FakeS3(
                (request, exchange) -> {
                  if (request.contains("partNumber=")) {
                    cancelled.await();
                  }
                  answerUpload(request, exchange);
                });
        S3Exporter exporter = exporter(s3.url());
        S3Export export =
            exporter.begin(ExportRequest.of(LOCATION, TEXT).withOverwrite(true), COLUMNS)) {
      export.write(new byte[][] {big()});
      assertThat(s3.nextRequest()).isEqualTo("HEAD /my-bucket");
      assertThat(s3.nextRequest()).startsWith("POST /my-bucket/p.part_00000?uploads");
      assertThat(s3.nextRequest()).contains("partNumber=1");
      FutureTask<Long> finish = new FutureTask<>(export::finish);
      Thread thread = new Thread(finish, "finish");
      thread.start();
      assertThat(s3.nextRequest()).contains("partNumber=2");

      export.cancel();

      // S3 has not answered yet, and finish() is over.
      assertThat(catchThrowableOfType(ExecutionException.class, finish::get))
          .cause()
          .hasMessage("Query execution was interrupted");
      cancelled.countDown();
      assertThat(s3.nextRequest()).isEqualTo("DELETE /my-bucket/p.part_00000?uploadId=u1");
      assertThat(s3.otherRequests()).isEmpty();
    }
    assertThat(spoolDirectory).isEmptyDirectory();
  }

  @Test
  @DisplayName("F70: an object that was stored while the export was cancelled is removed")
  void cancelDuringLastAnswer() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    try (FakeS3 s3 =
            new FakeS3(
                (request, exchange) -> {
                  if (request.startsWith("PUT")) {
                    cancelled.await();
                  }
                  FakeS3.send(exchange, 200, "");
                });
        S3Exporter exporter = exporter(s3.url());
        S3Export export =
            exporter.begin(ExportRequest.of(LOCATION, TEXT).withOverwrite(true), COLUMNS)) {
      export.write(new byte[][] {{'x'}});
      assertThat(s3.nextRequest()).startsWith("HEAD");
      FutureTask<Long> finish = new FutureTask<>(export::finish);
      Thread thread = new Thread(finish, "finish");
      thread.start();
      assertThat(s3.nextRequest()).startsWith("PUT /my-bucket/p.part_00000");

      export.cancel();

      assertThat(catchThrowableOfType(ExecutionException.class, finish::get)).isNotNull();
      cancelled.countDown();
      assertThat(s3.nextRequest()).startsWith("DELETE /my-bucket/p.part_00000");
    }
  }

  @Test
  @DisplayName("F70: a part that fails aborts the multipart upload; the error has S3's own words")
  void partFails() throws Exception {
    try (FakeS3 s3 = refusing("partNumber=2", 403, FakeS3.error("AccessDenied", "Access Denied"));
        S3Exporter exporter = exporter(s3.url());
        S3Export export =
            exporter.begin(ExportRequest.of(LOCATION, TEXT).withOverwrite(true), COLUMNS)) {
      export.write(new byte[][] {big()});

      S3ExportException failure = failure(export::finish);

      assertThat(failure.errorCode()).isEqualTo(1871);
      assertThat(failure.s3ErrorCode()).contains("AccessDenied");
      assertThat(failure.requestId()).contains("REQUEST-7");
      assertThat(failure)
          .hasMessageStartingWith("S3 API returned error: AccessDenied: Access Denied")
          .hasMessageContaining("bucket my-bucket, key p.part_00000")
          .hasMessageContaining("request id REQUEST-7")
          .hasMessageContaining("s3:PutObject");
      assertThat(s3.otherRequests())
          .contains("DELETE /my-bucket/p.part_00000?uploadId=u1")
          .noneMatch(request -> request.startsWith("POST") && request.contains("uploadId"));
    }
    assertThat(spoolDirectory).isEmptyDirectory();
  }

  /** Not on S3Mock, which can't delete a bucket while a part comes in. */
  @Test
  @DisplayName("F68: a key that KMS does not know fails the export and leaves nothing")
  void unknownKey() throws Exception {
    try (FakeS3 s3 =
            refusing(
                "PUT", 400, FakeS3.error("KMS.NotFoundException", "Invalid keyId 'no-such-key'"));
        S3Exporter exporter = exporter(s3.url());
        S3Export export =
            exporter.begin(
                ExportRequest.of(LOCATION, TEXT)
                    .withEncryption(Encryption.sseKms(Optional.of("no-such-key"))),
                COLUMNS)) {
      export.write(new byte[][] {new byte[10]});

      S3ExportException failure = failure(export::finish);

      assertThat(failure)
          .hasMessageStartingWith("S3 API returned error: KMS")
          .hasMessageContaining("no-such-key");
      assertThat(failure.errorCode()).isEqualTo(1871);
    }
    assertThat(spoolDirectory).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, BIG})
  @DisplayName("F70: a bucket that goes away fails the upload, and there is nothing to warn of")
  void bucketGoesAway(int bytes) throws Exception {
    AtomicBoolean gone = new AtomicBoolean();
    try (FakeS3 s3 =
            new FakeS3(
                (request, exchange) -> {
                  if (gone.get()) {
                    FakeS3.send(
                        exchange,
                        404,
                        FakeS3.error("NoSuchBucket", "The specified bucket does not exist"));
                  } else {
                    answerUpload(request, exchange);
                  }
                });
        LoggedLines log = LoggedLines.of(Transfer.class, Publication.class);
        S3Exporter exporter = exporter(s3.url());
        S3Export export = exporter.begin(ExportRequest.of(LOCATION, TEXT), COLUMNS)) {
      export.write(new byte[][] {new byte[bytes]});
      if (bytes == BIG) {
        // One part is stored by then.
        s3.awaitRequest("partNumber=1");
      }
      gone.set(true);

      S3ExportException failure = failure(export::finish);

      assertThat(failure.errorCode()).isEqualTo(1871);
      assertThat(failure.s3ErrorCode()).contains("NoSuchBucket");
      assertThat(log.lines()).isEmpty();
    }
    assertThat(spoolDirectory).isEmptyDirectory();
  }

  @Test
  @DisplayName("F70: when S3 is busy it is asked again")
  void retries() throws Exception {
    AtomicInteger puts = new AtomicInteger();
    try (FakeS3 s3 =
            new FakeS3(
                (request, exchange) -> {
                  if (request.startsWith("PUT") && puts.incrementAndGet() < 3) {
                    FakeS3.send(exchange, 503, FakeS3.error("SlowDown", "Please slow down"));
                  } else {
                    FakeS3.send(exchange, 200, "");
                  }
                });
        S3Exporter exporter = exporter(s3.url());
        S3Export export =
            exporter.begin(ExportRequest.of(LOCATION, TEXT).withOverwrite(true), COLUMNS)) {
      export.write(new byte[][] {{'x'}});

      assertThat(export.finish()).isEqualTo(1);
      assertThat(puts).hasValue(3);
    }
  }

  @Test
  @DisplayName("F61: a bucket of another Region is named before a row is read, with the URI to use")
  void foreignRegion() throws Exception {
    try (FakeS3 s3 =
            new FakeS3(
                (request, exchange) -> {
                  exchange.getResponseHeaders().add("x-amz-bucket-region", "eu-west-1");
                  FakeS3.send(exchange, 301, "");
                });
        S3Exporter exporter = exporter(s3.url())) {
      assertThat(failure(() -> exporter.begin(ExportRequest.of(LOCATION, TEXT), COLUMNS)))
          .hasMessageContaining("write s3-eu-west-1://my-bucket")
          .extracting(S3ExportException::errorCode)
          .isEqualTo(1871);
    }
  }

  @Test
  @DisplayName("F70: who may not look at the bucket may still write to it")
  void mayOnlyPut() throws Exception {
    try (FakeS3 s3 =
            new FakeS3(
                false,
                (request, exchange) ->
                    FakeS3.send(exchange, request.startsWith("HEAD") ? 403 : 200, ""));
        S3Exporter exporter = exporter(s3.url());
        S3Export export = exporter.begin(ExportRequest.of(LOCATION, TEXT), COLUMNS)) {
      export.write(new byte[][] {{'x'}});

      assertThat(export.finish()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("F70: an S3 that can't be reached fails the export before a row is read")
  void unreachable() throws Exception {
    URI url;
    try (FakeS3 s3 = new FakeS3((request, exchange) -> FakeS3.send(exchange, 200, ""))) {
      url = s3.url();
    }
    try (S3Exporter exporter = exporter(url)) {
      S3ExportException failure =
          failure(() -> exporter.begin(ExportRequest.of(LOCATION, TEXT), COLUMNS));

      assertThat(failure.errorCode()).isEqualTo(1871);
      assertThat(failure.s3ErrorCode()).isEmpty();
      assertThat(failure).hasMessageContaining("s3EndpointUrl");
    }
  }

  @Test
  @DisplayName("F70: without a Region the error names awsRegion")
  void noRegion() {
    try (S3Exporter exporter = new S3Exporter(S3ExporterOptions.defaults())) {
      assertThat(failure(() -> exporter.begin(ExportRequest.of(LOCATION, TEXT), COLUMNS)))
          .hasMessageStartingWith("Internal error: Unable to initialize S3Stream")
          .hasMessageContaining("awsRegion")
          .extracting(S3ExportException::errorCode)
          .isEqualTo(1815);
    }
  }

  @Test
  @DisplayName("F70: without credentials the error is Aurora's for a missing role")
  void noCredentials() {
    AwsEnvironment.forgetTestKeys();
    try (S3Exporter exporter =
        new S3Exporter(S3ExporterOptions.defaults().withRegion("us-east-1"))) {
      assertThat(failure(() -> exporter.begin(ExportRequest.of(LOCATION, TEXT), COLUMNS)))
          .hasMessageContaining("no AWS credentials")
          .extracting(S3ExportException::errorCode)
          .isEqualTo(63985);
    }
  }

  @Test
  @DisplayName("F70: a spool directory that is not there is named, and the setting")
  void noSpoolDirectory() {
    Path missing = spoolDirectory.resolve("missing");
    try (S3Exporter exporter =
        new S3Exporter(S3ExporterOptions.defaults().withSpoolDirectory(missing))) {
      assertThat(failure(() -> exporter.begin(ExportRequest.of(LOCATION, TEXT), COLUMNS)))
          .hasMessageContaining(missing.toString())
          .hasMessageContaining("s3SpoolDirectory")
          .extracting(S3ExportException::errorCode)
          .isEqualTo(1004);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("F70: a full disk fails the export and names the directory and the setting")
  void fullDisk() throws IOException {
    // The export fails before it needs S3 or a thread.
    try (S3Export export =
        new S3Export(
            null,
            "us-east-1",
            null,
            ExportRequest.of(LOCATION, TEXT),
            S3ExporterOptions.defaults(),
            SpoolDirectory.create(spoolDirectory),
            path -> Files.newOutputStream(Path.of("/dev/full")),
            new TextEncoder(RowFormat.Text.defaults(), COLUMNS),
            1,
            progress -> {})) {
      assertThat(failure(() -> export.write(new byte[][] {new byte[100_000]})))
          .hasMessageContaining("No space left on device")
          .hasMessageContaining(spoolDirectory.toString())
          .hasMessageContaining("s3SpoolDirectory")
          .extracting(S3ExportException::errorCode)
          .isEqualTo(1026);
    }
    assertThat(spoolDirectory).isEmptyDirectory();
  }

  @Test
  @DisplayName("F70: a file that is begun while the spool of an ended export is removed goes too")
  void fileBegunLate() throws IOException {
    S3Export export =
        new S3Export(
            null,
            "us-east-1",
            null,
            ExportRequest.of(LOCATION, TEXT),
            S3ExporterOptions.defaults(),
            SpoolDirectory.create(spoolDirectory),
            LateFile::new,
            new TextEncoder(RowFormat.Text.defaults(), COLUMNS),
            1,
            progress -> {});
    try (export) {
      assertThatCode(() -> export.write(new byte[][] {new byte[100_000]}))
          .doesNotThrowAnyException();
      export.timeOut();

      assertThat(spoolDirectory).isNotEmptyDirectory();
    }
    assertThat(spoolDirectory).isEmptyDirectory();
  }

  /** A file in whose place the spool can't be removed, as if it came while that was tried. */
  private static final class LateFile extends ByteArrayOutputStream {
    private final Path place;
    private final Path inside;

    LateFile(Path place) {
      this.place = place;
      inside = place.resolve("inside");
      try {
        Files.createDirectory(place);
        Files.createFile(inside);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      Files.delete(inside);
      Files.delete(place);
      Files.createFile(place);
    }
  }

  @Test
  @DisplayName("F63: rows of fixed width are refused before a row is read")
  void fixedWidth() {
    try (S3Exporter exporter = new S3Exporter(S3ExporterOptions.defaults())) {
      RowFormat fixed = RowFormat.Text.defaults().withFieldsTerminatedBy("".getBytes(US_ASCII));

      assertThat(
              failure(() -> exporter.begin(ExportRequest.of(LOCATION, fixed), COLUMNS)).errorCode())
          .isEqualTo(1083);
    }
  }

  @Test
  @DisplayName("F68: what begins an object asks for encryption, in one request or in parts")
  void asksForEncryption() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    try (FakeS3 s3 =
            new FakeS3(
                (request, exchange) -> {
                  Headers headers = exchange.getRequestHeaders();
                  asked.add(
                      request.replaceAll("uploadId=.*", "")
                          + " "
                          + headers.getFirst("x-amz-server-side-encryption")
                          + " "
                          + headers.getFirst("x-amz-server-side-encryption-aws-kms-key-id"));
                  answerUpload(request, exchange);
                });
        S3Exporter exporter = exporter(s3.url());
        S3Export export =
            exporter.begin(
                ExportRequest.of(LOCATION, TEXT)
                    .withManifest(true)
                    .withEncryption(Encryption.sseKms(Optional.of("my-key"))),
                COLUMNS)) {
      export.write(new byte[][] {big()});
      export.finish();
    }

    assertThat(asked)
        .contains(
            "POST /my-bucket/p.part_00000?uploads aws:kms my-key",
            "POST /my-bucket/p.part_00000? null null",
            "PUT /my-bucket/p.manifest aws:kms my-key");
  }

  @Test
  @DisplayName("F70: the query timeout ends an upload; the upload is aborted")
  void timesOut() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (FakeS3 s3 =
            new FakeS3(
                (request, exchange) -> {
                  if (request.contains("partNumber=")) {
                    over.await();
                  }
                  answerUpload(request, exchange);
                });
        S3Exporter exporter = exporter(s3.url());
        S3Export export =
            exporter.begin(ExportRequest.of(LOCATION, TEXT).withOverwrite(true), COLUMNS)) {
      export.write(new byte[][] {big()});
      s3.awaitRequest("partNumber=1");
      export.timeOut();

      S3ExportException failure = failure(export::finish);

      assertThat(failure.errorCode()).isEqualTo(3024);
      assertThat(failure).hasMessageContaining("maximum statement execution time exceeded");
      over.countDown();
      s3.awaitRequest("DELETE /my-bucket/p.part_00000?uploadId=u1");
    }
    assertThat(spoolDirectory).isEmptyDirectory();
  }

  private static byte[] big() {
    byte[] value = new byte[BIG];
    Arrays.fill(value, (byte) 'x');
    return value;
  }

  private S3Exporter exporter(URI url) {
    return new S3Exporter(
        S3ExporterOptions.defaults()
            .withRegion("us-east-1")
            .withEndpointUrl(url)
            .withSpoolDirectory(spoolDirectory));
  }

  /** One that takes uploads, but answers requests that have {@code part} in them with an error. */
  private static FakeS3 refusing(String part, int status, String error) throws IOException {
    return new FakeS3(
        (request, exchange) -> {
          if (request.contains(part)) {
            FakeS3.send(exchange, status, error);
          } else {
            answerUpload(request, exchange);
          }
        });
  }

  private static void answerUpload(String request, HttpExchange exchange) throws IOException {
    if (request.endsWith("?uploads")) {
      FakeS3.send(
          exchange,
          200,
          "<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>");
    } else {
      exchange.getResponseHeaders().add("ETag", "\"e\"");
      FakeS3.send(exchange, request.startsWith("DELETE") ? 204 : 200, "");
    }
  }

  private static S3ExportException failure(Attempt attempt) {
    return catchThrowableOfType(S3ExportException.class, attempt::run);
  }

  private interface Attempt {
    void run() throws S3ExportException;
  }
}
