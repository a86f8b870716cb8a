package org.auroraml.jdbc.plan;

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
  private final Map<String, Expression> expressions = new HashMap<>();

  Aliases(QueryBlock block) {
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
    return expression.column().filter(c -> c.name().equalsIgnoreCase(column.name())).isPresent();
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

  /** Whether an argument is made of window functions, by an alias perhaps. */
  boolean isOverWindow(CallSite site) {
    return site.call().arguments().stream()
        .anyMatch(
            argument ->
                argument.traits().contains(Trait.WINDOW)
                    || argument.columns().stream()
                        .anyMatch(
                            column ->
                                of(column)
                                    .filter(item -> item.traits().contains(Trait.WINDOW))
                                    .isPresent()));
  }
}
