package org.auroraml.grammar.antlr;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SqlMode;

/**
 * What the lexer grammar leaves to be read by hand: quoting and comments, which depend on the SQL
 * modes and on the server's version, and words, which depend on what stands beside them. Follows
 * the MySQL 8.0 manual, chapter 9, "Language Structure".
 */
public abstract class SqlLexerBase extends Lexer {
  /** Code in version comments up to this version is read: that of Aurora MySQL 3. */
  private static final int SERVER_VERSION = 80033;

  /** A class of its own: the generated lexer, a subclass, is initialised after this class. */
  static final class Known {
    static final Keywords KEYWORDS =
        new Keywords(MySqlLexer.VOCABULARY, Set.of(MySqlLexer.ruleNames));
  }

  private final List<SourceRange> versionMarks = new ArrayList<>(0);
  private SqlText text;
  private boolean ansiQuotes;
  private boolean backslashEscapes;
  private boolean pipesAsConcat;
  private boolean highNotPrecedence;
  private boolean ignoreSpace;
  private boolean inVersionComment;
  private boolean afterDot;
  private int previousType;
  private int previousEnd;

  /** Called by the generated lexer. */
  protected SqlLexerBase(CharStream input) {
    super(input);
    text = (SqlText) input;
  }

  /** Sets the SQL modes to read under. */
  final void setModes(Set<SqlMode> modes) {
    ansiQuotes = modes.contains(SqlMode.ANSI_QUOTES);
    backslashEscapes = !modes.contains(SqlMode.NO_BACKSLASH_ESCAPES);
    pipesAsConcat = modes.contains(SqlMode.PIPES_AS_CONCAT);
    highNotPrecedence = modes.contains(SqlMode.HIGH_NOT_PRECEDENCE);
    ignoreSpace = modes.contains(SqlMode.IGNORE_SPACE);
  }

  @Override
  public final Token nextToken() {
    return next();
  }

  /** The next token; at the end of the text the token EOF, again and again. */
  final SqlToken next() {
    while (true) {
      int start = skipBlanks();
      int c = text.at(start);
      if (c == IntStream.EOF) {
        return end(start);
      }
      _tokenStartCharIndex = start;
      if (c == '.' && start == previousEnd && isPlainName(previousType, start)) {
        text.seek(start + 1);
        _type = MySqlLexer.DOT;
      } else if (afterDot && isWordCharacter(c)) {
        text.seek(endOfWord(start));
        _type = MySqlLexer.WORD;
      } else {
        _type = Token.INVALID_TYPE;
        int matched = getInterpreter().match(text, _mode);
        if (_type == Token.INVALID_TYPE) {
          _type = matched;
        }
      }
      if (_type != SKIP) {
        afterDot = _type == MySqlLexer.DOT && isDotBeforeName(start);
        previousType = _type;
        previousEnd = text.index();
        return new SqlToken(text, _type, start, previousEnd);
      }
      if (text.at(start) == '*' || text.at(start + 2) == '!') {
        versionMarks.add(new SourceRange(start, text.index()));
      }
    }
  }

  /**
   * What the server does not see of version comments: their begin and end, or the whole where the
   * server is too old for it.
   */
  final List<SourceRange> versionMarks() {
    return versionMarks;
  }

  private int skipBlanks() {
    int index = text.index();
    int start = index;
    while (true) {
      int c = text.at(index);
      if (c != ' ' && (c < '\t' || c > '\r')) {
        break;
      }
      index++;
    }
    if (index != start) {
      text.seek(index);
    }
    return index;
  }

  private SqlToken end(int start) {
    if (inVersionComment) {
      inVersionComment = false;
      return new SqlToken(text, MySqlLexer.UNEXPECTED, start, start);
    }
    return new SqlToken(text, Token.EOF, start, start);
  }

  /** After a name that is not quoted, a dot starts a qualified name, even before a digit: t.1e5. */
  private boolean isPlainName(int type, int end) {
    return type != MySqlLexer.QUOTED_WORD
        && type != MySqlLexer.INTEGER_NUMBER
        && type != MySqlLexer.DECIMAL_NUMBER
        && type != MySqlLexer.FLOAT_NUMBER
        && type != MySqlLexer.HEX_LITERAL
        && type != MySqlLexer.BIT_LITERAL
        && type != MySqlLexer.USER_VARIABLE
        && isWordCharacter(text.at(end - 1));
  }

  /** A word directly after a dot is a name whatever keyword it is; after a blank it is not. */
  private boolean isDotBeforeName(int dot) {
    return isWordCharacter(text.at(dot + 1));
  }

  static boolean isWordCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '$'
        || c >= 0x80;
  }

  private int endOfWord(int start) {
    int end = start;
    while (isWordCharacter(text.at(end))) {
      end++;
    }
    return end;
  }

  /** A word: a keyword, an introducer of a string, or a name; before a dot it is always a name. */
  protected final void word() {
    int start = _tokenStartCharIndex;
    int end = text.index();
    int first = text.at(start);
    if (first >= '0' && first <= '9') {
      cutNumber(start, end);
      return;
    }
    if (text.at(end) == '.'
        && isWordCharacter(text.at(end + 1))
        && previousType != MySqlLexer.AT_AT) {
      _type = MySqlLexer.WORD;
      return;
    }
    Keywords keywords = Known.KEYWORDS;
    int place = keywords.find(text, start, end);
    if (place >= 0) {
      int type = keywords.type(place);
      if (!keywords.calledWithoutBlank(place) || isCalled(end)) {
        _type = type == MySqlLexer.NOT && highNotPrecedence ? MySqlLexer.NOT2 : type;
        return;
      }
    }
    _type = MySqlLexer.WORD;
  }

  private boolean isCalled(int end) {
    int index = end;
    while (ignoreSpace && text.at(index) != IntStream.EOF && text.at(index) <= ' ') {
      index++;
    }
    return text.at(index) == '(';
  }

  /** A word that starts with a digit is a name (1a), but 1e2t is the number 1e2 and the name t. */
  private void cutNumber(int start, int end) {
    _type = MySqlLexer.WORD;
    int index = start;
    while (index < end && isDigit(text.at(index))) {
      index++;
    }
    if ((text.at(index) | 0x20) == 'e' && isDigit(text.at(index + 1))) {
      index++;
      while (index < end && isDigit(text.at(index))) {
        index++;
      }
      text.seek(index);
      _type = MySqlLexer.FLOAT_NUMBER;
    }
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** The rest of a string whose opening quote was read. */
  protected final void string(char quote) {
    quoted(quote, backslashEscapes);
  }

  /** A double quote opens a string, or a name under ANSI_QUOTES. */
  protected final void doubleQuoted() {
    if (ansiQuotes) {
      quotedName('"');
    } else {
      string('"');
    }
  }

  /** The rest of a quoted name; only doubling the quote escapes it. */
  protected final void quotedName(char quote) {
    _type = MySqlLexer.QUOTED_WORD;
    quoted(quote, false);
  }

  private void quoted(char quote, boolean escapes) {
    int index = text.index();
    while (true) {
      int c = text.at(index++);
      if (c == IntStream.EOF) {
        _type = MySqlLexer.UNEXPECTED;
        text.seek(index);
        return;
      }
      if (c == '\\' && escapes) {
        index++;
      } else if (c == quote) {
        if (text.at(index) != quote) {
          text.seek(index);
          return;
        }
        index++;
      }
    }
  }

  /** The rest of {@code @'…'}, {@code @"…"} or {@code @`…`}. */
  protected final void quotedVariable() {
    char quote = (char) text.at(text.index() - 1);
    quoted(quote, quote != '`' && backslashEscapes && !(quote == '"' && ansiQuotes));
  }

  /** {@code @@} takes the name that follows without a blank. */
  protected final void systemVariable() {
    int c = text.at(text.index());
    if (!isWordCharacter(c) && c != '`') {
      _type = MySqlLexer.UNEXPECTED;
    }
  }

  /** {@code ||} is OR, or concatenation under PIPES_AS_CONCAT. */
  protected final void pipes() {
    if (pipesAsConcat) {
      _type = MySqlLexer.CONCAT_PIPES;
    }
  }

  /** A comment: to its first end, whatever stands in it. */
  protected final void blockComment() {
    int end = text.find("*/", text.index());
    text.seek(end < 0 ? text.size() : end + 2);
    _type = end < 0 ? MySqlLexer.UNEXPECTED : SKIP;
  }

  /**
   * {@code /*!} or {@code /*!80000}: what follows is code, unless the version is newer than the
   * server's.
   */
  protected final void versionComment() {
    _type = SKIP;
    int index = text.index();
    int version = 0;
    int digits = 0;
    while (digits < 5 && isDigit(text.at(index + digits))) {
      version = 10 * version + text.at(index + digits) - '0';
      digits++;
    }
    if (digits < 5 || version <= SERVER_VERSION) {
      text.seek(digits < 5 ? index : index + 5);
      inVersionComment = true;
      return;
    }
    skipNestedComments(index);
  }

  private void skipNestedComments(int from) {
    int depth = 1;
    for (int index = from; index < text.size(); index++) {
      if (text.at(index) == '*' && text.at(index + 1) == '/') {
        index++;
        if (--depth == 0) {
          text.seek(index + 1);
          return;
        }
      } else if (text.at(index) == '/' && text.at(index + 1) == '*') {
        index++;
        depth++;
      }
    }
    text.seek(text.size());
    _type = MySqlLexer.UNEXPECTED;
  }

  /** {@code *}{@code /} ends a version comment that was read as code; elsewhere it is a star. */
  protected final void endOfVersionComment() {
    if (inVersionComment) {
      _type = SKIP;
      inVersionComment = false;
    } else {
      _type = MySqlLexer.STAR;
      text.seek(text.index() - 1);
    }
  }

  /** After a fraction, an e begins an exponent, even if it has no digits. */
  protected final void decimal() {
    if ((text.at(text.index()) | 0x20) == 'e') {
      _type = MySqlLexer.UNEXPECTED;
    }
  }

  /** MySQL reads {@code =!} as one sign, and knows no such sign. */
  protected final void exclamation() {
    int start = _tokenStartCharIndex;
    boolean sign =
        switch (previousType) {
          case MySqlLexer.EQ, MySqlLexer.LT, MySqlLexer.GT, MySqlLexer.LE -> true;
          case MySqlLexer.NE -> text.at(start - 1) == '>';
          default -> false;
        };
    if (sign && previousEnd == start) {
      _type = MySqlLexer.UNEXPECTED;
    }
  }

  /** A question mark is a parameter unless a word begins there. */
  protected final void parameter() {
    if (isWordCharacter(text.at(text.index()))) {
      _type = MySqlLexer.UNEXPECTED;
    }
  }
}
