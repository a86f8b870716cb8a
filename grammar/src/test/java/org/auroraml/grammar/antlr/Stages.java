package org.auroraml.grammar.antlr;

import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.LexerATNSimulator;
import org.auroraml.grammar.SqlMode;

/** The first stages of a parse, one by one, for the report to time. */
public final class Stages {
  private Stages() {}

  /** Loads the lexer and builds its network of states. */
  public static int loadLexer() {
    return MySqlLexer._ATN.states.size();
  }

  /** Builds the table of keywords. */
  public static boolean loadKeywords() {
    return SqlLexerBase.Known.KEYWORDS.isReserved(MySqlLexer.SELECT);
  }

  /** Loads the parser and builds its network of states. */
  public static int loadParser() {
    return MySqlParser._ATN.states.size();
  }

  private static MySqlLexer lexer(SqlText input, Set<SqlMode> modes) {
    ParserCache cache = ParserCache.current();
    MySqlLexer lexer = new MySqlLexer(input);
    lexer.setInterpreter(
        new LexerATNSimulator(lexer, MySqlLexer._ATN, cache.lexerAutomata, cache.lexerContexts));
    lexer.setModes(modes);
    return lexer;
  }

  /** Reads the tokens of a text, and returns how many there are. */
  public static int readTokens(String text, Set<SqlMode> modes) {
    MySqlLexer lexer = lexer(new SqlText(text), modes);
    int tokens = 0;
    while (lexer.next().getType() != Token.EOF) {
      tokens++;
    }
    return tokens;
  }

  /** Reads the tokens of a text and gives them the types that the parser sees. */
  public static SqlTokens prepareTokens(String text, Set<SqlMode> modes) {
    SqlText input = new SqlText(text);
    return new SqlTokens(lexer(input, modes), input);
  }
}
