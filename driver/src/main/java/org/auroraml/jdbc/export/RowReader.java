package org.auroraml.jdbc.export;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.exceptions.SQLExceptionsMapping;
import com.mysql.cj.protocol.Resultset;
import com.mysql.cj.protocol.ResultsetRows;
import com.mysql.cj.result.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.auroraml.jdbc.forwarding.Underlying;
import org.auroraml.s3export.ExportRow;

/**
 * Reads a streamed result below JDBC: values are taken where they came from the wire, as {@link
 * PacketValues} finds them. Where Connector/J keeps rows otherwise, which the first of them tells,
 * its own values are copied. For one thread.
 */
final class RowReader {

  private final ResultsetRows rows;
  private final PacketValues packets;
  private boolean proven;
  private boolean copying;

  private RowReader(ResultsetRows rows, PacketValues packets) {
    this.rows = rows;
    this.packets = packets;
  }

  static RowReader of(ResultSet result) throws SQLException {
    PropertySet properties = Underlying.of(result.getStatement().getConnection()).getPropertySet();
    return new RowReader(
        result.unwrap(Resultset.class).getRows(),
        new PacketValues(properties, result.getMetaData().getColumnCount()));
  }

  /** Reads the next row; false after the last. Its values hold until the next call. */
  boolean next(ExportRow to) throws SQLException {
    try {
      Row row = rows.next();
      if (row == null) {
        return false;
      }
      if (!proven && !copying) {
        prove(row, to);
      }
      if (copying) {
        copy(row, to);
      } else {
        packets.read(row, to);
      }
      return true;
    } catch (CJException e) {
      throw SQLExceptionsMapping.translateException(e);
    }
  }

  /** Reads a row in both ways. NULLs alone prove nothing. */
  private void prove(Row row, ExportRow to) {
    boolean hasValue = false;
    try {
      packets.read(row, to);
      for (int i = 0; i < to.columns() && !copying; i++) {
        byte[] value = row.getBytes(i);
        hasValue |= value != null;
        copying = !Arrays.equals(value, to.get(i));
      }
    } catch (RuntimeException e) {
      copying = true;
    }
    proven = hasValue && !copying;
  }

  private static void copy(Row row, ExportRow to) {
    for (int i = 0; i < to.columns(); i++) {
      to.set(i, row.getBytes(i));
    }
  }
}
