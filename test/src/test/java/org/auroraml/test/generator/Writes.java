package org.auroraml.test.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes statements that write into {@code w} and {@code wp}. */
final class Writes {
  private static final List<Tables.Column> TARGETS =
      List.of(
          new Tables.Column("d", ValueType.DOUBLE, true),
          new Tables.Column("n", ValueType.INT, true),
          new Tables.Column("m", ValueType.DECIMAL, true),
          new Tables.Column("s", ValueType.TEXT, false),
          new Tables.Column("b", ValueType.TEXT, false));

  private final Dice dice;
  private final Expressions expressions;
  private final Sources sources;

  Writes(Dice dice, Queries queries) {
    this.dice = dice;
    expressions = queries.expressions();
    sources = queries.sources();
  }

  Tree statement(int depth) {
    return dice.one(
        () -> insertValues(depth),
        () -> insertSelect(depth),
        () -> update(depth),
        () -> update(depth),
        () -> updateJoin(depth),
        () -> delete(depth),
        () -> deleteJoin(depth));
  }

  private List<Tables.Column> targets() {
    List<Tables.Column> chosen = new ArrayList<>();
    for (Tables.Column column : TARGETS) {
      if (dice.chance(0.4)) {
        chosen.add(column);
      }
    }
    return chosen.isEmpty() ? List.of(dice.pick(TARGETS)) : chosen;
  }

  private static String into(List<Tables.Column> columns) {
    return " INTO w (id, "
        + String.join(", ", columns.stream().map(Tables.Column::name).toList())
        + ") ";
  }

  private Tree insertValues(int depth) {
    List<Tables.Column> columns = targets();
    List<Tree> rows = new ArrayList<>();
    for (int i = dice.between(1, 4); i > 0; i--) {
      List<Tree> row = new ArrayList<>();
      row.add(new Tree.Words("" + (dice.chance(0.5) ? dice.between(1, 40) : 1000 + i)));
      columns.forEach(
          column -> row.add(expressions.value(column.type(), Scope.NONE, depth - 1).tree()));
      rows.add(Tree.fixed("(", Tree.items(", ", row.size(), row), ")"));
    }
    String verb = dice.pick("INSERT", "INSERT", "INSERT IGNORE", "REPLACE");
    return Tree.fixed(
        verb + into(columns) + "VALUES ",
        Tree.items(", ", 1, rows),
        onDuplicate(verb, columns, List.of(), depth));
  }

  private Tree onDuplicate(
      String verb, List<Tables.Column> columns, List<Value> selected, int depth) {
    if (verb.equals("REPLACE") || dice.chance(0.5)) {
      return new Tree.Words("");
    }
    Tables.Column inserted = dice.pick(columns);
    List<Value> values = new ArrayList<>(written("w", TARGETS));
    values.add(Value.of(inserted.type(), inserted.settled(), "VALUES(" + inserted.name() + ")"));
    values.addAll(selected);
    Scope scope = new Scope(values, Optional.empty(), List.of());
    return Tree.optional(" ON DUPLICATE KEY UPDATE ", assignments("", scope, depth - 1));
  }

  private Tree assignments(String prefix, Scope scope, int depth) {
    List<Tree> assignments = new ArrayList<>();
    for (Tables.Column column : targets()) {
      assignments.add(
          Tree.fixed(
              prefix + column.name() + " = ",
              expressions.value(column.type(), scope, depth).tree()));
    }
    return Tree.items(", ", 1, assignments);
  }

  private Tree insertSelect(int depth) {
    List<Tables.Column> columns = targets();
    Sources.From from = sources.from(dice.pick(Tables.ALL), Optional.empty());
    Scope scope = from.scope();
    List<Tree> items = new ArrayList<>();
    String key = scope.key().get(0);
    items.add(new Tree.Words(key + dice.pick("", " + 20", " + 1000")));
    columns.forEach(column -> items.add(expressions.value(column.type(), scope, depth).tree()));
    Tree where =
        dice.chance(0.6)
            ? Tree.optional(" WHERE ", expressions.conjunction(scope, depth))
            : new Tree.Words("");
    Tree order =
        dice.chance(0.3)
            ? Tree.optional(" ORDER BY " + key + " LIMIT " + dice.between(2, 20))
            : new Tree.Words("");
    String verb = dice.pick("INSERT", "INSERT IGNORE", "REPLACE");
    return Tree.fixed(
        verb + into(columns) + "SELECT ",
        Tree.items(", ", items.size(), items),
        from.tree(),
        where,
        order,
        onDuplicate(verb, columns, scope.values(), depth));
  }

  private static List<Value> written(String alias, List<Tables.Column> columns) {
    return columns.stream()
        .map(column -> Value.of(column.type(), column.settled(), alias + "." + column.name()))
        .toList();
  }

  private static Scope ofW() {
    return new Scope(written("w", Tables.A.columns()), Optional.empty(), List.of("w.id"));
  }

  private Tree where(Scope scope, int depth) {
    return dice.chance(0.8)
        ? Tree.optional(" WHERE ", expressions.conjunction(scope, depth))
        : new Tree.Words("");
  }

  private Tree someRows(Scope scope, int depth) {
    return dice.chance(0.3)
        ? Tree.optional(
            " ORDER BY ",
            Tree.optional(expressions.number(scope, depth - 1).tree(), ", "),
            "w.id",
            " LIMIT " + dice.between(1, 15))
        : new Tree.Words("");
  }

  private Tree update(int depth) {
    Scope scope = ofW();
    return Tree.fixed(
        "UPDATE w SET ",
        assignments(dice.pick("", "w."), scope, depth - 1),
        where(scope, depth),
        someRows(scope, depth));
  }

  /** Joined by the other table's key, so that no row has two partners to be assigned from. */
  private Scope join() {
    return ofW().with(written("p", Tables.P.columns()));
  }

  private Tree on(Scope scope, int depth) {
    List<Tree> parts = new ArrayList<>(List.of(new Tree.Words("p.id = w.id")));
    if (dice.chance(0.3)) {
      parts.add(expressions.condition(scope, depth - 1));
    }
    return Tree.items(" AND ", 1, parts);
  }

  private Tree updateJoin(int depth) {
    Scope scope = join();
    return Tree.fixed(
        "UPDATE w " + dice.pick("", "LEFT ") + "JOIN " + dice.pick("p", "wp p") + " ON ",
        on(scope, depth),
        " SET ",
        assignments("w.", scope, depth - 1),
        where(scope, depth));
  }

  private Tree delete(int depth) {
    Scope scope = ofW();
    return Tree.fixed("DELETE FROM w", where(scope, depth), someRows(scope, depth));
  }

  private Tree deleteJoin(int depth) {
    Scope scope = join();
    String form =
        dice.pick(
            "DELETE w FROM w JOIN p ON ",
            "DELETE w, p FROM w JOIN wp p ON ",
            "DELETE FROM w USING w LEFT JOIN p ON ");
    return Tree.fixed(form, on(scope, depth), where(scope, depth));
  }
}
