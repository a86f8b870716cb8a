package org.auroraml.jdbc.plan;

import com.mysql.cj.MysqlType;
import com.mysql.cj.result.Field;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.auroraml.grammar.IntoClause;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.s3export.Characters;
import org.auroraml.s3export.Encryption;
import org.auroraml.s3export.ExportColumn;
import org.auroraml.s3export.ExportRequest;
import org.auroraml.s3export.OutfileValues;
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

  /** What FLOAT and DOUBLE have at most in a file. */
  private static final int FLOAT_WIDTH = 12;

  private static final int DOUBLE_COLUMN_WIDTH = 24;

  private static final int DOUBLE_EXPRESSION_WIDTH = 22;

  /** The length in the metadata of a DOUBLE that is a column; expressions have 23. */
  private static final int DOUBLE_COLUMN_LENGTH = 22;

  private static final int BINARY_COLLATION = 63;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");

  /** Character sets whose ASCII characters have several bytes. */
  private static final Set<String> WIDE = Set.of("ucs2", "utf16", "utf16le", "utf32");

  private static final Set<String> EAST_ASIAN =
      Set.of("big5", "cp932", "eucjpms", "euckr", "gb18030", "gb2312", "gbk", "sjis", "ujis");

  private final S3Exporter exporter;
  private final ExportRequest request;
  private final Optional<String> characterSet;
  private volatile S3Export export;

  /** Checks the clause and the place, before a model is asked or a row is read. */
  ExportRun(S3Exporter exporter, IntoClause.S3 into) throws SQLException {
    this.exporter = exporter;
    refuseUnsupported(into);
    this.characterSet = characterSet(into);
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
    ResultCharacterSet converting = ResultCharacterSet.set(query.getConnection(), characterSet);
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
      ExportedColumns columns = ExportedColumns.of(rows.getMetaData(), request, characterSet);
      try (S3Export begun = exporter.begin(request, columns.list())) {
        export = begun;
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
        byte[] value = rows.getBytes(i + 1);
        row[i] = value == null ? null : columns.written(i, value);
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
    if (csvOptions) {
      throw SqlErrors.unsupported(
          "INTO OUTFILE S3 … FORMAT CSV with FIELDS or LINES is not supported yet; leave the clause out.");
    }
  }

  /**
   * The character set that the server converts strings to. TEXT leaves it to the clause, as INTO
   * OUTFILE does: without one each column keeps its own. CSV has no use for a mixture.
   */
  private static Optional<String> characterSet(IntoClause.S3 into) throws SQLException {
    // INTO OUTFILE … CHARACTER SET binary says that nothing is converted.
    Optional<String> named =
        into.characterSet()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .filter(name -> !name.equals("binary"));
    if (named.filter(WIDE::contains).isPresent()) {
      throw SqlErrors.unsupported(
          "INTO OUTFILE S3 … CHARACTER SET "
              + named.get()
              + " is not supported, since LOAD DATA can't read such files; use utf8mb4.");
    }
    return named.or(
        () ->
            into.format().orElse(IntoClause.Format.TEXT) == IntoClause.Format.CSV
                ? Optional.of("utf8mb4")
                : Optional.empty());
  }

  /** The session's {@code character_set_results} during an export, and what it was before. */
  private record ResultCharacterSet(Connection connection, String before, String during) {

    /** Sets it; without a name the server converts nothing. */
    static ResultCharacterSet set(Connection connection, Optional<String> name)
        throws SQLException {
      String before;
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery("SELECT @@character_set_results")) {
        result.next();
        before = result.getString(1);
      }
      ResultCharacterSet set =
          new ResultCharacterSet(connection, before == null ? "NULL" : before, name.orElse("NULL"));
      set.change(set.during);
      return set;
    }

    void restore() throws SQLException {
      if (!connection.isClosed()) {
        change(before);
      }
    }

    private void change(String to) throws SQLException {
      if (!NAME.matcher(to).matches()) {
        throw new SQLException("Unknown character set: '" + to + "'", "42000", 1115);
      }
      if (!before.equals(during)) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("SET character_set_results = " + to);
        }
      }
    }
  }

  /**
   * The columns of an exported query, and how their values stand in a file. Two differences to the
   * server's own file can't be mended from here, since the text protocol has lost the digits or the
   * metadata say the same: a FLOAT that comes from COALESCE, IFNULL, GREATEST, LEAST or CASE, which
   * the server writes with the 17 digits of a DOUBLE, and the 17th digit of a DOUBLE expression
   * that the server has put into a temporary table.
   */
  private record ExportedColumns(List<ExportColumn> list, List<UnaryOperator<byte[]>> writing) {

    static ExportedColumns of(
        ResultSetMetaData metadata, ExportRequest request, Optional<String> characterSet)
        throws SQLException {
      List<ExportColumn> list = new ArrayList<>();
      List<UnaryOperator<byte[]>> writing = new ArrayList<>();
      for (Field field :
          metadata.unwrap(com.mysql.cj.jdbc.result.ResultSetMetaData.class).getFields()) {
        String label = field.getColumnLabel();
        if (request.header().isPresent() && label.indexOf('\ufffd') >= 0) {
          throw SqlErrors.unsupported(
              "INTO OUTFILE S3 … HEADER with CHARACTER SET "
                  + characterSet.orElse("")
                  + " takes labels of ASCII characters only; use utf8mb4, or give the columns other names.");
        }
        String characters = characterSet.orElseGet(field::getEncoding);
        list.add(
            new ExportColumn(
                label,
                !isNumber(field.getMysqlTypeId()),
                Characters.of(String.valueOf(characters))));
        writing.add(
            request.format() instanceof RowFormat.Text
                ? written(field, characterSet)
                : UnaryOperator.identity());
      }
      return new ExportedColumns(list, writing);
    }

    /** The value as it stands in the file, before escaping. */
    byte[] written(int column, byte[] value) {
      return writing.get(column).apply(value);
    }

    /** What INTO OUTFILE takes for numbers: BIT and YEAR are, temporal types are not. */
    private static boolean isNumber(int type) {
      return switch (type) {
        case MysqlType.FIELD_TYPE_DECIMAL,
            MysqlType.FIELD_TYPE_NEWDECIMAL,
            MysqlType.FIELD_TYPE_TINY,
            MysqlType.FIELD_TYPE_SHORT,
            MysqlType.FIELD_TYPE_INT24,
            MysqlType.FIELD_TYPE_LONG,
            MysqlType.FIELD_TYPE_LONGLONG,
            MysqlType.FIELD_TYPE_FLOAT,
            MysqlType.FIELD_TYPE_DOUBLE,
            MysqlType.FIELD_TYPE_YEAR,
            MysqlType.FIELD_TYPE_BIT ->
            true;
        default -> false;
      };
    }

    private static UnaryOperator<byte[]> written(Field field, Optional<String> characterSet)
        throws SQLException {
      int type = field.getMysqlTypeId();
      boolean zeroFill = field.isZeroFill();
      if (type == MysqlType.FIELD_TYPE_FLOAT && field.getDecimals() == 0) {
        return value -> OutfileValues.number(value, FLOAT_WIDTH, zeroFill);
      } else if (type == MysqlType.FIELD_TYPE_DOUBLE && field.getDecimals() == 0) {
        int width =
            field.getLength() == DOUBLE_COLUMN_LENGTH
                ? DOUBLE_COLUMN_WIDTH
                : DOUBLE_EXPRESSION_WIDTH;
        return value -> OutfileValues.number(value, width, zeroFill);
      }
      boolean binary =
          type == MysqlType.FIELD_TYPE_BIT
              || type == MysqlType.FIELD_TYPE_GEOMETRY
              || (field.getCollationIndex() == BINARY_COLLATION && hasCharacters(type));
      return binary && characterSet.isPresent()
          ? binary(field, characterSet.get())
          : UnaryOperator.identity();
    }

    private static boolean hasCharacters(int type) {
      return switch (type) {
        case MysqlType.FIELD_TYPE_STRING,
            MysqlType.FIELD_TYPE_VAR_STRING,
            MysqlType.FIELD_TYPE_VARCHAR,
            MysqlType.FIELD_TYPE_TINY_BLOB,
            MysqlType.FIELD_TYPE_BLOB,
            MysqlType.FIELD_TYPE_MEDIUM_BLOB,
            MysqlType.FIELD_TYPE_LONG_BLOB ->
            true;
        default -> false;
      };
    }

    private static UnaryOperator<byte[]> binary(Field field, String characterSet)
        throws SQLException {
      if (EAST_ASIAN.contains(characterSet)) {
        throw SqlErrors.unsupported(
            "INTO OUTFILE S3 … CHARACTER SET "
                + characterSet
                + " is not supported for binary columns like "
                + field.getColumnLabel()
                + ", since the server would cut their values; use HEX(), TO_BASE64() or no CHARACTER SET.");
      }
      return switch (characterSet) {
        case "utf8mb4" -> value -> OutfileValues.cutAtMalformed(value, 4);
        case "utf8mb3", "utf8" -> value -> OutfileValues.cutAtMalformed(value, 3);
        case "ascii" -> value -> OutfileValues.cutAtMalformed(value, 1);
        default -> UnaryOperator.identity();
      };
    }
  }
}
