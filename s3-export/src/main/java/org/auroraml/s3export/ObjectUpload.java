package org.auroraml.s3export;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * The upload of one object of an export. Its chunks go up as they come, as parts of a multipart
 * upload, and nothing can be seen in S3 before {@link #complete}. Thread-safe.
 */
final class ObjectUpload {

  private static final String BINARY = "application/octet-stream";

  /** The SDK reads 4 KB at a time, which would be as many system calls. */
  private static final int BUFFER_BYTES = 128 * 1024;

  private static final int NOT_FOUND = 404;

  private final S3Client client;
  private final String bucket;
  private final String key;

  /** The value of If-None-Match: {@code *} lets S3 refuse to replace an object. */
  private final String ifNoneMatch;

  private final ServerSideEncryption encryption;
  private final String kmsKey;
  private final SpoolDirectory journal;
  private final BooleanSupplier cancelled;
  private final ConcurrentLinkedQueue<CompletedPart> parts = new ConcurrentLinkedQueue<>();
  private String uploadId;

  /**
   * An upload that asks nothing of S3 yet.
   *
   * @param cancelled whether to stop sending soon, by a {@link CancellationException}
   */
  ObjectUpload(
      S3Client client,
      ExportRequest request,
      String key,
      SpoolDirectory journal,
      BooleanSupplier cancelled) {
    this.client = client;
    this.bucket = request.to().bucket();
    this.key = key;
    this.ifNoneMatch = request.overwrite() ? null : "*";
    this.encryption =
        switch (request.encryption().mode()) {
          case BUCKET_DEFAULT -> null;
          case SSE_S3 -> ServerSideEncryption.AES256;
          case SSE_KMS -> ServerSideEncryption.AWS_KMS;
        };
    this.kmsKey = request.encryption().key().orElse(null);
    this.journal = journal;
    this.cancelled = cancelled;
  }

  String key() {
    return key;
  }

  /** Stores a chunk as the part of this number, counted from 1. */
  void uploadPart(int number, SpoolChunk chunk) throws IOException {
    String upload = begin();
    var stored =
        client.uploadPart(
            request ->
                request
                    .bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .partNumber(number)
                    .checksumCRC32(chunk.checksum()),
            body(chunk));
    parts.add(
        CompletedPart.builder()
            .partNumber(number)
            .eTag(stored.eTag())
            .checksumCRC32(chunk.checksum())
            .build());
  }

  /** Makes an object of all parts. */
  void complete() throws IOException {
    List<CompletedPart> inOrder =
        parts.stream().sorted(Comparator.comparing(CompletedPart::partNumber)).toList();
    String upload = begin();
    client.completeMultipartUpload(
        request ->
            request
                .bucket(bucket)
                .key(key)
                .uploadId(upload)
                .ifNoneMatch(ifNoneMatch)
                .multipartUpload(completed -> completed.parts(inOrder)));
    ended(upload);
  }

  /** Makes an object of one chunk, in one request. */
  void put(SpoolChunk chunk) {
    client.putObject(
        request ->
            request
                .bucket(bucket)
                .key(key)
                .ifNoneMatch(ifNoneMatch)
                .serverSideEncryption(encryption)
                .ssekmsKeyId(kmsKey)
                .checksumCRC32(chunk.checksum()),
        body(chunk));
  }

  /** Makes an object of a text. */
  void put(String text) {
    client.putObject(
        request ->
            request
                .bucket(bucket)
                .key(key)
                .ifNoneMatch(ifNoneMatch)
                .contentType("application/json")
                .serverSideEncryption(encryption)
                .ssekmsKeyId(kmsKey)
                .checksumAlgorithm(ChecksumAlgorithm.CRC32),
        RequestBody.fromString(text));
  }

  /** Whether {@link #abort} has anything to do. */
  synchronized boolean isOpen() {
    return uploadId != null;
  }

  /** Drops what {@link #uploadPart} stored. Nothing is left to drop if the bucket is gone. */
  void abort() throws IOException {
    String upload;
    synchronized (this) {
      upload = uploadId;
    }
    if (upload != null) {
      try {
        client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
      } catch (S3Exception e) {
        if (!saysNotFound(e)) {
          throw e;
        }
      }
      ended(upload);
    }
  }

  /** Where the upload is, for a log. */
  @Override
  public synchronized String toString() {
    return "multipart upload " + uploadId + " of s3://" + bucket + "/" + key;
  }

  private synchronized String begin() throws IOException {
    if (uploadId == null) {
      uploadId =
          client
              .createMultipartUpload(
                  request ->
                      request
                          .bucket(bucket)
                          .key(key)
                          .serverSideEncryption(encryption)
                          .ssekmsKeyId(kmsKey)
                          .checksumAlgorithm(ChecksumAlgorithm.CRC32))
              .uploadId();
      journal.note(new JournalEntry.UploadBegun(bucket, key, uploadId));
    }
    return uploadId;
  }

  private synchronized void ended(String upload) throws IOException {
    uploadId = null;
    journal.note(new JournalEntry.UploadEnded(upload));
  }

  private RequestBody body(SpoolChunk chunk) {
    return RequestBody.fromContentProvider(
        () -> {
          stopIfCancelled();
          try {
            return new Chunk(
                new BufferedInputStream(Files.newInputStream(chunk.path()), BUFFER_BYTES));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        chunk.size(),
        BINARY);
  }

  private void stopIfCancelled() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("The export was cancelled");
    }
  }

  /** The bytes of a chunk; the SDK opens them again for each try. */
  private final class Chunk extends FilterInputStream {
    Chunk(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      stopIfCancelled();
      return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      stopIfCancelled();
      return super.read(bytes, offset, length);
    }
  }

  /** Whether S3 says that what was to be removed is not there, be it for its bucket. */
  static boolean saysNotFound(RuntimeException e) {
    return e instanceof S3Exception answer && answer.statusCode() == NOT_FOUND;
  }

  /**
   * Whether a request may have taken effect although it failed: S3 did not answer, or said that it
   * does not know itself, or that there is no such upload, which is what a second try hears when
   * the first one was done.
   */
  static boolean mayHaveTakenEffect(SdkException e) {
    return !(e instanceof S3Exception answer)
        || answer.statusCode() >= 500
        || (answer.awsErrorDetails() != null
            && "NoSuchUpload".equals(answer.awsErrorDetails().errorCode()));
  }
}
