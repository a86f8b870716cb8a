package org.auroraml.s3export;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * An HTTP client whose requests another thread can break off, which an interrupt alone does not do
 * while a socket is read; what becomes of their connections it tells by an IOException.
 * Thread-safe.
 */
final class AbandonableCalls implements SdkHttpClient {
  private final SdkHttpClient client;
  private final Map<Thread, ExecutableHttpRequest> underWay = new ConcurrentHashMap<>();

  AbandonableCalls(SdkHttpClient client) {
    this.client = client;
  }

  /** Breaks off what an interrupted thread asks; it asks nothing else. */
  void abandon(Thread interrupted) {
    ExecutableHttpRequest request = underWay.get(interrupted);
    if (request != null) {
      // Closing a connection may wait for the read that it ends.
      Thread closing = new Thread(request::abort, "auroraml-s3-abandon");
      closing.setDaemon(true);
      closing.start();
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = client.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        underWay.put(Thread.currentThread(), prepared);
        try {
          if (Thread.currentThread().isInterrupted()) {
            throw AbortedException.create("Nobody waits for the answer");
          }
          return whole(prepared.call(), request.httpRequest().method() == SdkHttpMethod.HEAD);
        } catch (UncheckedIOException e) {
          // So a connection ends that is reset before it takes a body; the SDK would not ask again.
          throw e.getCause();
        } finally {
          underWay.remove(Thread.currentThread());
        }
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  /**
   * An answer with its body in memory: those of S3 are short here, and where one breaks off the SDK
   * asks again for a request that fails, but not for an answer that it can't read.
   *
   * @param headOnly whether the length is that of a body that is not sent
   */
  private static HttpExecuteResponse whole(HttpExecuteResponse answer, boolean headOnly)
      throws IOException {
    if (answer.responseBody().isEmpty()) {
      return answer;
    }
    try (AbortableInputStream body = answer.responseBody().get()) {
      byte[] bytes = body.readAllBytes();
      if (!headOnly) {
        requireWhole(bytes.length, answer);
      }
      return HttpExecuteResponse.builder()
          .response(answer.httpResponse())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
          .build();
    }
  }

  /** HttpURLConnection takes the end of a connection for the end of a body. */
  private static void requireWhole(int received, HttpExecuteResponse answer) throws IOException {
    String length = answer.httpResponse().firstMatchingHeader("Content-Length").orElse("");
    if (length.matches("[0-9]{1,18}") && received < Long.parseLong(length)) {
      throw new EOFException("ended after " + received + " of " + length + " bytes");
    }
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }
}
