package org.auroraml.jdbc.export;

import com.mysql.cj.jdbc.JdbcStatement;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.auroraml.grammar.IntoClause;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.s3export.EncryptionDefaults;
import org.auroraml.s3export.ExportRequest;
import org.auroraml.s3export.ExportRow;
import org.auroraml.s3export.PlaceCheck;
import org.auroraml.s3export.S3Export;
import org.auroraml.s3export.S3ExportException;
import org.auroraml.s3export.S3Exporter;

/**
 * Writes the rows of a query where an INTO OUTFILE S3 clause says. Not thread-safe, but for {@link
 * #cancel()}.
 */
public final class ExportRun {
  private static final Logger LOG = System.getLogger(ExportRun.class.getName());

  private final S3Exporter exporter;
  private final ExportClause clause;
  private final ExportRequest request;
  private final boolean timed;
  private final long end;
  private volatile PlaceCheck place;
  private volatile S3Export export;
  private volatile boolean cancelled;
  private volatile boolean timedOut;

  /** The query while its rows are being sent. Guarded by this. */
  private JdbcStatement reading;

  /**
   * A run of the clause, which can be read now: its options and the place's name are checked.
   *
   * @param encryption where the clause does not say how S3 encrypts
   * @param timeout for the whole statement; zero for none
   */
  public ExportRun(
      S3Exporter exporter, IntoClause.S3 into, EncryptionDefaults encryption, Duration timeout)
      throws SQLException {
    this.exporter = exporter;
    this.clause = ExportClause.of(into);
    this.request = clause.request(encryption);
    this.timed = !timeout.isZero();
    this.end = System.nanoTime() + timeout.toNanos();
  }

  /** Checks the character set and the place, before a model is asked or a row is read. */
  public void check(Connection connection) throws SQLException {
    if (clause.characterSet().isPresent()) {
      ResultCharacterSet.requireKnown(connection, clause.characterSet().get());
    }
    CompletableFuture<Void> clock = startClock();
    try {
      place = exporter.check(request);
      if (timedOut) {
        place.timeOut();
      } else if (cancelled) {
        place.cancel();
      }
      place.await();
    } catch (S3ExportException e) {
      throw failure(e);
    } finally {
      clock.complete(null);
    }
  }

  /**
   * Runs the query, as a stream, and uploads its rows.
   *
   * @return the number of rows written
   */
  public long run(PreparedStatement query) throws SQLException {
    ResultCharacterSet converting =
        ResultCharacterSet.set(query.getConnection(), clause.characterSet());
    try {
      return runConverted(query);
    } catch (S3ExportException e) {
      throw failure(e);
    } finally {
      converting.restore();
    }
  }

  private long runConverted(PreparedStatement query) throws SQLException, S3ExportException {
    query.setFetchSize(Integer.MIN_VALUE);
    // One clock for reading and uploading; Connector/J's would leave the stream open.
    query.setQueryTimeout(0);
    CompletableFuture<Void> clock = startClock();
    beginReading(query);
    try (ResultSet rows = query.executeQuery()) {
      try {
        ExportedColumns columns =
            ExportedColumns.of(rows.getMetaData(), request, clause.characterSet());
        return export(rows, columns);
      } finally {
        // Closing a stream reads it to its end; after a failure that end has to come soon.
        stopReading();
      }
    } catch (SQLException e) {
      throw timedOut ? timeout(e) : e;
    } finally {
      endReading();
      clock.complete(null);
    }
  }

  private long export(ResultSet rows, ExportedColumns columns)
      throws SQLException, S3ExportException {
    try (S3Export begun = exporter.begin(place, columns.list())) {
      export = begun;
      if (timedOut) {
        begun.timeOut();
      } else if (cancelled) {
        begun.cancel();
      }
      copy(rows, columns, begun);
      endReading();
      return begun.finish();
    }
  }

  private static void copy(ResultSet rows, ExportedColumns columns, S3Export to)
      throws SQLException, S3ExportException {
    RowReader reader = RowReader.of(rows);
    ExportRow row = new ExportRow(columns.list().size());
    while (next(reader, row, to)) {
      columns.writeAsFile(row);
      to.write(row);
    }
  }

  private static boolean next(RowReader reader, ExportRow row, S3Export to)
      throws SQLException, S3ExportException {
    try {
      return reader.next(row);
    } catch (SQLException e) {
      // A query that was killed because the export ended: why that ended says more.
      to.check();
      throw e;
    }
  }

  private static SQLException failure(S3ExportException e) {
    return e.errorCode() == S3ExportException.TIMED_OUT ? timeout(e) : SqlErrors.export(e);
  }

  private static SQLException timeout(Exception cause) {
    return SqlErrors.timedOut("it was exported", cause);
  }

  /** Ends the check, the reading and an upload under way, or about to begin, from any thread. */
  public void cancel() {
    cancelled = true;
    PlaceCheck checked = place;
    if (checked != null) {
      checked.cancel();
    }
    S3Export running = export;
    if (running != null) {
      running.cancel();
    }
    stopReading();
  }

  private synchronized void beginReading(PreparedStatement query) throws SQLException {
    reading = query.unwrap(JdbcStatement.class);
  }

  private synchronized void endReading() {
    reading = null;
  }

  /** Kills the query if its rows are still being sent, and then only. */
  private synchronized void stopReading() {
    if (reading == null) {
      return;
    }
    JdbcStatement query = reading;
    reading = null;
    // For Connector/J a statement whose rows stream is done, and cancel() would do nothing.
    query.getStatementExecuting().set(true);
    try {
      query.cancel();
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "KILL QUERY after the end of an export", e);
    }
  }

  private CompletableFuture<Void> startClock() {
    CompletableFuture<Void> clock = new CompletableFuture<>();
    if (timed) {
      CompletableFuture<Void> unused =
          clock
              .orTimeout(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS)
              .whenComplete(
                  (none, reason) -> {
                    if (reason instanceof TimeoutException) {
                      Thread stopping = new Thread(this::timeOut, "auroraml-export-timeout");
                      stopping.setDaemon(true);
                      stopping.start();
                    }
                  });
    }
    return clock;
  }

  private void timeOut() {
    timedOut = true;
    PlaceCheck checked = place;
    if (checked != null) {
      checked.timeOut();
    }
    S3Export running = export;
    if (running != null) {
      running.timeOut();
    }
    stopReading();
  }
}
