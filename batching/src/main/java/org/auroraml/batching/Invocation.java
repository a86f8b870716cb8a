package org.auroraml.batching;

import java.util.List;
import software.amazon.awssdk.core.SdkBytes;

/** How the body of a SageMaker request gets to its container and the answer back. */
interface Invocation {
  String CSV = "text/csv";

  /**
   * Sends one request, once.
   *
   * @param accept the media types wanted
   * @param inputs what the body was made of, for messages
   */
  Answer post(byte[] body, String accept, List<ModelInput> inputs)
      throws ModelException, RefusedException, InterruptedException;

  /** An answer without an error. Type and id may be null. */
  record Answer(int status, String contentType, String requestId, SdkBytes body) {}

  /** An answer with an error. */
  final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
      super(null, null, false, false);
      this.refusal = refusal;
    }

    Refusal refusal() {
      return refusal;
    }
  }
}
