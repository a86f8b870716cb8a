package org.auroraml.s3export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Starts exports to S3. One serves all connections to a server; S3 clients are made when the first
 * export needs them. Thread-safe.
 */
public final class S3Exporter implements AutoCloseable {

  private static final int FORBIDDEN = 403;

  /** How long {@link #close} waits for cancelled uploads to remove what they began in S3. */
  private static final int TIDY_SECONDS = 5;

  private final S3ExporterOptions options;
  private final ExecutorService uploads;
  private S3Clients clients;
  private ProgressListener listener;
  private boolean closed;

  /**
   * An exporter with these options. Removes from the spool directory what exports of killed JVMs
   * left there, and logs what they left in S3. Nothing is asked of AWS before the first export.
   */
  public S3Exporter(S3ExporterOptions options) {
    this.options = options;
    Leftovers.remove(spoolDirectory());
    AtomicInteger number = new AtomicInteger();
    this.uploads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "auroraml-s3-upload-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins an export after a look at its place, as {@link #check} and {@link #begin(PlaceCheck,
   * List)} do.
   *
   * @throws S3ExportException if the export can't succeed
   */
  public S3Export begin(ExportRequest request, List<ExportColumn> columns)
      throws S3ExportException {
    return begin(check(request), columns);
  }

  /**
   * Begins an export to a place that was looked at; waits until that is done. The listener of the
   * options hears how far the export is.
   *
   * @throws S3ExportException if the export can't succeed
   */
  public S3Export begin(PlaceCheck checked, List<ExportColumn> columns) throws S3ExportException {
    return begin(checked, columns, listener());
  }

  /**
   * Begins an export that tells this listener how far it is.
   *
   * @see #begin(PlaceCheck, List)
   */
  public S3Export begin(PlaceCheck checked, List<ExportColumn> columns, ProgressListener listener)
      throws S3ExportException {
    ExportRequest request = checked.request();
    PlaceCheck.Place place = checked.place();
    S3Export export =
        new S3Export(
            place.client(),
            place.region(),
            uploads,
            request,
            options,
            createSpool(spoolDirectory()),
            Spool.NEW_FILES,
            encoder(request.format(), columns),
            columns.size(),
            listener);
    if (request.header().isPresent()) {
      try {
        export.writeHeader(columns, request.header().get());
      } catch (S3ExportException e) {
        export.close();
        throw e;
      }
    }
    return export;
  }

  /**
   * Looks at whatever can be known before a row is read: here that the format can be written, the
   * bucket is allowed and there is a spool directory, and then, while the caller may wait or not,
   * Region, credentials, bucket, and that no object is in the way. What the credentials may not
   * look at is left to the upload.
   *
   * @throws S3ExportException if an export to that place can't succeed
   */
  public PlaceCheck check(ExportRequest request) throws S3ExportException {
    ProgressListener unused = listener();
    requireDelimiters(request.format());
    requireAllowed(request.to());
    requireWritable(spoolDirectory());
    return new PlaceCheck(request, clients(), spoolDirectory(), S3Exporter::look);
  }

  private static PlaceCheck.Place look(S3Clients clients, ExportRequest request)
      throws S3ExportException {
    S3Location to = request.to();
    S3Client client = clients.clientFor(to);
    requireBucket(client, to);
    requireFree(client, request);
    return new PlaceCheck.Place(client, clients.regionOf(to));
  }

  private synchronized ProgressListener listener() throws S3ExportException {
    if (listener == null) {
      listener =
          options.progressListener().isEmpty()
              ? progress -> {}
              : NamedClass.make(
                  "s3ProgressListener", options.progressListener().get(), ProgressListener.class);
    }
    return listener;
  }

  private Path spoolDirectory() {
    return options.spoolDirectory().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** Ends all uploads and closes the clients. Exports that are not finished fail. */
  @Override
  public void close() {
    uploads.shutdown();
    try {
      if (!uploads.awaitTermination(TIDY_SECONDS, TimeUnit.SECONDS)) {
        uploads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      closed = true;
      if (clients != null) {
        clients.close();
      }
    }
  }

  private synchronized S3Clients clients() {
    if (closed) {
      throw new IllegalStateException("The exporter is closed");
    }
    if (clients == null) {
      clients = new S3Clients(options);
    }
    return clients;
  }

  private static void requireDelimiters(RowFormat format) throws S3ExportException {
    if (format instanceof RowFormat.Text text
        && text.fieldsTerminatedBy().length == 0
        && text.enclosedBy().length == 0) {
      // MySQL pads values to the columns' display widths then, which are not known here.
      throw new S3ExportException(
          S3ExportException.WRONG_FIELD_TERMINATORS,
          "FIELDS TERMINATED BY and FIELDS ENCLOSED BY are both empty, and rows of fixed width"
              + " can't be exported; give one of them",
          null);
    }
  }

  private static RowEncoder encoder(RowFormat format, List<ExportColumn> columns) {
    // A switch over the sealed type would need Java 21.
    return format instanceof RowFormat.Text text
        ? new TextEncoder(text, columns)
        : new CsvEncoder((RowFormat.Csv) format, columns);
  }

  private static void requireWritable(Path directory) throws S3ExportException {
    String trouble =
        !Files.isDirectory(directory)
            ? " is not a directory"
            : !Files.isWritable(directory) ? " can't be written to" : null;
    if (trouble != null) {
      throw cannotSpool(directory, trouble, null);
    }
  }

  private static SpoolDirectory createSpool(Path directory) throws S3ExportException {
    try {
      return SpoolDirectory.create(directory);
    } catch (IOException e) {
      throw cannotSpool(directory, " takes no directory: " + e.getMessage(), e);
    }
  }

  private static S3ExportException cannotSpool(Path directory, String trouble, IOException cause) {
    return new S3ExportException(
        S3ExportException.CANNOT_SPOOL,
        "Can't create the spool of the export: "
            + directory
            + trouble
            + ". Name another directory by the setting s3SpoolDirectory",
        cause);
  }

  private static void requireBucket(S3Client client, S3Location to) throws S3ExportException {
    try {
      client.headBucket(request -> request.bucket(to.bucket()));
    } catch (SdkException e) {
      // Without s3:ListBucket the answer is 403, and the upload may be allowed all the same.
      if (!hasStatus(e, Set.of(FORBIDDEN))) {
        throw new S3Failures(to.bucket(), to.partKey(0)).of(e);
      }
    }
  }

  private static void requireFree(S3Client client, ExportRequest request) throws S3ExportException {
    S3Location to = request.to();
    Optional<String> earlier;
    try {
      earlier = new EarlierObjects(client, to).any();
    } catch (SdkException e) {
      // With OVERWRITE OFF each upload makes sure itself; ON has to know what to remove.
      if (hasStatus(e, Set.of(FORBIDDEN)) && !request.overwrite()) {
        return;
      }
      throw new S3Failures(to.bucket(), to.partKey(0)).of(e);
    }
    if (earlier.isPresent() && !request.overwrite()) {
      throw new S3Failures(to.bucket(), earlier.get()).objectExists(null);
    }
  }

  private void requireAllowed(S3Location to) throws S3ExportException {
    if (!options.allowedBuckets().isEmpty() && !options.allowedBuckets().contains(to.bucket())) {
      throw new S3ExportException(
          S3ExportException.BUCKET_NOT_ALLOWED,
          "The bucket "
              + to.bucket()
              + " is not one of those that the setting s3AllowedBuckets allows; export to one of"
              + " them, or ask whoever configures the connection to add it",
          null);
    }
  }

  private static boolean hasStatus(SdkException e, Set<Integer> statuses) {
    return e instanceof S3Exception answer && statuses.contains(answer.statusCode());
  }
}
