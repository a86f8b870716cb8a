package org.auroraml.jdbc;

import org.auroraml.jdbc.settings.Setting;

/** How SELECT … INTO OUTFILE S3 writes (docs/exports.md). */
public abstract class ExportSettings extends ModelSettings {
  private static final long serialVersionUID = 1L;

  ExportSettings() {}

  /**
   * Directory, which must be there, for files on their way to S3. Null: the JVM's temporary
   * directory (java.io.tmpdir). What is in it is readable for its owner only, and gone when an
   * export has ended.
   */
  public void setS3SpoolDirectory(String value) {
    put(Setting.S3_SPOOL_DIRECTORY, value);
  }

  /** As {@link #setS3SpoolDirectory}. */
  public String getS3SpoolDirectory() {
    return text(Setting.S3_SPOOL_DIRECTORY);
  }

  /**
   * Bytes that one export may have on disk; at the limit it waits for its uploads. 0, the default:
   * no limit. Less than 20 MB has the effect of 20 MB.
   */
  public void setS3SpoolLimit(long value) {
    put(Setting.S3_SPOOL_LIMIT, Long.toString(value));
  }

  /** As {@link #setS3SpoolLimit}. */
  public long getS3SpoolLimit() {
    return bytes(Setting.S3_SPOOL_LIMIT);
  }

  /**
   * Bytes at which the next part of an export begins, after the row that reaches it; 6000000000 by
   * default, as in Aurora, and 5496484397056 at most.
   */
  public void setS3FileSize(long value) {
    put(Setting.S3_FILE_SIZE, Long.toString(value));
  }

  /** As {@link #setS3FileSize}. */
  public long getS3FileSize() {
    return bytes(Setting.S3_FILE_SIZE);
  }

  /**
   * Names of the buckets that SQL may write to, with commas between them. Null: any that the
   * identity may.
   */
  public void setS3AllowedBuckets(String value) {
    put(Setting.S3_ALLOWED_BUCKETS, value);
  }

  /** As {@link #setS3AllowedBuckets}. */
  public String getS3AllowedBuckets() {
    return text(Setting.S3_ALLOWED_BUCKETS);
  }

  /**
   * How S3 encrypts exports without an ENCRYPTION clause: OFF (the default: as the bucket says),
   * SSE_S3, SSE_KMS, or ON (SSE_KMS if there is an s3DefaultCmkId, else SSE_S3). What
   * aurora_select_into_s3_encryption_default begins as.
   */
  public void setS3EncryptionDefault(String value) {
    put(Setting.S3_ENCRYPTION_DEFAULT, value);
  }

  /** As {@link #setS3EncryptionDefault}. */
  public String getS3EncryptionDefault() {
    return text(Setting.S3_ENCRYPTION_DEFAULT);
  }

  /**
   * Id or ARN of the KMS key of SSE_KMS and ON where a statement names none. Null: the account's
   * own for S3. What aurora_s3_default_cmk_id begins as.
   */
  public void setS3DefaultCmkId(String value) {
    put(Setting.S3_DEFAULT_CMK_ID, value);
  }

  /** As {@link #setS3DefaultCmkId}. */
  public String getS3DefaultCmkId() {
    return text(Setting.S3_DEFAULT_CMK_ID);
  }

  /**
   * Name of a class that implements {@link org.auroraml.s3export.ProgressListener} and hears how
   * far exports are. It is made once for the connections with the same settings, by its static
   * create() or by its constructor without parameters.
   */
  public void setS3ProgressListener(String value) {
    put(Setting.S3_PROGRESS_LISTENER, value);
  }

  /** As {@link #setS3ProgressListener}. */
  public String getS3ProgressListener() {
    return text(Setting.S3_PROGRESS_LISTENER);
  }
}
