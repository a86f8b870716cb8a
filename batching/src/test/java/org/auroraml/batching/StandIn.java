package org.auroraml.batching;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Stands in for AWS at its HTTP boundary, on a free port. */
final class StandIn implements AutoCloseable {
  private final WireMockServer server;

  StandIn() {
    server = new WireMockServer(options().dynamicPort().gzipDisabled(true).extensions(new Echo()));
    server.start();
  }

  URI url() {
    return URI.create(server.baseUrl());
  }

  /** Options for an evaluator that finds all services here, and retries for seconds only. */
  EvaluatorOptions.Builder settings() {
    return EvaluatorOptions.builder()
        .region("eu-west-1")
        .sageMakerEndpointUrl(url())
        .comprehendEndpointUrl(url())
        .timeout(Duration.ofSeconds(10))
        .retryBudget(Duration.ofSeconds(10));
  }

  Evaluator evaluator() {
    return new Evaluator(settings().build());
  }

  void stub(MappingBuilder mapping) {
    server.stubFor(mapping);
  }

  /** Invocations of a SageMaker endpoint, to be answered. */
  static MappingBuilder invocation(String endpoint) {
    return WireMock.post(WireMock.urlPathEqualTo("/endpoints/" + endpoint + "/invocations"));
  }

  /** Calls of BatchDetectSentiment, to be answered. */
  static MappingBuilder sentiment() {
    return WireMock.post(WireMock.urlPathEqualTo("/"))
        .withHeader("X-Amz-Target", WireMock.equalTo("Comprehend_20171127.BatchDetectSentiment"));
  }

  /** Answers "of " and its line to each line of CSV, so that a mix-up shows. */
  static ResponseDefinitionBuilder echo() {
    return WireMock.aResponse().withHeader("Content-Type", "text/csv").withTransformers("echo");
  }

  static ResponseDefinitionBuilder answer(String contentType, String body) {
    return WireMock.aResponse().withHeader("Content-Type", contentType).withBody(body);
  }

  /** An error as AWS's JSON services send it. */
  static ResponseDefinitionBuilder error(int status, String code, String message) {
    return WireMock.aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withHeader("x-amzn-RequestId", "request-1")
        .withHeader("x-amzn-ErrorType", code)
        .withBody("{\"Message\":\"" + message + "\"}");
  }

  /** All requests so far, oldest first. */
  List<LoggedRequest> requests() {
    List<LoggedRequest> requests =
        server.getAllServeEvents().stream()
            .map(ServeEvent::getRequest)
            .collect(Collectors.toList());
    java.util.Collections.reverse(requests);
    return requests;
  }

  List<String> bodies() {
    return requests().stream().map(LoggedRequest::getBodyAsString).toList();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static final class Echo implements ResponseDefinitionTransformerV2 {
    @Override
    public ResponseDefinition transform(ServeEvent event) {
      String body =
          Arrays.stream(event.getRequest().getBodyAsString().split("\n", -1))
              .map(line -> "of " + line.replace(',', ' '))
              .collect(Collectors.joining("\n"));
      return ResponseDefinitionBuilder.like(event.getResponseDefinition()).withBody(body).build();
    }

    @Override
    public String getName() {
      return "echo";
    }

    @Override
    public boolean applyGlobally() {
      return false;
    }
  }
}
