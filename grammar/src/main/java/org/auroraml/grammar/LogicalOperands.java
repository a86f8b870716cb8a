package org.auroraml.grammar;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.auroraml.grammar.FunctionCall.Guard;
import org.auroraml.grammar.FunctionCall.Guard.Operator;
import org.auroraml.grammar.antlr.MySqlParser;
import org.auroraml.grammar.antlr.MySqlParser.ConditionContext;
import org.auroraml.grammar.antlr.MySqlParser.ExpressionContext;
import org.auroraml.grammar.antlr.MySqlParser.LogicalOperatorContext;

/**
 * Operands of a flat list of AND, XOR and OR, from {@code first} to {@code last} (inclusive). An
 * operand that assigns a variable reaches to the end of the list.
 */
record LogicalOperands(
    List<ConditionContext> all, List<Operator> operators, int first, int last, int end) {

  static LogicalOperands of(ExpressionContext node) {
    if (node.getChildCount() == 1) {
      return new LogicalOperands(node.condition(), List.of(), 0, 0, 1);
    }
    List<ConditionContext> conditions = node.condition();
    List<Operator> operators =
        node.logicalOperator().stream().map(LogicalOperands::operator).toList();
    int last = 0;
    while (last < operators.size() && !assigns(conditions.get(last))) {
      last++;
    }
    return new LogicalOperands(conditions, operators, 0, last, conditions.size());
  }

  private static boolean assigns(ParseTree tree) {
    if (tree instanceof MySqlParser.OperandPrefixContext prefix) {
      return prefix.ASSIGNED_VARIABLE() != null;
    }
    if (tree instanceof MySqlParser.PrimaryContext) {
      return false;
    }
    for (int i = 0; i < tree.getChildCount(); i++) {
      if (assigns(tree.getChild(i))) {
        return true;
      }
    }
    return false;
  }

  private static Operator operator(LogicalOperatorContext operator) {
    return switch (operator.getStart().getType()) {
      case MySqlParser.AND, MySqlParser.AND_AND -> Operator.AND;
      case MySqlParser.XOR -> Operator.XOR;
      default -> Operator.OR;
    };
  }

  private static int binding(Operator operator) {
    return switch (operator) {
      case OR -> 0;
      case XOR -> 1;
      default -> 2;
    };
  }

  /** The operator that binds the operands most loosely, or null if there is one operand only. */
  Operator lowest() {
    Operator lowest = null;
    for (Operator operator : operators.subList(first, last)) {
      if (lowest == null || binding(operator) < binding(lowest)) {
        lowest = operator;
      }
    }
    return lowest;
  }

  /** The parts between the loosest operators. */
  List<LogicalOperands> split() {
    Operator lowest = lowest();
    List<LogicalOperands> parts = new ArrayList<>();
    int start = first;
    for (int i = first; i < last; i++) {
      if (operators.get(i) == lowest) {
        parts.add(new LogicalOperands(all, operators, start, i, i + 1));
        start = i + 1;
      }
    }
    parts.add(new LogicalOperands(all, operators, start, last, end));
    return parts;
  }

  /** What stands around each of the parts between the operators. */
  Guard guard(Operator operator, List<SourceRange> parts, int i) {
    return new Guard(operator, range(), parts, i);
  }

  /** The ranges of parts, in a list that guards share: a chain may have many thousand. */
  static List<SourceRange> ranges(List<LogicalOperands> parts) {
    return List.copyOf(parts.stream().map(LogicalOperands::range).toList());
  }

  SourceRange range() {
    return new SourceRange(TextModel.start(all.get(first)), TextModel.end(all.get(end - 1)));
  }

  /** What stands in the parentheses that this is, or null. */
  ExpressionContext parenthesized() {
    return end == first + 1 ? parenthesized(all.get(first)) : null;
  }

  /** The conditions, those after an assignment included. */
  List<ConditionContext> conditions() {
    return all.subList(first, end);
  }

  /** What stands in the parentheses that an expression consists of, or null. */
  static ExpressionContext parenthesized(ParserRuleContext node) {
    ParseTree tree = node;
    while (tree.getChildCount() == 1) {
      tree = tree.getChild(0);
    }
    return tree instanceof MySqlParser.ParenthesizedContext parentheses
            && parentheses.ROW() == null
            && parentheses.expression().size() == 1
        ? parentheses.expression(0)
        : null;
  }

  /** An expression without the parentheses around it. */
  static ExpressionContext unwrapped(ExpressionContext node) {
    ExpressionContext inner = node;
    for (ExpressionContext next = inner; next != null; next = parenthesized(inner)) {
      inner = next;
    }
    return inner;
  }
}
