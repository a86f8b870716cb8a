package org.auroraml.batching;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Future;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;

/**
 * An HTTP request and its answer, which must be complete within a time: if it is not, the exchange
 * is broken off and fails with {@link BrokenException}.
 */
final class Exchange implements ExecutableHttpRequest {
  private final ExecutableHttpRequest request;
  private final Duration timeout;
  private final Workers workers;
  private Future<?> timer;
  private boolean answered;
  private volatile boolean expired;
  private long start;

  Exchange(ExecutableHttpRequest request, Duration timeout, Workers workers) {
    this.request = request;
    this.timeout = timeout;
    this.workers = workers;
  }

  /**
   * The exchange failed, not the reading of what it brought, which the SDK also reports as an
   * IOException. Without a cause, the answer did not come in time.
   */
  static final class BrokenException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Duration timeout;

    BrokenException(IOException cause, Duration timeout) {
      super(cause);
      this.timeout = timeout;
    }

    /** The time that the exchange had. */
    Duration timeout() {
      return timeout;
    }
  }

  /** Whether the head of an answer has come. */
  boolean isAnswered() {
    return answered;
  }

  @Override
  public HttpExecuteResponse call() throws IOException {
    start = System.nanoTime();
    timer = workers.after(timeout, this::expire);
    try {
      HttpExecuteResponse response = request.call();
      answered = true;
      if (response.responseBody().isEmpty()) {
        end();
        return response;
      }
      return HttpExecuteResponse.builder()
          .response(response.httpResponse())
          .responseBody(body(response.responseBody().get(), length(response)))
          .build();
    } catch (IOException e) {
      throw ended(e);
    } catch (UncheckedIOException e) {
      throw ended(e.getCause());
    } catch (RuntimeException e) {
      throw brokenOff(e);
    }
  }

  /** HttpURLConnection fails in no particular way where the timer takes its connection away. */
  private IOException brokenOff(RuntimeException thrown) {
    if (!expired) {
      throw thrown;
    }
    return ended(new IOException(thrown));
  }

  /** The bytes of the body as its head tells them, -1 where it does not. */
  private static long length(HttpExecuteResponse response) {
    return response
        .httpResponse()
        .firstMatchingHeader("Content-Length")
        .filter(value -> value.matches("[0-9]{1,18}"))
        .map(Long::parseLong)
        .orElse(-1L);
  }

  private void expire() {
    expired = true;
    request.abort();
  }

  @Override
  public void abort() {
    request.abort();
  }

  private void end() {
    timer.cancel(false);
  }

  private IOException ended(IOException thrown) {
    end();
    // The socket's time-out, which is no shorter, may come before the timer.
    boolean late = expired || System.nanoTime() - start >= timeout.toNanos();
    return new BrokenException(late ? null : thrown, timeout);
  }

  /**
   * The body within the time. HttpURLConnection takes the end of a connection for the end of a
   * body, however much is missing: half a value would pass for a value.
   */
  private AbortableInputStream body(AbortableInputStream stream, long expected) {
    InputStream timed =
        new FilterInputStream(stream) {
          private long received;

          @Override
          public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
              int count = super.read(bytes, offset, length);
              if (count < 0) {
                end();
                if (received < expected) {
                  throw new EOFException("ended after " + received + " of " + expected + " bytes");
                }
              } else {
                received += count;
              }
              return count;
            } catch (IOException e) {
              throw ended(e);
            } catch (RuntimeException e) {
              throw brokenOff(e);
            }
          }

          @Override
          public void close() throws IOException {
            end();
            super.close();
          }
        };
    return AbortableInputStream.create(timed, stream);
  }
}
