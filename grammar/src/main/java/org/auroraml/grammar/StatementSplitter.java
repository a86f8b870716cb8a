package org.auroraml.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.auroraml.grammar.antlr.MySqlParser;
import org.auroraml.grammar.antlr.SqlTokens;
import org.auroraml.grammar.antlr.TreeParser;

/** Finds the statements of a text. */
final class StatementSplitter {
  private static final Set<Integer> CHANGES =
      Set.of(MySqlParser.CREATE, MySqlParser.CREATE_ML, MySqlParser.ALTER);

  private static final Set<Integer> PROGRAMS =
      Set.of(MySqlParser.PROCEDURE, MySqlParser.FUNCTION, MySqlParser.TRIGGER, MySqlParser.EVENT);

  private final String text;
  private final Set<SqlMode> modes;
  private final SqlTokens tokens;
  private final List<SourceRange> statements = new ArrayList<>();

  StatementSplitter(String text, Set<SqlMode> modes) {
    this.text = text;
    this.modes = modes;
    this.tokens = TreeParser.tokens(text, modes);
  }

  List<SourceRange> split() {
    int start = 0;
    int first = 0;
    while (type(first) != Token.EOF) {
      int end = semicolon(first);
      if (end > first) {
        end = end(start, first, end);
        add(start, position(end));
      }
      first = end + 1;
      if (type(end) == Token.EOF) {
        break;
      }
      start = tokens.get(end).end();
    }
    return statements;
  }

  private int type(int token) {
    return tokens.get(token).getType();
  }

  /** Index of the first semicolon from a token on, or of the end. */
  private int semicolon(int from) {
    int at = from;
    while (type(at) != MySqlParser.SEMICOLON && type(at) != Token.EOF) {
      at++;
    }
    return at;
  }

  /** Where a token stands; the end is behind comments that follow the last statement. */
  private int position(int token) {
    return type(token) == Token.EOF ? text.length() : tokens.get(token).start();
  }

  /** The semicolon that ends a statement: not the first where that is in a stored program. */
  private int end(int start, int first, int firstSemicolon) {
    if (!isProgram(first, firstSemicolon)) {
      return firstSemicolon;
    }
    int end = firstSemicolon;
    while (!parses(start, position(end))) {
      if (type(end) == Token.EOF) {
        return firstSemicolon;
      }
      end = semicolon(end + 1);
    }
    return end;
  }

  /** Whether a stored program is created or altered: these alone have statements inside. */
  private boolean isProgram(int first, int end) {
    if (!CHANGES.contains(type(first))) {
      return false;
    }
    for (int i = first; i < end; i++) {
      if (PROGRAMS.contains(type(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean parses(int start, int end) {
    try {
      TreeParser.parse(text.substring(start, end), modes);
      return true;
    } catch (SqlSyntaxException e) {
      return false;
    }
  }

  private void add(int start, int end) {
    int from = start;
    int to = end;
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    statements.add(new SourceRange(from, to));
  }

  private static boolean isBlank(char c) {
    return c <= ' ';
  }
}
