package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F70: S3 is asked again where the connection ends in the middle of an answer. */
@Timeout(60)
class BrokenAnswerTest {
  private static final String LISTED =
      "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";

  @TempDir Path spoolDirectory;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void useTestKeys() {
    AwsEnvironment.useTestKeys();
  }

  @AfterEach
  void stop() {
    AwsEnvironment.forgetTestKeys();
    server.stop(0);
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 30})
  @DisplayName("F70: fewer bytes than Content-Length are no answer, and the export succeeds")
  void fewerBytesThanTold(int sent) throws Exception {
    start(sent);
    S3ExporterOptions options =
        S3ExporterOptions.defaults()
            .withRegion("us-east-1")
            .withEndpointUrl(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .withSpoolDirectory(spoolDirectory);
    try (S3Exporter exporter = new S3Exporter(options);
        S3Export export =
            exporter.begin(
                ExportRequest.of(S3Location.parse("s3://my-bucket/p"), RowFormat.Text.defaults()),
                List.of(new ExportColumn("a", true)))) {
      export.write(new byte[][] {{'x'}});

      assertThat(export.finish()).isEqualTo(1);
    }
    long lists = requests.stream().filter(request -> request.contains("list-type=2")).count();
    assertThat(lists).isGreaterThan(1);
    assertThat(requests).anyMatch(request -> request.startsWith("PUT /my-bucket/p.part_00000"));
  }

  /** The first list of the bucket ends after so many bytes, and the connection with it. */
  private void start(int sent) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, sent));
    server.start();
  }

  private void answer(HttpExchange exchange, int sent) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    exchange.getRequestBody().readAllBytes();
    boolean lists = request.contains("list-type=2");
    boolean breaksOff = lists && requests.stream().noneMatch(r -> r.contains("list-type=2"));
    requests.add(request);
    byte[] body = (lists ? LISTED : "").getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    if (lists) {
      OutputStream to = exchange.getResponseBody();
      to.write(body, 0, breaksOff ? sent : body.length);
      to.flush();
    }
    exchange.close();
  }
}
