package org.auroraml.test.network;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.auroraml.stand.RawModel;
import org.auroraml.stand.Response;

/** A model that answers what it was asked, but not before the test lets it. */
final class HeldModel implements RawModel {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @Override
  public Response respond(byte[] body, String accept) {
    asked.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Response(200, "text/csv", body);
  }

  /** Waits until it is asked. False if it is not. */
  boolean isAskedWithin(long seconds) throws InterruptedException {
    return asked.await(seconds, TimeUnit.SECONDS);
  }

  /** It answers from now on. */
  void release() {
    released.countDown();
  }
}
