package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.auroraml.grammar.Assignment;
import org.auroraml.grammar.Condition;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.FromClause;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.Statement;
import org.auroraml.grammar.TableReference;
import org.auroraml.grammar.VariableAssignment;
import org.auroraml.grammar.WithClause;

/** The tables, or views, that a statement reads by their names. */
public final class ReadTables {
  private final List<TableReference.Table> tables = new ArrayList<>();
  private final Set<String> commonTables = new HashSet<>();

  private ReadTables() {}

  /** Those of a statement, without the names of its common table expressions. */
  public static List<TableReference.Table> of(Statement statement) {
    ReadTables read = new ReadTables();
    read.statement(statement);
    read.tables.removeIf(
        table ->
            table.schema().isEmpty()
                && read.commonTables.contains(table.name().toLowerCase(Locale.ROOT)));
    return read.tables;
  }

  private void statement(Statement statement) {
    if (statement instanceof Statement.Query query) {
      add(query.expression());
    } else if (statement instanceof Statement.CreateTable create) {
      add(create.query());
    } else if (statement instanceof Statement.Insert insert) {
      insert.source().ifPresent(this::add);
      insert.rows().forEach(this::expressions);
      expressions(insert.onDuplicate().stream().map(Assignment::value).toList());
    } else if (statement instanceof Statement.Update update) {
      write(update.with(), update.tables(), update.where(), update.orderBy());
      expressions(update.assignments().stream().map(Assignment::value).toList());
    } else if (statement instanceof Statement.Delete delete) {
      write(delete.with(), delete.tables(), delete.where(), delete.orderBy());
    } else if (statement instanceof Statement.SetVariables set) {
      expressions(set.assignments().stream().map(VariableAssignment::value).toList());
    } else if (statement instanceof Statement.Do action) {
      expressions(action.expressions());
    } else if (statement instanceof Statement.Call call) {
      expressions(call.arguments());
    }
  }

  /** A table that stands alone is written; in a join it may be one that is only read. */
  private void write(
      Optional<WithClause> with,
      FromClause from,
      Optional<Condition> where,
      List<Expression> orderBy) {
    with.ifPresent(this::add);
    if (from.reference() instanceof TableReference.Join) {
      add(from);
    }
    where.map(Condition::conjuncts).ifPresent(this::expressions);
    expressions(orderBy);
  }

  private void add(WithClause with) {
    for (WithClause.CommonTable table : with.tables()) {
      commonTables.add(table.name().toLowerCase(Locale.ROOT));
      add(table.query());
    }
  }

  private void add(FromClause from) {
    for (TableReference table : from.tables()) {
      if (table instanceof TableReference.Table named) {
        tables.add(named);
      }
    }
    from.queries().forEach(this::add);
    expressions(from.expressions());
  }

  private void add(QueryExpression query) {
    query.with().ifPresent(this::add);
    for (QueryBlock block : query.blocks()) {
      block.from().ifPresent(this::add);
      for (QueryBlock.Clause clause : QueryBlock.Clause.values()) {
        if (clause != QueryBlock.Clause.FROM) {
          expressions(block.expressions(clause));
        }
      }
    }
    expressions(query.orderBy());
  }

  private void expressions(List<Expression> expressions) {
    expressions.forEach(expression -> expression.queries().forEach(this::add));
  }
}
