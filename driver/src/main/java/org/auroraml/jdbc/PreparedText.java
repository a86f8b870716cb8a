package org.auroraml.jdbc;

import java.util.Set;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SqlMode;
import org.auroraml.grammar.SqlSyntaxException;

/**
 * The text of a prepared statement, which is parsed once, also where it is too long for the cache
 * of the connections. Not thread-safe, as the statement is not.
 */
final class PreparedText {
  private final String sql;
  private ParsedStatement parsed;
  private Set<SqlMode> modes;

  PreparedText(String sql) {
    this.sql = sql;
  }

  String sql() {
    return sql;
  }

  /** The statement as the session's sql_mode reads it. */
  ParsedStatement parse(Set<SqlMode> sessionModes, StatementCache statements)
      throws SqlSyntaxException {
    if (parsed == null || !sessionModes.equals(modes)) {
      parsed = statements.parse(sql, sessionModes);
      modes = sessionModes;
    }
    return parsed;
  }
}
