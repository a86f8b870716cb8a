package org.auroraml.batching;

/** A response's body does not hold one value for each input. The message never quotes the body. */
final class UnreadableResponse extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableResponse(String message) {
    super(message);
  }
}
