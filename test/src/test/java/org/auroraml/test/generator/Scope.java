package org.auroraml.test.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What an expression can name.
 *
 * @param values columns, or in a block that groups, its keys and aggregates
 * @param outer what the query around it can name
 * @param key the columns that tell rows apart, where all tables have some
 */
record Scope(List<Value> values, Optional<Scope> outer, List<String> key) {
  /** Nothing: the values of INSERT. */
  static final Scope NONE = new Scope(List.of(), Optional.empty(), List.of());

  Scope {
    values = List.copyOf(values);
    key = List.copyOf(key);
  }

  /** The same with more to name. */
  Scope with(List<Value> more) {
    List<Value> all = new ArrayList<>(values);
    all.addAll(more);
    return new Scope(all, outer, key);
  }

  /** What can be named that is of a sort, mostly its own. */
  Optional<Value> pick(Dice dice, Predicate<Value> sort) {
    if (outer.isPresent() && dice.chance(0.25)) {
      Optional<Value> outside = outer.get().pick(dice, sort);
      if (outside.isPresent()) {
        return outside;
      }
    }
    List<Value> candidates = values.stream().filter(sort).toList();
    return candidates.isEmpty() ? Optional.empty() : Optional.of(dice.pick(candidates));
  }
}
