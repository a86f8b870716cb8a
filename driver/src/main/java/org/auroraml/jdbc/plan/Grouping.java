package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.Expression.Trait;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryBlock.Clause;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;
import org.auroraml.jdbc.plan.CallSite.Form;

/**
 * Plans the calls of a block that groups its rows. Calls inside of aggregates and in GROUP BY get
 * the rows' arguments, all others those of the groups.
 *
 * @param block the block
 * @param calls finds its ML calls
 * @param aliases the names of its select items
 * @param groupBy what it groups by; positions and aliases resolved
 * @param ofCalls whether it groups by ML calls
 * @param written the texts of GROUP BY expressions that are written there or named by position
 * @param repeated GROUP BY expressions with calls that become the number of a select item, so that
 *     WITH ROLLUP makes the item NULL
 */
record Grouping(
    QueryBlock block,
    MlCalls calls,
    Aliases aliases,
    List<SourceRange> groupBy,
    boolean ofCalls,
    Set<String> written,
    List<AdjustedParts.Repeated> repeated) {
  private static final Pattern POSITION = Pattern.compile("\\d{1,9}");

  /** The grouping of a block; null if it has none. */
  static Grouping of(QueryBlock block, MlCalls calls, Aliases aliases) {
    if (block.groupClause().isEmpty() && !aggregates(block)) {
      return null;
    }
    List<SourceRange> groupBy = new ArrayList<>();
    boolean ofCalls = false;
    Set<String> written = new HashSet<>();
    List<AdjustedParts.Repeated> repeated = new ArrayList<>();
    for (Expression expression : block.groupBy()) {
      Expression meant = meant(expression, block, calls, aliases);
      if (block.rollup() && calls.hasCall(expression)) {
        int position = calls.position(block, expression);
        if (position > 0) {
          repeated.add(new AdjustedParts.Repeated(expression.range(), position));
          meant = block.items().get(position - 1).expression().orElseThrow();
        }
      }
      groupBy.add(meant.range());
      ofCalls |= calls.hasCallWithin(meant);
      // What may be an alias may also be a column, which then is what the rows are grouped by.
      if (expression.columns().isEmpty() || meant.range().equals(expression.range())) {
        written.add(calls.words(meant));
      }
    }
    return new Grouping(block, calls, aliases, groupBy, ofCalls, written, repeated);
  }

  private static boolean aggregates(QueryBlock block) {
    List<Expression> results = new ArrayList<>(block.expressions(Clause.SELECT_LIST));
    results.addAll(block.expressions(Clause.HAVING));
    results.addAll(block.orderBy());
    results.addAll(block.windows());
    return results.stream().anyMatch(result -> result.traits().contains(Trait.AGGREGATE));
  }

  /** GROUP BY may name a select item by its position or alias. */
  private static Expression meant(
      Expression expression, QueryBlock block, MlCalls calls, Aliases aliases) {
    String text = calls.words(expression);
    if (POSITION.matcher(text).matches()) {
      int position = Integer.parseInt(text);
      return position >= 1 && position <= block.items().size()
          ? item(block, position).orElse(expression)
          : expression;
    }
    return expression.column().flatMap(aliases::of).orElse(expression);
  }

  /** The item at a position, if no * stands before it. */
  private static Optional<Expression> item(QueryBlock block, int position) {
    List<SelectItem> before = block.items().subList(0, position);
    return before.stream().allMatch(item -> item.expression().isPresent())
        ? before.get(position - 1).expression()
        : Optional.empty();
  }

  /**
   * Plans the calls outside FROM and WHERE.
   *
   * @param selected the rows before they are grouped
   * @param inGroupBy the calls in GROUP BY
   * @return the calls over windows, which remain
   */
  List<CallSite> plan(
      Rows selected,
      Stages stages,
      List<CallSite> inGroupBy,
      List<Expression> having,
      List<Expression> results,
      List<Expression> orderBy)
      throws SQLException {
    if (block.rollup() && ofCalls) {
      refuseSummaries(results, orderBy, having);
    }
    List<CallSite> ofRows = new ArrayList<>(inGroupBy);
    ofRows.removeIf(
        site -> repeated.stream().anyMatch(each -> each.range().contains(site.range())));
    List<CallSite> inHaving = split(having, ofRows);
    List<CallSite> inResults = split(results, ofRows);
    inResults.addAll(split(orderBy, ofRows));
    List<CallSite> ofWindows = inResults.stream().filter(aliases::isOverWindow).toList();
    inResults.removeAll(ofWindows);
    List<Expression> known =
        having.stream().filter(condition -> !calls.hasCallWithin(condition)).toList();
    List<CallSite> inOrderBy =
        ofRows.stream()
            .filter(site -> orderBy.stream().anyMatch(e -> e.range().contains(site.range())))
            .toList();
    stages.add(selected.withAliases(aliases.in(ofRows)), ofRows, aliases.in(inOrderBy));
    addGroups(selected.onlyWhere(Filter.of(known)), stages, inHaving, known);
    addGroups(selected, stages, inResults, having);
    return ofWindows.stream().map(s -> s.beforeAllRows().in(CallSite.Grouping.ROW)).toList();
  }

  /**
   * In the summary rows of WITH ROLLUP a GROUP BY expression is NULL wherever it stands. The server
   * knows one with calls only by the position of a select item.
   */
  private void refuseSummaries(
      List<Expression> results, List<Expression> orderBy, List<Expression> having)
      throws SQLException {
    List<Expression> others = new ArrayList<>(results);
    others.removeIf(result -> groupBy.contains(result.range()));
    others.addAll(orderBy);
    others.addAll(having);
    Set<String> grouped = new HashSet<>();
    for (SourceRange range : groupBy) {
      grouped.add(calls.words(range));
    }
    for (Expression other : others) {
      for (CallSite site : calls.sites(other, Form.TYPED)) {
        if (!site.call().aggregated() && grouped.contains(calls.words(site.range()))) {
          throw calls.refusal(
              site,
              "it stands in a GROUP BY … WITH ROLLUP, whose summary rows make it NULL; group in a"
                  + " derived table by a column that holds the call");
        }
      }
    }
  }

  /** The positions in GROUP BY, and the select items' expressions. */
  Map<SourceRange, SourceRange> positions() {
    Map<SourceRange, SourceRange> positions = new HashMap<>();
    for (int i = 0; i < groupBy.size(); i++) {
      Expression expression = block.groupBy().get(i);
      if (expression.columns().isEmpty() && !expression.range().equals(groupBy.get(i))) {
        positions.put(expression.range(), groupBy.get(i));
      }
    }
    return positions;
  }

  private void addGroups(
      Rows selected, Stages stages, List<CallSite> sites, List<Expression> having)
      throws SQLException {
    if (sites.isEmpty()) {
      return;
    }
    Map<SourceRange, SourceRange> names = new HashMap<>(aliases.in(sites));
    names.putAll(aliases.inExpressions(having));
    for (int i = 0; i < groupBy.size(); i++) {
      SourceRange position = block.groupBy().get(i).range();
      if (!position.equals(groupBy.get(i))) {
        names.put(position, groupBy.get(i));
      }
    }
    boolean keyed = !ofCalls && !block.rollup();
    stages.add(
        selected
            .groupedBy(new Rows.Groups(block.groupClause(), groupBy, keyed, having))
            .withAliases(names),
        sites,
        aliases.in(sites));
  }

  /** Separates the calls for groups from those for rows, which are added to {@code ofRows}. */
  private List<CallSite> split(List<Expression> expressions, List<CallSite> ofRows) {
    List<CallSite> ofGroups = new ArrayList<>();
    for (CallSite site : calls.sites(expressions, Form.TYPED)) {
      if (site.call().aggregated()) {
        ofRows.add(site);
      } else if (ofCalls && !site.hasAggregate()) {
        // What stands around it is known for groups only, unless it is what they are made by.
        ofRows.add(isGroupedBy(site, expressions) ? site : site.beforeAllRows());
      } else {
        ofGroups.add(site.in(CallSite.Grouping.GROUP));
      }
    }
    return ofGroups;
  }

  private boolean isGroupedBy(CallSite site, List<Expression> expressions) {
    return !block.rollup()
        && expressions.stream()
            .filter(expression -> expression.range().contains(site.range()))
            .anyMatch(expression -> written.contains(calls.words(expression)));
  }

  /**
   * Results that are a GROUP BY expression. With values in place of their calls MySQL does not see
   * any more that they are, and demands that a group's rows agree on them (error 1055): they do.
   */
  List<SourceRange> representatives(List<Expression> results) {
    List<SourceRange> ranges = new ArrayList<>();
    for (Expression result : results) {
      if (calls.hasCall(result) && !block.rollup() && written.contains(calls.words(result))) {
        ranges.add(result.range());
      }
    }
    return ranges;
  }
}
