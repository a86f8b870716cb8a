package org.auroraml.s3export;

import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What the tests' bucket has under the prefix {@code p.}, seen by a client of its own. */
final class StoredObjects implements AutoCloseable {

  private static final String BUCKET = S3MockProcess.BUCKET;
  private static final String PREFIX = "p.";

  private final S3Client s3;

  StoredObjects(URI url) {
    s3 =
        S3Client.builder()
            .endpointOverride(url)
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
  }

  List<String> keys() {
    return objects().stream().map(S3Object::key).toList();
  }

  long bytes() {
    return objects().stream().mapToLong(S3Object::size).sum();
  }

  /** The ids of multipart uploads that are neither completed nor aborted. */
  List<String> uploads() {
    return s3
        .listMultipartUploads(request -> request.bucket(BUCKET).prefix(PREFIX))
        .uploads()
        .stream()
        .map(MultipartUpload::uploadId)
        .toList();
  }

  void clear() {
    keys().forEach(key -> s3.deleteObject(request -> request.bucket(BUCKET).key(key)));
    s3.listMultipartUploads(request -> request.bucket(BUCKET).prefix(PREFIX))
        .uploads()
        .forEach(
            upload ->
                s3.abortMultipartUpload(
                    request ->
                        request.bucket(BUCKET).key(upload.key()).uploadId(upload.uploadId())));
  }

  private List<S3Object> objects() {
    return s3.listObjectsV2(request -> request.bucket(BUCKET).prefix(PREFIX)).contents();
  }

  @Override
  public void close() {
    s3.close();
  }
}
