package org.auroraml.batching;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.auroraml.batching.ModelException.Kind;
import org.auroraml.batching.ModelException.Remedy;

/**
 * The parts of a {@link ModelException}; builds its message, so that all messages read alike.
 *
 * @param model the model's description
 * @param what a sentence whose subject is the model, such as "gave 2 values for 3 inputs"
 * @param advice a sentence on what to do, or null
 * @param httpStatus 0 if there was no answer
 * @param tries how often the request was sent
 * @param forAll whether any other input would fail just so, whatever it is
 */
record Failure(
    Kind kind,
    Remedy remedy,
    String model,
    String what,
    String advice,
    int httpStatus,
    String serviceCode,
    String requestId,
    int tries,
    boolean forAll,
    Throwable cause)
    implements Serializable {

  static Failure of(Kind kind, String model, String what) {
    return new Failure(kind, Remedy.NONE, model, what, null, 0, null, null, 1, false, null);
  }

  Failure remedy(Remedy value) {
    return new Failure(
        kind, value, model, what, advice, httpStatus, serviceCode, requestId, tries, forAll, cause);
  }

  Failure advice(String value) {
    return new Failure(
        kind, remedy, model, what, value, httpStatus, serviceCode, requestId, tries, forAll, cause);
  }

  Failure service(int status, String code, String id) {
    return new Failure(kind, remedy, model, what, advice, status, code, id, tries, forAll, cause);
  }

  Failure tries(int value) {
    return new Failure(
        kind,
        remedy,
        model,
        what,
        advice,
        httpStatus,
        serviceCode,
        requestId,
        value,
        forAll,
        cause);
  }

  Failure cause(Throwable value) {
    return new Failure(
        kind,
        remedy,
        model,
        what,
        advice,
        httpStatus,
        serviceCode,
        requestId,
        tries,
        forAll,
        value);
  }

  Failure forAll(boolean value) {
    return new Failure(
        kind, remedy, model, what, advice, httpStatus, serviceCode, requestId, tries, value, cause);
  }

  ModelException exception() {
    return new ModelException(this);
  }

  String message() {
    List<String> facts = new ArrayList<>();
    if (httpStatus != 0) {
      facts.add("HTTP status " + httpStatus);
    }
    if (serviceCode != null) {
      facts.add("error " + serviceCode);
    }
    if (requestId != null) {
      facts.add("request id " + requestId);
    }
    if (tries > 1) {
      facts.add(tries + " tries");
    }
    return model
        + " "
        + what
        + (facts.isEmpty() ? "" : " (" + String.join(", ", facts) + ")")
        + (advice == null ? "" : ". " + advice);
  }
}
