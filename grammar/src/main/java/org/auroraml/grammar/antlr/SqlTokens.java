package org.auroraml.grammar.antlr;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;
import org.auroraml.grammar.SourceRange;

/**
 * All tokens of a statement, with those given a type of their own that one token of lookahead could
 * not tell apart in the parser. MySQL's parser reads bottom-up and decides later; ours reads
 * top-down and would have to guess.
 */
public final class SqlTokens implements TokenStream {
  /** Deeper parentheses are refused: the parser's stack would not hold them. */
  private static final int MAX_DEPTH = 1000;

  /** What may follow the first, parenthesized operand of a query. */
  private static final BitSet AFTER_QUERY =
      types(
          MySqlLexer.UNION,
          MySqlLexer.EXCEPT,
          MySqlLexer.INTERSECT,
          MySqlLexer.ORDER,
          MySqlLexer.LIMIT,
          MySqlLexer.FOR,
          MySqlLexer.LOCK,
          MySqlLexer.INTO,
          MySqlLexer.RPAREN);

  /** Before what a doubled parenthesis may hold a query: f((SELECT 1)) is a call. */
  private static final BitSet BEFORE_QUERY =
      types(
          Token.INVALID_TYPE,
          MySqlLexer.ALL,
          MySqlLexer.AND,
          MySqlLexer.ANY,
          MySqlLexer.AS,
          MySqlLexer.COMMA,
          MySqlLexer.DESC,
          MySqlLexer.DISTINCT,
          MySqlLexer.EQ,
          MySqlLexer.EXCEPT,
          MySqlLexer.EXISTS,
          MySqlLexer.EXPLAIN,
          MySqlLexer.FOR,
          MySqlLexer.FROM,
          MySqlLexer.GE,
          MySqlLexer.GT,
          MySqlLexer.IN,
          MySqlLexer.INTERSECT,
          MySqlLexer.JOIN,
          MySqlLexer.LATERAL,
          MySqlLexer.LE,
          MySqlLexer.LPAREN,
          MySqlLexer.LT,
          MySqlLexer.NE,
          MySqlLexer.QUERY_PAREN,
          MySqlLexer.SELECT,
          MySqlLexer.STRAIGHT_JOIN,
          MySqlLexer.UNION,
          MySqlLexer.UPDATE,
          MySqlLexer.USING);

  /** Before what BEGIN is a name. */
  private static final BitSet BEFORE_NAME =
      types(
          MySqlLexer.ADD,
          MySqlLexer.AND,
          MySqlLexer.AS,
          MySqlLexer.BY,
          MySqlLexer.CHANGE,
          MySqlLexer.COLUMN,
          MySqlLexer.COMMA,
          MySqlLexer.DOT,
          MySqlLexer.DROP,
          MySqlLexer.EQ,
          MySqlLexer.FROM,
          MySqlLexer.INTO,
          MySqlLexer.JOIN,
          MySqlLexer.LPAREN,
          MySqlLexer.MODIFY,
          MySqlLexer.ON,
          MySqlLexer.OR,
          MySqlLexer.SELECT,
          MySqlLexer.TABLE,
          MySqlLexer.WHERE);

  /** Before what a name and a parenthesis are a table and its columns. */
  private static final BitSet BEFORE_TABLE =
      types(
          MySqlLexer.EXISTS,
          MySqlLexer.INTO,
          MySqlLexer.REFERENCES,
          MySqlLexer.TABLE,
          MySqlLexer.VIEW);

  private static final BitSet SELECT_OPTIONS =
      types(
          MySqlLexer.SELECT,
          MySqlLexer.ALL,
          MySqlLexer.DISTINCT,
          MySqlLexer.HIGH_PRIORITY,
          MySqlLexer.STRAIGHT_JOIN,
          MySqlLexer.SQL_SMALL_RESULT,
          MySqlLexer.SQL_BIG_RESULT,
          MySqlLexer.SQL_BUFFER_RESULT,
          MySqlLexer.SQL_NO_CACHE,
          MySqlLexer.SQL_CALC_FOUND_ROWS);

  private final SqlText text;
  private final List<SourceRange> versionMarks;
  private SqlToken[] tokens = new SqlToken[64];
  private int[] partners = {};
  private int size;
  private int position;
  private int tooDeep = -1;

  static BitSet types(int... types) {
    BitSet set = new BitSet();
    for (int type : types) {
      set.set(type);
    }
    return set;
  }

  /** Reads all tokens of {@code lexer}. */
  SqlTokens(SqlLexerBase lexer, SqlText text) {
    this.text = text;
    fill(lexer);
    versionMarks = lexer.versionMarks();
    lookAhead();
    if (type(0) == MySqlLexer.CREATE && isMlFunction()) {
      set(0, MySqlLexer.CREATE_ML);
    }
  }

  private void fill(SqlLexerBase lexer) {
    int previous = Token.INVALID_TYPE;
    SqlToken token;
    do {
      token = lexer.next();
      int type = token.getType();
      if (type == MySqlLexer.STRING_LITERAL && isString(previous) && !takesOneString(size - 2)) {
        previous = tokens[size - 1].join(token);
        continue;
      }
      if ((type == MySqlLexer.SQL_NO_CACHE || type == MySqlLexer.SQL_BUFFER_RESULT)
          && !SELECT_OPTIONS.get(previous)) {
        token.setType(MySqlLexer.WORD);
      }
      if (size == tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * size);
      }
      token.setIndex(size);
      tokens[size++] = token;
      previous = type == Token.EOF ? Token.INVALID_TYPE : token.getType();
    } while (token.getType() != Token.EOF);
  }

  private static boolean isString(int type) {
    return type == MySqlLexer.STRING_LITERAL
        || type == MySqlLexer.ADJACENT_STRINGS
        || type == MySqlLexer.NATIONAL_LITERAL;
  }

  /** After DATE or an arrow stands one string; another is an alias. */
  private boolean takesOneString(int i) {
    return i >= 0
        && switch (type(i)) {
          case MySqlLexer.DATE,
              MySqlLexer.TIME,
              MySqlLexer.TIMESTAMP,
              MySqlLexer.ARROW,
              MySqlLexer.LONG_ARROW ->
              true;
          default -> false;
        };
  }

  /** Goes from the last token to the first, so that what follows a token is decided already. */
  private void lookAhead() {
    partners = new int[size];
    boolean[] commas = new boolean[size];
    int open = -1;
    int depth = 0;
    for (int i = size - 1; i >= 0; i--) {
      switch (type(i)) {
        case MySqlLexer.RPAREN -> {
          partners[i] = open;
          open = i;
          depth++;
        }
        case MySqlLexer.LPAREN -> {
          int close = open;
          if (close >= 0) {
            if (depth > MAX_DEPTH) {
              tooDeep = i;
            }
            depth--;
            open = partners[close];
            commas[i] = commas[close];
          }
          partners[i] = close;
          parenthesis(i);
        }
        case MySqlLexer.COMMA -> {
          if (open >= 0) {
            commas[open] = true;
          }
        }
        case MySqlLexer.STAR -> star(i);
        case MySqlLexer.INTERVAL -> {
          if (type(i + 1) == MySqlLexer.LPAREN && commas[i + 1]) {
            set(i, MySqlLexer.INTERVAL_CALL);
          }
        }
        default -> word(i);
      }
    }
  }

  private void parenthesis(int i) {
    switch (type(i + 1)) {
      case MySqlLexer.SELECT, MySqlLexer.WITH, MySqlLexer.TABLE -> set(i, MySqlLexer.QUERY_PAREN);
      case MySqlLexer.VALUES -> {
        if (type(i + 2) == MySqlLexer.ROW) {
          set(i, MySqlLexer.QUERY_PAREN);
        }
      }
      case MySqlLexer.QUERY_PAREN -> {
        int inner = partners[i + 1];
        int after = inner < 0 ? Token.EOF : type(inner + 1);
        if (after >= 0
            && AFTER_QUERY.get(after)
            && (after != MySqlLexer.RPAREN || mayHoldQuery(i))) {
          set(i, MySqlLexer.QUERY_PAREN);
        }
      }
      default -> {}
    }
  }

  /** Whether {@code ((SELECT …))} may be a query here rather than an argument or a row. */
  private boolean mayHoldQuery(int i) {
    int first = i == 0 ? Token.INVALID_TYPE : type(0);
    boolean insert = first == MySqlLexer.INSERT || first == MySqlLexer.REPLACE;
    int before = i == 0 ? Token.INVALID_TYPE : type(i - 1);
    if (insert && (before == MySqlLexer.WORD || before == MySqlLexer.QUOTED_WORD)) {
      return i >= 2 && (type(i - 2) == MySqlLexer.INTO || type(i - 2) == MySqlLexer.DOT || i == 2);
    }
    if (insert && before == MySqlLexer.COMMA) {
      return false;
    }
    return (before >= 0 && BEFORE_QUERY.get(before)) || (insert && before == MySqlLexer.RPAREN);
  }

  /** The first name of {@code t.*} or {@code db.t.*}. */
  private void star(int i) {
    if (i >= 2 && type(i - 1) == MySqlLexer.DOT && isName(i - 2)) {
      boolean qualified = i >= 4 && type(i - 3) == MySqlLexer.DOT && isName(i - 4);
      set(qualified ? i - 4 : i - 2, MySqlLexer.WILD_NAME);
    }
  }

  private boolean isName(int i) {
    int type = type(i);
    return type == MySqlLexer.QUOTED_WORD
        || (type >= 0
            && SqlLexerBase.isWordCharacter(text.at(tokens[i].end() - 1))
            && !SqlLexerBase.Known.KEYWORDS.isReserved(type));
  }

  private void word(int i) {
    int next = type(i + 1);
    switch (type(i)) {
      case MySqlLexer.IS -> {
        int value = next == MySqlLexer.NOT || next == MySqlLexer.NOT2 ? type(i + 2) : next;
        if (value == MySqlLexer.TRUE || value == MySqlLexer.FALSE || value == MySqlLexer.UNKNOWN) {
          set(i, MySqlLexer.IS_TRUTH);
        }
      }
      case MySqlLexer.NOT2 -> {
        if (next == MySqlLexer.DETERMINISTIC || (i > 0 && type(i - 1) == MySqlLexer.IF)) {
          set(i, MySqlLexer.NOT);
        }
      }
      case MySqlLexer.WITH -> {
        if (next == MySqlLexer.ROLLUP) {
          set(i, MySqlLexer.WITH_ROLLUP);
        }
      }
      case MySqlLexer.ON -> {
        if (next == MySqlLexer.DUPLICATE && type(i + 2) == MySqlLexer.KEY) {
          set(i, MySqlLexer.ON_DUPLICATE);
        }
      }
      case MySqlLexer.DATE, MySqlLexer.TIME, MySqlLexer.TIMESTAMP -> {
        if (next == MySqlLexer.STRING_LITERAL) {
          set(i, MySqlLexer.TEMPORAL);
        }
      }
      case MySqlLexer.BEGIN -> {
        // At the beginning BEGIN starts a transaction, in a stored program a block.
        if (i > 0 && !BEFORE_NAME.get(type(i - 1)) && isProgram(i)) {
          set(i, MySqlLexer.BEGIN_BLOCK);
        }
      }
      case MySqlLexer.DEFAULT -> {
        if (next == MySqlLexer.LPAREN) {
          set(i, MySqlLexer.DEFAULT_CALL);
        }
      }
      case MySqlLexer.USER_VARIABLE -> {
        if (next == MySqlLexer.ASSIGN) {
          set(i, MySqlLexer.ASSIGNED_VARIABLE);
        }
      }
      case MySqlLexer.ANY -> {
        if (next != MySqlLexer.QUERY_PAREN) {
          set(i, MySqlLexer.WORD);
        }
      }
      case MySqlLexer.AVG,
          MySqlLexer.GET_FORMAT,
          MySqlLexer.JSON_VALUE,
          MySqlLexer.TIMESTAMPADD,
          MySqlLexer.TIMESTAMPDIFF,
          MySqlLexer.WEIGHT_STRING -> {
        if (next != MySqlLexer.LPAREN || (i > 0 && BEFORE_TABLE.get(type(i - 1)))) {
          set(i, MySqlLexer.WORD);
        }
      }
      default -> {}
    }
  }

  /** Whether the statement up to a token defines a stored program. */
  private boolean isProgram(int end) {
    if (type(0) != MySqlLexer.CREATE && type(0) != MySqlLexer.ALTER) {
      return false;
    }
    for (int i = 1; i < end; i++) {
      switch (type(i)) {
        case MySqlLexer.PROCEDURE, MySqlLexer.FUNCTION, MySqlLexer.TRIGGER, MySqlLexer.EVENT -> {
          return true;
        }
        case MySqlLexer.TABLE, MySqlLexer.VIEW, MySqlLexer.USER, MySqlLexer.ROLE -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  private int type(int i) {
    return i < size ? tokens[i].getType() : Token.EOF;
  }

  private void set(int i, int type) {
    tokens[i].setType(type);
  }

  /** Whether the parser is to read the statement, rather than know it by its first two words. */
  boolean isUnderstood() {
    return size == 1
        || type(size - 2) == MySqlLexer.UNEXPECTED
        || !OtherStatements.beginWith(tokens[0].getText(), tokens[1].getText());
  }

  /** Whether ALIAS stands after the parameters of a CREATE FUNCTION, where a body might begin. */
  private boolean isMlFunction() {
    int i = 1;
    while (type(i) != MySqlLexer.FUNCTION) {
      if (type(i) == Token.EOF || type(i) == MySqlLexer.LPAREN || type(i) == MySqlLexer.AS) {
        return false;
      }
      i++;
    }
    while (type(i) != MySqlLexer.LPAREN && type(i) != Token.EOF) {
      i++;
    }
    for (i = i < size - 1 ? partners[i] : -1; i >= 0 && i < size; i++) {
      switch (type(i)) {
        case MySqlLexer.ALIAS -> {
          return true;
        }
        case MySqlLexer.SELECT, MySqlLexer.RETURN, MySqlLexer.BEGIN, MySqlLexer.SONAME -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  /** What the server does not see of version comments. */
  public List<SourceRange> versionMarks() {
    return versionMarks;
  }

  /** The opening parenthesis that is nested too deeply, or null. */
  SqlToken tooDeep() {
    return tooDeep < 0 ? null : tokens[tooDeep];
  }

  @Override
  public SqlToken get(int index) {
    return tokens[index];
  }

  @Override
  public SqlToken LT(int offset) {
    int at = offset > 0 ? position + offset - 1 : position + offset;
    return at < 0 ? null : tokens[Math.min(at, size - 1)];
  }

  @Override
  public int LA(int offset) {
    int at = offset > 0 ? position + offset - 1 : position + offset;
    return at < 0 ? Token.INVALID_TYPE : tokens[Math.min(at, size - 1)].getType();
  }

  @Override
  public void consume() {
    if (position < size - 1) {
      position++;
    }
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {
    // All tokens stay.
  }

  @Override
  public int index() {
    return position;
  }

  @Override
  public void seek(int index) {
    position = index;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public String getSourceName() {
    return text.getSourceName();
  }

  @Override
  public TokenSource getTokenSource() {
    return null;
  }

  @Override
  public String getText(Interval interval) {
    return interval.b < interval.a
        ? ""
        : text.toString().substring(tokens[interval.a].start(), tokens[interval.b].end());
  }

  @Override
  public String getText() {
    return text.toString();
  }

  @Override
  public String getText(RuleContext context) {
    return getText(context.getSourceInterval());
  }

  @Override
  public String getText(Token start, Token stop) {
    return getText(Interval.of(start.getTokenIndex(), stop.getTokenIndex()));
  }
}
