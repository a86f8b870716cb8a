package org.auroraml.grammar;

/**
 * The text is not a statement of the grammar. The message names the place and what stands there; it
 * never quotes more than one token, since literals may be personal data.
 */
public final class SqlSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int position;
  private final int line;
  private final int column;

  /**
   * @param message what is wrong, without the place
   * @param position zero-based offset in UTF-16 code units
   * @param line one-based line
   * @param column one-based column
   */
  public SqlSyntaxException(String message, int position, int line, int column) {
    super(message + " at line " + line + ", column " + column);
    this.position = position;
    this.line = line;
    this.column = column;
  }

  /** Zero-based offset of the offending token, in UTF-16 code units. */
  public int position() {
    return position;
  }

  /** One-based line of the offending token. */
  public int line() {
    return line;
  }

  /** One-based column of the offending token. */
  public int column() {
    return column;
  }
}
