package org.auroraml.test.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.auroraml.test.generator.Tree.Kind;

/** Makes query blocks: SELECT with its clauses. */
final class Blocks {
  private final Dice dice;
  private final Expressions expressions;
  private final Sources sources;
  private final Names names;

  Blocks(Dice dice, Expressions expressions, Sources sources, Names names) {
    this.dice = dice;
    this.expressions = expressions;
    this.sources = sources;
    this.names = names;
  }

  /**
   * What a block is to be.
   *
   * @param types of its columns
   * @param named whether each column gets a name of its own, so that a query around can use it
   * @param limited whether it may have ORDER BY and LIMIT
   * @param settled whether its rows are compared with others, so that texts need a spelling
   */
  record Wish(List<ValueType> types, boolean named, boolean limited, boolean settled) {}

  /**
   * A block or a whole query.
   *
   * @param names of the columns, where the wish was for names
   * @param values what its columns are, spelled as in its select list
   */
  record Query(Tree tree, List<String> names, List<Value> values) {}

  /** Makes a block. */
  Query block(Wish wish, Optional<Scope> outer, int depth) {
    Sources.From from = sources.from(outer, depth);
    Scope scope = from.scope();
    Tree where =
        dice.chance(0.6)
            ? Tree.optional(" WHERE ", expressions.conjunction(scope, depth))
            : new Tree.Words("");
    if (dice.chance(0.3)) {
      return grouped(wish, from, where, depth);
    } else if (dice.chance(0.15)) {
      return aggregated(wish, from, where, depth);
    }
    boolean distinct = dice.chance(0.15);
    Scope items = !distinct && dice.chance(0.2) ? scope.with(windows(scope, depth)) : scope;
    return finish(
        wish,
        distinct ? "SELECT DISTINCT " : "SELECT ",
        items,
        from,
        Tree.fixed(where),
        depth,
        distinct);
  }

  /** A block of one row. */
  Query aggregated(Wish wish, Sources.From from, Tree where, int depth) {
    List<Value> aggregates = aggregates(from.scope(), depth);
    Scope over = new Scope(aggregates, Optional.empty(), List.of());
    List<Value> values = values(wish, over, depth - 1);
    return query(labels(wish), "SELECT ", values, from, Tree.fixed(where));
  }

  private Query grouped(Wish wish, Sources.From from, Tree where, int depth) {
    List<Value> keys = new ArrayList<>();
    for (int i = dice.between(1, 2); i > 0; i--) {
      keys.add(key(from.scope(), depth));
    }
    List<Value> over = new ArrayList<>(keys);
    over.addAll(aggregates(from.scope(), depth));
    Scope scope = new Scope(over, Optional.empty(), List.of());
    Tree groupBy =
        Tree.fixed(" GROUP BY ", Tree.items(", ", 1, keys.stream().map(Value::tree).toList()));
    Tree having =
        dice.chance(0.4)
            ? Tree.optional(" HAVING ", expressions.conjunction(scope, Math.min(depth - 1, 1)))
            : new Tree.Words("");
    return finish(
        wish, "SELECT ", scope, from, Tree.fixed(where, groupBy, having), depth - 1, true);
  }

  /** Not a literal, which would be a number of a column. */
  private Value key(Scope scope, int depth) {
    Value key =
        dice.one(
            () -> expressions.integer(scope, depth),
            () -> expressions.text(scope, depth),
            () -> expressions.number(scope, depth));
    if (key.tree().sql().matches("[0-9.]+|'.*'|DATE .*|\\(SELECT.*|.*\\bSELECT\\b.*")
        || !key.tree().sql().matches("(?s).*\\bt\\d+\\.\\w+.*")) {
      return scope.values().get(0).grouped();
    }
    return key.grouped();
  }

  private List<Value> aggregates(Scope scope, int depth) {
    List<Value> aggregates = new ArrayList<>();
    for (int i = dice.between(1, 3); i > 0; i--) {
      aggregates.add(aggregate(scope, depth, ""));
    }
    return aggregates;
  }

  private Value aggregate(Scope scope, int depth, String over) {
    Value number = expressions.number(scope, depth - 1);
    Value summable = number.summable();
    Value text = expressions.text(scope, depth - 1).grouped();
    boolean window = !over.isEmpty();
    return dice.one(
        () -> Value.of(ValueType.INT, true, "COUNT(*)" + over),
        () -> Value.of(ValueType.INT, true, "COUNT(", number.tree(), ")" + over),
        () -> Value.of(sumType(summable), summable.settled(), "SUM(", summable.tree(), ")" + over),
        () -> Value.of(sumType(summable), summable.settled(), "SUM(", summable.tree(), ")" + over),
        () ->
            Value.of(
                number.type(),
                number.settled(),
                dice.pick("MIN(", "MAX("),
                number.tree(),
                ")" + over),
        () -> Value.of(ValueType.TEXT, true, dice.pick("MIN(", "MAX("), text.tree(), ")" + over),
        () ->
            window
                ? Value.of(ValueType.INT, true, "COUNT(", text.tree(), ")" + over)
                : Value.of(ValueType.INT, true, "COUNT(DISTINCT ", text.tree(), ")"),
        () ->
            window
                ? Value.of(ValueType.INT, true, "COUNT(", number.tree(), ")" + over)
                : Value.of(
                    ValueType.TEXT,
                    true,
                    "GROUP_CONCAT(",
                    dice.pick("", "DISTINCT "),
                    text.tree(),
                    " ORDER BY ",
                    text.tree(),
                    " SEPARATOR '|')"),
        () -> Value.of(ValueType.DECIMAL, false, "AVG(", averaged(summable).tree(), ")" + over));
  }

  private static ValueType sumType(Value summed) {
    return summed.type() == ValueType.DOUBLE ? ValueType.DOUBLE : ValueType.DECIMAL;
  }

  private static Value averaged(Value summable) {
    return summable.type() == ValueType.DOUBLE
        ? Value.of(ValueType.DECIMAL, false, "CAST(", summable.tree(), " AS DECIMAL(20,4))")
        : summable;
  }

  private List<Value> windows(Scope scope, int depth) {
    List<Value> windows = new ArrayList<>();
    Value partition = expressions.number(scope, dice.below(depth + 1));
    String order = scope.key().isEmpty() ? "" : String.join(", ", scope.key());
    String by = "PARTITION BY " + partition.tree().sql();
    windows.add(aggregate(scope, depth, " OVER (" + (dice.chance(0.7) ? by : "") + ")"));
    Tree rank = expressions.number(scope, depth).tree();
    windows.add(
        Value.of(
            ValueType.UNSIGNED,
            true,
            dice.pick("RANK()", "DENSE_RANK()") + " OVER (" + (dice.chance(0.3) ? by : ""),
            " ORDER BY ",
            rank,
            ")"));
    if (!order.isEmpty()) {
      windows.add(aggregate(scope, depth, " OVER (" + by + " ORDER BY " + order + ")"));
      windows.add(
          Value.of(
              ValueType.UNSIGNED, true, "ROW_NUMBER() OVER (ORDER BY ", rank, ", " + order + ")"));
      Value lagged = expressions.number(scope, depth);
      windows.add(
          Value.of(
              lagged.type(),
              lagged.settled(),
              "LAG(",
              lagged.tree(),
              ") OVER (ORDER BY " + order + ")"));
    }
    return windows;
  }

  private List<Value> values(Wish wish, Scope scope, int depth) {
    List<Value> values = new ArrayList<>();
    for (ValueType type : wish.types()) {
      Value value = expressions.value(type, scope, depth);
      values.add(wish.settled() ? value.grouped() : value);
    }
    return values;
  }

  private Query finish(
      Wish wish,
      String select,
      Scope scope,
      Sources.From from,
      Tree middle,
      int depth,
      boolean settle) {
    boolean ordered = wish.limited() && dice.chance(0.4);
    boolean keyed = !settle && !scope.key().isEmpty();
    Wish settled =
        new Wish(
            wish.types(),
            wish.named(),
            wish.limited(),
            wish.settled() || settle || (ordered && !keyed));
    List<Value> values = values(settled, scope, depth);
    List<String> labels = labels(wish);
    if (!ordered) {
      return query(labels, select, values, from, middle);
    }
    Tree first = new Tree.Words("");
    if (dice.chance(0.6) && !select.contains("DISTINCT")) {
      Scope sorted = dice.chance(0.2) ? aliases(labels, values) : scope;
      Tree key = expressions.number(sorted, depth).tree();
      // Not a literal, which would be a number of a column.
      if (!key.sql().matches("[0-9.]+")) {
        first = Tree.optional(key, dice.pick("", " DESC"), ", ");
      }
    }
    // Never less: a LIMIT would take any of the rows that it takes for equal.
    String rest =
        keyed
            ? String.join(", ", scope.key())
            : IntStream.rangeClosed(1, values.size())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
    Tree limit =
        dice.chance(0.6)
            ? Tree.optional(" LIMIT " + dice.between(1, 12) + dice.pick("", " OFFSET 2"))
            : new Tree.Words("");
    Tree order = Tree.optional(" ORDER BY ", first, rest, limit);
    return query(labels, select, values, from, Tree.fixed(middle, order));
  }

  /** ORDER BY may name the select items. */
  private static Scope aliases(List<String> labels, List<Value> values) {
    List<Value> named = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (!labels.get(i).isEmpty()) {
        named.add(Value.of(values.get(i).type(), values.get(i).settled(), labels.get(i)));
      }
    }
    return new Scope(named, Optional.empty(), List.of());
  }

  /** Names for columns: an empty one for a column that gets none. */
  private List<String> labels(Wish wish) {
    return wish.types().stream()
        .map(type -> wish.named() || dice.chance(0.3) ? names.column() : "")
        .toList();
  }

  private Query query(
      List<String> labels, String select, List<Value> values, Sources.From from, Tree tail) {
    List<Tree> items = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Tree value = values.get(i).tree();
      String label = labels.get(i);
      items.add(label.isEmpty() ? value : Tree.fixed(value, dice.pick(" ", " AS ") + label));
    }
    Tree tree = Tree.of(Kind.QUERY, select, Tree.items(", ", 1, items), from.tree(), tail);
    return new Query(tree, labels, values);
  }
}
