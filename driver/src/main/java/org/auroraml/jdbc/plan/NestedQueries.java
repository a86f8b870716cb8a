package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.auroraml.grammar.Assignment;
import org.auroraml.grammar.Condition;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.FromClause;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.Statement;
import org.auroraml.grammar.TableReference;
import org.auroraml.grammar.WithClause;

/**
 * The queries inside a write, which reads their latest rows, and locks them. A query that gathers
 * arguments has to lock them too, and a lock does not reach into a subquery: each gets its own.
 */
final class NestedQueries {
  private static final Pattern LOCKED =
      Pattern.compile("\\b(FOR\\s+(UPDATE|SHARE)|LOCK\\s+IN)\\b", Pattern.CASE_INSENSITIVE);

  private final String text;
  private final List<Integer> ends = new ArrayList<>();
  private final List<TableReference.Table> tables = new ArrayList<>();
  private boolean locked = true;

  private NestedQueries(String text) {
    this.text = text;
  }

  /** Those of a statement; of one that writes nothing, none. */
  static NestedQueries of(Statement statement, String text) {
    NestedQueries queries = new NestedQueries(text);
    if (statement instanceof Statement.Insert insert) {
      queries.tables.add(insert.table());
      // The query of INSERT … SELECT locks its own rows.
      insert.source().ifPresent(queries::inside);
      insert.rows().forEach(row -> row.forEach(queries::add));
      queries.assignments(insert.onDuplicate());
    } else if (statement instanceof Statement.Update update) {
      queries.write(update.with(), update.tables(), update.where(), update.orderBy());
      queries.assignments(update.assignments());
    } else if (statement instanceof Statement.Delete delete) {
      queries.write(delete.with(), delete.tables(), delete.where(), delete.orderBy());
    }
    return queries;
  }

  /** Where the queries' locking clauses go. */
  List<Integer> ends() {
    return ends;
  }

  /** The tables that the statement names, those of common table expressions included. */
  List<TableReference.Table> tables() {
    return tables;
  }

  /** Whether all of them can be locked: those of a UNION can't. */
  boolean areLocked() {
    return locked;
  }

  private void write(
      Optional<WithClause> with,
      FromClause from,
      Optional<Condition> where,
      List<Expression> orderBy) {
    with.ifPresent(this::add);
    add(from);
    where.map(Condition::conjuncts).ifPresent(conjuncts -> conjuncts.forEach(this::add));
    orderBy.forEach(this::add);
  }

  private void assignments(List<Assignment> assignments) {
    assignments.forEach(assignment -> add(assignment.value()));
  }

  private void add(WithClause with) {
    with.tables().forEach(table -> add(table.query()));
  }

  private void add(FromClause from) {
    for (TableReference table : from.tables()) {
      if (table instanceof TableReference.Table named) {
        tables.add(named);
      }
    }
    from.queries().forEach(this::add);
    from.expressions().forEach(this::add);
  }

  private void add(Expression expression) {
    expression.queries().forEach(this::add);
  }

  private void add(QueryExpression query) {
    if (query.operands().size() == 1 && query.operands().get(0) instanceof QueryBlock block) {
      if (!LOCKED.matcher(block.range().of(text)).find()) {
        ends.add(block.range().end());
      }
    } else {
      locked = false;
    }
    inside(query);
  }

  private void inside(QueryExpression query) {
    query.with().ifPresent(this::add);
    for (QueryBlock block : query.blocks()) {
      block.from().ifPresent(this::add);
      for (QueryBlock.Clause clause : QueryBlock.Clause.values()) {
        if (clause != QueryBlock.Clause.FROM) {
          block.expressions(clause).forEach(this::add);
        }
      }
    }
    query.orderBy().forEach(this::add);
  }
}
