package org.auroraml.jdbc.stream;

import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.protocol.ColumnDefinition;
import com.mysql.cj.protocol.ResultsetRow;
import com.mysql.cj.protocol.ValueDecoder;
import com.mysql.cj.protocol.a.MysqlBinaryValueDecoder;
import com.mysql.cj.protocol.a.MysqlTextValueDecoder;
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
  private final ColumnDefinition visible;
  private final int[] positions;
  private ServerBytes[] values;
  private ValueDecoder decoder;

  /**
   * @param sent the columns that the server sends
   */
  OverlaidRows(OverlayCalls calls, ColumnDefinition sent) {
    this.calls = calls;
    Field[] fields = sent.getFields();
    int width = fields.length - calls.hiddenColumns();
    visible = new DefaultColumnDefinition(Arrays.copyOf(fields, width));
    positions = new int[calls.columns()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = calls.position(i, width);
    }
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
    return column -> row.getBytes(width + column);
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
    byte[][] columns = new byte[width][];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = row.getNull(i) ? null : row.getBytes(i);
    }
    return columns;
  }

  /** All rows of a result come in the same protocol. */
  private void see(Row row) {
    if (decoder == null) {
      boolean binary = row instanceof ResultsetRow of && of.isBinaryEncoded();
      decoder = binary ? new MysqlBinaryValueDecoder() : new MysqlTextValueDecoder();
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
      for (int i = 0; i < positions.length; i++) {
        columns[positions[i]] = values[i].bytes(window.values(i)[number]);
      }
    } catch (SQLException e) {
      throw carrying(e);
    }
    return new ByteArrayRow(columns, null, decoder).setMetadata(visible);
  }

  /** What Connector/J's result sets turn into the exception itself. */
  static CJException carrying(SQLException e) {
    return new CJException(e.getMessage(), e);
  }

  /** Where calls end. */
  OverlayCalls calls() {
    return calls;
  }
}
