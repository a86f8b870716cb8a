package org.auroraml.jdbc.export;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import org.auroraml.grammar.IntoClause;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.s3export.ExportRequest;
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
  private volatile S3Export export;
  private volatile boolean cancelled;

  /**
   * A run of the clause, which can be read now: its options and the place's name are checked.
   *
   * @param timeout for the whole statement; zero for none
   */
  public ExportRun(S3Exporter exporter, IntoClause.S3 into, Duration timeout) throws SQLException {
    this.exporter = exporter;
    this.clause = ExportClause.of(into);
    this.request = clause.request(exporter.encryptionDefaults());
    this.timed = !timeout.isZero();
    this.end = System.nanoTime() + timeout.toNanos();
  }

  /** Checks the character set and the place, before a model is asked or a row is read. */
  public void check(Connection connection) throws SQLException {
    if (clause.characterSet().isPresent()) {
      ResultCharacterSet.requireKnown(connection, clause.characterSet().get());
    }
    try {
      exporter.check(request);
    } catch (S3ExportException e) {
      throw failure(e);
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
    try (ResultSet rows = query.executeQuery()) {
      ExportedColumns columns =
          ExportedColumns.of(rows.getMetaData(), request, clause.characterSet());
      try (S3Export begun = exporter.begin(request, columns.list())) {
        export = begun;
        if (cancelled) {
          begun.cancel();
        }
        timeOut(begun, query);
        copy(rows, columns, begun);
        return begun.finish();
      }
    }
  }

  private static void copy(ResultSet rows, ExportedColumns columns, S3Export to)
      throws SQLException, S3ExportException {
    byte[][] row = new byte[columns.list().size()][];
    while (next(rows, to)) {
      for (int i = 0; i < row.length; i++) {
        row[i] = rows.getBytes(i + 1);
      }
      columns.writeAsFile(row);
      to.write(row);
    }
  }

  private static boolean next(ResultSet rows, S3Export to) throws SQLException, S3ExportException {
    try {
      return rows.next();
    } catch (SQLException e) {
      // A query that was killed because the export ended: why that ended says more.
      to.check();
      throw e;
    }
  }

  private static SQLException failure(S3ExportException e) {
    return e.errorCode() == S3ExportException.TIMED_OUT
        ? new SQLTimeoutException(e.getMessage(), "HY000", e.errorCode(), e)
        : SqlErrors.export(e);
  }

  /** Ends an upload under way, or one that is about to begin, from any thread. */
  public void cancel() {
    cancelled = true;
    S3Export running = export;
    if (running != null) {
      running.cancel();
    }
  }

  /** The server's own clock stops when a stream begins, and knows nothing of uploads. */
  private void timeOut(S3Export begun, PreparedStatement query) {
    if (timed) {
      begun.timeOutAfter(
          Duration.ofNanos(Math.max(0, end - System.nanoTime())),
          () -> {
            try {
              query.cancel();
            } catch (SQLException e) {
              // The export has ended by now, and its reader hears of it at the next row.
              LOG.log(Level.DEBUG, "KILL QUERY after the query timeout of an export", e);
            }
          });
    }
  }
}
