package org.auroraml.s3export;

import java.io.IOException;

/** Writes rows in one format. Not thread-safe. */
sealed interface RowEncoder permits TextEncoder, CsvEncoder {

  /** Appends one whole row; {@code null} elements are SQL NULL. */
  void encode(byte[][] row, Spool out) throws IOException;

  /** The line of labels that HEADER asks for: a row whose values are all strings. */
  void encodeHeader(byte[][] labels, Spool out) throws IOException;
}
