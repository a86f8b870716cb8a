package org.auroraml.batching;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers every request with a byte now and then, for ever, and sees when its client hangs up. */
final class DribblingServer implements AutoCloseable {
  private static final int PAUSE_MILLIS = 10;

  private final ServerSocket listener;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger dribbling = new AtomicInteger();

  DribblingServer() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "dribbling-server");
    thread.setDaemon(true);
    thread.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** How many connections wait for the rest of an answer. */
  int dribbling() {
    return dribbling.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        start(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
      return;
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream request = client.getInputStream();
      OutputStream answer = client.getOutputStream();
      // The head at least; that is all it looks at.
      if (request.read() < 0) {
        return;
      }
      answer.write(
          "HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: 1000000\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      dribbling.incrementAndGet();
      try {
        while (!closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
          answer.write('1');
          answer.flush();
        }
      } finally {
        dribbling.decrementAndGet();
      }
    } catch (IOException hungUp) {
      // As it should be.
      return;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
