package org.auroraml.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One query block: a SELECT with its clauses (also TABLE t, which has no items, and a VALUES
 * statement, whose values are items).
 *
 * @param range the block from SELECT on, without an INTO clause at its end or other operands of a
 *     set operation
 * @param kind where it stands
 * @param correlated whether it, or a subquery in it, surely names a table of a query around it. A
 *     column without a table's name may belong to one too: that only the server knows
 * @param distinct whether SELECT DISTINCT (or DISTINCTROW) is written
 * @param items the select list
 * @param from the FROM clause; absent also for FROM DUAL alone. Of TABLE t, the table
 * @param where the WHERE clause
 * @param groupBy the GROUP BY expressions
 * @param groupClause the GROUP BY clause, from the word GROUP on
 * @param rollup whether it ends with WITH ROLLUP
 * @param having the HAVING clause
 * @param windows the expressions inside a WINDOW clause
 * @param windowClause the WINDOW clause
 * @param orderBy the ORDER BY expressions that belong to this block
 * @param limit the LIMIT clause that belongs to this block
 * @param locking the locking clauses that belong to this block
 * @param tail the text from GROUP BY, HAVING, WINDOW, ORDER BY, LIMIT or the locking clause on to
 *     the block's end, where there is one
 */
public record QueryBlock(
    SourceRange range,
    Kind kind,
    boolean correlated,
    boolean distinct,
    List<SelectItem> items,
    Optional<FromClause> from,
    Optional<Condition> where,
    List<Expression> groupBy,
    Optional<SourceRange> groupClause,
    boolean rollup,
    Optional<Condition> having,
    List<Expression> windows,
    Optional<SourceRange> windowClause,
    List<Expression> orderBy,
    Optional<SourceRange> limit,
    Optional<SourceRange> locking,
    Optional<SourceRange> tail)
    implements QueryOperand {

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
    /** The SELECT of INSERT … SELECT, CREATE TABLE … SELECT or CREATE VIEW. */
    SOURCE
  }

  /** The clauses of a block that hold expressions, in the order of the text. */
  public enum Clause {
    SELECT_LIST,
    FROM,
    WHERE,
    GROUP_BY,
    HAVING,
    WINDOW,
    ORDER_BY
  }

  public QueryBlock {
    items = List.copyOf(items);
    groupBy = List.copyOf(groupBy);
    windows = List.copyOf(windows);
    orderBy = List.copyOf(orderBy);
  }

  /** The expressions of a clause; conditions are cut at their ANDs. */
  public List<Expression> expressions(Clause clause) {
    return switch (clause) {
      case SELECT_LIST -> items.stream().flatMap(item -> item.expression().stream()).toList();
      case FROM -> from.map(FromClause::expressions).orElse(List.of());
      case WHERE -> where.map(Condition::conjuncts).orElse(List.of());
      case GROUP_BY -> groupBy;
      case HAVING -> having.map(Condition::conjuncts).orElse(List.of());
      case WINDOW -> windows;
      case ORDER_BY -> orderBy;
    };
  }

  /** The expressions of all clauses. */
  public List<Expression> expressions() {
    List<Expression> all = new ArrayList<>();
    for (Clause clause : Clause.values()) {
      all.addAll(expressions(clause));
    }
    return all;
  }

  /** The queries directly inside: subqueries in FROM, then those in expressions. */
  public List<QueryExpression> queries() {
    List<QueryExpression> queries = new ArrayList<>();
    from.ifPresent(tables -> queries.addAll(tables.queries()));
    expressions().forEach(expression -> queries.addAll(expression.queries()));
    return queries;
  }
}
