package org.auroraml.batching;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;

/**
 * Asks one model of Amazon Bedrock (InvokeModel). The input's one argument is the whole body of a
 * request, and the whole body of the answer is its value: Bedrock has no batches (feature F10).
 */
final class BedrockService implements ModelService {
  /** The limit of InvokeModel's body in the Bedrock API reference. */
  private static final int MAX_BODY_BYTES = 25_000_000;

  private static final JsonFactory JSON = new JsonFactory();

  private final Model.Bedrock model;
  private final AwsClients clients;
  private final Failures failures;

  BedrockService(Model.Bedrock model, AwsClients clients, Failures failures) {
    this.model = model;
    this.clients = clients;
    this.failures = failures;
  }

  @Override
  public String describe() {
    return failures.model();
  }

  @Override
  public boolean isNull(ModelInput input) throws ModelException {
    if (input.size() != 1) {
      throw failures.unfit(
          "takes one argument, the body of a request, not " + input.size() + " arguments");
    }
    String body = input.argument(0);
    if (body == null) {
      return true;
    }
    if (body.length() * 3L > MAX_BODY_BYTES && Utf8.length(body) > MAX_BODY_BYTES) {
      throw failures.unfit(
          "can't take a request of "
              + Utf8.length(body)
              + " bytes: its limit is "
              + MAX_BODY_BYTES
              + " bytes in UTF-8");
    }
    return false;
  }

  @Override
  public String group(ModelInput input) {
    return "";
  }

  @Override
  public int end(List<ModelInput> inputs, int from, int maxRows) {
    return from + 1;
  }

  @Override
  public Reply ask(List<ModelInput> inputs) throws ModelException, InterruptedException {
    byte[] body = inputs.get(0).argument(0).getBytes(StandardCharsets.UTF_8);
    InvokeModelResponse response;
    try {
      response =
          clients
              .bedrock(model.modelId())
              .invokeModel(
                  request ->
                      request
                          .modelId(model.modelId())
                          .contentType(model.contentType())
                          .accept(model.accept())
                          .body(SdkBytes.fromByteArrayUnsafe(body)));
    } catch (RuntimeException e) {
      throw failures.thrown(e, quotable(inputs.get(0).argument(0)), clients.http().isAnswered());
    }
    try {
      return new Reply(Collections.singletonList(new Prediction(text(response), null)));
    } catch (UnreadableResponse e) {
      throw failures.unreadable(
          e,
          response.sdkHttpResponse().statusCode(),
          response.contentType(),
          Failures.requestId(response.responseMetadata().requestId()),
          null);
    }
  }

  private static String text(InvokeModelResponse response) throws UnreadableResponse {
    byte[] body = response.body() == null ? new byte[0] : response.body().asByteArrayUnsafe();
    if (body.length == 0) {
      throw new UnreadableResponse("gave an answer with an empty body");
    }
    return ResponseReader.decode(body, response.contentType());
  }

  /** What an error may quote of a body: all of it, and each value in its JSON. */
  private static List<ModelInput> quotable(String body) {
    List<ModelInput> parts = new ArrayList<>();
    parts.add(ModelInput.of(body));
    try (JsonParser json = JSON.createParser(body)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isScalarValue()) {
          parts.add(ModelInput.of(json.getText()));
        }
      }
    } catch (IOException notJson) {
      // Then it can only be quoted as it stands, as far as it was read.
      return parts;
    }
    return parts;
  }
}
