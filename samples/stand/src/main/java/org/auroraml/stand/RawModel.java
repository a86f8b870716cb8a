package org.auroraml.stand;

/** An endpoint that answers bytes of its own choice, to try what a client makes of bad answers. */
@FunctionalInterface
public interface RawModel {
  /**
   * Answers one request.
   *
   * @param body the request as it came
   * @param accept the Accept header, or {@code null}
   */
  Response respond(byte[] body, String accept);
}
