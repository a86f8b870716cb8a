package org.auroraml.jdbc.plan;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.IntoClause;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.s3export.Encryption;
import org.auroraml.s3export.ExportColumn;
import org.auroraml.s3export.ExportRequest;
import org.auroraml.s3export.RowFormat;
import org.auroraml.s3export.S3Export;
import org.auroraml.s3export.S3ExportException;
import org.auroraml.s3export.S3Exporter;
import org.auroraml.s3export.S3Location;

/**
 * Writes the rows of a query where an INTO OUTFILE S3 clause says. Not thread-safe, but for {@link
 * #cancel()}.
 */
final class ExportRun {
  private static final Logger LOG = System.getLogger(ExportRun.class.getName());

  private final S3Exporter exporter;
  private final ExportRequest request;
  private volatile S3Export export;

  /** Checks the clause and the place, before a model is asked or a row is read. */
  ExportRun(S3Exporter exporter, IntoClause.S3 into) throws SQLException {
    this.exporter = exporter;
    refuseUnsupported(into);
    this.request =
        new ExportRequest(
            location(into),
            format(into),
            into.header() ? Optional.of(StandardCharsets.UTF_8) : Optional.empty(),
            into.overwrite().orElse(false),
            into.manifest().orElse(false),
            encryption(into));
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
  long run(PreparedStatement query) throws SQLException {
    query.setFetchSize(Integer.MIN_VALUE);
    try (ResultSet rows = query.executeQuery()) {
      List<ExportColumn> columns = columns(rows.getMetaData());
      try (S3Export begun = exporter.begin(request, columns)) {
        export = begun;
        timeOut(begun, query);
        copy(rows, columns.size(), begun);
        return begun.finish();
      }
    } catch (S3ExportException e) {
      throw failure(e);
    }
  }

  private static void copy(ResultSet rows, int columns, S3Export to)
      throws SQLException, S3ExportException {
    byte[][] row = new byte[columns][];
    while (next(rows, to)) {
      for (int i = 0; i < columns; i++) {
        row[i] = rows.getBytes(i + 1);
      }
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

  /** Ends an upload under way, from any thread. */
  void cancel() {
    S3Export running = export;
    if (running != null) {
      running.cancel();
    }
  }

  /** The server's own clock stops when a stream begins, and knows nothing of uploads. */
  private static void timeOut(S3Export begun, PreparedStatement query) throws SQLException {
    int seconds = query.getQueryTimeout();
    if (seconds > 0) {
      begun.timeOutAfter(
          Duration.ofSeconds(seconds),
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

  private static Encryption encryption(IntoClause.S3 into) {
    return into.encryption()
        .map(
            clause ->
                switch (clause.mode()) {
                  case OFF -> Encryption.bucketDefault();
                  case ON, SSE_S3 -> Encryption.sseS3();
                  case SSE_KMS -> Encryption.sseKms(clause.key());
                })
        .orElse(Encryption.bucketDefault());
  }

  private static S3Location location(IntoClause.S3 into) throws SQLException {
    try {
      return S3Location.parse(into.uri());
    } catch (IllegalArgumentException e) {
      throw SqlErrors.modelInput("INTO OUTFILE S3: " + e.getMessage(), e);
    }
  }

  private static RowFormat format(IntoClause.S3 into) throws SQLException {
    try {
      return switch (into.format().orElse(IntoClause.Format.TEXT)) {
        case TEXT -> text(into);
        case CSV -> new RowFormat.Csv();
        case PARQUET ->
            throw SqlErrors.unsupported(
                "INTO OUTFILE S3 … FORMAT PARQUET is not supported yet; use FORMAT CSV or FORMAT TEXT.");
      };
    } catch (IllegalArgumentException e) {
      throw SqlErrors.modelInput("INTO OUTFILE S3: " + e.getMessage(), e);
    }
  }

  private static RowFormat text(IntoClause.S3 into) {
    RowFormat.Text defaults = RowFormat.Text.defaults();
    return new RowFormat.Text(
        bytes(into.fieldsTerminatedBy(), defaults.fieldsTerminatedBy()),
        bytes(into.enclosedBy(), defaults.enclosedBy()),
        into.optionally(),
        bytes(into.escapedBy(), defaults.escapedBy()),
        bytes(into.linesStartingBy(), defaults.linesStartingBy()),
        bytes(into.linesTerminatedBy(), defaults.linesTerminatedBy()));
  }

  private static byte[] bytes(Optional<String> written, byte[] defaultBytes) {
    return written.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(defaultBytes);
  }

  /** What would change the objects' content or place is never left out silently. */
  private static void refuseUnsupported(IntoClause.S3 into) throws SQLException {
    boolean csvOptions =
        into.format().orElse(IntoClause.Format.TEXT) == IntoClause.Format.CSV
            && (into.fieldsTerminatedBy().isPresent()
                || into.enclosedBy().isPresent()
                || into.escapedBy().isPresent()
                || into.linesStartingBy().isPresent()
                || into.linesTerminatedBy().isPresent());
    String clause =
        into.characterSet().isPresent()
            ? "CHARACTER SET"
            : csvOptions ? "FORMAT CSV with FIELDS or LINES" : null;
    if (clause != null) {
      throw SqlErrors.unsupported(
          "INTO OUTFILE S3 … " + clause + " is not supported yet; leave the clause out.");
    }
  }

  private static List<ExportColumn> columns(ResultSetMetaData metadata) throws SQLException {
    List<ExportColumn> columns = new ArrayList<>();
    for (int i = 1; i <= metadata.getColumnCount(); i++) {
      boolean year = metadata.getColumnTypeName(i).startsWith("YEAR");
      columns.add(
          new ExportColumn(
              metadata.getColumnLabel(i), !year && isString(metadata.getColumnType(i))));
    }
    return columns;
  }

  /** What INTO OUTFILE takes for strings, temporal types among them; numbers and BIT are not. */
  private static boolean isString(int type) {
    return switch (type) {
      case Types.BIT,
          Types.BOOLEAN,
          Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC ->
          false;
      default -> true;
    };
  }
}
