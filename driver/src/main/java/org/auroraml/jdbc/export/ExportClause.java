package org.auroraml.jdbc.export;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.auroraml.grammar.IntoClause;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.s3export.Encryption;
import org.auroraml.s3export.EncryptionDefaults;
import org.auroraml.s3export.ExportRequest;
import org.auroraml.s3export.RowFormat;
import org.auroraml.s3export.RowFormat.Csv.Quoted;
import org.auroraml.s3export.S3Location;

/**
 * An INTO OUTFILE S3 clause that was checked. What would change the objects' content or place is
 * refused where it can't be done, never left out silently.
 *
 * @param into the clause
 * @param location where the objects go
 * @param format how rows stand in them
 * @param characterSet the character set that the server converts strings to. TEXT leaves it to the
 *     clause, as INTO OUTFILE does: without one each column keeps its own. CSV has no use for a
 *     mixture.
 */
record ExportClause(
    IntoClause.S3 into, S3Location location, RowFormat format, Optional<String> characterSet) {

  /** Character sets whose ASCII characters have several bytes. */
  private static final Set<String> WIDE = Set.of("ucs2", "utf16", "utf16le", "utf32");

  static ExportClause of(IntoClause.S3 into) throws SQLException {
    return new ExportClause(into, location(into), format(into), characterSet(into));
  }

  /**
   * What it asks for.
   *
   * @param defaults where it does not say how S3 encrypts
   */
  ExportRequest request(EncryptionDefaults defaults) {
    return new ExportRequest(
        location,
        format,
        into.header() ? Optional.of(StandardCharsets.UTF_8) : Optional.empty(),
        into.overwrite().orElse(false),
        into.manifest().orElse(false),
        encryption(defaults));
  }

  private Encryption encryption(EncryptionDefaults defaults) {
    if (into.encryption().isEmpty()) {
      return defaults.withoutClause();
    }
    IntoClause.Encryption clause = into.encryption().get();
    return defaults.of(EncryptionDefaults.Word.valueOf(clause.mode().name()), clause.key());
  }

  private static S3Location location(IntoClause.S3 into) throws SQLException {
    try {
      return S3Location.parse(into.uri());
    } catch (IllegalArgumentException e) {
      throw SqlErrors.modelInput("INTO OUTFILE S3: " + e.getMessage(), e);
    }
  }

  private static RowFormat format(IntoClause.S3 into) throws SQLException {
    return switch (into.format().orElse(IntoClause.Format.TEXT)) {
      case TEXT -> text(into);
      case CSV -> csv(into);
      case PARQUET ->
          throw SqlErrors.unsupported(
              "INTO OUTFILE S3 … FORMAT PARQUET is not supported yet; use FORMAT CSV or FORMAT TEXT.");
    };
  }

  private static RowFormat text(IntoClause.S3 into) throws SQLException {
    RowFormat.Text defaults = RowFormat.Text.defaults();
    try {
      return new RowFormat.Text(
          bytes(into.fieldsTerminatedBy(), defaults.fieldsTerminatedBy()),
          bytes(into.enclosedBy(), defaults.enclosedBy()),
          into.optionally(),
          bytes(into.escapedBy(), defaults.escapedBy()),
          bytes(into.linesStartingBy(), defaults.linesStartingBy()),
          bytes(into.linesTerminatedBy(), defaults.linesTerminatedBy()));
    } catch (IllegalArgumentException e) {
      throw SqlErrors.modelInput("INTO OUTFILE S3: " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(Optional<String> written, byte[] defaultBytes) {
    return written.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(defaultBytes);
  }

  private static RowFormat csv(IntoClause.S3 into) throws SQLException {
    RowFormat.Csv defaults = new RowFormat.Csv();
    String quote = into.enclosedBy().orElse(String.valueOf(defaults.quote()));
    if (quote.length() != 1) {
      throw unsupportedCsv("CSV takes FIELDS ENCLOSED BY a quote, \" or '", null);
    }
    if (into.escapedBy().filter(escape -> !escape.isEmpty() && !escape.equals(quote)).isPresent()) {
      throw unsupportedCsv(
          "CSV has no escapes, it doubles quotes; ESCAPED BY takes '' or the quote", null);
    }
    if (into.linesStartingBy().filter(start -> !start.isEmpty()).isPresent()) {
      throw unsupportedCsv("CSV has no LINES STARTING BY", null);
    }
    try {
      return new RowFormat.Csv(
          into.fieldsTerminatedBy().orElse(defaults.separator()),
          quote.charAt(0),
          into.enclosedBy().isEmpty()
              ? Quoted.WHERE_NEEDED
              : into.optionally() ? Quoted.STRINGS : Quoted.ALL,
          into.linesTerminatedBy().orElse(defaults.lineEnd()));
    } catch (IllegalArgumentException e) {
      throw unsupportedCsv(e.getMessage(), e);
    }
  }

  private static SQLException unsupportedCsv(String why, Throwable cause) {
    SQLException unsupported =
        SqlErrors.unsupported(
            "INTO OUTFILE S3 … FORMAT CSV: " + why + ". FORMAT TEXT takes any delimiters.");
    if (cause != null) {
      unsupported.initCause(cause);
    }
    return unsupported;
  }

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
}
