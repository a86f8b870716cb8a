package org.auroraml.test.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auroraml.test.generator.Tree.Kind;

/** Makes expressions and conditions, with calls of the oracle's functions in them. */
final class Expressions {
  private static final List<String> LITERAL_TEXTS =
      List.of("'great'", "'Great'", "'POSITIVE'", "'NEGATIVE'", "''", "'none'", "'a,b'", "'12.50'");

  private final Dice dice;
  private final Subqueries subqueries;

  Expressions(Dice dice, Subqueries subqueries) {
    this.dice = dice;
    this.subqueries = subqueries;
  }

  /** A value of a type. */
  Value value(ValueType type, Scope scope, int depth) {
    return switch (type) {
      case TEXT, LATIN -> text(scope, depth);
      case DATE -> date(scope);
      case INT -> integer(scope, depth);
      case UNSIGNED, DECIMAL, DOUBLE -> number(scope, depth);
    };
  }

  /** A number of any type. */
  Value number(Scope scope, int depth) {
    if (depth <= 0 || dice.chance(0.2)) {
      return scope.pick(dice, v -> v.type().isNumber()).orElseGet(this::literal);
    }
    return dice.chance(0.5)
        ? numberCall(scope, depth)
        : dice.one(
            () -> sum(scope, depth),
            () -> choice(scope, depth),
            () -> fallback(scope, depth),
            () -> number(scope, 0),
            () -> floor(scope, depth),
            () -> integer(scope, depth),
            () ->
                subqueries
                    .scalar(ValueType.DOUBLE, scope, depth)
                    .orElseGet(() -> number(scope, 0)));
  }

  private Value literal() {
    return dice.chance(0.6)
        ? Value.of(ValueType.INT, true, Integer.toString(dice.between(0, 15)))
        : Value.of(ValueType.DECIMAL, true, dice.below(40) + dice.pick(".25", ".5", ".75"));
  }

  /** A whole number. */
  Value integer(Scope scope, int depth) {
    if (depth <= 0 || dice.chance(0.3)) {
      return scope
          .pick(dice, v -> v.type() == ValueType.INT)
          .orElseGet(() -> Value.of(ValueType.INT, true, Integer.toString(dice.between(0, 15))));
    }
    return dice.one(
        () -> call("ml_int", ValueType.INT, true, argument(scope, depth - 1)),
        () -> call("ml_int", ValueType.INT, true, argument(scope, depth - 1)),
        () -> Value.of(ValueType.INT, true, "CHAR_LENGTH(", text(scope, depth - 1).tree(), ")"),
        () ->
            Value.of(
                ValueType.INT,
                true,
                "(" + integer(scope, 0).tree().sql() + dice.pick(" + ", " - "),
                integer(scope, depth - 1).tree(),
                ")"),
        () -> Value.of(ValueType.INT, true, "MONTH(", date(scope).tree(), ")"));
  }

  private Value numberCall(Scope scope, int depth) {
    Value argument = argument(scope, depth - 1);
    return dice.one(
        () -> call("ml_num", ValueType.DOUBLE, argument.settled(), argument),
        () -> call("ml_num", ValueType.DOUBLE, argument.settled(), argument),
        () -> call("ml_int", ValueType.INT, true, argument),
        () -> call("ml_dec", ValueType.DECIMAL, false, argument),
        () -> {
          Value second = argument(scope, depth - 1);
          return Value.of(
              ValueType.DOUBLE,
              argument.settled() && second.settled(),
              "ml_two(",
              argument.tree(),
              ", ",
              second.tree(),
              ")");
        });
  }

  /** What is handed to a function of a DOUBLE. */
  private Value argument(Scope scope, int depth) {
    if (dice.chance(0.5)) {
      return number(scope, 0);
    }
    return number(scope, depth);
  }

  private static Value call(String function, ValueType type, boolean settled, Value argument) {
    return Value.of(type, settled, function + "(", argument.tree(), ")");
  }

  private Value sum(Scope scope, int depth) {
    Value left = signed(number(scope, depth - 1));
    Value right = signed(number(scope, depth - 1));
    return Value.of(
        wider(left, right),
        left.settled() && right.settled(),
        "(",
        left.tree(),
        dice.pick(" + ", " - "),
        right.tree(),
        ")");
  }

  private static Value signed(Value value) {
    return value.type() == ValueType.UNSIGNED
        ? Value.of(ValueType.DOUBLE, false, "CAST(", value.tree(), " AS DOUBLE)")
        : value;
  }

  private static ValueType wider(Value left, Value right) {
    if (left.type() == ValueType.DOUBLE || right.type() == ValueType.DOUBLE) {
      return ValueType.DOUBLE;
    }
    return left.type() == ValueType.INT && right.type() == ValueType.INT
        ? ValueType.INT
        : ValueType.DECIMAL;
  }

  private Value choice(Scope scope, int depth) {
    Value one = signed(number(scope, depth - 1));
    Value other = signed(number(scope, depth - 1));
    Tree condition = condition(scope, depth - 1);
    boolean settled = one.settled() && other.settled();
    return dice.chance(0.5)
        ? Value.of(
            wider(one, other), settled, "IF(", condition, ", ", one.tree(), ", ", other.tree(), ")")
        : Value.of(
            wider(one, other),
            settled,
            "CASE WHEN ",
            condition,
            " THEN ",
            one.tree(),
            Tree.optional(" ELSE ", other.tree()),
            " END");
  }

  private Value fallback(Scope scope, int depth) {
    Value one = signed(number(scope, depth - 1));
    Value other = signed(number(scope, depth - 1));
    return Value.of(
        wider(one, other),
        one.settled() && other.settled(),
        dice.pick("COALESCE(", "IFNULL(", "NULLIF(", "GREATEST(", "LEAST("),
        one.tree(),
        ", ",
        other.tree(),
        ")");
  }

  /** Not CEILING or ROUND: they make negative zeros. */
  private Value floor(Scope scope, int depth) {
    Value inner = signed(number(scope, depth - 1));
    return Value.of(inner.type(), inner.settled(), "FLOOR(", inner.tree(), ")");
  }

  /** A text. */
  Value text(Scope scope, int depth) {
    if (depth <= 0 || dice.chance(0.25)) {
      return scope
          .pick(dice, v -> v.type() == ValueType.TEXT)
          .orElseGet(() -> Value.of(ValueType.TEXT, true, dice.pick(LITERAL_TEXTS)));
    }
    return dice.one(
        () -> call("ml_label", ValueType.TEXT, true, argument(scope, depth - 1)),
        () -> textCall(scope, depth),
        () -> textCall(scope, depth),
        () ->
            Value.of(
                ValueType.TEXT,
                true,
                dice.pick("LOWER(", "LOWER(", "HEX("),
                text(scope, depth - 1).tree(),
                ")"),
        () -> {
          Value inner = text(scope, depth - 1);
          return Value.of(
              ValueType.TEXT, inner.settled(), "COALESCE(", inner.tree(), ", 'none at all')");
        },
        () ->
            Value.of(
                ValueType.TEXT,
                true,
                "CASE WHEN ",
                condition(scope, depth - 1),
                " THEN 'yes' ELSE ",
                call("ml_label", ValueType.TEXT, true, argument(scope, depth - 1)).tree(),
                " END"));
  }

  private Value textCall(Scope scope, int depth) {
    Value argument =
        dice.one(
            () -> text(scope, depth - 1),
            () -> scope.pick(dice, v -> v.type().isText()).orElseGet(() -> text(scope, 0)),
            () -> date(scope),
            () -> integer(scope, 0));
    return Value.of(
        ValueType.TEXT,
        argument.settled() && !argument.type().isText(),
        "ml_str(",
        argument.tree(),
        ")");
  }

  private Value date(Scope scope) {
    Value column =
        scope
            .pick(dice, v -> v.type() == ValueType.DATE)
            .orElseGet(() -> Value.of(ValueType.DATE, true, "DATE '2024-02-01'"));
    return dice.chance(0.7)
        ? column
        : Value.of(
            ValueType.DATE,
            true,
            "DATE_ADD(",
            column.tree(),
            ", INTERVAL ",
            integer(scope, 1).tree(),
            " DAY)");
  }

  /** A condition. */
  Tree condition(Scope scope, int depth) {
    if (depth > 0 && dice.chance(0.3)) {
      return dice.one(
          () -> junction(scope, depth),
          () -> Tree.of(Kind.CONDITION, "NOT (", condition(scope, depth - 1), ")"),
          () -> subqueries.condition(scope, depth).orElseGet(() -> comparison(scope, depth)));
    }
    return comparison(scope, depth);
  }

  /** Conditions that are joined by AND. */
  Tree conjunction(Scope scope, int depth) {
    List<Tree> parts = new ArrayList<>();
    for (int i = dice.between(1, 3); i > 0; i--) {
      parts.add(condition(scope, depth));
    }
    return Tree.items(" AND ", 1, parts);
  }

  private Tree junction(Scope scope, int depth) {
    return Tree.of(
        Kind.CONDITION,
        "(",
        Tree.items(
            dice.pick(" AND ", " OR ", " OR ", " XOR "),
            1,
            List.of(condition(scope, depth - 1), condition(scope, depth - 1))),
        ")");
  }

  private Tree comparison(Scope scope, int depth) {
    if (dice.chance(0.3)) {
      return textComparison(scope, depth);
    }
    Tree left = number(scope, depth).tree();
    return dice.one(
        () -> compared(left, literal().tree()),
        () -> compared(left, literal().tree()),
        () -> compared(left, number(scope, depth - 1).tree()),
        () -> Tree.of(Kind.CONDITION, left, dice.pick(" IS NULL", " IS NOT NULL")),
        () ->
            Tree.of(
                Kind.CONDITION,
                left,
                dice.pick(" BETWEEN ", " NOT BETWEEN "),
                "-" + dice.below(9),
                " AND ",
                number(scope, 0).tree()),
        () ->
            Tree.of(
                Kind.CONDITION,
                left,
                dice.pick(" IN (", " NOT IN ("),
                Tree.items(
                    ", ", 1, List.of(literal().tree(), literal().tree(), number(scope, 0).tree())),
                ")"),
        () -> Tree.of(Kind.CONDITION, number(scope, depth).tree()));
  }

  private Tree compared(Tree left, Tree right) {
    return Tree.of(
        Kind.CONDITION, left, dice.pick(" = ", " > ", " < ", " <= ", " <> ", " <=> "), right);
  }

  private Tree textComparison(Scope scope, int depth) {
    Tree left = text(scope, depth).tree();
    return dice.one(
        () -> compared(left, Tree.of(Kind.TEXT, dice.pick(LITERAL_TEXTS))),
        () -> compared(left, text(scope, 0).tree()),
        () ->
            Tree.of(
                Kind.CONDITION,
                left,
                dice.pick(" LIKE ", " NOT LIKE "),
                dice.pick("'%a%'", "'N%'", "'g%'")),
        () -> Tree.of(Kind.CONDITION, left, " IS NOT NULL"),
        () -> Tree.of(Kind.CONDITION, left, " IN ('great', 'NEUTRAL', NULL)"));
  }

  /** Subqueries for expressions, where there is room for one. */
  interface Subqueries {
    Optional<Value> scalar(ValueType type, Scope scope, int depth);

    Optional<Tree> condition(Scope scope, int depth);
  }
}
