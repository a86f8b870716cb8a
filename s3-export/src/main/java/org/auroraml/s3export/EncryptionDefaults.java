package org.auroraml.s3export;

import java.util.Objects;
import java.util.Optional;

/**
 * How S3 encrypts objects where a statement does not say it all: Aurora's parameters {@code
 * aurora_select_into_s3_encryption_default} and {@code aurora_s3_default_cmk_id}.
 *
 * @param word what holds without an ENCRYPTION clause
 * @param key the KMS key where SSE_KMS, or ON, is said without one
 */
public record EncryptionDefaults(Word word, Optional<String> key) {

  /** The words of ENCRYPTION. */
  public enum Word {
    /** KMS with the default key if there is one, else keys of S3. */
    ON,
    /** Nothing is asked of S3; the bucket decides. */
    OFF,
    SSE_S3,
    SSE_KMS
  }

  public EncryptionDefaults {
    Objects.requireNonNull(word, "word");
    Objects.requireNonNull(key, "key");
  }

  /** Without an ENCRYPTION clause. */
  public Encryption withoutClause() {
    return of(word, Optional.empty());
  }

  /** With a clause of this word and perhaps a key, which only SSE_KMS takes. */
  public Encryption of(Word said, Optional<String> saidKey) {
    return switch (said) {
      case OFF -> Encryption.bucketDefault();
      case SSE_S3 -> Encryption.sseS3();
      case SSE_KMS -> Encryption.sseKms(saidKey.or(() -> key));
      case ON -> key.isPresent() ? Encryption.sseKms(key) : Encryption.sseS3();
    };
  }
}
