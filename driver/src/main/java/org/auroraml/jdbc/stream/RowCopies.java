package org.auroraml.jdbc.stream;

import com.mysql.cj.protocol.ColumnDefinition;
import com.mysql.cj.protocol.ResultsetRow;
import com.mysql.cj.protocol.ValueDecoder;
import com.mysql.cj.protocol.a.MysqlBinaryValueDecoder;
import com.mysql.cj.protocol.a.MysqlTextValueDecoder;
import com.mysql.cj.protocol.a.result.ByteArrayRow;
import com.mysql.cj.result.Row;

/** Rows in memory of their own: Connector/J may use that of a row it has read again. */
final class RowCopies {
  private RowCopies() {}

  /** The first columns of a row, null for NULL. */
  static byte[][] columns(Row row, int width) {
    byte[][] columns = new byte[width][];
    for (int i = 0; i < width; i++) {
      columns[i] = row.getNull(i) ? null : row.getBytes(i);
    }
    return columns;
  }

  /** A row of such columns, as Connector/J would have made it. */
  static Row row(byte[][] columns, ValueDecoder decoder, ColumnDefinition metadata) {
    return new ByteArrayRow(columns, null, decoder).setMetadata(metadata);
  }

  /** Whether a row came in the protocol of statements that are prepared on the server. */
  static boolean isBinary(Row row) {
    return row instanceof ResultsetRow of && of.isBinaryEncoded();
  }

  /** What reads the columns of a row. */
  static ValueDecoder decoder(Row row) {
    return isBinary(row) ? new MysqlBinaryValueDecoder() : new MysqlTextValueDecoder();
  }
}
