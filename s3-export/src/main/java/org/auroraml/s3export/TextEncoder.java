package org.auroraml.s3export;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Writes what {@code SELECT … INTO OUTFILE} of MySQL 8.0.33 writes.
 *
 * <p>The manual gives the outline. What it leaves out was found by asking a server for each ASCII
 * character in each option (TextEncoderTest has the answers):
 *
 * <ul>
 *   <li>Values that are not strings are escaped only if the character that separates fields (the
 *       enclosing one, else the first of FIELDS TERMINATED BY) can occur in a number.
 *   <li>Inside an enclosed value the field terminator is not escaped, the enclosing character is.
 *   <li>An enclosing character that means something after a backslash (n, t, r, b, 0, Z, N) is
 *       doubled, not escaped.
 *   <li>A field terminator that means something after a backslash is written as it is in values
 *       that are not enclosed; so is one that can occur in a number, if there is a column of
 *       numbers.
 *   <li>NUL as a delimiter counts as a character of numbers, and as one with a meaning after a
 *       backslash.
 *   <li>Of a character of several bytes as ESCAPED BY the first byte is used, and never escaped.
 *   <li>Without LINES TERMINATED BY a row ends with the field terminator; without FIELDS TERMINATED
 *       BY the word OPTIONALLY has no effect.
 * </ul>
 */
final class TextEncoder implements RowEncoder {

  private static final String MEANINGFUL_AFTER_ESCAPE = "ntrb0ZN\0";
  private static final String IN_NUMBERS = ".0123456789e+-\0";
  private static final int NONE = Escapes.NONE;

  private final byte[] fieldTerminator;
  private final byte[] enclosure;
  private final byte[] lineStart;
  private final byte[] lineTerminator;
  private final byte[] nullValue;
  private final boolean[] enclosed;
  private final boolean[] escaped;
  private final Characters[] characters;
  private final Escapes whenEnclosed;
  private final Escapes whenBare;

  TextEncoder(RowFormat.Text format, List<ExportColumn> columns) {
    fieldTerminator = format.fieldsTerminatedBy();
    enclosure = format.enclosedBy();
    lineStart = format.linesStartingBy();
    lineTerminator =
        format.linesTerminatedBy().length == 0 ? fieldTerminator : format.linesTerminatedBy();

    int escape = format.escapedBy().length == 0 ? NONE : format.escapedBy()[0] & 0xff;
    nullValue =
        escape == NONE ? new byte[] {'N', 'U', 'L', 'L'} : new byte[] {(byte) escape, (byte) 'N'};

    int terminator = special(fieldTerminator);
    int separator = enclosure.length == 0 ? terminator : special(enclosure);
    int lineEnd = special(lineTerminator);

    boolean onlyText = format.optionally() && fieldTerminator.length > 0;
    int count = columns.size();
    enclosed = new boolean[count];
    escaped = new boolean[count];
    characters = new Characters[count];
    boolean hasNumbers = false;
    for (int i = 0; i < count; i++) {
      boolean text = columns.get(i).text();
      characters[i] = columns.get(i).characters();
      hasNumbers |= !text;
      enclosed[i] = enclosure.length > 0 && (!onlyText || text);
      escaped[i] = escape != NONE && (text || isOneOf(IN_NUMBERS, separator));
    }

    // Of a longer character the server knows the first byte here, but does not look for it.
    int inValue = format.escapedBy().length == 1 ? escape : NONE;
    whenEnclosed = new Escapes(prefixes(escape, separator, inValue, separator, lineEnd));
    int[] bare = prefixes(escape, separator, inValue, terminator, lineEnd);
    if (isOneOf(MEANINGFUL_AFTER_ESCAPE, terminator)
        || (hasNumbers && isOneOf(IN_NUMBERS, terminator))) {
      bare[terminator] = NONE;
    }
    whenBare = new Escapes(bare);
  }

  @Override
  public void encode(ExportRow row, Spool out) throws IOException {
    encode(row, enclosed, escaped, out);
  }

  @Override
  public void encodeHeader(ExportRow labels, Spool out) throws IOException {
    boolean[] enclosedLabels = new boolean[labels.columns()];
    Arrays.fill(enclosedLabels, enclosure.length > 0);
    boolean[] escapedLabels = new boolean[labels.columns()];
    Arrays.fill(escapedLabels, nullValue.length == 2);
    encode(labels, enclosedLabels, escapedLabels, out);
  }

  private void encode(ExportRow row, boolean[] enclose, boolean[] escape, Spool out)
      throws IOException {
    out.write(lineStart);
    for (int i = 0; i < row.columns(); i++) {
      if (i > 0) {
        out.write(fieldTerminator);
      }
      byte[] value = row.array(i);
      if (value == null) {
        out.write(nullValue);
        continue;
      }
      if (enclose[i]) {
        out.write(enclosure);
      }
      if (escape[i]) {
        (enclose[i] ? whenEnclosed : whenBare).write(row, i, characters[i], out);
      } else {
        out.write(value, row.offset(i), row.length(i));
      }
      if (enclose[i]) {
        out.write(enclosure);
      }
    }
    out.write(lineTerminator);
  }

  private static int[] prefixes(int escape, int separator, int... specials) {
    int[] prefixes = new int[256];
    Arrays.fill(prefixes, NONE);
    if (escape == NONE) {
      return prefixes;
    }
    prefixes[0] = escape;
    for (int special : specials) {
      if (special != NONE) {
        boolean doubled = special == separator && isOneOf(MEANINGFUL_AFTER_ESCAPE, separator);
        prefixes[special] = doubled ? separator : escape;
      }
    }
    return prefixes;
  }

  /** The byte of values that the server takes for the beginning of this delimiter. */
  private static int special(byte[] delimiter) {
    return delimiter.length == 0 ? NONE : delimiter[0] & 0xff;
  }

  private static boolean isOneOf(String characters, int character) {
    return characters.indexOf(character) >= 0;
  }
}
