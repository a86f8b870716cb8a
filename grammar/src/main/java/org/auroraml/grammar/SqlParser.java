package org.auroraml.grammar;

import java.util.List;
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

  /**
   * Splits a text into its statements, at the semicolons at which a server would that runs several
   * statements at once. Semicolons in strings, comments, names and the bodies of stored programs
   * are none of them.
   *
   * <p>What does not parse ends at the next semicolon; in a stored program, where it does not parse
   * as a whole, that is one of its body.
   *
   * @param text any number of statements
   * @param modes the session's SQL modes
   * @return the statements in order, without blanks around them and without their semicolons, but
   *     with their comments; what holds nothing but comments is left out
   */
  public static List<SourceRange> split(String text, Set<SqlMode> modes) {
    return new StatementSplitter(text, modes).split();
  }
}
