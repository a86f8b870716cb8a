package org.auroraml.s3export;

import java.io.IOException;

/** Writes rows in one format. Not thread-safe. */
sealed interface RowEncoder permits TextEncoder, CsvEncoder {

  /** Appends one whole row. */
  void encode(ExportRow row, Spool out) throws IOException;

  /** The line of labels that HEADER asks for: a row whose values are all strings. */
  void encodeHeader(ExportRow labels, Spool out) throws IOException;
}
