package org.auroraml.grammar.antlr;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A statement's text as ANTLR's input, one UTF-16 code unit at a time, so that every index is an
 * index of the text. ANTLR's own streams count code points.
 */
public final class SqlText implements CharStream {
  private final String text;
  private final int length;
  private int index;

  /** The text is read from its beginning. */
  public SqlText(String text) {
    this.text = text;
    this.length = text.length();
  }

  @Override
  public void consume() {
    if (index < length) {
      index++;
    }
  }

  @Override
  public int LA(int offset) {
    int at = offset > 0 ? index + offset - 1 : index + offset;
    return at >= 0 && at < length ? text.charAt(at) : IntStream.EOF;
  }

  /** The code unit at an index of the text, or {@link IntStream#EOF} outside it. */
  int at(int position) {
    return position >= 0 && position < length ? text.charAt(position) : IntStream.EOF;
  }

  /** Where {@code mark} stands next at or after {@code from}, or -1. */
  int find(String mark, int from) {
    return text.indexOf(mark, from);
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {
    // Nothing is buffered: the whole text stays there.
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public void seek(int position) {
    index = Math.min(position, length);
  }

  @Override
  public int size() {
    return length;
  }

  @Override
  public String getSourceName() {
    return "statement";
  }

  @Override
  public String getText(Interval interval) {
    return text.substring(interval.a, Math.min(interval.b + 1, length));
  }

  @Override
  public String toString() {
    return text;
  }
}
