package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;

/**
 * A LIMIT clause, each of whose numbers is a literal or a parameter.
 *
 * @param range the clause
 * @param offset the number of rows that are left out
 * @param count the number of rows that are given after those
 */
record LimitClause(SourceRange range, Optional<SourceRange> offset, SourceRange count) {
  private static final Pattern LIMIT =
      Pattern.compile(
          "LIMIT\\s+(\\d+|\\?)\\s*(?:(,|\\bOFFSET\\b)\\s*(\\d+|\\?)\\s*)?",
          Pattern.CASE_INSENSITIVE);

  /** The clause; empty if it says more, or has comments. */
  static Optional<LimitClause> of(SourceRange range, String statement) {
    Matcher words = LIMIT.matcher(range.of(statement));
    if (!words.matches()) {
      return Optional.empty();
    }
    SourceRange first = group(words, 1, range);
    if (words.group(2) == null) {
      return Optional.of(new LimitClause(range, Optional.empty(), first));
    }
    SourceRange second = group(words, 3, range);
    return Optional.of(
        words.group(2).equals(",")
            ? new LimitClause(range, Optional.of(first), second)
            : new LimitClause(range, Optional.of(second), first));
  }

  private static SourceRange group(Matcher words, int group, SourceRange range) {
    return new SourceRange(range.start() + words.start(group), range.start() + words.end(group));
  }

  /** The numbers of rows that are left out, and that are given. */
  record Numbers(double offset, double count) {}

  /** Asks the server, which knows the parameters. Larger numbers than a long are not exact. */
  Numbers numbers(SourceRewriter text, StepRunner steps) throws SQLException {
    SqlFragment query =
        SqlFragment.text("SELECT ")
            .append(offset.map(text::render).orElse(SqlFragment.text("0")))
            .append(", ")
            .append(text.render(count));
    try (PreparedStatement statement = steps.prepare(query);
        ResultSet numbers = statement.executeQuery()) {
      numbers.next();
      return new Numbers(numbers.getDouble(1), numbers.getDouble(2));
    }
  }
}
