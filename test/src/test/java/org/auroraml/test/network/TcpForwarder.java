package org.auroraml.test.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Passes TCP connections on to a server on the loopback address, and spoils them where a test wants
 * it: faults that no server makes of its own will. Thread-safe.
 */
public final class TcpForwarder implements AutoCloseable {
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int DRIBBLE_MILLIS = 20;

  private final ServerSocket listener;
  private final int port;
  private final Interference interference;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();

  /** Says what becomes of the next bytes from the server. */
  @FunctionalInterface
  public interface Interference {
    Fault next(byte[] bytes, int length);
  }

  /** What becomes of bytes from the server. */
  public sealed interface Fault {
    /** They are passed on. */
    record None() implements Fault {}

    /** The connection is reset instead. */
    record Reset() implements Fault {}

    /** Half of them are passed on, then the connection is closed. */
    record Truncate() implements Fault {}

    /** They are passed on one at a time. */
    record Dribble() implements Fault {}

    /** Others are passed on in their place, then the connection is closed. */
    // Bytes on their way out: nobody compares faults.
    @SuppressWarnings("ArrayRecordComponent")
    record Replace(byte[] bytes) implements Fault {}

    /** Others are passed on in their place, and the connection goes on. */
    @SuppressWarnings("ArrayRecordComponent")
    record Instead(byte[] bytes) implements Fault {}
  }

  /** One connection. */
  private static final class Link {
    private final Socket client;
    private final Socket server;
    private final AtomicBoolean closed = new AtomicBoolean();

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void reset() throws IOException {
      client.setSoLinger(true, 0);
      server.setSoLinger(true, 0);
    }
  }

  /** A forwarder that passes everything on until {@link #cutAll}. */
  public TcpForwarder(int port) throws IOException {
    this(port, (bytes, length) -> new Fault.None());
  }

  public TcpForwarder(int port, Interference interference) throws IOException {
    this.port = port;
    this.interference = interference;
    this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  private static void start(String what, Runnable task) {
    Thread thread = new Thread(task, "forwarder-" + what);
    thread.setDaemon(true);
    thread.start();
  }

  /** Where clients connect to. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Connections that are open. */
  public int open() {
    return links.size();
  }

  /** Resets all connections. */
  public void cutAll() throws IOException {
    for (Link link : links) {
      link.reset();
      end(link);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), port));
        client.setTcpNoDelay(true);
        link.server.setTcpNoDelay(true);
        links.add(link);
        start("request", () -> pump(link, client, link.server, false));
        start("answer", () -> pump(link, link.server, client, true));
      }
    } catch (IOException closed) {
      // The end of this thread.
      return;
    }
  }

  private void pump(Link link, Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (!answers) {
          out.write(buffer, 0, count);
        } else if (!pass(link, buffer, count, out)) {
          break;
        }
      }
    } catch (IOException broken) {
      // Either side is gone, and so is the link.
      end(link);
      return;
    }
    end(link);
  }

  /** Whether the connection goes on. */
  private boolean pass(Link link, byte[] bytes, int count, OutputStream out) throws IOException {
    Fault fault = interference.next(bytes, count);
    if (fault instanceof Fault.None) {
      out.write(bytes, 0, count);
      return true;
    } else if (fault instanceof Fault.Instead other) {
      out.write(other.bytes());
      return true;
    } else if (fault instanceof Fault.Dribble) {
      for (int i = 0; i < count; i++) {
        out.write(bytes, i, 1);
        pause();
      }
      return true;
    } else if (fault instanceof Fault.Truncate) {
      out.write(bytes, 0, count / 2);
    } else if (fault instanceof Fault.Replace other) {
      out.write(other.bytes());
    } else {
      link.reset();
    }
    return false;
  }

  /** The fault itself: bytes that come slowly. Nothing is waited for. */
  private static void pause() throws IOException {
    try {
      Thread.sleep(DRIBBLE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void end(Link link) {
    links.remove(link);
    if (link.closed.compareAndSet(false, true)) {
      try (Socket client = link.client;
          Socket server = link.server) {
        client.shutdownInput();
        server.shutdownInput();
      } catch (IOException gone) {
        // It was closed by its other end.
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cutAll();
  }
}
