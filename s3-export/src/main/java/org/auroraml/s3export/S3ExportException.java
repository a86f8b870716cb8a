package org.auroraml.s3export;

import java.util.Optional;

/**
 * An export that failed. The message is a whole sentence for the user: what failed, where, what S3
 * said, and what to do.
 */
public final class S3ExportException extends Exception {

  /** Aurora's code for whatever S3 answers: "S3 API returned error: …". */
  public static final int S3_API_ERROR = 1871;

  /**
   * Aurora's code when no client can be set up: "Internal error: Unable to initialize S3Stream".
   */
  public static final int CANNOT_INITIALIZE = 1815;

  /** Aurora's code when there is no role, here no credentials, to talk to S3 with. */
  public static final int NO_CREDENTIALS = 63985;

  /** MySQL's ER_CANT_CREATE_FILE: no spool file can be made. */
  public static final int CANNOT_SPOOL = 1004;

  /** MySQL's ER_ERROR_ON_WRITE: the spool can't be written, for instance on a full disk. */
  public static final int SPOOL_FAILED = 1026;

  /** MySQL's ER_FILE_EXISTS_ERROR, which INTO OUTFILE gives for an existing file. */
  public static final int OBJECT_EXISTS = 1086;

  /** MySQL's ER_WRONG_FIELD_TERMINATORS. */
  public static final int WRONG_FIELD_TERMINATORS = 1083;

  /**
   * MySQL's ER_OPTION_PREVENTS_STATEMENT, which INTO OUTFILE gives for a directory that {@code
   * secure_file_priv} does not allow.
   */
  public static final int BUCKET_NOT_ALLOWED = 1290;

  /** MySQL's ER_QUERY_TIMEOUT. */
  public static final int TIMED_OUT = 3024;

  /** MySQL's ER_QUERY_INTERRUPTED. */
  public static final int INTERRUPTED = 1317;

  private final int errorCode;
  private final String s3ErrorCode;
  private final String requestId;

  S3ExportException(int errorCode, String message, Throwable cause) {
    this(errorCode, message, null, null, cause);
  }

  S3ExportException(
      int errorCode, String message, String s3ErrorCode, String requestId, Throwable cause) {
    super(message, cause);
    this.errorCode = errorCode;
    this.s3ErrorCode = s3ErrorCode;
    this.requestId = requestId;
  }

  /** The vendor code that MySQL or Aurora MySQL gives for this kind of failure. */
  public int errorCode() {
    return errorCode;
  }

  /** S3's own error code, such as {@code NoSuchBucket}, if S3 answered. */
  public Optional<String> s3ErrorCode() {
    return Optional.ofNullable(s3ErrorCode);
  }

  /** The id under which AWS Support finds the failed request, if S3 answered. */
  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }
}
