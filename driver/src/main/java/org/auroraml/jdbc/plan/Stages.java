package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.Expression.Trait;
import org.auroraml.grammar.SourceRange;

/** Collects the stages of a plan in the order in which they are run. */
final class Stages {
  private final MlCalls calls;
  private final List<Stage> stages = new ArrayList<>();

  Stages(MlCalls calls) {
    this.calls = calls;
  }

  List<Stage> list() {
    return stages;
  }

  boolean isEmpty() {
    return stages.isEmpty();
  }

  /**
   * Adds calls: one stage for each depth of nesting, innermost first, since g(f(x)) needs the
   * values of f, and so does g in {@code IF(f(x) > 1, g(x), 0)}.
   *
   * @param rows where the arguments come from
   */
  void add(Rows rows, List<CallSite> sites) throws SQLException {
    add(rows, sites, Map.of());
  }

  /**
   * Adds calls.
   *
   * @param replaced columns in their arguments that name a select item, and whose expression takes
   *     their place in the statement too
   */
  void add(Rows rows, List<CallSite> sites, Map<SourceRange, SourceRange> replaced)
      throws SQLException {
    for (CallSite site : sites) {
      MlCalls.requireArguments(site);
    }
    Rows repeatable =
        rows.filteredBy(repeatable(rows.filters()))
            .guardedBy(repeatable(rows.guards()))
            .onlyWhere(repeatable(rows.preconditions()));
    List<CallSite> waiting = sites;
    for (int depth = 0; !waiting.isEmpty(); depth++) {
      List<CallSite> constants = new ArrayList<>();
      List<CallSite> lookups = new ArrayList<>();
      List<CallSite> deeper = new ArrayList<>();
      for (CallSite site : waiting) {
        if (depth(site, sites) > depth) {
          deeper.add(site);
        } else if (dependsOnRows(repeatable, site)) {
          lookups.add(site);
        } else {
          constants.add(site);
        }
      }
      if (!constants.isEmpty() || !lookups.isEmpty()) {
        stages.add(new Stage(repeatable, constants, lookups, replaced));
      }
      waiting = deeper;
    }
  }

  /** How many calls one after the other have to be evaluated before a call. */
  private static int depth(CallSite site, List<CallSite> sites) {
    int depth = 0;
    for (CallSite other : sites) {
      boolean isInside = site.range().contains(other.range()) && !other.equals(site);
      if (isInside || site.conditions().stream().anyMatch(c -> c.contains(other.range()))) {
        depth = Math.max(depth, depth(other, sites) + 1);
      }
    }
    return depth;
  }

  /** Conditions that hold for the same rows when they are tested again: without them, more do. */
  private static List<Filter> repeatable(List<Filter> filters) {
    return filters.stream().filter(filter -> isRepeatable(filter.condition())).toList();
  }

  static boolean isRepeatable(Expression expression) {
    return !expression.traits().contains(Trait.NONDETERMINISTIC)
        && !expression.traits().contains(Trait.ASSIGNS_VARIABLE);
  }

  private boolean dependsOnRows(Rows rows, CallSite site) throws SQLException {
    boolean columns = false;
    boolean depends = false;
    for (Expression argument : site.call().arguments()) {
      columns |= !argument.columns().isEmpty();
      depends |= argument.dependsOnRows() || !argument.queries().isEmpty();
    }
    if (rows.from().isEmpty() && rows.around().isEmpty()) {
      if (columns) {
        throw calls.refusal(site, "its argument depends on columns of the row that is written");
      }
      return false;
    }
    if (depends) {
      for (Expression argument : site.call().arguments()) {
        requireRepeatable(calls, site, argument);
      }
    }
    return depends;
  }

  /** Arguments that would differ when the statement asks for them again can't be looked up. */
  static void requireRepeatable(MlCalls calls, CallSite site, Expression argument)
      throws SQLException {
    if (!isRepeatable(argument)) {
      throw calls.refusal(
          site, "its argument differs each time it is evaluated; store it in a column first");
    }
  }
}
