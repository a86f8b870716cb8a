package org.auroraml.grammar;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.auroraml.grammar.Expression.Trait;
import org.auroraml.grammar.FunctionCall.Guard;
import org.auroraml.grammar.FunctionCall.Guard.Operator;
import org.auroraml.grammar.antlr.MySqlParser;
import org.auroraml.grammar.antlr.MySqlParser.ColumnOrCallContext;
import org.auroraml.grammar.antlr.MySqlParser.ConditionContext;
import org.auroraml.grammar.antlr.MySqlParser.ExpressionContext;

/** Builds {@link Expression} and {@link Condition}. */
final class ExpressionModel {
  /** Functions without a syntax of their own that answer anew at each call. */
  private static final Set<String> NONDETERMINISTIC =
      Set.of(
          "BENCHMARK",
          "GET_LOCK",
          "IS_FREE_LOCK",
          "IS_USED_LOCK",
          "MASTER_POS_WAIT",
          "NEXTVAL",
          "RAND",
          "RANDOM_BYTES",
          "RELEASE_ALL_LOCKS",
          "RELEASE_LOCK",
          "SETVAL",
          "SLEEP",
          "SOURCE_POS_WAIT",
          "UUID",
          "UUID_SHORT",
          "WAIT_FOR_EXECUTED_GTID_SET");

  private final TextModel text;
  private final QueryModel queries;
  private final List<FunctionCall> calls = new ArrayList<>();

  ExpressionModel(TextModel text, QueryModel queries) {
    this.text = text;
    this.queries = queries;
  }

  /** The calls in all expressions that were built. */
  List<FunctionCall> calls() {
    return calls;
  }

  /** What an expression holds, gathered in order of the text. */
  private static final class Contents {
    final List<FunctionCall> calls = new ArrayList<>();
    final List<ColumnReference> columns = new ArrayList<>();
    final List<QueryExpression> queries = new ArrayList<>();
    final List<SourceRange> aggregates = new ArrayList<>();
    final Set<Trait> traits = EnumSet.noneOf(Trait.class);

    Expression expression(SourceRange range) {
      return new Expression(range, calls, columns, queries, aggregates, traits);
    }

    /** Notes an aggregate after what is inside it. */
    void aggregate(ParserRuleContext node) {
      SourceRange range = TextModel.range(node);
      aggregates.removeIf(range::contains);
      aggregates.add(range);
    }
  }

  /**
   * What stands around a part of an expression, from the innermost out.
   *
   * @param outer the next
   * @param guard an operator; null for the aggregate or window function that is the outermost
   * @param aggregated whether an aggregate function stands around it
   */
  private record Around(Around outer, Guard guard, boolean aggregated) {
    static Around guarded(Around outer, Guard guard) {
      return new Around(outer, guard, isAggregated(outer));
    }

    /** An aggregate or window function sees its arguments whatever the operators around it say. */
    static Around function(Around outer, boolean aggregate) {
      return new Around(null, null, aggregate || isAggregated(outer));
    }

    static boolean isAggregated(Around innermost) {
      return innermost != null && innermost.aggregated;
    }

    static List<Guard> guards(Around innermost) {
      List<Guard> guards = new ArrayList<>();
      for (Around around = innermost; around != null; around = around.outer) {
        if (around.guard != null) {
          guards.add(0, around.guard);
        }
      }
      return guards;
    }
  }

  /** The expression that a node of the tree is. */
  Expression expression(ParserRuleContext node) {
    return expression(node, null);
  }

  private Expression expression(ParserRuleContext node, Around around) {
    Contents contents = new Contents();
    walk(node, contents, around);
    return contents.expression(TextModel.range(node));
  }

  /** A WHERE or HAVING condition, cut at its ANDs. */
  Condition condition(ExpressionContext node) {
    List<Expression> conjuncts = new ArrayList<>();
    conjuncts(node, null, conjuncts);
    return new Condition(TextModel.range(node), conjuncts);
  }

  private void conjuncts(ExpressionContext node, Around around, List<Expression> conjuncts) {
    LogicalOperands operands = LogicalOperands.of(LogicalOperands.unwrapped(node));
    if (operands.lowest() != Operator.AND) {
      conjuncts.add(expression(node, around));
      return;
    }
    List<LogicalOperands> parts = operands.split();
    List<SourceRange> ranges = LogicalOperands.ranges(parts);
    for (int i = 0; i < parts.size(); i++) {
      LogicalOperands part = parts.get(i);
      Around guard = Around.guarded(around, operands.guard(Operator.AND, ranges, i));
      ExpressionContext single = part.parenthesized();
      if (single != null
          && LogicalOperands.of(LogicalOperands.unwrapped(single)).lowest() == Operator.AND) {
        conjuncts(single, guard, conjuncts);
      } else {
        Contents contents = new Contents();
        walk(part, contents, guard);
        conjuncts.add(contents.expression(part.range()));
      }
    }
  }

  private void walk(LogicalOperands operands, Contents contents, Around around) {
    Operator operator = operands.lowest();
    if (operator == null) {
      List<ConditionContext> conditions = operands.conditions();
      List<SourceRange> ranges = List.copyOf(conditions.stream().map(TextModel::range).toList());
      for (int i = 0; i < conditions.size(); i++) {
        // After @a := the operators are inside the assigned value.
        Around inside =
            i == 0 ? around : Around.guarded(around, operands.guard(Operator.OR, ranges, i));
        walk(conditions.get(i), contents, inside);
      }
      return;
    }
    List<LogicalOperands> parts = operands.split();
    List<SourceRange> ranges = LogicalOperands.ranges(parts);
    for (int i = 0; i < parts.size(); i++) {
      walk(parts.get(i), contents, Around.guarded(around, operands.guard(operator, ranges, i)));
    }
  }

  private void walk(ParserRuleContext node, Contents contents, Around around) {
    ParserRuleContext at = node;
    while (at.getChildCount() == 1 && at.getChild(0) instanceof ParserRuleContext only) {
      if (at.getRuleIndex() == MySqlParser.RULE_columnOrCall) {
        break;
      }
      at = only;
    }
    switch (at.getRuleIndex()) {
      case MySqlParser.RULE_expression ->
          walk(LogicalOperands.of((ExpressionContext) at), contents, around);
      case MySqlParser.RULE_condition -> {
        boolean not = ((ConditionContext) at).NOT().size() > 0;
        children(at, contents, not ? Around.guarded(around, not(at)) : around);
      }
      case MySqlParser.RULE_operand -> {
        boolean not =
            ((MySqlParser.OperandContext) at)
                .operandPrefix().stream().anyMatch(ExpressionModel::negates);
        children(at, contents, not ? Around.guarded(around, not(at)) : around);
      }
      case MySqlParser.RULE_comparison ->
          comparison((MySqlParser.ComparisonContext) at, contents, around);
      case MySqlParser.RULE_arithmetic -> strict(at, contents, around);
      case MySqlParser.RULE_columnOrCall ->
          columnOrCall((ColumnOrCallContext) at, contents, around);
      case MySqlParser.RULE_qualifiedName -> contents.traits.add(Trait.CONTEXTUAL);
      case MySqlParser.RULE_subquery ->
          contents.queries.add(
              queries.query(
                  ((MySqlParser.SubqueryContext) at).queryExpression(), QueryBlock.Kind.SUBQUERY));
      case MySqlParser.RULE_operandPrefix -> {
        if (((MySqlParser.OperandPrefixContext) at).ASSIGNED_VARIABLE() != null) {
          contents.traits.add(Trait.ASSIGNS_VARIABLE);
        }
      }
      case MySqlParser.RULE_userVariable, MySqlParser.RULE_systemVariable ->
          contents.traits.add(Trait.READS_VARIABLE);
      case MySqlParser.RULE_caseExpression -> {
        boolean simple =
            ((MySqlParser.CaseExpressionContext) at).getChild(1) instanceof ExpressionContext;
        guarded(at, simple ? Operator.SIMPLE_CASE : Operator.SEARCHED_CASE, contents, around);
      }
      case MySqlParser.RULE_nativeCall ->
          nativeCall((MySqlParser.NativeCallContext) at, contents, around);
      case MySqlParser.RULE_aggregateCall -> {
        boolean over = ((MySqlParser.AggregateCallContext) at).overClause() != null;
        contents.traits.add(over ? Trait.WINDOW : Trait.AGGREGATE);
        int columns = contents.columns.size() + contents.queries.size();
        children(at, contents, Around.function(around, !over));
        if (!over && columns == contents.columns.size() + contents.queries.size()) {
          contents.traits.add(Trait.COUNTS_ROWS);
        }
        contents.aggregate(at);
      }
      case MySqlParser.RULE_windowCall -> {
        contents.traits.add(Trait.WINDOW);
        children(at, contents, Around.function(around, false));
        contents.aggregate(at);
      }
      default -> children(at, contents, around);
    }
  }

  private void comparison(MySqlParser.ComparisonContext node, Contents contents, Around around) {
    MySqlParser.ComparisonTailContext tail =
        node.comparisonTail().size() == 1 ? node.comparisonTail(0) : null;
    if (tail == null
        || tail.predicate() == null
        || tail.comparisonOperator().NULL_SAFE_EQ() != null) {
      children(node, contents, around);
    } else {
      operands(
          node, Operator.STRICT, List.of(node.predicate(), tail.predicate()), contents, around);
    }
  }

  /** An operation that is NULL where one of its operands is. */
  private void strict(ParserRuleContext node, Contents contents, Around around) {
    List<ParserRuleContext> operands =
        node.children.stream()
            .filter(ParserRuleContext.class::isInstance)
            .filter(child -> !(child instanceof MySqlParser.ArithmeticOperatorContext))
            .map(ParserRuleContext.class::cast)
            .toList();
    operands(node, Operator.STRICT, operands, contents, around);
  }

  private static boolean negates(MySqlParser.OperandPrefixContext prefix) {
    return prefix.BANG() != null || prefix.NOT2() != null;
  }

  private void children(ParserRuleContext node, Contents contents, Around around) {
    for (int i = 0; i < node.getChildCount(); i++) {
      if (node.getChild(i) instanceof ParserRuleContext child) {
        walk(child, contents, around);
      }
    }
  }

  private static Guard not(ParserRuleContext node) {
    SourceRange range = TextModel.range(node);
    return new Guard(Operator.NOT, range, List.of(range), 0);
  }

  /** Expressions of which the operator evaluates some only, in order of the text. */
  private void guarded(
      ParserRuleContext node, Operator operator, Contents contents, Around around) {
    List<ParserRuleContext> operands = new ArrayList<>();
    operands(node, operands);
    operands(node, operator, operands, contents, around);
  }

  private void operands(
      ParserRuleContext node,
      Operator operator,
      List<ParserRuleContext> operands,
      Contents contents,
      Around around) {
    SourceRange range = TextModel.range(node);
    List<SourceRange> ranges = List.copyOf(operands.stream().map(TextModel::range).toList());
    for (int i = 0; i < operands.size(); i++) {
      Guard guard = new Guard(operator, range, ranges, i);
      walk(operands.get(i), contents, Around.guarded(around, guard));
    }
  }

  private static void operands(ParserRuleContext node, List<ParserRuleContext> operands) {
    for (ParseTree child : node.children) {
      if (child instanceof ExpressionContext expression) {
        operands.add(expression);
      } else if (child instanceof MySqlParser.CaseBranchContext branch) {
        operands(branch, operands);
      }
    }
  }

  private void nativeCall(MySqlParser.NativeCallContext node, Contents contents, Around around) {
    switch (node.getStart().getType()) {
      case MySqlParser.IF -> {
        guarded(node, Operator.IF, contents, around);
        return;
      }
      case MySqlParser.DATE_ADD, MySqlParser.DATE_SUB, MySqlParser.ADDDATE, MySqlParser.SUBDATE -> {
        strict(node, contents, around);
        return;
      }
      case MySqlParser.SYSDATE -> contents.traits.add(Trait.NONDETERMINISTIC);
      case MySqlParser.GROUPING, MySqlParser.VALUES, MySqlParser.DEFAULT_CALL ->
          contents.traits.add(Trait.CONTEXTUAL);
      default -> {}
    }
    children(node, contents, around);
    if (node.GROUPING() != null) {
      contents.aggregate(node);
    }
  }

  private void columnOrCall(ColumnOrCallContext node, Contents contents, Around around) {
    MySqlParser.CallArgumentsContext list = node.callArguments();
    if (list == null) {
      ColumnReference column = column(node);
      contents.columns.add(column);
      if (queries.scope().isOuter(column)) {
        contents.traits.add(Trait.OUTER_REFERENCE);
      }
      return;
    }
    int last = node.identifier().size() - 1;
    String name = text.name(node.identifier(last));
    Optional<String> schema =
        last == 0 ? Optional.empty() : Optional.of(text.name(node.identifier(0)));
    SourceRange range = TextModel.range(node);
    Operator operator = schema.isPresent() ? null : guard(name);
    List<SourceRange> operands =
        operator == null
            ? List.of()
            : List.copyOf(
                list.argument().stream().map(a -> TextModel.range(a.expression())).toList());
    List<Expression> arguments = new ArrayList<>();
    for (MySqlParser.ArgumentContext argument : list.argument()) {
      Around inside =
          operator == null
              ? around
              : Around.guarded(around, new Guard(operator, range, operands, arguments.size()));
      Expression expression = expression(argument.expression(), inside);
      arguments.add(expression);
      contents.columns.addAll(expression.columns());
      contents.queries.addAll(expression.queries());
      contents.aggregates.addAll(expression.aggregates());
      contents.traits.addAll(expression.traits());
    }
    if (schema.isEmpty() && NONDETERMINISTIC.contains(name.toUpperCase(Locale.ROOT))) {
      contents.traits.add(Trait.NONDETERMINISTIC);
    }
    FunctionCall call =
        new FunctionCall(
            range,
            new RoutineName(schema, name),
            arguments,
            Around.guards(around),
            Around.isAggregated(around));
    contents.calls.add(call);
    calls.add(call);
  }

  private static Operator guard(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "IFNULL" -> Operator.IFNULL;
      case "COALESCE" -> Operator.COALESCE;
      case "CONCAT", "GREATEST", "LEAST" -> Operator.STRICT;
      default -> null;
    };
  }

  private ColumnReference column(ColumnOrCallContext node) {
    List<MySqlParser.IdentifierContext> names = node.identifier();
    SourceRange range =
        new SourceRange(TextModel.start(node), TextModel.end(names.get(names.size() - 1)));
    return text.column(range, names);
  }
}
