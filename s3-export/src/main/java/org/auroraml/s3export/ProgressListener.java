package org.auroraml.s3export;

/**
 * Is told how far an export is. Called on the exporter's threads, for one export by one at a time,
 * for several exports perhaps at once; the export waits meanwhile, so it should return soon. What
 * it throws is logged and does not stop the export.
 */
@FunctionalInterface
public interface ProgressListener {

  /** Called after each request that stored bytes, and once more when the export is complete. */
  void progress(Progress progress);

  /**
   * How far an export is.
   *
   * @param to where it goes
   * @param rows rows written so far, the header not among them
   * @param writtenBytes bytes written to the spool so far
   * @param uploadedBytes bytes that S3 has stored so far
   * @param parts part objects begun so far
   * @param complete whether all objects can be read, the last call's only
   */
  record Progress(
      S3Location to,
      long rows,
      long writtenBytes,
      long uploadedBytes,
      int parts,
      boolean complete) {}
}
