package org.auroraml.grammar.antlr;

import java.util.Set;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.LexerATNSimulator;
import org.antlr.v4.runtime.atn.ParserATNSimulator;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.auroraml.grammar.SqlMode;
import org.auroraml.grammar.SqlSyntaxException;

/**
 * From a text to its tokens and parse tree. SLL prediction first, which is fast and nearly always
 * enough; a text that it refuses is parsed once more with full LL prediction, whose verdict counts.
 */
public final class TreeParser {
  private static final int MAX_QUOTED_LENGTH = 30;
  private static final int MAX_EXPECTED = 4;

  private TreeParser() {}

  /**
   * A text that was parsed.
   *
   * @param tokens its tokens
   * @param tree its parse tree; null for a statement that is known by its first word only
   * @param usedLl whether SLL prediction was not enough
   */
  public record Parsed(SqlTokens tokens, MySqlParser.OneStatementContext tree, boolean usedLl) {}

  /**
   * Parses one statement.
   *
   * @throws SqlSyntaxException if the text is not one statement
   */
  public static Parsed parse(String text, Set<SqlMode> modes) throws SqlSyntaxException {
    ParserCache cache = ParserCache.current();
    try {
      return parse(text, modes, cache);
    } catch (StackOverflowError e) {
      ParserCache.forget(cache);
      throw tooDeep(text, 0);
    }
  }

  /** The tokens of a text, of however many statements. */
  public static SqlTokens tokens(String text, Set<SqlMode> modes) {
    return tokens(text, modes, ParserCache.current());
  }

  private static SqlTokens tokens(String text, Set<SqlMode> modes, ParserCache cache) {
    SqlText input = new SqlText(text);
    MySqlLexer lexer = new MySqlLexer(input);
    lexer.setInterpreter(
        new LexerATNSimulator(lexer, MySqlLexer._ATN, cache.lexerAutomata, cache.lexerContexts));
    lexer.setModes(modes);
    return new SqlTokens(lexer, input);
  }

  private static SqlSyntaxException tooDeep(String text, int position) {
    return failure("the statement is nested too deeply", text, position);
  }

  private static Parsed parse(String text, Set<SqlMode> modes, ParserCache cache)
      throws SqlSyntaxException {
    SqlTokens tokens = tokens(text, modes, cache);
    if (tokens.tooDeep() != null) {
      throw tooDeep(text, tokens.tooDeep().start());
    }
    if (!tokens.isUnderstood()) {
      return new Parsed(tokens, null, false);
    }
    MySqlParser parser = new MySqlParser(tokens);
    ParserATNSimulator simulator =
        new ParserATNSimulator(
            parser, MySqlParser._ATN, cache.parserAutomata, cache.parserContexts);
    parser.setInterpreter(simulator);
    parser.removeErrorListeners();
    parser.setErrorHandler(new BailErrorStrategy());
    simulator.setPredictionMode(PredictionMode.SLL);
    try {
      return new Parsed(tokens, parser.oneStatement(), false);
    } catch (ParseCancellationException | RecognitionException e) {
      parser.reset();
      simulator.setPredictionMode(PredictionMode.LL);
      return new Parsed(tokens, parseFully(parser, text), true);
    }
  }

  private static MySqlParser.OneStatementContext parseFully(MySqlParser parser, String text)
      throws SqlSyntaxException {
    try {
      return parser.oneStatement();
    } catch (ParseCancellationException e) {
      throw unexpected(parser, (RecognitionException) e.getCause(), text);
    } catch (RecognitionException e) {
      throw unexpected(parser, e, text);
    }
  }

  private static SqlSyntaxException unexpected(
      MySqlParser parser, RecognitionException e, String text) {
    SqlToken token = (SqlToken) e.getOffendingToken();
    String expected = "";
    if (e instanceof SqlParserBase.Mismatch) {
      return failure("unexpected " + describe(token), text, token.start());
    }
    try {
      expected = expected(parser.getATN().getExpectedTokens(e.getOffendingState(), e.getCtx()));
    } catch (IllegalArgumentException noSuchState) {
      // The place of the error is known, only what would have been right there is not.
    }
    return failure("unexpected " + describe(token) + expected, text, token.start());
  }

  private static String expected(IntervalSet types) {
    if (types.size() == 0 || types.size() > MAX_EXPECTED) {
      return "";
    }
    StringBuilder names = new StringBuilder();
    for (int type : types.toList()) {
      names
          .append(names.isEmpty() ? ", expected " : " or ")
          .append(type == Token.EOF ? "the end" : MySqlParser.VOCABULARY.getDisplayName(type));
    }
    return names.toString();
  }

  /** The token as a user knows it; what a literal says stays out of messages. */
  private static String describe(SqlToken token) {
    return switch (token.getType()) {
      case Token.EOF -> "end of the statement";
      case MySqlLexer.STRING_LITERAL, MySqlLexer.ADJACENT_STRINGS, MySqlLexer.NATIONAL_LITERAL ->
          "string";
      case MySqlLexer.INTEGER_NUMBER, MySqlLexer.DECIMAL_NUMBER, MySqlLexer.FLOAT_NUMBER ->
          "number";
      case MySqlLexer.HEX_LITERAL, MySqlLexer.BIT_LITERAL -> "literal";
      default -> quote(token);
    };
  }

  private static String quote(SqlToken token) {
    String text = token.getText();
    if (text.isEmpty()) {
      return "end of the statement";
    }
    if (token.getType() == MySqlLexer.UNEXPECTED && text.length() > 1) {
      return "literal or comment without end";
    }
    return "'"
        + (text.length() > MAX_QUOTED_LENGTH ? text.substring(0, MAX_QUOTED_LENGTH) + "…" : text)
        + "'";
  }

  /** A failure at a place of the text. */
  public static SqlSyntaxException failure(String message, String text, int position) {
    int line = 1;
    int lineStart = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < position; i = text.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    return new SqlSyntaxException(message, position, line, position - lineStart + 1);
  }
}
