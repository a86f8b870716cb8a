package org.auroraml.s3export;

import java.util.Objects;
import java.util.Optional;

/**
 * How S3 encrypts the objects of an export (Amazon S3 User Guide, "Protecting data with server-side
 * encryption").
 *
 * @param mode who keeps the key
 * @param key the id or ARN of the KMS key; empty for the account's own {@code aws/s3}. Only for
 *     {@link Mode#SSE_KMS}.
 */
public record Encryption(Mode mode, Optional<String> key) {

  /** Who keeps the key. */
  public enum Mode {
    /** Nothing is asked of S3, so that the bucket's own default decides. */
    BUCKET_DEFAULT,
    /** A key that S3 manages. */
    SSE_S3,
    /** A key in AWS KMS. */
    SSE_KMS
  }

  public Encryption {
    Objects.requireNonNull(mode, "mode");
    if (mode != Mode.SSE_KMS && key.isPresent()) {
      throw new IllegalArgumentException("Only SSE_KMS takes a key");
    }
  }

  /** Leaves encryption to the bucket. */
  public static Encryption bucketDefault() {
    return new Encryption(Mode.BUCKET_DEFAULT, Optional.empty());
  }

  /** Encryption with a key that S3 manages. */
  public static Encryption sseS3() {
    return new Encryption(Mode.SSE_S3, Optional.empty());
  }

  /** Encryption with this KMS key, or with the account's own for S3. */
  public static Encryption sseKms(Optional<String> key) {
    return new Encryption(Mode.SSE_KMS, key);
  }
}
