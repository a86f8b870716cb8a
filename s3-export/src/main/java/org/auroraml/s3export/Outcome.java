package org.auroraml.s3export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * How an export ended, as its user should read it.
 *
 * @param to where it went
 * @param spool its spool directory
 */
record Outcome(S3Location to, Path spool) {

  /** Waits for the end. */
  <T> T await(CompletableFuture<T> end) throws S3ExportException, InterruptedException {
    try {
      return end.get();
    } catch (CancellationException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw failed(e.getCause());
    }
  }

  static S3ExportException interrupted(Throwable cause) {
    return new S3ExportException(
        S3ExportException.INTERRUPTED, "Query execution was interrupted", cause);
  }

  private S3ExportException failed(Throwable e) {
    if (e instanceof S3ExportException known) {
      return known;
    } else if (e instanceof SdkException failure) {
      return new S3Failures(to.bucket(), to.partKey(0)).of(failure);
    } else if (e instanceof CancellationException) {
      return interrupted(e);
    } else if (e instanceof TimeoutException) {
      return new S3ExportException(
          S3ExportException.TIMED_OUT,
          "Query execution was interrupted, maximum statement execution time exceeded during the"
              + " export to "
              + to
              + " (setQueryTimeout)",
          e);
    } else if (e instanceof IOException || e instanceof UncheckedIOException) {
      return new S3ExportException(
          S3ExportException.SPOOL_FAILED,
          "Error writing or reading the spool of the export to "
              + to
              + " in directory "
              + spool
              + ": "
              + e.getMessage()
              + ". Make room there, raise s3SpoolLimit, or name another directory by the setting"
              + " s3SpoolDirectory",
          e);
    }
    throw new IllegalStateException("The export ended unexpectedly", e);
  }
}
