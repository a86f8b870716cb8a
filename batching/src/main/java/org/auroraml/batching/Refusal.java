package org.auroraml.batching;

import java.util.Set;
import java.util.regex.Pattern;
import org.auroraml.batching.ModelException.Remedy;

/**
 * An error that a service answered with.
 *
 * @param status the HTTP status
 * @param code the service's name of the error, or null
 * @param message the service's own words, or null
 * @param requestId or null
 * @param modelStatus the status that a SageMaker container answered to SageMaker (the
 *     OriginalStatusCode of a ModelError), or 0
 */
record Refusal(int status, String code, String message, String requestId, int modelStatus) {

  private static final Set<String> TRANSIENT =
      Set.of(
          "InternalDependencyException",
          "InternalFailure",
          "InternalServerException",
          "ModelNotReadyException",
          "ModelTimeoutException",
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "RequestTimeout",
          "ServiceUnavailable",
          "ServiceUnavailableException",
          "Throttling",
          "ThrottlingException",
          "TooManyRequestsException");
  private static final Set<String> TOO_LARGE =
      Set.of("BatchSizeLimitExceededException", "TextSizeLimitExceededException");
  private static final Set<String> EXPIRED_IDENTITY =
      Set.of("ExpiredToken", "ExpiredTokenException");
  private static final Set<String> UNKNOWN_IDENTITY =
      Set.of(
          "IncompleteSignature",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "UnrecognizedClientException");
  private static final Set<String> CLOCK_SKEW =
      Set.of("RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed");
  private static final Pattern SAYS_CLOCK_SKEW =
      Pattern.compile("signature (expired|not yet current)", Pattern.CASE_INSENSITIVE);
  private static final Pattern SAYS_TOO_LARGE =
      Pattern.compile(
          "too (large|big|long)|(size|length).{0,60}(exceed|less than or equal|limit)"
              + "|exceed.{0,60}(size|length)",
          Pattern.CASE_INSENSITIVE);

  /** What can be done about it. */
  Remedy remedy() {
    if (status == 413 || modelStatus == 413 || isOneOf(TOO_LARGE)) {
      return Remedy.HALVE;
    }
    if (isClockSkew()) {
      // The SDK has set its clock by the answer's.
      return Remedy.RETRY;
    }
    if (isExpiredIdentity()) {
      return Remedy.RETRY_ONCE;
    }
    if (modelStatus != 0) {
      // The container itself failed: its 4xx will not change, its 5xx may.
      return modelStatus >= 500 ? Remedy.RETRY : Remedy.ISOLATE;
    }
    if (status >= 500 || status == 429 || isOneOf(TRANSIENT)) {
      return Remedy.RETRY;
    }
    if (status == 400 && message != null && SAYS_TOO_LARGE.matcher(message).find()) {
      return Remedy.HALVE;
    }
    if (code == null && (status == 400 || status == 422)) {
      // A container that is asked without SageMaker before it.
      return Remedy.ISOLATE;
    }
    return Remedy.NONE;
  }

  /**
   * Whether any other request would be refused as well, whatever its inputs. ValidationError is
   * SageMaker's own, which does not look at inputs: the endpoint does not exist, say.
   */
  boolean isForAll() {
    return status == 401
        || status == 403
        || status == 404
        || isUnknownIdentity()
        || "ValidationError".equals(code);
  }

  /** The media type asked for in Accept is not to be had. */
  boolean isNotAcceptable() {
    return status == 406 || modelStatus == 406;
  }

  private boolean isClockSkew() {
    return isOneOf(CLOCK_SKEW)
        || ("InvalidSignatureException".equals(code)
            && message != null
            && SAYS_CLOCK_SKEW.matcher(message).find());
  }

  /** AWS does not accept who is asking. */
  boolean isUnknownIdentity() {
    return isOneOf(UNKNOWN_IDENTITY) || isExpiredIdentity();
  }

  /** AWS no longer accepts who is asking; new credentials may help. */
  boolean isExpiredIdentity() {
    return isOneOf(EXPIRED_IDENTITY);
  }

  /** AWS knows who is asking and forbids it. */
  boolean isForbidden() {
    return "AccessDeniedException".equals(code) || (code == null && status == 403);
  }

  private boolean isOneOf(Set<String> codes) {
    return code != null && codes.contains(code);
  }
}
