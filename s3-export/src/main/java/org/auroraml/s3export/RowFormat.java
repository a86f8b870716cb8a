package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.regex.Pattern;

/** How rows stand in the objects of an export. */
public sealed interface RowFormat {

  /**
   * What MySQL's own {@code SELECT … INTO OUTFILE} writes for the same options, byte for byte
   * (manual sections "SELECT ... INTO Statement" and "LOAD DATA Statement", Field and Line
   * Handling). Strings of the clause are given as bytes in the export's character set. Immutable.
   */
  final class Text implements RowFormat {

    private static final byte[] NOTHING = {};

    private static final Text DEFAULTS =
        new Text(
            "\t".getBytes(US_ASCII),
            NOTHING,
            false,
            "\\".getBytes(US_ASCII),
            NOTHING,
            "\n".getBytes(US_ASCII));

    private final byte[] fieldsTerminatedBy;
    private final byte[] enclosedBy;
    private final boolean optionally;
    private final byte[] escapedBy;
    private final byte[] linesStartingBy;
    private final byte[] linesTerminatedBy;

    /**
     * A format of these options.
     *
     * @param fieldsTerminatedBy stands between two values; any length
     * @param enclosedBy stands around values; one character or none
     * @param optionally whether only string columns are enclosed
     * @param escapedBy goes before special bytes; one character, or none to escape nothing
     * @param linesStartingBy begins each row; any length
     * @param linesTerminatedBy ends each row; any length
     * @throws IllegalArgumentException for what MySQL rejects with error 1083
     *     (ER_WRONG_FIELD_TERMINATORS)
     */
    public Text(
        byte[] fieldsTerminatedBy,
        byte[] enclosedBy,
        boolean optionally,
        byte[] escapedBy,
        byte[] linesStartingBy,
        byte[] linesTerminatedBy) {
      requireAtMostOneCharacter("ENCLOSED BY", enclosedBy);
      requireAtMostOneCharacter("ESCAPED BY", escapedBy);
      this.fieldsTerminatedBy = fieldsTerminatedBy.clone();
      this.enclosedBy = enclosedBy.clone();
      this.optionally = optionally;
      this.escapedBy = escapedBy.clone();
      this.linesStartingBy = linesStartingBy.clone();
      this.linesTerminatedBy = linesTerminatedBy.clone();
    }

    /**
     * MySQL's defaults: {@code FIELDS TERMINATED BY '\t' ENCLOSED BY '' ESCAPED BY '\\' LINES
     * STARTING BY '' TERMINATED BY '\n'}.
     */
    public static Text defaults() {
      return DEFAULTS;
    }

    /** This format with another FIELDS TERMINATED BY. */
    public Text withFieldsTerminatedBy(byte[] value) {
      return new Text(value, enclosedBy, optionally, escapedBy, linesStartingBy, linesTerminatedBy);
    }

    /** This format with another FIELDS [OPTIONALLY] ENCLOSED BY. */
    public Text withEnclosedBy(byte[] value, boolean onlyText) {
      return new Text(
          fieldsTerminatedBy, value, onlyText, escapedBy, linesStartingBy, linesTerminatedBy);
    }

    /** This format with another FIELDS ESCAPED BY. */
    public Text withEscapedBy(byte[] value) {
      return new Text(
          fieldsTerminatedBy, enclosedBy, optionally, value, linesStartingBy, linesTerminatedBy);
    }

    /** This format with another LINES STARTING BY. */
    public Text withLinesStartingBy(byte[] value) {
      return new Text(
          fieldsTerminatedBy, enclosedBy, optionally, escapedBy, value, linesTerminatedBy);
    }

    /** This format with another LINES TERMINATED BY. */
    public Text withLinesTerminatedBy(byte[] value) {
      return new Text(
          fieldsTerminatedBy, enclosedBy, optionally, escapedBy, linesStartingBy, value);
    }

    public byte[] fieldsTerminatedBy() {
      return fieldsTerminatedBy.clone();
    }

    public byte[] enclosedBy() {
      return enclosedBy.clone();
    }

    public boolean optionally() {
      return optionally;
    }

    public byte[] escapedBy() {
      return escapedBy.clone();
    }

    public byte[] linesStartingBy() {
      return linesStartingBy.clone();
    }

    public byte[] linesTerminatedBy() {
      return linesTerminatedBy.clone();
    }

    /** A character of several bytes begins with one above 127 in all character sets of MySQL. */
    private static void requireAtMostOneCharacter(String option, byte[] value) {
      if (value.length > 1 && (value[0] >= 0 || value.length > 4)) {
        throw new IllegalArgumentException(
            "FIELDS " + option + " takes one character or none, not " + value.length + " bytes");
      }
    }
  }

  /**
   * RFC 4180 with its open points decided.
   *
   * <ul>
   *   <li>Lines end with LF unless asked otherwise: so do those of Aurora, LOAD DATA expects it by
   *       default, and readers of CSV take either.
   *   <li>NULL is nothing at all between the separators, the empty string is {@code ""}.
   *   <li>Unless asked otherwise quoted is only what needs it: values with the separator, a quote,
   *       CR or LF; with a blank or tab at either end, which some readers trim; the empty string;
   *       and the word NULL, which LOAD DATA takes for SQL NULL when it is bare.
   *   <li>A quote inside quotes is doubled. Nothing is escaped: a backslash is a backslash.
   *   <li>The bytes of binary values stand there as they are.
   * </ul>
   *
   * {@code LOAD DATA … FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '"' ESCAPED BY ''} reads
   * every value back, but SQL NULL: MySQL's reader takes a bare nothing for the empty string, too.
   * A reader that minds the quotes (PostgreSQL's COPY, Apache Commons CSV) tells the two apart.
   *
   * @param separator stands between two values: ASCII characters, none of them a quote, CR or LF
   * @param quote {@code "} or {@code '}
   * @param quoted which values are between quotes
   * @param lineEnd LF or CR LF
   */
  record Csv(String separator, char quote, Quoted quoted, String lineEnd) implements RowFormat {

    /** The values that are between quotes; NULL never is. */
    public enum Quoted {
      WHERE_NEEDED,
      /** All of string columns, others where needed. */
      STRINGS,
      ALL
    }

    /**
     * A format of these options.
     *
     * @throws IllegalArgumentException for what common readers would not understand
     */
    public Csv {
      if (!SEPARATOR.matcher(separator).matches()) {
        throw new IllegalArgumentException(
            "CSV takes FIELDS TERMINATED BY one or more ASCII characters, none of them a quote or a"
                + " line end");
      }
      if (quote != '"' && quote != '\'') {
        throw new IllegalArgumentException("CSV takes FIELDS ENCLOSED BY a quote, \" or '");
      }
      if (!lineEnd.equals("\n") && !lineEnd.equals("\r\n")) {
        throw new IllegalArgumentException("CSV takes LINES TERMINATED BY '\\n' or '\\r\\n'");
      }
    }

    private static final Pattern SEPARATOR = Pattern.compile("[\\p{ASCII}&&[^\"'\r\n\\x00]]+");

    /** Commas, double quotes where needed, LF. */
    public Csv() {
      this(",", '"', Quoted.WHERE_NEEDED, "\n");
    }
  }
}
