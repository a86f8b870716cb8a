package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.Expression.Trait;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryBlock.Clause;
import org.auroraml.grammar.QueryBlock.Kind;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.TableReference;
import org.auroraml.jdbc.plan.CallSite.Form;

/**
 * Plans the calls of a block that are evaluated for the rows that pass its WHERE: those of GROUP
 * BY, HAVING, the select list, windows and ORDER BY, in this order.
 */
final class ResultsPlanner {
  private static final Pattern ORDER_BY =
      Pattern.compile("\\bORDER\\s+BY\\s+$", Pattern.CASE_INSENSITIVE);

  private final MlCalls calls;
  private final Stages stages;
  private final AdjustedParts parts;
  private final QueryBlock block;
  private final List<Expression> unread;
  private final Aliases aliases;

  /**
   * @param stages gets the stages
   * @param parts gets what needs other words
   * @param unread expressions that nothing reads
   */
  ResultsPlanner(
      MlCalls calls,
      Stages stages,
      AdjustedParts parts,
      QueryBlock block,
      List<Expression> unread) {
    this.calls = calls;
    this.stages = stages;
    this.parts = parts;
    this.block = block;
    this.unread = unread;
    this.aliases = new Aliases(block);
  }

  /**
   * Plans the calls outside FROM and WHERE.
   *
   * @return whether the block becomes a SELECT from a derived table
   */
  boolean plan(Rows selected) throws SQLException {
    List<Expression> having = block.expressions(Clause.HAVING);
    List<Expression> results = new ArrayList<>(block.expressions(Clause.SELECT_LIST));
    results.addAll(block.windows());
    results.removeAll(unread);
    List<Expression> orderBy = orderBy();
    Grouping grouping = Grouping.of(block, calls, aliases);
    if (grouping != null) {
      parts.repeated().addAll(grouping.repeated());
      parts.representatives().addAll(grouping.representatives(results));
      parts.representatives().addAll(grouping.representatives(orderBy));
      List<CallSite> ofWindows =
          grouping.plan(selected, stages, sites(read(block.groupBy())), having, results, orderBy);
      if (!ofWindows.isEmpty() && !grouping.repeated().isEmpty()) {
        throw calls.refusal(
            ofWindows.get(0),
            "its argument is a window function over GROUP BY … WITH ROLLUP of calls; group in a"
                + " derived table");
      }
      return windows(selected, ofWindows, orderBy, grouping.positions());
    }
    List<CallSite> ofWindows = new ArrayList<>();
    List<CallSite> inResults = ofRows(sites(results), ofWindows);
    List<CallSite> inHaving = beforeAllRows(sites(having));
    List<CallSite> inOrderBy = beforeAllRows(ofRows(sites(orderBy), ofWindows));
    if (!inResults.isEmpty() && mayBeMerged()) {
      parts.mergeable().add(block.range());
    }
    Map<SourceRange, SourceRange> ordered = aliases.in(inOrderBy);
    Optional<Rows.Limit> limit =
        inHaving.isEmpty() && ordered.isEmpty() && ofWindows.isEmpty()
            ? limit(orderBy)
            : Optional.empty();
    if (limit.isPresent()) {
      // First those that tell which rows are the first.
      stages.add(selected, inOrderBy);
      stages.add(selected.limitedTo(limit), inResults);
    } else {
      stages.add(selected, inResults);
      stages.add(selected.withAliases(aliases.in(inHaving)), inHaving);
      stages.add(selected.withAliases(ordered), inOrderBy, ordered);
    }
    return windows(selected, ofWindows, orderBy, Map.of());
  }

  /**
   * Which rows the select list is evaluated for, where it is for no others.
   *
   * @param orderBy the expressions of ORDER BY that are no number of a select item
   */
  private Optional<Rows.Limit> limit(List<Expression> orderBy) {
    String text = calls.statement().text();
    boolean isOfFirst =
        block.limit().isPresent()
            && !block.items().isEmpty()
            && !orderBy.isEmpty()
            && orderBy.equals(read(block.orderBy()))
            && !block.distinct()
            && block.having().isEmpty()
            && !WindowsPlanner.countsFoundRows(block, text)
            && block.items().stream()
                .flatMap(item -> item.expression().stream())
                .noneMatch(item -> item.traits().contains(Trait.WINDOW));
    if (!isOfFirst || !(block.from().get().reference() instanceof TableReference.Table table)) {
      return Optional.empty();
    }
    // What has no column may be the position of an item, and a name is an item's before it is a
    // column's.
    boolean namesItem =
        orderBy.stream().anyMatch(expression -> expression.columns().isEmpty())
            || !aliases.inExpressions(orderBy).isEmpty();
    int start = orderClause(text);
    return namesItem || start < 0
        ? Optional.empty()
        : Rows.Limit.of(table, orderBy, new SourceRange(start, block.limit().get().end()));
  }

  /** Where ORDER BY begins; -1 if comments hide it. */
  private int orderClause(String text) {
    Matcher words = ORDER_BY.matcher(text.substring(0, block.orderBy().get(0).range().start()));
    return words.find() ? words.start() : -1;
  }

  /** Plans the calls over windows, those of the select list before those of ORDER BY. */
  private boolean windows(
      Rows selected,
      List<CallSite> sites,
      List<Expression> orderBy,
      Map<SourceRange, SourceRange> positions)
      throws SQLException {
    if (sites.isEmpty()) {
      return false;
    }
    if (block.from().isEmpty()) {
      throw calls.refusal(sites.get(0), "its argument is a window function without a FROM clause");
    }
    Rows rows =
        selected.in(
            new WindowTable(
                block,
                sites.stream().map(CallSite::range).toList(),
                orderBy,
                positions,
                selected.lock()));
    List<CallSite> last =
        sites.stream()
            .filter(site -> orderBy.stream().anyMatch(e -> e.range().contains(site.range())))
            .toList();
    stages.add(rows, sites.stream().filter(site -> !last.contains(site)).toList());
    stages.add(rows, last, aliases.in(last));
    return true;
  }

  /** The calls for rows; those that take the results of windows are added to the others. */
  private List<CallSite> ofRows(List<CallSite> sites, List<CallSite> ofWindows) {
    List<CallSite> ofRows = new ArrayList<>();
    for (CallSite site : sites) {
      if (aliases.isOverWindow(site)) {
        ofWindows.add(site.beforeAllRows());
      } else {
        ofRows.add(site);
      }
    }
    return ofRows;
  }

  /** A condition that names a select item can't be tested among the rows. */
  private List<CallSite> beforeAllRows(List<CallSite> sites) {
    return aliases.isEmpty() ? sites : sites.stream().map(CallSite::beforeAllRows).toList();
  }

  /** The ORDER BY expressions, without those that become the number of a select item. */
  private List<Expression> orderBy() {
    List<Expression> orderBy = new ArrayList<>();
    for (Expression expression : read(block.orderBy())) {
      int position = calls.hasCall(expression) ? calls.position(block, expression) : 0;
      if (position > 0) {
        parts.repeated().add(new AdjustedParts.Repeated(expression.range(), position));
      } else {
        orderBy.add(expression);
      }
    }
    return orderBy;
  }

  private List<Expression> read(List<Expression> expressions) {
    return expressions.stream().filter(expression -> !unread.contains(expression)).toList();
  }

  /** Whether the server may make the block a part of the one around it (manual, 8.2.2.4). */
  private boolean mayBeMerged() {
    return (block.kind() == Kind.DERIVED_TABLE || block.kind() == Kind.COMMON_TABLE)
        && !block.distinct()
        && block.limit().isEmpty()
        && block.items().stream()
            .flatMap(item -> item.expression().stream())
            .noneMatch(item -> item.traits().contains(Trait.WINDOW));
  }

  private List<CallSite> sites(List<Expression> expressions) {
    return calls.sites(expressions, Form.TYPED);
  }
}
