package org.auroraml.s3export;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One export: rows are spooled to local disk by {@link #write}, uploaded meanwhile, and visible in
 * S3 after {@link #finish}, all at once or none. For one thread, but for {@code cancel()} and
 * {@code timeOut()}, which any thread may call. Always close it.
 */
public final class S3Export implements AutoCloseable {

  /** Chunks of an object go up in requests of this size; S3 wants 5 MiB at least. */
  private static final long CHUNK_BYTES = 16L << 20;

  private static final long MIN_CHUNK_BYTES = 5L << 20;

  /** The most requests that an object's content may take. */
  private static final long MAX_CHUNKS = 10_000;

  /** The longest value that a server sends (max_allowed_packet), for the row at a part's end. */
  private static final long MAX_ROW_BYTES = 1L << 30;

  private static final Logger LOG = System.getLogger(S3Export.class.getName());

  private final Object listening = new Object();
  private final ExportRequest request;
  private final ProgressListener listener;
  private final long fileBytes;
  private final SpoolDirectory directory;
  private final Transfer transfer;
  private final Spool spool;
  private final RowEncoder encoder;
  private final int columns;

  /** Where the current object begins in the spooled bytes. */
  private long objectStart;

  private final AtomicLong rows = new AtomicLong();
  private volatile long written;
  private boolean finished;

  S3Export(
      S3Client client,
      String region,
      Executor executor,
      ExportRequest request,
      S3ExporterOptions options,
      SpoolDirectory directory,
      Spool.FileMaker files,
      RowEncoder encoder,
      int columns,
      ProgressListener listener) {
    this.request = request;
    this.listener = listener;
    this.fileBytes = options.fileBytes();
    this.directory = directory;
    this.encoder = encoder;
    this.columns = columns;
    this.transfer =
        new Transfer(
            client,
            region,
            executor,
            request,
            directory,
            options.spoolLimit(),
            () -> report(false));
    this.spool = new Spool(directory.path(), chunkBytes(options), transfer, transfer::add, files);
    transfer.beginObject();
  }

  private static long chunkBytes(S3ExporterOptions options) {
    long enough = (options.fileBytes() + MAX_ROW_BYTES) / MAX_CHUNKS + 1;
    // With a limit there is room for one that is written while others go up.
    long wanted =
        options.spoolLimit() == 0
            ? CHUNK_BYTES
            : Math.max(MIN_CHUNK_BYTES, Math.min(CHUNK_BYTES, options.spoolLimit() / 4));
    return Math.max(wanted, enough);
  }

  void writeHeader(List<ExportColumn> labelled, Charset charset) throws S3ExportException {
    byte[][] labels =
        labelled.stream().map(column -> column.label().getBytes(charset)).toArray(byte[][]::new);
    attempt(() -> encoder.encodeHeader(ExportRow.of(labels), spool));
  }

  /**
   * Fails if the export can't succeed any more: an upload failed, its time is over, or it was
   * cancelled.
   */
  public void check() throws S3ExportException {
    attempt(transfer::check);
  }

  /**
   * Appends a row. The array and its elements are read before this returns and not kept. Waits
   * while the spool is full.
   *
   * @param row a value for each column, as the text protocol gives it; {@code null} is SQL NULL
   * @throws S3ExportException if the spool can't be written, an upload failed, or after {@link
   *     #cancel}
   */
  public void write(byte[][] row) throws S3ExportException {
    write(ExportRow.of(row));
  }

  /**
   * Appends a row, which is read before this returns and not kept.
   *
   * @see #write(byte[][])
   */
  public void write(ExportRow row) throws S3ExportException {
    if (row.columns() != columns) {
      throw new IllegalArgumentException(
          "The row has " + row.columns() + " values, the export " + columns + " columns");
    }
    requireUnfinished();
    attempt(
        () -> {
          transfer.check();
          if (spool.written() - objectStart >= fileBytes) {
            spool.complete();
            objectStart = spool.written();
            transfer.beginObject();
          }
          encoder.encode(row, spool);
        });
    rows.incrementAndGet();
    written = spool.written();
  }

  /**
   * Uploads the rest and waits until S3 shows all objects. Without rows, too, an object is made.
   *
   * @return the number of rows, which the header is not one of
   * @throws S3ExportException if the upload fails, or after {@link #cancel}
   */
  public long finish() throws S3ExportException {
    requireUnfinished();
    finished = true;
    attempt(
        () -> {
          transfer.check();
          spool.complete();
          transfer.finish();
        });
    report(true);
    return rows.get();
  }

  /**
   * Stops the export: {@link #write} and {@link #finish} fail at once, running or called later. Has
   * no effect on an export whose objects are visible.
   */
  public void cancel() {
    // Waiting for an answer of S3 can't be interrupted, so the waiting thread leaves the upload to
    // its own thread, which tidies up when it comes to an end.
    transfer.cancel();
  }

  /**
   * Stops the export as {@link #cancel} does, but it fails as a statement does whose query timeout
   * is over.
   */
  public void timeOut() {
    transfer.timeOut();
  }

  /** Removes the spool. Without a successful {@link #finish} there is no object in S3. */
  @Override
  public void close() {
    try {
      spool.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Closing a spool file in " + directory.path(), e);
    }
    transfer.endWriting();
    cancel();
  }

  @FunctionalInterface
  private interface Attempt {
    void run() throws IOException, S3ExportException, InterruptedException;
  }

  private void attempt(Attempt attempt) throws S3ExportException {
    try {
      try {
        attempt.run();
      } catch (IOException e) {
        transfer.fail(e);
      }
    } catch (InterruptedException e) {
      cancel();
      Thread.currentThread().interrupt();
      throw Outcome.interrupted(e);
    }
  }

  /** Uploads end on several threads. */
  private void report(boolean complete) {
    synchronized (listening) {
      tell(complete);
    }
  }

  private void tell(boolean complete) {
    try {
      listener.progress(
          new ProgressListener.Progress(
              request.to(),
              rows.get(),
              written,
              transfer.uploaded(),
              transfer.objects(),
              complete));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The progress listener of an export failed", e);
    }
  }

  private void requireUnfinished() {
    if (finished) {
      throw new IllegalStateException("The export is finished");
    }
  }
}
