package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.auroraml.grammar.ColumnReference;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.Expression.Trait;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;

/**
 * The aliases of a select list, which GROUP BY, HAVING and ORDER BY may name (manual, section
 * B.3.4.4): where a part of these clauses is evaluated elsewhere, the item's expression takes their
 * place.
 */
final class Aliases {
  private final MlCalls calls;
  private final Map<String, Expression> expressions = new HashMap<>();

  Aliases(MlCalls calls, QueryBlock block) {
    this.calls = calls;
    for (SelectItem item : block.items()) {
      item.alias()
          .ifPresent(
              alias ->
                  expressions.putIfAbsent(
                      alias.toLowerCase(Locale.ROOT), item.expression().orElseThrow()));
    }
  }

  boolean isEmpty() {
    return expressions.isEmpty();
  }

  /** The expression that a column of these clauses names. */
  Optional<Expression> of(ColumnReference column) {
    return column.table().isPresent()
        ? Optional.empty()
        : Optional.ofNullable(expressions.get(column.name().toLowerCase(Locale.ROOT)))
            .filter(expression -> !isItself(column, expression));
  }

  /** {@code SELECT a AS a}. */
  private boolean isItself(ColumnReference column, Expression expression) {
    return expression.columns().size() == 1
        && expression.range().equals(expression.columns().get(0).range())
        && expression.columns().get(0).name().equalsIgnoreCase(column.name());
  }

  /** The columns in the arguments of calls that name a select item, with the items' expressions. */
  Map<SourceRange, SourceRange> in(List<CallSite> sites) {
    Map<SourceRange, SourceRange> found = new HashMap<>();
    for (CallSite site : sites) {
      site.call().arguments().forEach(argument -> add(argument, found));
    }
    return found;
  }

  /** The columns in expressions that name a select item. */
  Map<SourceRange, SourceRange> inExpressions(List<Expression> all) {
    Map<SourceRange, SourceRange> found = new HashMap<>();
    all.forEach(expression -> add(expression, found));
    return found;
  }

  private void add(Expression expression, Map<SourceRange, SourceRange> found) {
    for (ColumnReference column : expression.columns()) {
      of(column).ifPresent(item -> found.put(column.range(), item.range()));
    }
  }

  /** A window function can't be looked up, by its alias neither. */
  void refuseWindows(List<CallSite> sites) throws SQLException {
    for (CallSite site : sites) {
      for (Expression argument : site.call().arguments()) {
        for (ColumnReference column : argument.columns()) {
          if (of(column).filter(item -> item.traits().contains(Trait.WINDOW)).isPresent()) {
            throw calls.refusal(site, Stages.WINDOW_ARGUMENT);
          }
        }
      }
    }
  }
}
