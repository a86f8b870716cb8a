package org.auroraml.s3export;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * All that an export does in S3. Chunks are uploaded while later ones are written, several at once;
 * objects become visible together at the end. Whatever ends an export, the last of its threads
 * tidies up: in S3, and the spool. Thread-safe.
 */
final class Transfer implements Spool.Room {

  /** Requests at once. One connection to S3 carries less than most servers send. */
  private static final int CONCURRENCY = 4;

  private static final Logger LOG = System.getLogger(Transfer.class.getName());

  private final S3Client client;
  private final Executor executor;
  private final ExportRequest request;
  private final SpoolDirectory directory;
  private final long spoolLimit;
  private final Publication publication;
  private final Runnable progress;

  /** Done when all is, in S3 and on disk; cancelled or timed out ahead of that. */
  private final CompletableFuture<Void> outcome = new CompletableFuture<>();

  // Guarded by this.
  private final Deque<Work> waiting = new ArrayDeque<>();
  private final List<ObjectUpload> objects = new ArrayList<>();
  private int workers;
  private long spooled;
  private long uploaded;
  private boolean finishing;
  private boolean ending;
  private boolean writerEnded;
  private boolean tidied;

  /** Why the transfer ends early. Written by the holder of the lock, looked at for each row. */
  private volatile Throwable failure;

  /** The only chunk of the first object: there may be no other, and one request is enough. */
  private SpoolChunk single;

  /** Chunks of the last object that are on their way or stored. */
  private int chunksOfObject;

  /** What a worker does. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  /**
   * A transfer that has not begun.
   *
   * @param spoolLimit the most bytes on disk; 0 for no limit
   * @param progress called after each upload
   */
  Transfer(
      S3Client client,
      String region,
      Executor executor,
      ExportRequest request,
      SpoolDirectory directory,
      long spoolLimit,
      Runnable progress) {
    this.client = client;
    this.executor = executor;
    this.request = request;
    this.directory = directory;
    this.spoolLimit = spoolLimit;
    this.progress = progress;
    this.publication = new Publication(client, region, request, directory, this::isStopped);
  }

  /** Waits until the disk may take so many bytes more. */
  @Override
  public synchronized void reserve(long bytes) throws IOException {
    try {
      while (spoolLimit > 0 && spooled + bytes > spoolLimit && !isStopped()) {
        if (single != null) {
          uploadSingle();
        } else if (workers == 0) {
          throw new IOException("the spool is limited to " + spoolLimit + " bytes by s3SpoolLimit");
        } else {
          wait();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancel();
      throw new InterruptedIOException();
    }
    spooled += bytes;
  }

  /** Begins the next object; chunks belong to it from now on. */
  synchronized void beginObject() {
    uploadSingle();
    String key = request.to().partKey(objects.size());
    objects.add(new ObjectUpload(client, request, key, directory, this::isStopped));
    chunksOfObject = 0;
  }

  /**
   * Takes a chunk of the object that was begun last.
   *
   * @param more whether there will be another one
   */
  synchronized void add(SpoolChunk chunk, boolean more) {
    if (!more && objects.size() == 1 && chunksOfObject == 0) {
      single = chunk;
    } else {
      upload(chunk);
    }
  }

  /** The objects begun so far. */
  synchronized int objects() {
    return objects.size();
  }

  synchronized long uploaded() {
    return uploaded;
  }

  /** Uploads the rest, makes all objects visible and removes the spool; waits for it. */
  void finish() throws S3ExportException, InterruptedException {
    synchronized (this) {
      finishing = true;
      startWorker();
    }
    await(outcome);
  }

  /** Fails the transfer, and returns when it is tidied up. */
  void fail(Throwable reason) throws S3ExportException, InterruptedException {
    stop(reason);
    await(outcome);
  }

  /** Fails if the transfer did. */
  void check() throws S3ExportException, InterruptedException {
    if (isStopped()) {
      await(outcome);
    }
  }

  /** Ends the transfer without waiting for S3. No effect on one that is done. */
  void cancel() {
    if (outcome.cancel(false)) {
      stop(new CancellationException());
    }
  }

  /** Cancels the transfer, giving a timeout as the reason. */
  void timeOut() {
    if (outcome.completeExceptionally(new TimeoutException())) {
      stop(new CancellationException());
    }
  }

  private void await(CompletableFuture<Void> future)
      throws S3ExportException, InterruptedException {
    Void unused = new Outcome(request.to(), directory.path()).await(future);
  }

  private boolean isStopped() {
    return failure != null;
  }

  private void stop(Throwable reason) {
    boolean nothingInS3;
    synchronized (this) {
      if (failure == null) {
        failure = reason;
      }
      waiting.clear();
      notifyAll();
      nothingInS3 = workers == 0 && !ending && objects.stream().noneMatch(ObjectUpload::isOpen);
      if (nothingInS3) {
        ending = true;
      } else {
        startWorker();
      }
    }
    if (nothingInS3) {
      end();
    }
  }

  /** Called with the lock held. */
  private void uploadSingle() {
    if (single != null) {
      SpoolChunk first = single;
      single = null;
      upload(first);
    }
  }

  /** Called with the lock held. */
  private void upload(SpoolChunk chunk) {
    ObjectUpload object = objects.get(objects.size() - 1);
    int number = ++chunksOfObject;
    waiting.add(
        () -> {
          object.uploadPart(number, chunk);
          stored(chunk);
        });
    startWorker();
  }

  private void stored(SpoolChunk chunk) throws IOException {
    chunk.delete();
    synchronized (this) {
      spooled -= chunk.size();
      uploaded += chunk.size();
      notifyAll();
    }
    progress.run();
  }

  /** Called with the lock held. */
  private void startWorker() {
    if (workers == CONCURRENCY || ending) {
      return;
    }
    workers++;
    try {
      executor.execute(this::work);
    } catch (RejectedExecutionException e) {
      // The exporter was closed. Whoever closes an export has its time to tidy up.
      if (failure == null) {
        failure = new CancellationException();
      }
      work();
    }
  }

  private void work() {
    for (Work next = next(); next != null; next = next()) {
      try {
        next.run();
      } catch (IOException | RuntimeException | Error e) {
        stop(e);
      }
    }
    if (isLast()) {
      end();
    }
  }

  private synchronized Work next() {
    return isStopped() ? null : waiting.poll();
  }

  /** Whether this worker is the one that ends the transfer. */
  private synchronized boolean isLast() {
    workers--;
    notifyAll();
    boolean last = workers == 0 && !ending && (isStopped() || (finishing && waiting.isEmpty()));
    ending |= last;
    return last;
  }

  private void end() {
    if (!isStopped()) {
      try {
        publish();
        directory.close();
        if (outcome.complete(null)) {
          return;
        }
      } catch (IOException | RuntimeException | Error e) {
        stop(e);
      }
    }
    tidy();
    Throwable reason = failure;
    // Without a reason the export was cancelled in its very last moment, and so has its outcome.
    outcome.completeExceptionally(reason == null ? new CancellationException() : reason);
  }

  private void publish() throws IOException {
    List<ObjectUpload> all;
    SpoolChunk only;
    synchronized (this) {
      all = List.copyOf(objects);
      only = single;
    }
    publication.publish(all, only);
    if (only != null) {
      synchronized (this) {
        uploaded += only.size();
      }
    }
  }

  private void tidy() {
    List<ObjectUpload> all;
    synchronized (this) {
      all = List.copyOf(objects);
    }
    publication.withdraw();
    for (ObjectUpload object : all) {
      if (object.isOpen()) {
        try {
          object.abort();
        } catch (IOException | RuntimeException e) {
          LOG.log(
              Level.WARNING,
              "Could not abort the "
                  + object
                  + " of an export that failed. It costs storage until it is aborted (aws s3api"
                  + " abort-multipart-upload)",
              e);
        }
      }
    }
    Level ifNot;
    synchronized (this) {
      tidied = true;
      ifNot = writerEnded ? Level.WARNING : Level.DEBUG;
    }
    removeSpool(ifNot);
  }

  /**
   * Says that no more files are written. A transfer that has ended early may have removed the spool
   * while one was begun: then that is done once more.
   */
  void endWriting() {
    synchronized (this) {
      writerEnded = true;
      if (!tidied) {
        return;
      }
    }
    removeSpool(Level.WARNING);
  }

  private void removeSpool(Level ifNot) {
    try {
      directory.close();
    } catch (IOException e) {
      LOG.log(ifNot, "Could not remove the spool directory " + directory.path(), e);
    }
  }
}
