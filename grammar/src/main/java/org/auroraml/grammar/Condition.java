package org.auroraml.grammar;

import java.util.List;

/**
 * A WHERE or HAVING condition.
 *
 * @param range the condition, without the word WHERE or HAVING
 * @param conjuncts its parts, joined by AND at the top (parentheses around the whole or around a
 *     conjunction are looked through); never empty
 */
public record Condition(SourceRange range, List<Expression> conjuncts) {
  public Condition {
    conjuncts = List.copyOf(conjuncts);
  }
}
