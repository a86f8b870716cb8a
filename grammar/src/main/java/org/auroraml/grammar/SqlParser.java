package org.auroraml.grammar;

import java.util.Set;

/** Parses MySQL statements with the Aurora extensions. Stateless and thread-safe. */
public final class SqlParser {
  private SqlParser() {}

  /**
   * Parses one statement, with or without a closing semicolon.
   *
   * @param text the statement
   * @param modes the session's SQL modes, as {@link SqlMode#parse} reads them
   * @throws SqlSyntaxException if the text is not one statement of the grammar
   */
  public static ParsedStatement parse(String text, Set<SqlMode> modes) throws SqlSyntaxException {
    if (!text.isEmpty()) {
      throw new SqlSyntaxException("the grammar is not there yet", 0, 1, 1);
    }
    return null;
  }
}
