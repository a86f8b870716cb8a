package org.auroraml.jdbc.stream;

import com.mysql.cj.protocol.ResultsetRows;
import com.mysql.cj.result.Row;
import java.util.AbstractList;
import java.util.RandomAccess;
import org.auroraml.jdbc.plan.OverlayCalls.Window;

/**
 * Rows that Connector/J holds in memory (fetchSize 0), with values that are asked for when the user
 * comes near: the windows are stretches of equal length, so that any row can be gone to without
 * asking for those before it. While the user reads on, more and more windows are asked ahead.
 */
final class BufferedOverlay extends AbstractList<Row> implements RandomAccess {
  /** The shortest window, and the first. */
  private static final int LEAST_ROWS = 1_000;

  /** The default of MAX_BATCH_SIZE: more rows make no fewer requests. */
  private static final int MOST_ROWS = 10_000;

  private final ResultsetRows rows;
  private final OverlaidRows overlaid;
  private final int size;
  private final int length;
  private final Window[] windows;
  private int ahead = 1;
  private int last = -1;

  BufferedOverlay(ResultsetRows rows, OverlaidRows overlaid) {
    this.rows = rows;
    this.overlaid = overlaid;
    size = rows.size();
    int share = size / overlaid.calls().windowsAtOnce() + 1;
    length = Math.max(LEAST_ROWS, Math.min(share, MOST_ROWS));
    windows = new Window[(size + length - 1) / length];
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Row get(int index) {
    int number = index / length;
    if (number != last) {
      if (number == last + 1 && last >= 0) {
        ahead = Math.min(ahead + 1, overlaid.calls().windowsAtOnce() - 1);
      }
      last = number;
      int end = Math.min(number + ahead, windows.length - 1);
      for (int i = number; i <= end && (i == number || !windows[i - 1].hasFailed()); i++) {
        ask(i);
      }
    }
    Row row = rows.get(index);
    return overlaid.row(overlaid.copy(row), windows[number], index - number * length);
  }

  private void ask(int number) {
    if (windows[number] != null) {
      return;
    }
    Window window = overlaid.calls().window();
    int end = Math.min(size, (number + 1) * length);
    for (int i = number * length; i < end; i++) {
      window.add(overlaid.hidden(rows.get(i)));
    }
    window.ask();
    windows[number] = window;
  }
}
