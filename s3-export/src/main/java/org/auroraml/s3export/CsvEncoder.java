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
  public void encode(ExportRow row, Spool out) throws IOException {
    encode(row, alwaysQuoted, out);
  }

  @Override
  public void encodeHeader(ExportRow labels, Spool out) throws IOException {
    encode(labels, labelsQuoted, out);
  }

  private void encode(ExportRow row, boolean[] quoted, Spool out) throws IOException {
    for (int i = 0; i < row.columns(); i++) {
      if (i > 0) {
        out.write(separator);
      }
      byte[] value = row.array(i);
      if (value != null) {
        int start = row.offset(i);
        int end = start + row.length(i);
        if (quoted[i] || needsQuotes(value, start, end)) {
          writeQuoted(value, start, end, out);
        } else {
          out.write(value, start, end - start);
        }
      }
    }
    out.write(lineEnd);
  }

  private void writeQuoted(byte[] value, int start, int end, Spool out) throws IOException {
    out.write(quote);
    int from = start;
    for (int at = start; at < end; at++) {
      if (value[at] == quote) {
        out.write(value, from, at + 1 - from);
        from = at;
      }
    }
    out.write(value, from, end - from);
    out.write(quote);
  }

  private boolean needsQuotes(byte[] value, int start, int end) {
    if (start == end || isBlank(value[start]) || isBlank(value[end - 1])) {
      return true;
    }
    boolean[] special = needsQuotes;
    for (int at = start; at < end; at++) {
      if (special[value[at] & 0xff]) {
        return true;
      }
    }
    return end - start == BARE_NULL.length
        && Arrays.equals(value, start, end, BARE_NULL, 0, BARE_NULL.length);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }
}
