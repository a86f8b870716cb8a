package org.auroraml.jdbc.stream;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.ColumnDefinition;
import com.mysql.cj.protocol.ValueDecoder;
import com.mysql.cj.protocol.a.result.ByteArrayRow;
import com.mysql.cj.result.DefaultColumnDefinition;
import com.mysql.cj.result.Field;
import com.mysql.cj.result.Row;
import java.sql.SQLException;
import java.util.Arrays;
import org.auroraml.jdbc.plan.OverlayCalls;
import org.auroraml.jdbc.plan.OverlayCalls.HiddenColumns;
import org.auroraml.jdbc.plan.OverlayCalls.Window;

/**
 * Makes the rows that the user sees of those that the server sent: without the hidden columns, and
 * with the models' values.
 */
final class OverlaidRows {
  private final OverlayCalls calls;
  private final Field[] fields;
  private final ColumnDefinition visible;
  private final int[] positions;
  private ServerBytes[] values;
  private ValueDecoder decoder;

  /**
   * @param sent the columns that the server sends
   * @param properties of the connection
   */
  OverlaidRows(OverlayCalls calls, ColumnDefinition sent, PropertySet properties) {
    this.calls = calls;
    fields = sent.getFields();
    Field[] seen = Arrays.copyOf(fields, fields.length - calls.hiddenColumns());
    positions = new int[calls.columns()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = calls.position(i, seen.length);
      seen[positions[i]] = FunctionColumn.of(fields[positions[i]], calls.returns(i), properties);
    }
    visible = new DefaultColumnDefinition(seen);
  }

  /** The user's columns. */
  ColumnDefinition columns() {
    return visible;
  }

  private int width() {
    return visible.getFields().length;
  }

  /** The hidden columns of a row. */
  HiddenColumns hidden(Row row) {
    int width = width();
    return RowCopies.isBinary(row)
        ? column -> ServerText.of(fields[width + column], row.getBytes(width + column))
        : column -> row.getBytes(width + column);
  }

  /** The user's columns of a row, of which Connector/J may use the memory again. */
  byte[][] copy(Row row) {
    return copy(row, width());
  }

  /** A row with its hidden columns, in memory of its own. */
  Row whole(Row row) {
    byte[][] columns = copy(row, width() + calls.hiddenColumns());
    return new ByteArrayRow(columns, null, decoder);
  }

  private byte[][] copy(Row row, int width) {
    see(row);
    return RowCopies.columns(row, width);
  }

  /** All rows of a result come in the same protocol. */
  private void see(Row row) {
    if (decoder == null) {
      boolean binary = RowCopies.isBinary(row);
      decoder = RowCopies.decoder(row);
      values = new ServerBytes[positions.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = ServerBytes.of(visible.getFields()[positions[i]], binary);
      }
    }
  }

  /**
   * The row as the user sees it; waits for the models.
   *
   * @param columns a copy of the user's columns, which becomes the row
   * @param number of the row in its window
   */
  Row row(byte[][] columns, Window window, int number) {
    try {
      window.requireRows();
      for (int i = 0; i < positions.length; i++) {
        columns[positions[i]] = values[i].bytes(window.values(i)[number]);
      }
    } catch (SQLException e) {
      throw StreamedRows.carrying(e);
    }
    return RowCopies.row(columns, decoder, visible);
  }

  /** Where calls end. */
  OverlayCalls calls() {
    return calls;
  }
}
