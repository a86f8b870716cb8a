package org.auroraml.batching;

import java.time.Duration;
import org.auroraml.batching.ModelException.Kind;
import org.auroraml.batching.ModelException.Remedy;

/**
 * What an evaluation has learnt of a model that failed it. The statements of a JDBC batch share an
 * evaluation, and each of them may ask for what the batch was refused as a whole: they must not
 * spend the retry budget each. Not thread-safe.
 */
final class Reachability {
  private static final RetryPolicy ONE_TRY = new RetryPolicy(Duration.ZERO);

  private boolean spent;
  private Failure lost;

  /**
   * Fails as the model has failed, where another input would fail just so.
   *
   * @throws ModelException the failure, of which there is a new one each time
   */
  void require() throws ModelException {
    if (lost != null) {
      throw lost.exception();
    }
  }

  /** One try once the budget was spent: an input of its own may be what the model fails at. */
  RetryPolicy retries(RetryPolicy usual) {
    return spent ? ONE_TRY : usual;
  }

  void failed(ModelException e) {
    boolean again = spent && e.kind() == Kind.CONNECTION;
    if (again || e.kind() == Kind.UNAVAILABLE || e.failure().forAll()) {
      lost = e.failure();
    }
    spent |= e.remedy() == Remedy.RETRY;
  }
}
