package org.auroraml.jdbc.export;

import com.mysql.cj.MysqlType;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.ColumnDefinition;
import com.mysql.cj.result.DefaultColumnDefinition;
import com.mysql.cj.result.DefaultValueFactory;
import com.mysql.cj.result.Field;
import com.mysql.cj.result.Row;
import java.util.Arrays;
import org.auroraml.s3export.ExportRow;

/**
 * Finds all values of a row in one pass through its packet. In the text protocol they follow each
 * other, each after its length (MySQL Internals, "Protocol::LengthEncodedInteger"). Connector/J
 * tells where one of them stands, and would look for each of the others from there anew.
 */
final class PacketValues {

  private static final int NULL = 0xfb;
  private static final int TWO_BYTES = 0xfc;
  private static final int THREE_BYTES = 0xfd;

  /** Says that all columns are bytes, so that no value is converted. */
  private final ColumnDefinition asBytes;

  private final Found found;
  private final int columns;

  /** Where a value was found. */
  private static final class Found extends DefaultValueFactory<Boolean> {
    private byte[] packet;
    private int offset;
    private int length;

    Found(PropertySet properties) {
      super(properties);
    }

    @Override
    public Boolean createFromBytes(byte[] bytes, int start, int count, Field field) {
      packet = bytes;
      offset = start;
      length = count;
      return true;
    }

    @Override
    public Boolean createFromNull() {
      return false;
    }

    @Override
    public String getTargetTypeName() {
      return byte[].class.getName();
    }
  }

  PacketValues(PropertySet properties, int columns) {
    Field[] fields = new Field[columns];
    Arrays.fill(fields, new Field("", "", 63, "ISO-8859-1", MysqlType.BLOB, 0));
    this.asBytes = new DefaultColumnDefinition(fields);
    this.found = new Found(properties);
    this.columns = columns;
  }

  /** Reads the values of a row whose packet is as the server sent it. */
  void read(Row row, ExportRow to) {
    row.setMetadata(asBytes);
    int column = 0;
    while (!row.getValue(column, found)) {
      to.set(column, null);
      if (++column == columns) {
        return;
      }
    }
    byte[] packet = found.packet;
    to.set(column, packet, found.offset, found.length);
    int at = found.offset + found.length;
    while (++column < columns) {
      int first = packet[at++] & 0xff;
      if (first == NULL) {
        to.set(column, null);
      } else {
        int width =
            first < NULL ? 0 : first == TWO_BYTES ? 2 : first == THREE_BYTES ? 3 : Long.BYTES;
        int length = width == 0 ? first : integer(packet, at, width);
        at += width;
        to.set(column, packet, at, length);
        at += length;
      }
    }
  }

  /** A number of so many bytes, lowest first; a packet is shorter than 2 GB. */
  private static int integer(byte[] packet, int at, int width) {
    int number = 0;
    for (int i = 0; i < Math.min(width, Integer.BYTES); i++) {
      number |= (packet[at + i] & 0xff) << (8 * i);
    }
    return number;
  }
}
