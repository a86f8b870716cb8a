package org.auroraml.jdbc.stream;

import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.exceptions.SQLExceptionsMapping;
import com.mysql.cj.protocol.ColumnDefinition;
import com.mysql.cj.protocol.ResultsetRows;
import com.mysql.cj.protocol.ValueDecoder;
import com.mysql.cj.result.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.auroraml.jdbc.plan.RowWindows;

/**
 * The rows of a statement that runs window by window: those of one window are in memory, and the
 * next window is run when they are read.
 */
final class WindowedRows extends StreamedRows {
  private final RowWindows windows;
  private final ColumnDefinition columns;
  private final long mostRows;
  private final Deque<Row> read = new ArrayDeque<>();
  private long taken;
  private CJException drainFailure;

  /**
   * @param first the rows of the first window
   * @param mostRows the user's setMaxRows; 0 for no limit
   */
  WindowedRows(ResultsetRows first, ColumnDefinition columns, RowWindows windows, long mostRows) {
    super(first, columns);
    this.columns = columns;
    this.windows = windows;
    this.mostRows = mostRows;
    readFirst(first);
  }

  /** The first window's rows may still be on the wire, and so its failure. */
  private void readFirst(ResultsetRows first) {
    try {
      read(first);
    } catch (CJException e) {
      try {
        Optional<ResultSet> again = windows.repeated(SQLExceptionsMapping.translateException(e));
        if (again.isEmpty()) {
          throw e;
        }
        read.clear();
        try (ResultSet rows = again.get()) {
          read(OverlayResult.rows(rows));
        }
      } catch (SQLException alsoFailed) {
        throw carrying(alsoFailed);
      }
    }
  }

  private void read(ResultsetRows rows) {
    long bytes = 0;
    long count = 0;
    int width = columns.getFields().length;
    ValueDecoder decoder = null;
    for (Row row = rows.next(); row != null; row = rows.next()) {
      decoder = decoder == null ? RowCopies.decoder(row) : decoder;
      byte[][] copy = RowCopies.columns(row, width);
      for (byte[] column : copy) {
        bytes += column == null ? 0 : column.length;
      }
      read.add(RowCopies.row(copy, decoder, columns));
      count++;
    }
    windows.held(count, bytes);
  }

  /** Runs the next window. False if there is none. */
  private boolean advance() {
    try {
      Optional<ResultSet> next = windows.next();
      if (next.isEmpty()) {
        return false;
      }
      try (ResultSet rows = next.get()) {
        read(OverlayResult.rows(rows));
      }
      return true;
    } catch (SQLException e) {
      throw carrying(e);
    }
  }

  @Override
  boolean isThere() {
    if (mostRows > 0 && taken == mostRows) {
      return false;
    }
    while (read.isEmpty()) {
      if (drainFailure != null) {
        return true;
      }
      if (!advance()) {
        return false;
      }
    }
    return true;
  }

  @Override
  Row take() {
    if (read.isEmpty()) {
      throw drainFailure;
    }
    taken++;
    return read.remove();
  }

  @Override
  void finish() {
    read.clear();
    try {
      windows.end();
    } catch (SQLException e) {
      throw carrying(e);
    }
  }

  /**
   * Runs all windows that are left, and ends their transaction. What fails is told to whom reads
   * their rows, and not to the statement that is about to run.
   */
  @Override
  void drain() {
    try {
      while (mostRows == 0 || taken + read.size() < mostRows) {
        if (!advance()) {
          break;
        }
      }
      windows.end();
    } catch (CJException e) {
      drainFailure = e;
    } catch (SQLException e) {
      drainFailure = carrying(e);
    }
  }
}
