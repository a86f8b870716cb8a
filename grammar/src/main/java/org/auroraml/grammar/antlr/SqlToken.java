package org.auroraml.grammar.antlr;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;

/**
 * A token: a type and a range of the text. Lines are counted only when an error is reported, and
 * blanks and comments never become tokens.
 */
public final class SqlToken implements Token {
  private final SqlText text;
  private final int start;
  private int end;
  private int type;
  private int index;

  SqlToken(SqlText text, int type, int start, int end) {
    this.text = text;
    this.type = type;
    this.start = start;
    this.end = end;
  }

  /** Index of the first code unit. */
  public int start() {
    return start;
  }

  /** Index after the last code unit. */
  public int end() {
    return end;
  }

  /** Adjacent strings are one string: this token reaches to the end of {@code next}. */
  int join(SqlToken next) {
    end = next.end;
    if (type == MySqlLexer.STRING_LITERAL) {
      type = MySqlLexer.ADJACENT_STRINGS;
    }
    return type;
  }

  void setType(int type) {
    this.type = type;
  }

  void setIndex(int index) {
    this.index = index;
  }

  @Override
  public String getText() {
    return type == EOF ? "" : text.toString().substring(start, end);
  }

  @Override
  public int getType() {
    return type;
  }

  @Override
  public int getLine() {
    return 0;
  }

  @Override
  public int getCharPositionInLine() {
    return -1;
  }

  @Override
  public int getChannel() {
    return DEFAULT_CHANNEL;
  }

  @Override
  public int getTokenIndex() {
    return index;
  }

  @Override
  public int getStartIndex() {
    return start;
  }

  @Override
  public int getStopIndex() {
    return end - 1;
  }

  @Override
  public TokenSource getTokenSource() {
    return null;
  }

  @Override
  public CharStream getInputStream() {
    return text;
  }

  @Override
  public String toString() {
    return MySqlLexer.VOCABULARY.getDisplayName(type) + "@" + start;
  }
}
