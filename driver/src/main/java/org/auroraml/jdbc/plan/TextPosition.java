package org.auroraml.jdbc.plan;

/**
 * A place in a statement as people count: lines and columns from 1.
 *
 * @param line the line
 * @param column the column
 */
record TextPosition(int line, int column) {

  /** The position of an offset of the text. */
  static TextPosition of(String text, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    return new TextPosition(line, offset - lineStart + 1);
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
