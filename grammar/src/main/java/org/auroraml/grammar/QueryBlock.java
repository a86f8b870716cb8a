package org.auroraml.grammar;

import java.util.List;
import java.util.Optional;

/**
 * One query block: a SELECT with its clauses (also TABLE t, which has no items, and a VALUES
 * statement, whose values are items).
 *
 * @param range the block from SELECT on, without an INTO clause's or set operation's other operands
 * @param kind where it stands
 * @param distinct whether SELECT DISTINCT (or DISTINCTROW) is written
 * @param items the select list
 * @param from the FROM clause; absent also for FROM DUAL alone
 * @param where the WHERE clause
 * @param groupBy the GROUP BY expressions
 * @param having the HAVING clause
 * @param windows the expressions inside a WINDOW clause
 * @param orderBy the ORDER BY expressions that belong to this block
 * @param tail the text from GROUP BY, HAVING, WINDOW, ORDER BY, LIMIT or the locking clause on to
 *     the block's end, where there is one
 */
public record QueryBlock(
    SourceRange range,
    Kind kind,
    boolean distinct,
    List<SelectItem> items,
    Optional<FromClause> from,
    Optional<Condition> where,
    List<Expression> groupBy,
    Optional<Condition> having,
    List<Expression> windows,
    List<Expression> orderBy,
    Optional<SourceRange> tail) {

  /** Where a block stands. */
  public enum Kind {
    /** An operand of the statement itself. */
    OUTERMOST,
    /** A derived table in a FROM clause. */
    DERIVED_TABLE,
    /** A derived table marked LATERAL. */
    LATERAL,
    /** A common table expression. */
    COMMON_TABLE,
    /** A subquery in an expression: scalar, row, IN, EXISTS, ANY or ALL. */
    SUBQUERY,
    /** The SELECT of INSERT … SELECT or CREATE TABLE … SELECT. */
    SOURCE
  }

  public QueryBlock {
    items = List.copyOf(items);
    groupBy = List.copyOf(groupBy);
    windows = List.copyOf(windows);
    orderBy = List.copyOf(orderBy);
  }
}
