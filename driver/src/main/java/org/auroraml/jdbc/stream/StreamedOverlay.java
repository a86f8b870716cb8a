package org.auroraml.jdbc.stream;

import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.protocol.ResultsetRows;
import com.mysql.cj.result.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.auroraml.jdbc.plan.OverlayCalls.Window;

/**
 * Rows that come from the server while they are read, through a cursor or in Connector/J's
 * streaming mode. The user's thread reads them a few windows ahead, so that models are asked while
 * the user is busy with earlier rows; a user who does not read on is not read ahead for.
 *
 * <p>Windows begin small, so that the first row comes early and a result that is closed early has
 * cost little, and grow as the user reads on; all rows that are held take a share of the heap.
 */
final class StreamedOverlay extends StreamedRows {
  private static final int FIRST_ROWS = 500;
  private static final int MOST_ROWS = 10_000;

  /** Of the heap, for all rows that were read ahead. */
  private static final int SHARE_OF_HEAP = 10;

  /** For the objects of a row and of its inputs, and for each of its columns. */
  private static final int ROW_BYTES = 300;

  private static final int COLUMN_BYTES = 24;

  private final ResultsetRows source;
  private final OverlaidRows overlaid;
  private final Deque<Piece> ahead = new ArrayDeque<>();
  private final int mostWindows;
  private final long mostBytes;
  private int rowsOfWindow = FIRST_ROWS;
  private int windowsAhead = 1;
  private Piece current;
  private int inPiece;
  private boolean sourceEnded;
  private List<Row> drained;
  private int nextDrained;
  private CJException drainFailure;

  /** A window with its rows, and why there is none after it. */
  private record Piece(Window window, List<byte[][]> rows, CJException failure) {}

  StreamedOverlay(ResultsetRows source, OverlaidRows overlaid) {
    super(source, overlaid.columns());
    this.source = source;
    this.overlaid = overlaid;
    // Some wait, so that there is one to begin when another ends while the user reads.
    int atOnce = overlaid.calls().windowsAtOnce();
    mostWindows = atOnce + atOnce / 2;
    mostBytes = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / (mostWindows + 1);
  }

  /** Asks for the first windows. */
  void start() {
    readAhead();
  }

  @Override
  boolean isThere() {
    while (current == null || inPiece == current.rows.size()) {
      if (current != null && current.failure != null) {
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
    if (inPiece == current.rows.size()) {
      throw current.failure;
    }
    byte[][] columns = current.rows.set(inPiece, null);
    return overlaid.row(columns, current.window, inPiece++);
  }

  @Override
  void finish() {
    overlaid.calls().end();
  }

  private boolean advance() {
    if (current != null) {
      windowsAhead = Math.min(windowsAhead + 1, mostWindows);
    }
    readAhead();
    current = ahead.poll();
    inPiece = 0;
    return current != null;
  }

  private void readAhead() {
    while (!sourceEnded && ahead.size() <= windowsAhead) {
      Piece piece = read();
      piece.window.ask();
      ahead.add(piece);
      rowsOfWindow = Math.min(rowsOfWindow * 2, MOST_ROWS);
      sourceEnded |= piece.failure != null || piece.window.hasFailed();
    }
  }

  private Piece read() {
    Window window = overlaid.calls().window();
    List<byte[][]> rows = new ArrayList<>();
    CJException failure = null;
    long bytes = 0;
    try {
      while (rows.size() < rowsOfWindow && bytes < mostBytes) {
        Row row = readRow();
        if (row == null) {
          sourceEnded = true;
          break;
        }
        byte[][] columns = overlaid.copy(row);
        // An input takes two bytes a character, and the same again in its request.
        bytes += ROW_BYTES + bytes(columns) + 4L * window.add(overlaid.hidden(row));
        rows.add(columns);
      }
    } catch (CJException e) {
      failure = e;
    }
    return new Piece(window, rows, failure);
  }

  private Row readRow() {
    if (drained == null) {
      return source.next();
    }
    if (nextDrained < drained.size()) {
      return drained.set(nextDrained++, null);
    }
    if (drainFailure != null) {
      throw drainFailure;
    }
    return null;
  }

  private static long bytes(byte[][] columns) {
    long bytes = 0;
    for (byte[] column : columns) {
      bytes += column == null ? 0 : COLUMN_BYTES + column.length;
    }
    return bytes;
  }

  /** Reads all that is left into memory. */
  @Override
  void drain() {
    if (drained == null && !sourceEnded) {
      List<Row> rest = new ArrayList<>();
      try {
        for (Row row = source.next(); row != null; row = source.next()) {
          rest.add(overlaid.whole(row));
        }
      } catch (CJException e) {
        drainFailure = e;
      }
      drained = rest;
    }
  }
}
