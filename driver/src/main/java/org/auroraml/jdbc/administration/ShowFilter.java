package org.auroraml.jdbc.administration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.Statement;
import org.auroraml.jdbc.plan.LiteralRows;

/**
 * The LIKE or WHERE of a SHOW statement, which the server applies to rows of the driver's.
 *
 * @param named the column that LIKE is about
 */
record ShowFilter(ParsedStatement statement, Statement.Show show, String named) {
  private static final Pattern LIKE =
      Pattern.compile(
          "\\b(?:STATUS|VARIABLES)\\s+(LIKE\\b.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Those of our rows that match. */
  SqlFragment matching(LiteralRows own) {
    SqlFragment rows = SqlFragment.text("SELECT * FROM (" + own.query() + ") auroraml_s");
    if (show.where().isPresent()) {
      return rows.append(" WHERE ")
          .append(new SourceRewriter(statement).render(show.where().get().range()));
    }
    // As written: how its escapes are read is the session's affair.
    Matcher like = LIKE.matcher(show.range().of(statement.text()));
    return like.find() ? rows.append(" WHERE " + named + " " + like.group(1)) : rows;
  }

  /**
   * Those of our rows that match and the server's, which it has chosen itself, by the first column.
   */
  SqlFragment union(LiteralRows own, LiteralRows ofServer) {
    SqlFragment matching = matching(own);
    return ofServer.rows().isEmpty()
        ? matching.append(" ORDER BY 1")
        : matching.append(" UNION ALL (" + ofServer.query() + ") ORDER BY 1");
  }
}
