package org.auroraml.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * The table references of a FROM clause, or of UPDATE and DELETE.
 *
 * @param range the references, without the word FROM
 * @param reference the references; commas between them are joins
 */
public record FromClause(SourceRange range, TableReference reference) {

  /** The tables, subqueries and table functions that are joined, in order of the text. */
  public List<TableReference> tables() {
    List<TableReference> tables = new ArrayList<>();
    for (TableReference each : references()) {
      if (!(each instanceof TableReference.Join)) {
        tables.add(each);
      }
    }
    return tables;
  }

  /** The joins, inner ones after those around them. */
  public List<TableReference.Join> joins() {
    List<TableReference.Join> joins = new ArrayList<>();
    for (TableReference each : references()) {
      if (each instanceof TableReference.Join join) {
        joins.add(join);
      }
    }
    return joins;
  }

  /** The subqueries among the tables, in order of the text. */
  public List<QueryExpression> queries() {
    List<QueryExpression> queries = new ArrayList<>();
    for (TableReference each : tables()) {
      if (each instanceof TableReference.DerivedTable derived) {
        queries.add(derived.query());
      }
    }
    return queries;
  }

  /** The parts of all ON conditions, and the arguments of table functions. */
  public List<Expression> expressions() {
    List<Expression> expressions = new ArrayList<>();
    for (TableReference each : references()) {
      if (each instanceof TableReference.Join join) {
        join.on().ifPresent(on -> expressions.addAll(on.conjuncts()));
      } else if (each instanceof TableReference.JsonTable table) {
        expressions.add(table.document());
      }
    }
    return expressions;
  }

  /** All references; left operands before right ones, joins before their operands. */
  private List<TableReference> references() {
    List<TableReference> references = new ArrayList<>();
    List<TableReference> waiting = new ArrayList<>(List.of(reference));
    while (!waiting.isEmpty()) {
      TableReference next = waiting.remove(waiting.size() - 1);
      references.add(next);
      if (next instanceof TableReference.Join join) {
        waiting.add(join.right());
        waiting.add(join.left());
      }
    }
    return references;
  }
}
