package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.auroraml.s3export.RowFormat.Csv.Quoted;

/** Writes {@link RowFormat.Csv}, whose Javadoc says why it is as it is. */
final class CsvEncoder implements RowEncoder {

  private static final byte[] BARE_NULL = {'N', 'U', 'L', 'L'};

  private final byte[] separator;
  private final byte quote;
  private final byte[] lineEnd;

  /** By column: whether all of its values are between quotes. */
  private final boolean[] alwaysQuoted;

  private final boolean[] labelsQuoted;

  /** By byte: whether a value with it has to be. */
  private final boolean[] needsQuotes = new boolean[256];

  CsvEncoder(RowFormat.Csv format, List<ExportColumn> columns) {
    separator = format.separator().getBytes(US_ASCII);
    quote = (byte) format.quote();
    lineEnd = format.lineEnd().getBytes(US_ASCII);
    alwaysQuoted = new boolean[columns.size()];
    labelsQuoted = new boolean[columns.size()];
    Arrays.fill(labelsQuoted, format.quoted() != Quoted.WHERE_NEEDED);
    for (int i = 0; i < alwaysQuoted.length; i++) {
      alwaysQuoted[i] =
          format.quoted() == Quoted.ALL
              || (format.quoted() == Quoted.STRINGS && columns.get(i).text());
    }
    for (byte b : new byte[] {separator[0], quote, '\n', '\r'}) {
      needsQuotes[b] = true;
    }
  }

  @Override
  public void encode(byte[][] row, Spool out) throws IOException {
    encode(row, alwaysQuoted, out);
  }

  @Override
  public void encodeHeader(byte[][] labels, Spool out) throws IOException {
    encode(labels, labelsQuoted, out);
  }

  private void encode(byte[][] row, boolean[] quoted, Spool out) throws IOException {
    for (int i = 0; i < row.length; i++) {
      if (i > 0) {
        out.write(separator);
      }
      byte[] value = row[i];
      if (value != null) {
        if (quoted[i] || needsQuotes(value)) {
          writeQuoted(value, out);
        } else {
          out.write(value);
        }
      }
    }
    out.write(lineEnd);
  }

  private void writeQuoted(byte[] value, Spool out) throws IOException {
    out.write(quote);
    int from = 0;
    for (int at = 0; at < value.length; at++) {
      if (value[at] == quote) {
        out.write(value, from, at + 1 - from);
        from = at;
      }
    }
    out.write(value, from, value.length - from);
    out.write(quote);
  }

  private boolean needsQuotes(byte[] value) {
    if (value.length == 0 || isBlank(value[0]) || isBlank(value[value.length - 1])) {
      return true;
    }
    boolean[] special = needsQuotes;
    for (byte b : value) {
      if (special[b & 0xff]) {
        return true;
      }
    }
    return value.length == BARE_NULL.length && Arrays.equals(value, BARE_NULL);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }
}
