package org.auroraml.s3export;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * The upload of one spool file to one object. The object appears whole or not at all: a small file
 * goes up in one request, a bigger one as a multipart upload that is completed last and aborted on
 * any failure. Runs on one thread; {@link #cancel} may be called by another.
 */
final class ObjectUpload {

  /** Up to this size one request; above it requests of this size. */
  private static final long PART_BYTES = 16L << 20;

  /** The most parts that S3 allows in a multipart upload. */
  private static final long MAX_PARTS = 10_000;

  private final S3Client client;
  private final String bucket;
  private final String key;
  private final Path file;

  /** The value of If-None-Match: {@code *} lets S3 refuse to replace an object. */
  private final String ifNoneMatch;

  private volatile boolean cancelled;

  ObjectUpload(S3Client client, String bucket, String key, Path file, boolean overwrite) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
    this.file = file;
    this.ifNoneMatch = overwrite ? null : "*";
  }

  /** Makes {@link #run} stop sending soon. */
  void cancel() {
    cancelled = true;
  }

  /**
   * Uploads the file.
   *
   * @throws SdkException if S3 can't be reached or refuses
   * @throws CancellationException after {@link #cancel}
   */
  void run() throws IOException {
    long size = Files.size(file);
    if (size <= PART_BYTES) {
      client.putObject(
          request ->
              request
                  .bucket(bucket)
                  .key(key)
                  .ifNoneMatch(ifNoneMatch)
                  .checksumAlgorithm(ChecksumAlgorithm.CRC32),
          section(0, size));
    } else {
      uploadInParts(size);
    }
  }

  /** Removes the object again, for an export that was cancelled while S3 stored it. */
  void undo() {
    client.deleteObject(request -> request.bucket(bucket).key(key));
  }

  private void uploadInParts(long size) {
    String uploadId =
        client
            .createMultipartUpload(
                request ->
                    request.bucket(bucket).key(key).checksumAlgorithm(ChecksumAlgorithm.CRC32))
            .uploadId();
    try {
      List<CompletedPart> parts = uploadParts(uploadId, size);
      stopIfCancelled();
      client.completeMultipartUpload(
          request ->
              request
                  .bucket(bucket)
                  .key(key)
                  .uploadId(uploadId)
                  .ifNoneMatch(ifNoneMatch)
                  .multipartUpload(upload -> upload.parts(parts)));
    } catch (SdkException | CancellationException | UncheckedIOException e) {
      abort(uploadId, e);
      throw e;
    }
  }

  private List<CompletedPart> uploadParts(String uploadId, long size) {
    long partBytes = Math.max(PART_BYTES, (size + MAX_PARTS - 1) / MAX_PARTS);
    List<CompletedPart> parts = new ArrayList<>();
    for (long offset = 0; offset < size; offset += partBytes) {
      int number = parts.size() + 1;
      var stored =
          client.uploadPart(
              request ->
                  request
                      .bucket(bucket)
                      .key(key)
                      .uploadId(uploadId)
                      .partNumber(number)
                      .checksumAlgorithm(ChecksumAlgorithm.CRC32),
              section(offset, Math.min(partBytes, size - offset)));
      parts.add(
          CompletedPart.builder()
              .partNumber(number)
              .eTag(stored.eTag())
              .checksumCRC32(stored.checksumCRC32())
              .build());
    }
    return parts;
  }

  private void abort(String uploadId, RuntimeException reason) {
    try {
      client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(uploadId));
    } catch (SdkException e) {
      // The reason matters more to the user. S3 shows no object for what was not completed.
      reason.addSuppressed(e);
    }
  }

  private RequestBody section(long offset, long length) {
    return RequestBody.fromContentProvider(
        () -> {
          stopIfCancelled();
          try {
            return new Section(Files.newInputStream(file), offset, length);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        length,
        "application/octet-stream");
  }

  private void stopIfCancelled() {
    if (cancelled) {
      throw new CancellationException("The export was cancelled");
    }
  }

  /** A range of the spool file; the SDK opens it again for each try. */
  private final class Section extends FilterInputStream {
    private long left;

    Section(InputStream in, long offset, long length) throws IOException {
      super(in);
      in.skipNBytes(offset);
      left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      stopIfCancelled();
      if (left == 0) {
        return -1;
      }
      int count = super.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
