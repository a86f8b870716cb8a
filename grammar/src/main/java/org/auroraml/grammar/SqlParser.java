package org.auroraml.grammar;

import java.util.Set;
import org.auroraml.grammar.antlr.TreeParser;

/** Parses MySQL statements with the Aurora extensions. Stateless and thread-safe. */
public final class SqlParser {
  private SqlParser() {}

  /**
   * Parses one statement, with or without closing semicolons.
   *
   * @param text the statement
   * @param modes the session's SQL modes, as {@link SqlMode#parse} reads them
   * @throws SqlSyntaxException if the text is not one statement of the grammar
   */
  public static ParsedStatement parse(String text, Set<SqlMode> modes) throws SqlSyntaxException {
    TreeParser.Parsed parsed = TreeParser.parse(text, modes);
    try {
      return new StatementModel(text, modes, parsed).build();
    } catch (StackOverflowError e) {
      throw TreeParser.failure("the statement is nested too deeply", text, 0);
    }
  }
}
