package org.auroraml.test.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.auroraml.test.generator.Blocks.Query;
import org.auroraml.test.generator.Blocks.Wish;
import org.auroraml.test.generator.Tree.Kind;

/** Makes whole queries: blocks, set operations, WITH, and the subqueries of expressions. */
final class Queries implements Expressions.Subqueries {
  private static final List<ValueType> TYPES =
      List.of(
          ValueType.INT,
          ValueType.DOUBLE,
          ValueType.DOUBLE,
          ValueType.DECIMAL,
          ValueType.TEXT,
          ValueType.TEXT,
          ValueType.DATE);

  private final Dice dice;
  private final Expressions expressions;
  private final Blocks blocks;
  private final Sources sources;
  private final Names names = new Names();

  Queries(Dice dice) {
    this.dice = dice;
    sources = new Sources(dice, names);
    expressions = new Expressions(dice, this);
    blocks = new Blocks(dice, expressions, sources, names);
    sources.connect(expressions, depth -> query(types(2, 4), true, depth));
  }

  Expressions expressions() {
    return expressions;
  }

  Sources sources() {
    return sources;
  }

  /** A query that stands alone. */
  Tree statement(int depth) {
    return query(types(1, 4), false, depth).tree();
  }

  private List<ValueType> types(int least, int most) {
    return IntStream.range(0, dice.between(least, most)).mapToObj(i -> dice.pick(TYPES)).toList();
  }

  private Query query(List<ValueType> types, boolean named, int depth) {
    int outside = sources.common().size();
    Tree with = depth > 1 && dice.chance(0.15) ? with(depth) : new Tree.Words("");
    Query query =
        dice.chance(0.12)
            ? combined(types, named, depth)
            : blocks.block(new Wish(types, named, true, false), Optional.empty(), depth);
    while (sources.common().size() > outside) {
      sources.common().remove(sources.common().size() - 1);
    }
    return new Query(Tree.of(Kind.QUERY, with, query.tree()), query.names(), query.values());
  }

  private Tree with(int depth) {
    List<Tree> tables = new ArrayList<>();
    for (int i = dice.between(1, 2); i > 0; i--) {
      Query query = query(types(2, 3), true, depth - 1);
      String name = names.table();
      tables.add(Tree.fixed(name + " AS (", query.tree(), ")"));
      sources.common().add(new Sources.Common(name, Sources.columns(query)));
    }
    return Tree.fixed("WITH ", Tree.items(", ", 1, tables), " ");
  }

  private Query combined(List<ValueType> types, boolean named, int depth) {
    Wish wish = new Wish(types, named, false, true);
    Query first = blocks.block(wish, Optional.empty(), depth - 1);
    Query second = blocks.block(new Wish(types, true, false, true), Optional.empty(), depth - 1);
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Value one = first.values().get(i);
      Value other = second.values().get(i);
      ValueType type = one.type() == other.type() ? one.type() : types.get(i);
      values.add(new Value(one.tree(), type, one.settled() && other.settled()));
    }
    String order =
        dice.chance(0.4)
            ? " ORDER BY "
                + String.join(
                    ", ", IntStream.rangeClosed(1, types.size()).mapToObj(i -> "" + i).toList())
            : "";
    Tree tree =
        Tree.of(
            Kind.QUERY,
            first.tree(),
            dice.pick(" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT "),
            second.tree(),
            Tree.optional(order + (order.isEmpty() ? "" : dice.pick("", " LIMIT 5"))));
    return new Query(tree, first.names(), values);
  }

  @Override
  public Optional<Value> scalar(ValueType type, Scope scope, int depth) {
    if (depth < 2 || dice.chance(0.5)) {
      return Optional.empty();
    }
    Scope inside = new Scope(scope.values(), Optional.empty(), List.of());
    Sources.From from = sources.from(dice.pick(Tables.ALL), Optional.of(inside));
    Query query =
        blocks.aggregated(
            new Wish(List.of(type), false, false, true),
            from,
            Tree.optional(" WHERE ", expressions.conjunction(from.scope(), depth - 1)),
            depth - 1);
    Value value = query.values().get(0);
    return Optional.of(Value.of(value.type(), value.settled(), "(", query.tree(), ")"));
  }

  @Override
  public Optional<Tree> condition(Scope scope, int depth) {
    if (depth < 2) {
      return Optional.empty();
    }
    Optional<Scope> outer =
        dice.chance(0.6)
            ? Optional.of(new Scope(scope.values(), Optional.empty(), List.of()))
            : Optional.empty();
    ValueType type = dice.pick(ValueType.INT, ValueType.DOUBLE, ValueType.TEXT);
    Wish wish = new Wish(List.of(type), false, false, false);
    Tree query = blocks.block(wish, outer, depth - 1).tree();
    if (dice.chance(0.5)) {
      return Optional.of(
          Tree.of(Kind.CONDITION, dice.pick("EXISTS (", "NOT EXISTS ("), query, ")"));
    }
    Tree left = expressions.value(type, scope, depth - 1).tree();
    return Optional.of(
        Tree.of(
            Kind.CONDITION,
            left,
            dice.pick(" IN (", " NOT IN (", " > ALL (", " <= ANY ("),
            query,
            ")"));
  }
}
