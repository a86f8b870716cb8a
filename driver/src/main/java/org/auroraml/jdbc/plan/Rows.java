package org.auroraml.jdbc.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.SourceRange;

/**
 * The rows of a query block, of a join or of a write that reach a call: what is read to gather its
 * arguments.
 *
 * @param scope names the block: equal calls of one scope share their values
 * @param around the rows of the query around the block, which its rows may depend on
 * @param tables the common table expressions that may be named
 * @param from the table references; empty where there are none
 * @param omitted parts of ON conditions that hold calls whose values are not known yet: they are
 *     taken for true
 * @param filters the conditions that are known before the calls of the stage are evaluated
 * @param guards conditions that the server may test after it has looked a value up: for a row that
 *     fails one, there need be no value. Tested only where there is none
 * @param joined ON conditions of outer joins, guards too where no row can have changed: MySQL makes
 *     some of these joins inner ones, and then looks up before it joins
 * @param preconditions guards that are tested before a value is looked up
 * @param groups how the rows are grouped before the calls are evaluated
 * @param aliases columns in filters and arguments that name a select item, and the item's
 *     expression
 * @param lock the locking clause with which the rows are read
 * @param derived ends of subqueries in {@code from}, which have to lock their rows themselves
 */
record Rows(
    SourceRange scope,
    Optional<Rows> around,
    CommonTables tables,
    Optional<SourceRange> from,
    List<SourceRange> omitted,
    List<Expression> filters,
    List<Expression> guards,
    List<Expression> joined,
    List<Expression> preconditions,
    Optional<Groups> groups,
    Map<SourceRange, SourceRange> aliases,
    Lock lock,
    List<Integer> derived) {
  Rows {
    omitted = List.copyOf(omitted);
    filters = List.copyOf(filters);
    guards = List.copyOf(guards);
    joined = List.copyOf(joined);
    preconditions = List.copyOf(preconditions);
    aliases = Map.copyOf(aliases);
    derived = List.copyOf(derived);
  }

  /**
   * How rows are grouped.
   *
   * @param clause the GROUP BY clause; empty where all rows are one group
   * @param expressions what is grouped by: positions and aliases resolved
   * @param keyed whether the expressions tell a group, so that its calls' values can be found by
   *     them. Else they are found by the arguments, which for an aggregate of DOUBLE may differ
   *     when they are computed again
   * @param filters the parts of HAVING that are known
   */
  record Groups(
      Optional<SourceRange> clause,
      List<SourceRange> expressions,
      boolean keyed,
      List<Expression> filters) {
    Groups {
      expressions = List.copyOf(expressions);
      filters = List.copyOf(filters);
    }

    /** Whether all rows are one group. */
    boolean isSingle() {
      return clause.isEmpty();
    }
  }

  /** The locking clauses, in the words that MySQL and MariaDB share. */
  enum Lock {
    NONE(""),
    SHARE(" LOCK IN SHARE MODE"),
    UPDATE(" FOR UPDATE");

    private final String sql;

    Lock(String sql) {
      this.sql = sql;
    }

    String sql() {
      return sql;
    }
  }

  Rows filteredBy(List<Expression> conditions) {
    return new Rows(
        scope,
        around,
        tables,
        from,
        omitted,
        conditions,
        guards,
        joined,
        preconditions,
        groups,
        aliases,
        lock,
        derived);
  }

  Rows guardedBy(List<Expression> conditions) {
    return new Rows(
        scope,
        around,
        tables,
        from,
        omitted,
        filters,
        conditions,
        joined,
        preconditions,
        groups,
        aliases,
        lock,
        derived);
  }

  Rows joinedBy(List<Expression> conditions) {
    return new Rows(
        scope,
        around,
        tables,
        from,
        omitted,
        filters,
        guards,
        conditions,
        preconditions,
        groups,
        aliases,
        lock,
        derived);
  }

  Rows onlyWhere(List<Expression> conditions) {
    return new Rows(
        scope,
        around,
        tables,
        from,
        omitted,
        filters,
        guards,
        joined,
        conditions,
        groups,
        aliases,
        lock,
        derived);
  }

  Rows without(List<SourceRange> conditions) {
    return new Rows(
        scope,
        around,
        tables,
        from,
        conditions,
        filters,
        guards,
        joined,
        preconditions,
        groups,
        aliases,
        lock,
        derived);
  }

  Rows groupedBy(Groups by) {
    return new Rows(
        scope,
        around,
        tables,
        from,
        omitted,
        filters,
        guards,
        joined,
        preconditions,
        Optional.of(by),
        aliases,
        lock,
        derived);
  }

  Rows withAliases(Map<SourceRange, SourceRange> more) {
    return new Rows(
        scope,
        around,
        tables,
        from,
        omitted,
        filters,
        guards,
        joined,
        preconditions,
        groups,
        more,
        lock,
        derived);
  }

  /** The rows of a join alone. */
  Rows of(SourceRange join) {
    return new Rows(
        join,
        around,
        tables,
        Optional.of(join),
        omitted,
        filters,
        guards,
        joined,
        preconditions,
        groups,
        aliases,
        lock,
        derived);
  }
}
