package org.auroraml.test.tpch;

import java.util.ArrayList;
import java.util.List;
import org.auroraml.grammar.ColumnReference;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.Statement;

/** Finds the column references of a query, wherever they stand. */
final class Columns {
  private final List<ColumnReference> found = new ArrayList<>();

  private Columns() {}

  static List<ColumnReference> of(ParsedStatement statement) {
    Columns columns = new Columns();
    columns.query(((Statement.Query) statement.statement()).expression());
    return columns.found;
  }

  private void query(QueryExpression query) {
    query.with().ifPresent(with -> with.tables().forEach(table -> query(table.query())));
    for (QueryBlock block : query.blocks()) {
      block.from().ifPresent(from -> from.queries().forEach(this::query));
      block.expressions().forEach(this::expression);
    }
    query.orderBy().forEach(this::expression);
  }

  private void expression(Expression expression) {
    found.addAll(expression.columns());
    expression.queries().forEach(this::query);
  }
}
