package org.auroraml.jdbc.stream;

import com.mysql.cj.protocol.ResultsetRows;
import com.mysql.cj.result.Row;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;
import org.auroraml.jdbc.plan.OverlayCalls.Window;

/**
 * Rows that Connector/J holds in memory (fetchSize 0), with values that are asked for when the user
 * comes near. Where windows begin is fixed, so that any row can be gone to without asking for those
 * before it; they become longer, and while the user reads on, more of them are asked ahead: a
 * result that is closed early has cost little.
 */
final class BufferedOverlay extends AbstractList<Row> implements RandomAccess {
  private static final int FIRST_ROWS = 1_000;

  /** The default of MAX_BATCH_SIZE: more rows make no fewer requests. */
  private static final int MOST_ROWS = 10_000;

  private final ResultsetRows rows;
  private final OverlaidRows overlaid;
  private final int size;
  private final int[] starts;
  private final Window[] windows;
  private int ahead = 1;
  private int last = -1;

  BufferedOverlay(ResultsetRows rows, OverlaidRows overlaid) {
    this.rows = rows;
    this.overlaid = overlaid;
    size = rows.size();
    starts = starts(size, size / overlaid.calls().windowsAtOnce());
    windows = new Window[starts.length - 1];
  }

  /** Where windows start, and the end of the last one. */
  private static int[] starts(int size, int share) {
    int most = Math.max(FIRST_ROWS, Math.min(share, MOST_ROWS));
    int[] starts = new int[size / FIRST_ROWS + 2];
    int windows = 0;
    for (int start = 0, length = FIRST_ROWS; start < size; windows++) {
      starts[windows] = start;
      start += length;
      length = Math.min(length * 2, most);
    }
    starts[windows] = size;
    return Arrays.copyOf(starts, windows + 1);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Row get(int index) {
    int found = Arrays.binarySearch(starts, index);
    int number = found >= 0 ? found : -found - 2;
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
    return overlaid.row(overlaid.copy(row), windows[number], index - starts[number]);
  }

  private void ask(int number) {
    if (windows[number] != null) {
      return;
    }
    Window window = overlaid.calls().window();
    for (int i = starts[number]; i < starts[number + 1]; i++) {
      window.add(overlaid.hidden(rows.get(i)));
    }
    window.ask();
    windows[number] = window;
  }
}
