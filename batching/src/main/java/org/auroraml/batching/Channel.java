package org.auroraml.batching;

import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * A service and how many calls of it may run at once.
 *
 * @param permits of this service
 * @param allPermits of all services together
 */
record Channel(ModelService service, Semaphore permits, Semaphore allPermits) {

  /** Sends one request when there is room for it. */
  ModelService.Reply ask(List<ModelInput> inputs) throws ModelException, InterruptedException {
    permits.acquire();
    try {
      allPermits.acquire();
      try {
        return service.ask(inputs);
      } finally {
        allPermits.release();
      }
    } finally {
      permits.release();
    }
  }
}
