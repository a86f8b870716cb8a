package org.auroraml.jdbc.stream;

import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.exceptions.SQLExceptionsMapping;
import com.mysql.cj.jdbc.result.ResultSetFactory;
import com.mysql.cj.jdbc.result.ResultSetImpl;
import com.mysql.cj.protocol.ResultsetRows;
import com.mysql.cj.protocol.a.result.ResultsetRowsStatic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.auroraml.jdbc.plan.OverlayCalls;

/**
 * A result of the server with hidden columns, and the one that the user sees in its place. To be
 * used by one thread at a time.
 */
public final class OverlayResult {
  private final ResultSet sent;
  private final ResultSetImpl seen;
  private final OverlayCalls calls;
  private final Optional<StreamedOverlay> stream;

  private OverlayResult(
      ResultSet sent, ResultSetImpl seen, OverlayCalls calls, Optional<StreamedOverlay> stream) {
    this.sent = sent;
    this.seen = seen;
    this.calls = calls;
    this.stream = stream;
  }

  /**
   * Lays the models' values over a result, and asks for the first of them. A model's failure at the
   * first rows is thrown here, as the server would tell it where the statement is executed.
   *
   * @param sent Connector/J's result set of {@link OverlayCalls#sql()}
   */
  public static OverlayResult over(ResultSet sent, OverlayCalls calls) throws SQLException {
    try {
      return lay(sent, calls);
    } catch (CJException e) {
      SQLException failure = SQLExceptionsMapping.translateException(e);
      calls.end();
      try {
        sent.close();
      } catch (SQLException alsoFailed) {
        failure.addSuppressed(alsoFailed);
      }
      throw failure;
    }
  }

  private static OverlayResult lay(ResultSet sent, OverlayCalls calls) throws SQLException {
    ResultSetImpl original = sent.unwrap(ResultSetImpl.class);
    ResultsetRows rows = original.getRows();
    JdbcConnection connection = sent.getStatement().getConnection().unwrap(JdbcConnection.class);
    OverlaidRows overlaid =
        new OverlaidRows(calls, original.getColumnDefinition(), connection.getPropertySet());
    ResultsetRows shown;
    Optional<StreamedOverlay> stream;
    if (rows.isDynamic()) {
      StreamedOverlay streamed = new StreamedOverlay(rows, overlaid);
      streamed.start();
      stream = Optional.of(streamed);
      shown = streamed;
    } else {
      BufferedOverlay buffered = new BufferedOverlay(rows, overlaid);
      if (!buffered.isEmpty()) {
        buffered.get(0);
      }
      stream = Optional.empty();
      shown = new ResultsetRowsStatic(buffered, overlaid.columns());
    }
    ResultSetImpl seen =
        new ResultSetFactory(connection, original.getOwningStatement())
            .createFromProtocolEntity(shown);
    seen.setFetchSize(original.getFetchSize());
    return new OverlayResult(sent, seen, calls, stream);
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
    calls.stop();
  }

  /** Ends the calls and closes both results. Twice is fine. */
  public void close() throws SQLException {
    calls.end();
    try {
      sent.close();
    } finally {
      seen.close();
    }
  }
}
