package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.auroraml.batching.ModelStatistics;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.type.Literals;

/**
 * EXPLAIN ANALYZE of a query whose calls have their values: the server's text, and a line for each
 * model. MariaDB's statement of that kind is ANALYZE FORMAT=JSON.
 *
 * @param format the word after FORMAT
 */
record AnalyzedQuery(Session session, Optional<String> format) {

  /** Runs it, and tells the server's text. */
  String run(SqlFragment query, ServerVerdict.Preparing steps) throws SQLException {
    String words =
        session.mariaDb()
            ? "ANALYZE FORMAT=JSON "
            : "EXPLAIN ANALYZE " + format.map(word -> "FORMAT=" + word + " ").orElse("");
    try (PreparedStatement statement = steps.prepare(SqlFragment.text(words).append(query));
        ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getString(1);
    }
  }

  /** The query that shows a text, with what was asked behind it. */
  static String rows(String text, List<ModelStatistics> asked) {
    StringBuilder all = new StringBuilder(text.stripTrailing());
    asked.forEach(model -> all.append("\n-> Batched machine learning: ").append(model));
    return "SELECT CAST(" + Literals.text(all.append('\n').toString()) + " AS CHAR) AS `EXPLAIN`";
  }
}
