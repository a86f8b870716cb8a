package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;

/**
 * Whether the server would read by indexes what is read for a part of a table. If not, reading it
 * anew for each part would cost more than looking all rows up at once.
 *
 * @param plan the plan
 * @param parts the parts of its table
 * @param steps prepares queries
 */
record JoinedReads(Plan.Windows plan, TableParts parts, StepRunner steps) {
  /** Access types that find the rows for a row (MySQL manual, section 8.8.2). */
  private static final Set<String> BY_INDEX =
      Set.of(
          "system",
          "const",
          "eq_ref",
          "ref",
          "ref_or_null",
          "fulltext",
          "unique_subquery",
          "index_subquery");

  /** Reading so many rows for each window costs little beside what it does. */
  private static final long FEW = 10_000;

  /** ER_VIEW_NO_EXPLAIN: a view in a subquery. */
  private static final int LACKING_PRIVILEGES = 1345;

  /** Whether nothing but a range of the table is read. */
  private boolean isOfRange() {
    return parts instanceof KeyRanges
        && plan.block().from().orElseThrow().reference().equals(plan.table())
        && plan.block().queries().isEmpty();
  }

  /** Asks the server. */
  boolean areCheap() throws SQLException {
    if (isOfRange()) {
      return true;
    }
    String name = plan.table().alias().orElse(plan.table().name());
    try (PreparedStatement explain = steps.prepare(question());
        ResultSet reads = explain.executeQuery()) {
      while (reads.next()) {
        String type = reads.getString("type");
        if (type != null
            && !BY_INDEX.contains(type)
            && !(parts instanceof KeyRanges && name.equals(reads.getString("table")))
            && reads.getLong("rows") > FEW) {
          return false;
        }
      }
      return true;
    } catch (SQLException e) {
      if (e.getErrorCode() == LACKING_PRIVILEGES) {
        return false;
      }
      throw e;
    }
  }

  private SqlFragment question() {
    SourceRewriter text = new SourceRewriter(plan.statement());
    parts.join(text);
    QueryBlock block = plan.block();
    SqlFragment.Builder query =
        SqlFragment.builder()
            .append("EXPLAIN SELECT 1 FROM ")
            .append(text.render(block.from().orElseThrow().range()))
            .append(" WHERE " + parts.condition());
    for (Expression condition : plan.known()) {
      query.append(" AND (").append(text.render(condition.range())).append(")");
    }
    return query.build();
  }
}
