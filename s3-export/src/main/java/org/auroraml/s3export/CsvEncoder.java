package org.auroraml.s3export;

import java.io.IOException;
import java.util.Arrays;

/** Writes {@link RowFormat.Csv}, whose Javadoc says why it is as it is. */
final class CsvEncoder implements RowEncoder {

  private static final byte[] BARE_NULL = {'N', 'U', 'L', 'L'};

  @Override
  public void encode(byte[][] row, Spool out) throws IOException {
    for (int i = 0; i < row.length; i++) {
      if (i > 0) {
        out.write(',');
      }
      if (row[i] != null) {
        write(row[i], out);
      }
    }
    out.write('\n');
  }

  @Override
  public void encodeHeader(byte[][] labels, Spool out) throws IOException {
    encode(labels, out);
  }

  private static void write(byte[] value, Spool out) throws IOException {
    if (!needsQuotes(value)) {
      out.write(value);
      return;
    }
    out.write('"');
    int from = 0;
    for (int at = 0; at < value.length; at++) {
      if (value[at] == '"') {
        out.write(value, from, at + 1 - from);
        from = at;
      }
    }
    out.write(value, from, value.length - from);
    out.write('"');
  }

  private static boolean needsQuotes(byte[] value) {
    if (value.length == 0 || isBlank(value[0]) || isBlank(value[value.length - 1])) {
      return true;
    }
    for (byte b : value) {
      if (b == ',' || b == '"' || b == '\n' || b == '\r') {
        return true;
      }
    }
    return Arrays.equals(value, BARE_NULL);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }
}
