package org.auroraml.batching;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model was not asked, or gave no usable answer. The message names the model, the HTTP status,
 * the service's own error code, message and request id, and what to do; it never holds a model
 * input.
 */
public final class ModelException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Kind {
    /** An input that the model's service can't take; nothing was sent for it. */
    INPUT,
    /** The service refused or failed, for good or for longer than the retry budget. */
    SERVICE,
    /** The service answered, but not one value for each input. */
    RESPONSE,
    /** {@link Evaluation#cancel()} was called, or the evaluator was closed. */
    CANCELLED,
    /** The statement's deadline has passed. */
    TIMED_OUT,
    /** No Region or one that is not allowed, no credentials, or some that AWS does not know. */
    CREDENTIALS,
    /** The service could not be reached, broke the connection, or was too slow to answer. */
    CONNECTION,
    /** Nothing was sent: the statement has more distinct inputs than it may send. */
    LIMIT,
    /** Nothing was sent: too many of the endpoint's last calls failed (its circuit breaker). */
    UNAVAILABLE
  }

  /** What the evaluator itself can do about the failure. */
  enum Remedy {
    NONE,
    /** The same request may succeed later. */
    RETRY,
    /** The same request may succeed now, as something was put right. */
    RETRY_ONCE,
    /** The service finds the request too large. */
    HALVE,
    /** Some of the inputs may be why: the others may get answers without them. */
    ISOLATE
  }

  private final Failure failure;

  ModelException(Failure failure) {
    super(failure.message(), failure.cause());
    this.failure = failure;
  }

  public Kind kind() {
    return failure.kind();
  }

  /** The model, as {@link Model#describe()} names it. */
  public String model() {
    return failure.model();
  }

  /** The HTTP status of the service's answer, if there was one. */
  public OptionalInt httpStatus() {
    int status = failure.httpStatus();
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** The service's name of the error, such as ThrottlingException. */
  public Optional<String> serviceCode() {
    return Optional.ofNullable(failure.serviceCode());
  }

  /** The id under which AWS knows the request. */
  public Optional<String> requestId() {
    return Optional.ofNullable(failure.requestId());
  }

  Remedy remedy() {
    return failure.remedy();
  }

  Failure failure() {
    return failure;
  }
}
