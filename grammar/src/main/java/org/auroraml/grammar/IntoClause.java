package org.auroraml.grammar;

import java.util.Optional;

/** The INTO clause of a SELECT. */
public sealed interface IntoClause {

  /** The clause from INTO on; cutting it out of the text leaves the bare SELECT. */
  SourceRange range();

  /** INTO variables, INTO OUTFILE or INTO DUMPFILE on the server: nothing for the driver to do. */
  record Server(SourceRange range) implements IntoClause {}

  /**
   * {@code INTO OUTFILE S3 'uri' …} (feature F60). Options that are not written are empty.
   *
   * @param range the clause
   * @param uri the URI, unquoted
   * @param characterSet the name after CHARACTER SET
   * @param format the word after FORMAT
   * @param header whether HEADER is written
   * @param fieldsTerminatedBy FIELDS TERMINATED BY, unquoted
   * @param optionally whether ENCLOSED BY has OPTIONALLY
   * @param enclosedBy FIELDS ENCLOSED BY, unquoted
   * @param escapedBy FIELDS ESCAPED BY, unquoted
   * @param linesStartingBy LINES STARTING BY, unquoted
   * @param linesTerminatedBy LINES TERMINATED BY, unquoted
   * @param manifest MANIFEST ON or OFF
   * @param overwrite OVERWRITE ON or OFF
   * @param encryption the ENCRYPTION clause
   */
  record S3(
      SourceRange range,
      String uri,
      Optional<String> characterSet,
      Optional<Format> format,
      boolean header,
      Optional<String> fieldsTerminatedBy,
      boolean optionally,
      Optional<String> enclosedBy,
      Optional<String> escapedBy,
      Optional<String> linesStartingBy,
      Optional<String> linesTerminatedBy,
      Optional<Boolean> manifest,
      Optional<Boolean> overwrite,
      Optional<Encryption> encryption)
      implements IntoClause {}

  /** The formats of FORMAT. */
  enum Format {
    TEXT,
    CSV,
    PARQUET
  }

  /**
   * ENCRYPTION {ON|OFF|SSE_S3|SSE_KMS ['cmk']}.
   *
   * @param mode the word
   * @param key the key of SSE_KMS, unquoted
   */
  record Encryption(Mode mode, Optional<String> key) {
    /** The words of ENCRYPTION. */
    public enum Mode {
      ON,
      OFF,
      SSE_S3,
      SSE_KMS
    }
  }
}
