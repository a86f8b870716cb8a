package org.auroraml.test.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Makes FROM clauses: tables, derived tables, common table expressions, and joins of them. */
final class Sources {
  private final Dice dice;
  private final Names names;
  private final List<Common> common = new ArrayList<>();
  private Expressions expressions;
  private IntFunction<Blocks.Query> queries;

  Sources(Dice dice, Names names) {
    this.dice = dice;
    this.names = names;
  }

  /** Joins need conditions, and derived tables queries, which need tables in turn. */
  void connect(Expressions conditions, IntFunction<Blocks.Query> derived) {
    this.expressions = conditions;
    this.queries = derived;
  }

  /** A common table expression that can be named. */
  record Common(String name, List<Tables.Column> columns) {}

  /** A FROM clause and what can be named after it. */
  record From(Tree tree, Scope scope) {}

  /** A table reference with its alias. */
  private record Source(Tree tree, List<Value> values, List<String> key) {}

  List<Common> common() {
    return common;
  }

  /** A clause with its word. */
  From from(Optional<Scope> outer, int depth) {
    Source first = source(depth);
    List<Tree> parts = new ArrayList<>(List.of(first.tree()));
    List<Value> values = new ArrayList<>(first.values());
    List<String> key = new ArrayList<>(first.key());
    boolean keyed = !first.key().isEmpty();
    for (int joined = dice.chance(0.4) ? dice.between(1, 2) : 0; joined > 0; joined--) {
      Source next = joined == 2 ? table(dice.pick(Tables.ALL)) : source(depth);
      Scope both = new Scope(values, outer, List.of()).with(next.values());
      parts.add(
          Tree.optional(
              dice.pick(" JOIN ", " JOIN ", " LEFT JOIN ", " RIGHT JOIN "),
              next.tree(),
              " ON ",
              Tree.items(" AND ", 1, on(values, next, both, depth))));
      values.addAll(next.values());
      key.addAll(next.key());
      keyed &= !next.key().isEmpty();
    }
    return new From(
        Tree.fixed(" FROM ", Tree.items("", 1, parts)),
        new Scope(values, outer, keyed ? key : List.of()));
  }

  /** A clause of one table. */
  From from(Tables.Table table, Optional<Scope> outer) {
    Source source = table(table);
    return new From(
        Tree.fixed(" FROM ", source.tree()), new Scope(source.values(), outer, source.key()));
  }

  /** Equal whole numbers keep joins small. */
  private List<Tree> on(List<Value> left, Source right, Scope both, int depth) {
    List<Tree> parts = new ArrayList<>();
    List<Value> ours = left.stream().filter(value -> value.type() == ValueType.INT).toList();
    List<Value> theirs =
        right.values().stream().filter(value -> value.type() == ValueType.INT).toList();
    if (!ours.isEmpty() && !theirs.isEmpty()) {
      parts.add(
          Tree.of(
              Tree.Kind.CONDITION,
              dice.pick(ours).tree(),
              " = ",
              dice.chance(0.15)
                  ? Tree.fixed("ml_int(", dice.pick(theirs).tree(), ")")
                  : dice.pick(theirs).tree()));
    }
    if (parts.isEmpty() || dice.chance(0.3)) {
      parts.add(expressions.condition(both, Math.min(depth, 2)));
    }
    return parts;
  }

  private Source source(int depth) {
    if (!common.isEmpty() && dice.chance(0.6)) {
      Common table = dice.pick(common);
      return named(new Tree.Words(table.name() + " "), table.columns(), false);
    } else if (depth > 1 && dice.chance(0.25)) {
      Blocks.Query query = queries.apply(depth - 1);
      return named(Tree.fixed("(", query.tree(), ") "), columns(query), false);
    }
    return table(dice.pick(Tables.ALL));
  }

  static List<Tables.Column> columns(Blocks.Query query) {
    List<Tables.Column> columns = new ArrayList<>();
    for (int i = 0; i < query.names().size(); i++) {
      Value value = query.values().get(i);
      columns.add(new Tables.Column(query.names().get(i), value.type(), value.settled()));
    }
    return columns;
  }

  private Source table(Tables.Table table) {
    return named(new Tree.Words(table.name() + " "), table.columns(), true);
  }

  private Source named(Tree table, List<Tables.Column> columns, boolean keyed) {
    String alias = names.table();
    List<Value> values = new ArrayList<>();
    for (Tables.Column column : columns) {
      values.add(Value.of(column.type(), column.settled(), alias + "." + column.name()));
    }
    return new Source(Tree.fixed(table, alias), values, keyed ? List.of(alias + ".id") : List.of());
  }
}
