package org.auroraml.jdbc.plan;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.IntoClause;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.s3export.ExportColumn;
import org.auroraml.s3export.RowFormat;
import org.auroraml.s3export.S3Export;
import org.auroraml.s3export.S3ExportException;
import org.auroraml.s3export.S3Exporter;
import org.auroraml.s3export.S3Location;

/** Writes the rows of a query where an INTO OUTFILE S3 clause says. */
final class ExportRun {
  private ExportRun() {}

  /**
   * Runs the query, as a stream, and uploads its rows.
   *
   * @return the number of rows written
   */
  static long run(S3Exporter exporter, IntoClause.S3 into, PreparedStatement query)
      throws SQLException {
    S3Location location = location(into);
    RowFormat format = format(into);
    refuseUnsupported(into);
    query.setFetchSize(Integer.MIN_VALUE);
    try (ResultSet rows = query.executeQuery()) {
      List<ExportColumn> columns = columns(rows);
      try (S3Export export =
          exporter.begin(location, format, into.header(), columns, into.overwrite().orElse(false))) {
        byte[][] row = new byte[columns.size()][];
        while (rows.next()) {
          for (int i = 0; i < row.length; i++) {
            row[i] = rows.getBytes(i + 1);
          }
          export.write(row);
        }
        return export.finish();
      }
    } catch (S3ExportException e) {
      throw SqlErrors.export(e);
    }
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
            : into.manifest().orElse(false)
                ? "MANIFEST ON"
                : into.encryption()
                        .filter(e -> e.mode() != IntoClause.Encryption.Mode.OFF)
                        .isPresent()
                    ? "ENCRYPTION"
                    : csvOptions ? "FORMAT CSV with FIELDS or LINES" : null;
    if (clause != null) {
      throw SqlErrors.unsupported(
          "INTO OUTFILE S3 … " + clause + " is not supported yet; leave the clause out.");
    }
  }

  private static List<ExportColumn> columns(ResultSet rows) throws SQLException {
    ResultSetMetaData metadata = rows.getMetaData();
    List<ExportColumn> columns = new ArrayList<>();
    for (int i = 1; i <= metadata.getColumnCount(); i++) {
      columns.add(new ExportColumn(metadata.getColumnLabel(i), isString(metadata.getColumnType(i))));
    }
    return columns;
  }

  /** The types that OPTIONALLY ENCLOSED BY encloses. */
  private static boolean isString(int type) {
    return switch (type) {
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.BINARY,
          Types.VARBINARY,
          Types.LONGVARBINARY,
          Types.BLOB,
          Types.CLOB ->
          true;
      default -> false;
    };
  }
}
