package org.auroraml.jdbc.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.type.Literals;

/**
 * What else a statement needs so that look-ups in place of calls give the same: other words for
 * what it says, and barriers before optimisations that would not hold.
 *
 * @param plan the plan
 * @param session the session
 * @param rewriter the statement, which is changed
 */
record Adjustments(Plan.Evaluate plan, Session session, SourceRewriter rewriter) {
  /** The beginning of a query block, with that of its hints. */
  private static final Pattern SELECT =
      Pattern.compile("SELECT(\\s*/\\*\\+)?", Pattern.CASE_INSENSITIVE);

  /** What may be a locking clause, which a LIMIT must not follow. */
  private static final Pattern LOCKING =
      Pattern.compile("\\b(UPDATE|SHARE|PROCEDURE|INTO)\\b", Pattern.CASE_INSENSITIVE);

  /** Those that the gathering queries need too. */
  void before() {
    if (!session.mariaDb()) {
      plan.parts().subqueries().forEach(this::keepFromSemijoin);
      for (SourceRange column : plan.parts().compared()) {
        insert(column.start(), "COALESCE(");
        insert(column.end(), ")");
      }
      for (SourceRange range : plan.parts().representatives()) {
        insert(range.start(), "ANY_VALUE(");
        insert(range.end(), ")");
      }
    }
    for (SourceRange call : plan.parts().unread()) {
      rewriter.replace(call, SqlFragment.text("NULL"));
    }
    for (AdjustedParts.Repeated repeated : plan.parts().repeated()) {
      rewriter.replace(repeated.range(), SqlFragment.text(Integer.toString(repeated.position())));
    }
  }

  /**
   * Those of the statement's own run.
   *
   * @param changing whether rows may have changed since their arguments were gathered
   */
  void after(boolean changing) {
    for (SelectItem item : plan.parts().labelled()) {
      insert(item.range().end(), " AS " + Literals.identifier(item.label()));
    }
    if (changing) {
      plan.parts().mergeable().forEach(this::keepFromMerging);
    }
  }

  /**
   * MySQL 8.0.33 may make a semijoin of a subquery and test a condition that holds a look-up after
   * it has thrown away all but the first match (FirstMatch by hash join): rows would be missing.
   */
  private void keepFromSemijoin(SourceRange subquery) {
    Matcher select = SELECT.matcher(subquery.of(plan.statement().text()));
    if (select.lookingAt()) {
      boolean hinted = select.group(1) != null;
      int position = subquery.start() + select.end();
      insert(position, hinted ? " NO_SEMIJOIN() " : " /*+ NO_SEMIJOIN() */ ");
    }
  }

  private void insert(int position, String text) {
    rewriter.replace(new SourceRange(position, position), SqlFragment.text(text));
  }

  /**
   * A derived table that is merged has its calls looked up for rows that the query around it is
   * about to reject. One with a LIMIT is not merged (manual, section 8.2.2.4).
   */
  private void keepFromMerging(SourceRange block) {
    if (!LOCKING.matcher(block.of(plan.statement().text())).find()) {
      insert(block.end(), " LIMIT 18446744073709551615");
    }
  }
}
