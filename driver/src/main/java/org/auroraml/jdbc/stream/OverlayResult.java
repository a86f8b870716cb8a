package org.auroraml.jdbc.stream;

import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.ServerPreparedStatement;
import com.mysql.cj.jdbc.exceptions.SQLExceptionsMapping;
import com.mysql.cj.jdbc.result.ResultSetFactory;
import com.mysql.cj.jdbc.result.ResultSetImpl;
import com.mysql.cj.protocol.ResultsetRows;
import com.mysql.cj.protocol.a.result.ResultsetRowsCursor;
import com.mysql.cj.protocol.a.result.ResultsetRowsStatic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.auroraml.jdbc.forwarding.Underlying;
import org.auroraml.jdbc.plan.OverlayCalls;
import org.auroraml.jdbc.plan.RowWindows;
import org.auroraml.jdbc.plan.Unfinished;

/**
 * A result of the server with hidden columns, and the one that the user sees in its place. To be
 * used by one thread at a time.
 */
public final class OverlayResult {
  private final ResultSet sent;
  private final ResultSetImpl seen;
  private final Unfinished work;
  private final Optional<StreamedRows> stream;

  private OverlayResult(
      ResultSet sent, ResultSetImpl seen, Unfinished work, Optional<StreamedRows> stream) {
    this.sent = sent;
    this.seen = seen;
    this.work = work;
    this.stream = stream;
  }

  /** A step of closing. */
  @FunctionalInterface
  private interface Closing {
    void close() throws SQLException;
  }

  /** What makes a result of what was sent. */
  @FunctionalInterface
  private interface Making {
    OverlayResult make() throws SQLException;
  }

  /**
   * Lays the models' values over a result, and asks for the first of them. A model's failure at the
   * first rows is thrown here, as the server would tell it where the statement is executed.
   *
   * @param sent Connector/J's result set of {@link OverlayCalls#sql()}
   */
  public static OverlayResult over(ResultSet sent, OverlayCalls calls) throws SQLException {
    return made(sent, calls, () -> lay(sent, calls));
  }

  /**
   * Puts the rows of all windows in the place of those of the first one.
   *
   * @param sent Connector/J's result set of the first window
   */
  public static OverlayResult joined(ResultSet sent, RowWindows windows) throws SQLException {
    return made(sent, windows, () -> join(sent, windows));
  }

  private static OverlayResult made(ResultSet sent, Unfinished work, Making making)
      throws SQLException {
    try {
      return making.make();
    } catch (CJException e) {
      SQLException failure = SQLExceptionsMapping.translateException(e);
      // Rows that are still on the wire let nothing else pass.
      for (Closing each : List.<Closing>of(sent::close, work::end)) {
        try {
          each.close();
        } catch (SQLException alsoFailed) {
          failure.addSuppressed(alsoFailed);
        }
      }
      throw failure;
    }
  }

  private static OverlayResult join(ResultSet sent, RowWindows windows) throws SQLException {
    ResultSetImpl original = sent.unwrap(ResultSetImpl.class);
    if (original.getRows() instanceof ResultsetRowsCursor
        || original.getOwningStatement() instanceof ServerPreparedStatement) {
      windows.binary();
    }
    WindowedRows rows =
        new WindowedRows(
            original.getRows(),
            original.getColumnDefinition(),
            windows,
            sent.getStatement().getLargeMaxRows());
    return new OverlayResult(sent, shown(original, rows), windows, Optional.of(rows));
  }

  private static OverlayResult lay(ResultSet sent, OverlayCalls calls) throws SQLException {
    ResultSetImpl original = sent.unwrap(ResultSetImpl.class);
    ResultsetRows rows = original.getRows();
    OverlaidRows overlaid =
        new OverlaidRows(
            calls, original.getColumnDefinition(), connection(original).getPropertySet());
    if (rows.isDynamic()) {
      StreamedOverlay streamed = new StreamedOverlay(rows, overlaid);
      streamed.start();
      return new OverlayResult(sent, shown(original, streamed), calls, Optional.of(streamed));
    }
    BufferedOverlay buffered = new BufferedOverlay(rows, overlaid);
    if (!buffered.isEmpty()) {
      buffered.get(0);
    }
    ResultsetRows shown = new ResultsetRowsStatic(buffered, overlaid.columns());
    return new OverlayResult(sent, shown(original, shown), calls, Optional.empty());
  }

  private static JdbcConnection connection(ResultSet sent) throws SQLException {
    return Underlying.of(sent.getStatement().getConnection());
  }

  /** A result set of the user's statement with other rows. */
  private static ResultSetImpl shown(ResultSetImpl original, ResultsetRows rows)
      throws SQLException {
    ResultSetImpl shown =
        new ResultSetFactory(connection(original), original.getOwningStatement())
            .createFromProtocolEntity(rows);
    shown.setFetchSize(original.getFetchSize());
    return shown;
  }

  /** The rows of a result set. */
  static ResultsetRows rows(ResultSet resultSet) throws SQLException {
    return resultSet.unwrap(ResultSetImpl.class).getRows();
  }

  /** Whether it stands in the place of that result set. */
  public boolean isOver(ResultSet other) {
    return sent == other;
  }

  /** What the user sees. */
  public ResultSet seen() {
    return seen;
  }

  /** Makes the connection free for another statement, if rows are still on the wire. */
  public void drain() throws SQLException {
    if (stream.isPresent() && !seen.isClosed()) {
      try {
        stream.get().drain();
      } catch (CJException e) {
        throw SQLExceptionsMapping.translateException(e);
      }
    }
  }

  /** Ends the calls under way, from any thread. */
  public void stop() {
    work.stop();
  }

  /** Ends the calls and closes both results. Twice is fine. */
  public void close() throws SQLException {
    try {
      work.end();
    } finally {
      try {
        sent.close();
      } finally {
        seen.close();
      }
    }
  }
}
