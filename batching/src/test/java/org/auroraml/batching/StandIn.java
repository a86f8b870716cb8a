package org.auroraml.batching;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Stands in for AWS at its HTTP boundary, on a free port. */
final class StandIn implements AutoCloseable {
  private static final String CSV = "text/csv";
  private static final String AWS_JSON = "application/x-amz-json-1.1";

  private static final ResponseDefinitionBuilder PARTIAL = aResponse();

  private final WireMockServer server;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private final AtomicInteger numbered = new AtomicInteger();
  private final AtomicInteger fired = new AtomicInteger();
  private volatile IntFunction<ResponseDefinitionBuilder> faults = number -> null;
  private int steps;

  StandIn() {
    server =
        new WireMockServer(
            options()
                .dynamicPort()
                .gzipDisabled(true)
                .containerThreads(50)
                .extensions(
                    new Computed("echo", CSV, StandIn::echoed),
                    new Computed("gated", CSV, this::gated),
                    new Computed("moods", AWS_JSON, StandIn::moods),
                    new Faulty("faulty echo", "echo", CSV, StandIn::echoed),
                    new Faulty("faulty moods", "moods", AWS_JSON, StandIn::moods)));
    server.start();
  }

  URI url() {
    return URI.create(server.baseUrl());
  }

  /** Options for an evaluator that finds all services here. */
  EvaluatorOptions.Builder settings() {
    return EvaluatorOptions.builder()
        .region("eu-west-1")
        .endpointUrl(AwsService.SAGEMAKER, url())
        .endpointUrl(AwsService.COMPREHEND, url())
        .endpointUrl(AwsService.BEDROCK, url())
        .endpointUrl(AwsService.STS, url());
  }

  void stub(MappingBuilder mapping) {
    server.stubFor(mapping);
  }

  /**
   * Answers differently from request to request, if one follows the other; the last answer is given
   * from then on.
   */
  void stubInTurn(MappingBuilder mapping, ResponseDefinitionBuilder... answers) {
    String scenario = "scenario " + steps++;
    for (int i = 0; i < answers.length; i++) {
      mapping
          .inScenario(scenario)
          .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answered " + i)
          .willSetStateTo("answered " + Math.min(i + 1, answers.length - 1));
      server.stubFor(mapping.withId(UUID.randomUUID()).willReturn(answers[i]));
    }
  }

  /** Invocations of the SageMaker endpoint "e", to be answered. */
  static MappingBuilder invocation() {
    return post(urlPathEqualTo("/endpoints/e/invocations"));
  }

  /** Calls of BatchDetectSentiment, to be answered. */
  static MappingBuilder sentiment() {
    return post(urlPathEqualTo("/"))
        .withHeader("X-Amz-Target", equalTo("Comprehend_20171127.BatchDetectSentiment"));
  }

  /** Calls of AssumeRole, to be answered. */
  static MappingBuilder assumeRole() {
    return post(urlPathEqualTo("/")).withRequestBody(containing("Action=AssumeRole"));
  }

  /** A role's credentials, with an access key to be recognised by. */
  static ResponseDefinitionBuilder assumed(String accessKey, Instant expiration) {
    return answer(
        "text/xml",
        """
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
        <AssumedRoleUser><Arn>arn:aws:sts::1:assumed-role/r/s</Arn>
        <AssumedRoleId>A:s</AssumedRoleId></AssumedRoleUser>
        <Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
        <SessionToken>t</SessionToken><Expiration>%s</Expiration></Credentials>
        </AssumeRoleResult></AssumeRoleResponse>
        """
            .formatted(accessKey, expiration));
  }

  /** Answers "of " and the line to each line of CSV, so that a mix-up shows. */
  static ResponseDefinitionBuilder echo() {
    return aResponse().withTransformers("echo");
  }

  /** Answers each text with its own length in the score: 0.005 for five letters. */
  static ResponseDefinitionBuilder moods() {
    return aResponse().withTransformers("moods");
  }

  static ResponseDefinitionBuilder answer(String contentType, String body) {
    return aResponse().withHeader("Content-Type", contentType).withBody(body);
  }

  static ResponseDefinitionBuilder sentiments(String body) {
    return answer(AWS_JSON, body.replace('\'', '"'));
  }

  /** An error as AWS's services send it. */
  static ResponseDefinitionBuilder error(int status, String code, String message) {
    return errorBody(status, code, "{\"Message\":\"" + message + "\"}");
  }

  private static ResponseDefinitionBuilder errorBody(int status, String code, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withHeader("x-amzn-RequestId", "request-1")
        .withHeader("x-amzn-ErrorType", code)
        .withBody(body);
  }

  /** SageMaker's answer when its container failed. */
  static ResponseDefinitionBuilder modelError(int containerStatus, String containerMessage) {
    return errorBody(
        424,
        "ModelError",
        """
        {"Message":"Received an error from primary","OriginalStatusCode":%d,
        "OriginalMessage":"%s","LogStreamArn":"arn:aws:logs:eu-west-1:1:log"}
        """
            .formatted(containerStatus, containerMessage));
  }

  static ResponseDefinitionBuilder reset() {
    return aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
  }

  /** An answer that trickles in for a minute. */
  static ResponseDefinitionBuilder dribble() {
    return answer(CSV, "1".repeat(600)).withChunkedDribbleDelay(600, 60_000);
  }

  /**
   * From now on, {@link #faultyEcho()} and {@link #faultyMoods()} answer to the request of a number
   * what is given here, and well where that is null. Unlike {@link #stubInTurn}, right also for
   * requests that come at the same time.
   */
  void faults(IntFunction<ResponseDefinitionBuilder> byNumber) {
    numbered.set(0);
    fired.set(0);
    faults = byNumber;
  }

  /** How many requests have met one of the {@link #faults}. */
  int faultsFired() {
    return fired.get();
  }

  /** A fault of {@link #faultyMoods()}: Comprehend gives up on every second text of a request. */
  static ResponseDefinitionBuilder partialMoods() {
    return PARTIAL;
  }

  static ResponseDefinitionBuilder faultyEcho() {
    return aResponse().withTransformers("faulty echo");
  }

  static ResponseDefinitionBuilder faultyMoods() {
    return aResponse().withTransformers("faulty moods");
  }

  /** All requests so far, oldest first. */
  List<LoggedRequest> requests() {
    List<LoggedRequest> requests =
        server.getAllServeEvents().stream()
            .map(ServeEvent::getRequest)
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(requests);
    return requests;
  }

  List<String> bodies() {
    return requests().stream().map(LoggedRequest::getBodyAsString).toList();
  }

  @Override
  public void close() {
    server.stop();
  }

  /** From now on, {@link #gated()} answers nothing until so many requests are under way. */
  void gate(int requests) {
    gate = new CountDownLatch(requests);
  }

  /** Lets {@link #gated()} answer whatever has come. */
  void openGate() {
    CountDownLatch opened = gate;
    while (opened.getCount() > 0) {
      opened.countDown();
    }
  }

  /** Answers as {@link #echo()}, when the gate has opened. */
  static ResponseDefinitionBuilder gated() {
    return aResponse().withTransformers("gated");
  }

  /** The most requests that {@link #gated()} has had under way at once. */
  int mostAtOnce() {
    return most.get();
  }

  private String gated(String body) {
    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try {
      gate.countDown();
      gate.await();
      return echoed(body);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      underWay.decrementAndGet();
    }
  }

  private static String echoed(String body) {
    return Arrays.stream(body.split("\n", -1))
        .map(line -> "of " + line.replace(',', ' '))
        .collect(Collectors.joining("\n"));
  }

  private static String[] texts(String body) {
    return body.substring(body.indexOf('[') + 2, body.indexOf(']') - 1).split("\",\"", -1);
  }

  private static String partial(String body) {
    String[] codes = {
      "InternalServerException", "ThrottlingException", "ServiceUnavailableException"
    };
    String[] texts = texts(body);
    StringBuilder results = new StringBuilder();
    StringBuilder errors = new StringBuilder();
    for (int i = 0; i < texts.length; i++) {
      if (i % 2 == 1) {
        results.append(results.isEmpty() ? "" : ",").append(mood(i, texts[i]));
      } else {
        errors
            .append(errors.isEmpty() ? "" : ",")
            .append("{\"Index\":%d,\"ErrorCode\":\"%s\"}".formatted(i, codes[i % 3]));
      }
    }
    return "{\"ErrorList\":[" + errors + "],\"ResultList\":[" + results + "]}";
  }

  private static String mood(int index, String text) {
    return """
        {"Index":%d,"Sentiment":"MIXED","SentimentScore":{"Mixed":0.%03d,"Positive":0.9}}"""
        .formatted(index, text.length());
  }

  private static String moods(String body) {
    String[] texts = texts(body);
    StringBuilder items = new StringBuilder();
    // Backwards, as nothing promises that results come in order.
    for (int i = texts.length - 1; i >= 0; i--) {
      items.append(items.isEmpty() ? "" : ",").append(mood(i, texts[i]));
    }
    return "{\"ErrorList\":[],\"ResultList\":[" + items + "]}";
  }

  private record Computed(String name, String contentType, Function<String, String> answer)
      implements ResponseDefinitionTransformerV2 {

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      return ResponseDefinitionBuilder.like(event.getResponseDefinition())
          .withHeader("Content-Type", contentType)
          .withBody(answer.apply(event.getRequest().getBodyAsString()))
          .build();
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean applyGlobally() {
      return false;
    }
  }

  /** Answers as told by {@link #faults}. */
  private final class Faulty implements ResponseDefinitionTransformerV2 {
    private final String name;
    private final Computed well;
    private final Computed partial = new Computed("partial", AWS_JSON, StandIn::partial);

    Faulty(String name, String wellName, String contentType, Function<String, String> answer) {
      this.name = name;
      well = new Computed(wellName, contentType, answer);
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      ResponseDefinitionBuilder fault = faults.apply(numbered.getAndIncrement());
      if (fault == null) {
        return well.transform(event);
      }
      fired.incrementAndGet();
      return fault == PARTIAL ? partial.transform(event) : fault.build();
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean applyGlobally() {
      return false;
    }
  }
}
