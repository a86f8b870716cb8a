package org.auroraml.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.auroraml.batching.Exchange.BrokenException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;

/** F81: what an HTTP client throws while its connection is taken from it. */
@Timeout(30)
class ExchangeTest {
  private final Workers workers = new Workers(() -> null);

  @AfterEach
  void close() {
    workers.close();
  }

  @Test
  @DisplayName("F81: a request that is broken off since its time is over was too slow, and no more")
  void brokenOff() {
    CountDownLatch aborted = new CountDownLatch(1);
    Exchange exchange =
        new Exchange(
            new ExecutableHttpRequest() {
              @Override
              public HttpExecuteResponse call() {
                try {
                  aborted.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                // As HttpURLConnection, where disconnect() comes in the middle of a request.
                throw new NullPointerException("this.http is null");
              }

              @Override
              public void abort() {
                aborted.countDown();
              }
            },
            Duration.ofMillis(20),
            workers);

    assertThatThrownBy(exchange::call)
        .isInstanceOfSatisfying(
            BrokenException.class,
            e -> {
              assertThat(e.getCause()).isNull();
              assertThat(e.timeout()).isEqualTo(Duration.ofMillis(20));
            });
  }

  @Test
  @DisplayName("F83: what the client throws before that is passed on as it is")
  void failsByItself() {
    Exchange exchange =
        new Exchange(
            new ExecutableHttpRequest() {
              @Override
              public HttpExecuteResponse call() {
                throw new IllegalStateException("no such proxy");
              }

              @Override
              public void abort() {
                // Nothing is under way.
              }
            },
            Duration.ofMinutes(1),
            workers);

    assertThatThrownBy(exchange::call)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no such proxy");
  }
}
