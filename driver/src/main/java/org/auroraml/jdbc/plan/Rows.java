package org.auroraml.jdbc.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auroraml.grammar.ColumnReference;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.TableReference;

/**
 * The rows of a query block, of a join or of a write that reach a call: what is read to gather its
 * arguments. Immutable: what changes a thing gives a copy.
 */
final class Rows {
  private final SourceRange scope;
  private final int blockEnd;
  private final Optional<Rows> around;
  private final CommonTables tables;
  private final Lock lock;
  private Optional<SourceRange> from;
  private boolean combined;
  private List<SourceRange> omitted = List.of();
  private List<Filter> filters = List.of();
  private List<Filter> guards = List.of();
  private List<Filter> preconditions = List.of();
  private Optional<Groups> groups = Optional.empty();
  private Optional<WindowTable> windowTable = Optional.empty();
  private Map<SourceRange, SourceRange> aliases = Map.of();
  private Optional<Limit> limit = Optional.empty();

  /**
   * All rows of a FROM clause.
   *
   * @param scope names the block: equal calls of one scope share their values
   * @param around the rows of the query around the block, which its rows may depend on
   * @param tables the common table expressions that may be named
   * @param from the table references; empty where there are none
   * @param lock the locking clause with which the rows are read
   */
  Rows(
      SourceRange scope,
      Optional<Rows> around,
      CommonTables tables,
      Optional<SourceRange> from,
      Lock lock) {
    this(scope, scope.end(), around, tables, from, lock);
  }

  private Rows(
      SourceRange scope,
      int blockEnd,
      Optional<Rows> around,
      CommonTables tables,
      Optional<SourceRange> from,
      Lock lock) {
    this.scope = scope;
    this.blockEnd = blockEnd;
    this.around = around;
    this.tables = tables;
    this.from = from;
    this.lock = lock;
  }

  private Rows(Rows other, SourceRange scope) {
    this(other, scope, other.around, other.lock);
  }

  private Rows(Rows other, SourceRange scope, Optional<Rows> around, Lock lock) {
    this(scope, other.blockEnd, around, other.tables, other.from, lock);
    combined = other.combined;
    omitted = other.omitted;
    filters = other.filters;
    guards = other.guards;
    preconditions = other.preconditions;
    groups = other.groups;
    windowTable = other.windowTable;
    aliases = other.aliases;
    limit = other.limit;
  }

  /**
   * The first rows in an order.
   *
   * @param table the only table
   * @param order its columns that the order begins with or goes on with, by name
   * @param tail the text from ORDER BY to the end of LIMIT
   */
  record Limit(TableReference.Table table, List<String> order, SourceRange tail) {
    Limit {
      order = List.copyOf(order);
    }

    /**
     * The first rows in the order of some expressions; empty where that may be another each time.
     */
    static Optional<Limit> of(
        TableReference.Table table, List<Expression> orderBy, SourceRange tail) {
      List<String> columns =
          orderBy.stream()
              .flatMap(expression -> expression.column().stream())
              .map(ColumnReference::name)
              .toList();
      return orderBy.stream().allMatch(e -> Stages.isRepeatable(e) && e.queries().isEmpty())
          ? Optional.of(new Limit(table, columns, tail))
          : Optional.empty();
    }
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

  /** Names the block. */
  SourceRange scope() {
    return scope;
  }

  /** Whether a place in the text is the end of the block, or of one around it. */
  boolean endAt(int position) {
    return position == blockEnd || around.filter(rows -> rows.endAt(position)).isPresent();
  }

  /** The rows of the query around the block. */
  Optional<Rows> around() {
    return around;
  }

  /** The common table expressions that may be named. */
  CommonTables tables() {
    return tables;
  }

  /** Whether there may be none of them, or many: where no table is named, there is one. */
  boolean areRead() {
    return from.isPresent() || around.isPresent();
  }

  /** These rows, if nobody is to ask whether there are any. */
  Rows unread() {
    return new Rows(scope, blockEnd, Optional.empty(), tables, Optional.empty(), lock);
  }

  /** The table references. */
  Optional<SourceRange> from() {
    return from;
  }

  /** The locking clause with which the rows are read. */
  Lock lock() {
    return lock;
  }

  /** Parts of ON conditions that hold calls whose values are not known yet: taken for true. */
  List<SourceRange> omitted() {
    return omitted;
  }

  /** The conditions that are known before the calls of the stage are evaluated. */
  List<Filter> filters() {
    return filters;
  }

  /**
   * Conditions that the server may test after it has looked a value up: for a row that fails one,
   * there need be no value. Tested only where there is none.
   */
  List<Filter> guards() {
    return guards;
  }

  /** Guards that are tested before a value is looked up. */
  List<Filter> preconditions() {
    return preconditions;
  }

  /** How the rows are grouped before the calls are evaluated. */
  Optional<Groups> groups() {
    return groups;
  }

  /** What these rows are computed in, where the calls take the results of windows. */
  Optional<WindowTable> windowTable() {
    return windowTable;
  }

  /** Columns in filters and arguments that name a select item, and the item's expression. */
  Map<SourceRange, SourceRange> aliases() {
    return aliases;
  }

  /** These rows, where {@link #filters} hold. */
  Rows filteredBy(List<Filter> conditions) {
    Rows copy = new Rows(this, scope);
    copy.filters = List.copyOf(conditions);
    return copy;
  }

  /** These rows with {@link #guards}. */
  Rows guardedBy(List<Filter> conditions) {
    Rows copy = new Rows(this, scope);
    copy.guards = List.copyOf(conditions);
    return copy;
  }

  /** These rows with {@link #preconditions}. */
  Rows onlyWhere(List<Filter> conditions) {
    Rows copy = new Rows(this, scope);
    copy.preconditions = List.copyOf(conditions);
    return copy;
  }

  /** These rows without some ON conditions. */
  Rows without(List<SourceRange> conditions) {
    Rows copy = new Rows(this, scope);
    copy.omitted = List.copyOf(conditions);
    return copy;
  }

  /** Groups of these rows. */
  Rows groupedBy(Groups by) {
    Rows copy = new Rows(this, scope);
    copy.groups = Optional.of(by);
    return copy;
  }

  /** These rows, before they are grouped. */
  Rows ungrouped() {
    Rows copy = new Rows(this, scope);
    copy.groups = Optional.empty();
    return copy;
  }

  /** The results for these rows, windows among them. */
  Rows in(WindowTable table) {
    Rows results = new Rows(scope, blockEnd, around, tables, Optional.of(table.range()), lock);
    results.windowTable = Optional.of(table);
    return results;
  }

  /** These rows with the names of select items. */
  Rows withAliases(Map<SourceRange, SourceRange> names) {
    Rows copy = new Rows(this, scope);
    copy.aliases = Map.copyOf(names);
    return copy;
  }

  /** Which of the rows are written; empty for all. */
  Optional<Limit> limit() {
    return limit;
  }

  /** The first of these rows. */
  Rows limitedTo(Optional<Limit> first) {
    Rows copy = new Rows(this, scope);
    copy.limit = first;
    return copy;
  }

  /** Whether {@link #from} is a query of several blocks, and no table references. */
  boolean areCombined() {
    return combined;
  }

  /** These rows, which are those of a query. */
  Rows combined() {
    Rows copy = new Rows(this, scope);
    copy.combined = true;
    return copy;
  }

  /** These rows without a locking clause, for those who only count. */
  Rows unlocked() {
    Rows copy = new Rows(this, scope, around.map(Rows::unlocked), Lock.NONE);
    copy.windowTable = windowTable.map(WindowTable::unlocked);
    return copy;
  }

  /** The rows of a join alone. */
  Rows of(SourceRange join) {
    Rows copy = new Rows(this, join);
    copy.from = Optional.of(join);
    return copy;
  }
}
