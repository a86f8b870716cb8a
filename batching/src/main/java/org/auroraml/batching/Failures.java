package org.auroraml.batching;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpRetryException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.auroraml.batching.AwsClients.AwsSetupException;
import org.auroraml.batching.Call.CallAbandonedException;
import org.auroraml.batching.Exchange.BrokenException;
import org.auroraml.batching.ModelException.Kind;
import org.auroraml.batching.ModelException.Remedy;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelErrorException;

/**
 * Turns what can go wrong with a request into a {@link ModelException}.
 *
 * @param model the model's description
 * @param action the IAM action that the caller must be allowed
 * @param logInputs whether the service's words may be passed on with inputs that they quote
 */
record Failures(String model, String action, boolean logInputs) {
  // Enough for any sentence of a service; a container may answer with a page of HTML.
  private static final int MESSAGE_LENGTH = 500;

  /** An error of the service. */
  ModelException refused(Refusal refusal, List<ModelInput> inputs) {
    String words = words(refusal, inputs);
    Kind kind = refusal.isUnknownIdentity() ? Kind.CREDENTIALS : Kind.SERVICE;
    return Failure.of(kind, model, "failed" + (words.isEmpty() ? "" : ": " + words))
        .remedy(refusal.remedy())
        .forAll(refusal.isForAll())
        .service(refusal.status(), refusal.code(), refusal.requestId())
        .advice(advice(refusal, inputs))
        .exception();
  }

  private String words(Refusal refusal, List<ModelInput> inputs) {
    if (refusal.message() == null) {
      return "";
    }
    String message = logInputs ? refusal.message() : Redaction.of(refusal.message(), inputs);
    message = message.strip().replaceAll("\\s+", " ");
    return message.length() > MESSAGE_LENGTH ? message.substring(0, MESSAGE_LENGTH) + "…" : message;
  }

  private String advice(Refusal refusal, List<ModelInput> inputs) {
    if (refusal.isUnknownIdentity()) {
      return "Check the AWS credentials in use (awsProfile), and this host's clock";
    }
    if (refusal.isForbidden()) {
      return "The IAM identity in use needs the permission " + action;
    }
    return switch (refusal.remedy()) {
      case RETRY -> "Try again later, or with a greater mlRetryBudgetMs";
      case HALVE -> inputs.size() > 1 ? null : "One input alone is too large for the model";
      case NONE, RETRY_ONCE, ISOLATE ->
          refusal.status() == 404 ? "Check the name of the endpoint or model, and awsRegion" : null;
    };
  }

  /**
   * A failure of the SDK, or of the exchange beneath it.
   *
   * @param answered whether the service has answered
   */
  ModelException thrown(Exception thrown, List<ModelInput> inputs, boolean answered)
      throws InterruptedException {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof CallAbandonedException
          || cause instanceof AbortedException
          || cause instanceof InterruptedException) {
        throw new InterruptedException();
      }
      if (cause instanceof AwsSetupException setup) {
        return Failure.of(Kind.CREDENTIALS, model, "was not called: " + setup.getMessage())
            .advice(setup.advice())
            .forAll(true)
            .cause(setup)
            .exception();
      }
      if (cause instanceof AwsServiceException service) {
        return refused(refusal(service), inputs);
      }
      if (cause instanceof BrokenException broken) {
        return broken.getCause() == null
            ? tooSlow(broken.timeout())
            : broken((IOException) broken.getCause());
      }
    }
    if (answered) {
      // What was thrown may quote the answer, so it is not passed on.
      return Failure.of(Kind.RESPONSE, model, "gave an answer that can't be read")
          .remedy(Remedy.ISOLATE)
          .exception();
    }
    return Failure.of(Kind.SERVICE, model, "was not called: " + thrown.getMessage())
        .forAll(true)
        .cause(thrown)
        .exception();
  }

  static Refusal refusal(AwsServiceException thrown) {
    String code = thrown.awsErrorDetails() == null ? null : thrown.awsErrorDetails().errorCode();
    String message =
        thrown.awsErrorDetails() == null ? null : thrown.awsErrorDetails().errorMessage();
    int modelStatus = 0;
    if (thrown instanceof ModelErrorException modelError) {
      modelStatus = orZero(modelError.originalStatusCode());
      message = modelError.originalMessage() == null ? message : modelError.originalMessage();
    } else if (thrown
        instanceof software.amazon.awssdk.services.bedrockruntime.model.ModelErrorException error) {
      modelStatus = orZero(error.originalStatusCode());
    }
    return new Refusal(
        thrown.statusCode(), code, message, requestId(thrown.requestId()), modelStatus);
  }

  private static int orZero(Integer status) {
    return status == null ? 0 : status;
  }

  /** The SDK's request id, or null where the answer had none. */
  static String requestId(String id) {
    return id == null || id.equals("UNKNOWN") ? null : id;
  }

  private ModelException tooSlow(Duration timeout) {
    return Failure.of(Kind.CONNECTION, model, "gave no answer within " + timeout.toMillis() + " ms")
        .remedy(Remedy.RETRY)
        .advice(
            "Give it more time with mlTimeoutMs, aurora_ml_inference_timeout or TIMEOUT_MS, or send"
                + " less at once with MAX_BATCH_SIZE")
        .exception();
  }

  private ModelException broken(IOException thrown) {
    if (thrown instanceof HttpRetryException retry) {
      // How HttpURLConnection reports 401 and 407 when a body was streamed.
      return refused(new Refusal(retry.responseCode(), null, null, null, 0), List.of());
    }
    boolean permanent =
        thrown instanceof ConnectException
            || thrown instanceof UnknownHostException
            || thrown instanceof SSLHandshakeException
            || thrown instanceof SSLPeerUnverifiedException;
    return Failure.of(
            Kind.CONNECTION,
            model,
            (permanent ? "could not be reached: " : "broke the connection: ") + thrown)
        .remedy(permanent ? Remedy.NONE : Remedy.RETRY)
        .forAll(permanent)
        .advice(permanent ? "Check awsRegion, the endpoint's URL and the network" : null)
        .cause(thrown)
        .exception();
  }

  /**
   * An answer that does not hold one value for each input.
   *
   * @param advice a sentence on what to do, or null
   */
  ModelException unreadable(
      UnreadableResponse reason, int status, String type, String requestId, String advice) {
    String contentType = type == null ? "no content type" : "content type " + type;
    return Failure.of(Kind.RESPONSE, model, reason.getMessage() + ", with " + contentType)
        .remedy(Remedy.ISOLATE)
        .service(status, null, requestId)
        .advice(advice)
        .exception();
  }

  /** An input that can't be sent. */
  ModelException unfit(String what) {
    return Failure.of(Kind.INPUT, model, what).exception();
  }
}
