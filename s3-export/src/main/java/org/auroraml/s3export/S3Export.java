package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One export: rows are spooled to local disk by {@link #write} and uploaded by {@link #finish}.
 * Until then nothing is in S3; after a failure or {@link #cancel} nothing is either. For one
 * thread, but for {@code cancel()}, which any thread may call. Always close it.
 */
public final class S3Export implements AutoCloseable {

  private final S3Client client;
  private final Executor uploads;
  private final S3Location to;
  private final boolean overwrite;
  private final Path spoolDirectory;
  private final SpoolFile spool;
  private final RowEncoder encoder;
  private final int columns;

  /** Done when the upload is, or when the export is cancelled, whichever is first. */
  private final CompletableFuture<Void> outcome = new CompletableFuture<>();

  /** Set before its thread starts, and that looks at the outcome first: no cancel gets lost. */
  private volatile ObjectUpload upload;

  private long rows;
  private boolean finished;

  S3Export(
      S3Client client,
      Executor uploads,
      S3Location to,
      boolean overwrite,
      Path spoolDirectory,
      SpoolFile spool,
      RowEncoder encoder,
      int columns) {
    this.client = client;
    this.uploads = uploads;
    this.to = to;
    this.overwrite = overwrite;
    this.spoolDirectory = spoolDirectory;
    this.spool = spool;
    this.encoder = encoder;
    this.columns = columns;
  }

  void writeHeader(List<ExportColumn> labelled) throws S3ExportException {
    byte[][] labels =
        labelled.stream().map(column -> column.label().getBytes(UTF_8)).toArray(byte[][]::new);
    try {
      encoder.encodeHeader(labels, spool);
    } catch (IOException e) {
      throw spoolFailed(e);
    }
  }

  /**
   * Appends a row. The array and its elements are read before this returns and not kept.
   *
   * @param row a value for each column, as the text protocol gives it; {@code null} is SQL NULL
   * @throws S3ExportException if the spool file can't be written, or after {@link #cancel}
   */
  public void write(byte[][] row) throws S3ExportException {
    if (row.length != columns) {
      throw new IllegalArgumentException(
          "The row has " + row.length + " values, the export " + columns + " columns");
    }
    requireUnfinished();
    if (outcome.isDone()) {
      throw interrupted(null);
    }
    try {
      encoder.encode(row, spool);
    } catch (IOException e) {
      throw spoolFailed(e);
    }
    rows++;
  }

  /**
   * Uploads what was written and waits until S3 has stored it. Without rows, too, an object is
   * made.
   *
   * @return the number of rows, which the header is not one of
   * @throws S3ExportException if the upload fails, or after {@link #cancel}
   */
  public long finish() throws S3ExportException {
    requireUnfinished();
    finished = true;
    try {
      spool.complete();
    } catch (IOException e) {
      throw spoolFailed(e);
    }
    String key = to.partKey(0);
    ObjectUpload started = new ObjectUpload(client, to.bucket(), key, spool.path(), overwrite);
    upload = started;
    try {
      uploads.execute(() -> run(started));
      outcome.get();
      return rows;
    } catch (InterruptedException e) {
      cancel();
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } catch (CancellationException | RejectedExecutionException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw uploadFailed(new S3Failures(to.bucket(), key), e.getCause());
    }
  }

  /**
   * Stops the export: {@link #write} and {@link #finish} fail at once, running or called later. Has
   * no effect on an export whose upload is complete.
   */
  public void cancel() {
    // Waiting for an answer of S3 can't be interrupted, so the waiting thread leaves the upload to
    // its own thread, which tidies up when it comes to an end.
    if (outcome.cancel(false) && upload != null) {
      upload.cancel();
    }
  }

  /** Removes the spool file. Without a successful {@link #finish} there is no object in S3. */
  @Override
  public void close() {
    cancel();
    removeSpool();
  }

  private void run(ObjectUpload started) {
    try {
      if (outcome.isDone()) {
        return;
      }
      started.run();
      if (!outcome.complete(null)) {
        started.undo();
      }
    } catch (IOException | RuntimeException | Error e) {
      outcome.completeExceptionally(e);
    } finally {
      // Where a file that is being read can't be removed (Windows), close() could not do it.
      removeSpool();
    }
  }

  private void removeSpool() {
    try {
      spool.close();
    } catch (IOException e) {
      // The rows are in S3 or the statement fails for a better reason than a file left behind.
      spool.path().toFile().deleteOnExit();
    }
  }

  private void requireUnfinished() {
    if (finished) {
      throw new IllegalStateException("The export is finished");
    }
  }

  private S3ExportException spoolFailed(IOException e) {
    if (outcome.isDone()) {
      return interrupted(e);
    }
    return new S3ExportException(
        S3ExportException.SPOOL_WRITE_FAILED,
        "Error writing the spool file of the export to s3://"
            + to.bucket()
            + "/"
            + to.prefix()
            + " in directory "
            + spoolDirectory
            + ": "
            + e.getMessage()
            + ". Make room there, or name another directory by the setting s3SpoolDirectory",
        e);
  }

  private S3ExportException uploadFailed(S3Failures failures, Throwable e) {
    if (e instanceof SdkException failure) {
      return failures.of(failure);
    }
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      return new S3ExportException(
          S3ExportException.SPOOL_WRITE_FAILED,
          "Error reading the spool file "
              + spool.path()
              + ": "
              + e.getMessage()
              + ". Was it removed while the export ran?",
          e);
    }
    throw new IllegalStateException("The upload ended unexpectedly", e);
  }

  private static S3ExportException interrupted(Throwable cause) {
    return new S3ExportException(
        S3ExportException.INTERRUPTED, "Query execution was interrupted", cause);
  }
}
