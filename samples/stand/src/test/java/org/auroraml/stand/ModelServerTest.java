package org.auroraml.stand;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The protocols as the AWS SDK's clients see them; what they make of it is proved in the driver.
 */
class ModelServerTest {
  private static final String SIGNATURE = "AWS4-HMAC-SHA256 Credential=test";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ModelServer server = ModelServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void anEndpointAnswersALinePerRow() throws Exception {
    server.endpoint("double", rows -> rows.stream().map(ModelServerTest::twice).toList());

    HttpResponse<String> response = invoke("double", "1\n\n2.5\n", "text/csv");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
    assertThat(response.body()).isEqualTo("2.0\n\n5.0\n");
    assertThat(server.requests("double")).isEqualTo(1);
    assertThat(server.inputs("double")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CSV_ONE_LINE     | 2.0,4.0",
        "JSON_SCORES      | {\"scores\":[{\"score\":2.0},{\"score\":4.0}]}",
        "JSON_PREDICTIONS | {\"predictions\":[{\"score\":2.0},{\"score\":4.0}]}",
        "JSON_LINES       | {\"score\":2.0};{\"score\":4.0}"
      })
  void anEndpointAnswersInTheFormatOfItsContainer(AnswerFormat format, String expected)
      throws Exception {
    server.endpoint("double", rows -> rows.stream().map(ModelServerTest::twice).toList(), format);

    HttpResponse<String> response = invoke("double", "1\n2\n", null);

    assertThat(response.body().strip()).isEqualTo(expected.replace(';', '\n'));
  }

  @Test
  void anAcceptThatTheContainerHasNotIsAModelErrorOfOriginalStatus406() throws Exception {
    server.endpoint("double", rows -> List.of(), AnswerFormat.JSON_SCORES);

    HttpResponse<String> response = invoke("double", "1\n", "text/csv");

    assertThat(response.statusCode()).isEqualTo(424);
    assertThat(response.headers().firstValue("x-amzn-ErrorType")).hasValue("ModelError");
    assertThat(response.body()).contains("\"OriginalStatusCode\":406");
  }

  @Test
  void aModelThatThrowsIsAModelErrorOfOriginalStatus500() throws Exception {
    server.endpoint(
        "broken",
        rows -> {
          throw new IllegalStateException("no \"model\" here");
        });

    HttpResponse<String> response = invoke("broken", "1\n", null);

    assertThat(response.statusCode()).isEqualTo(424);
    assertThat(response.body())
        .contains("\"OriginalStatusCode\":500")
        .contains("\"OriginalMessage\":\"no \\\"model\\\" here\"");
  }

  @Test
  void anUnknownEndpointIsAValidationError() throws Exception {
    HttpResponse<String> response = invoke("nobody", "1\n", null);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("x-amzn-ErrorType")).hasValue("ValidationError");
    assertThat(response.body())
        .isEqualTo("{\"Message\":\"Endpoint nobody of account 000000000000 not found.\"}");
  }

  @Test
  void aRawEndpointAnswersWhatItLikes() throws Exception {
    server.rawEndpoint("odd", (body, accept) -> Response.of(503, "text/plain", "busy"));

    HttpResponse<String> response = invoke("odd", "1\n", null);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).isEqualTo("busy");
    assertThat(server.requests("odd")).isEqualTo(1);
  }

  @Test
  void aRawEndpointThatThrowsIsAnInternalFailure() throws Exception {
    server.rawEndpoint(
        "broken",
        (body, accept) -> {
          throw new IllegalStateException("broken");
        });

    HttpResponse<String> response = invoke("broken", "1\n", null);

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.headers().firstValue("x-amzn-ErrorType")).hasValue("InternalFailure");
    assertThat(response.body()).contains("java.lang.IllegalStateException");
  }

  @Test
  void anUnsignedRequestIsRefused() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve("/endpoints/x/invocations"))
            .POST(HttpRequest.BodyPublishers.ofString("1\n"))
            .build();

    assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(403);
  }

  @Test
  void aBodyBeyondSageMakersLimitIsRefused() throws Exception {
    server.endpoint("any", rows -> List.of());

    assertThat(invoke("any", "x".repeat(ModelServer.MAX_BODY_BYTES + 1), null).statusCode())
        .isEqualTo(413);
    assertThat(server.inputs("any")).isZero();
  }

  @Test
  void countsRequestsThatRunAtOnce() throws Exception {
    CountDownLatch allHere = new CountDownLatch(3);
    server.endpoint(
        "meeting",
        rows -> {
          allHere.countDown();
          try {
            return List.of(Boolean.toString(allHere.await(30, TimeUnit.SECONDS)));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });

    List<CompletableFuture<HttpResponse<String>>> calls =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    client.sendAsync(
                        request("/endpoints/meeting/invocations", "1\n").build(),
                        HttpResponse.BodyHandlers.ofString()))
            .toList();

    assertThat(calls).allSatisfy(call -> assertThat(call.join().body()).isEqualTo("true\n"));
    assertThat(server.maxParallel("meeting")).isEqualTo(3);
    server.resetCounters();
    assertThat(server.requests("meeting")).isZero();
  }

  @Test
  void comprehendAnswersResultsAndErrorsByIndex() throws Exception {
    server.sentiment(
        (text, language) -> {
          if (text.equals("bad")) {
            throw new IllegalStateException("not this one");
          }
          return new Sentiment(0.9, 0.05, 0.03, 0.02);
        });

    HttpResponse<String> response =
        comprehend(
            "{\"TextList\":[\"good\",\"bad\",\"%s\"],\"LanguageCode\":\"en\"}"
                .formatted("x".repeat(5_001)));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains(
            "\"ResultList\":[{\"Index\":0,\"Sentiment\":\"POSITIVE\","
                + "\"SentimentScore\":{\"Positive\":0.9,\"Negative\":0.05,\"Neutral\":0.03,"
                + "\"Mixed\":0.02}}]")
        .contains("{\"Index\":1,\"ErrorCode\":\"INTERNAL_SERVER_ERROR\"")
        .contains("{\"Index\":2,\"ErrorCode\":\"TEXT_SIZE_LIMIT_EXCEEDED\"");
    assertThat(server.comprehendInputs()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "BatchSizeLimitExceededException, 26, en",
    "UnsupportedLanguageException, 1, tlh",
    "ValidationException, 0, en"
  })
  void comprehendRefusesWholeRequestsByTheirType(String type, int texts, String language)
      throws Exception {
    String list = String.join(",", IntStream.range(0, texts).mapToObj(i -> "\"t\"").toList());

    HttpResponse<String> response =
        comprehend("{\"LanguageCode\":\"%s\",\"TextList\":[%s]}".formatted(language, list));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("\"__type\":\"" + type + "\"");
  }

  private static String twice(List<String> row) {
    return row.get(0) == null ? "" : Double.toString(2 * Double.parseDouble(row.get(0)));
  }

  private HttpResponse<String> invoke(String endpoint, String body, String accept)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request("/endpoints/" + endpoint + "/invocations", body);
    if (accept != null) {
      request.header("Accept", accept);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> comprehend(String body) throws IOException, InterruptedException {
    return client.send(
        request("/", body)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "Comprehend_20171127.BatchDetectSentiment")
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String body) {
    URI uri = server.uri().resolve(path);
    return HttpRequest.newBuilder(uri)
        .header("Authorization", SIGNATURE)
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }
}
