package org.auroraml.grammar;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.auroraml.grammar.Expression.Trait;
import org.auroraml.grammar.FunctionCall.Guard;
import org.auroraml.grammar.FunctionCall.Guard.Operator;
import org.auroraml.grammar.antlr.MySqlParser;
import org.auroraml.grammar.antlr.MySqlParser.ColumnOrCallContext;
import org.auroraml.grammar.antlr.MySqlParser.ConditionContext;
import org.auroraml.grammar.antlr.MySqlParser.ExpressionContext;
import org.auroraml.grammar.antlr.MySqlParser.LogicalOperatorContext;

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

  /** MySQL 8.0 cuts longer labels, counted in bytes of UTF-8. */
  private static final int MAX_LABEL_BYTES = 255;

  private final TextModel text;
  private final QueryModel queries;

  ExpressionModel(TextModel text, QueryModel queries) {
    this.text = text;
    this.queries = queries;
  }

  /** What an expression holds, gathered in order of the text. */
  private static final class Contents {
    final List<FunctionCall> calls = new ArrayList<>();
    final List<SourceRange> columns = new ArrayList<>();
    final List<QueryBlock> blocks = new ArrayList<>();
    final Set<Trait> traits = EnumSet.noneOf(Trait.class);

    Expression expression(SourceRange range) {
      return new Expression(range, calls, columns, blocks, traits);
    }
  }

  /** Guards from the innermost out. */
  private record Guards(Guards outer, Guard guard) {
    static Guards inside(Guards outer, Operator operator, SourceRange range, int operand) {
      return new Guards(outer, new Guard(operator, range, operand));
    }

    static List<Guard> list(Guards innermost) {
      List<Guard> list = new ArrayList<>();
      for (Guards guards = innermost; guards != null; guards = guards.outer) {
        list.add(0, guards.guard);
      }
      return list;
    }
  }

  /** The expression that a node of the tree is. */
  Expression expression(ParserRuleContext node) {
    return expression(node, null);
  }

  private Expression expression(ParserRuleContext node, Guards guards) {
    Contents contents = new Contents();
    walk(node, contents, guards);
    return contents.expression(TextModel.range(node));
  }

  /** A WHERE or HAVING condition, cut at its ANDs. */
  Condition condition(ExpressionContext node) {
    List<Expression> conjuncts = new ArrayList<>();
    conjuncts(node, null, conjuncts);
    return new Condition(TextModel.range(node), conjuncts);
  }

  private void conjuncts(ExpressionContext node, Guards guards, List<Expression> conjuncts) {
    Operands operands = Operands.of(unwrapped(node));
    if (operands.lowest() != Operator.AND) {
      conjuncts.add(expression(node, guards));
      return;
    }
    List<Operands> parts = operands.split();
    for (int i = 0; i < parts.size(); i++) {
      Operands part = parts.get(i);
      Guards guard = Guards.inside(guards, Operator.AND, operands.range(), i);
      ExpressionContext single = part.parenthesized();
      if (single != null && Operands.of(unwrapped(single)).lowest() == Operator.AND) {
        conjuncts(single, guard, conjuncts);
      } else {
        Contents contents = new Contents();
        walk(part, contents, guard);
        conjuncts.add(contents.expression(part.range()));
      }
    }
  }

  private static ExpressionContext unwrapped(ExpressionContext node) {
    ExpressionContext inner = node;
    for (ExpressionContext next = inner; next != null; next = parenthesized(inner)) {
      inner = next;
    }
    return inner;
  }

  /** What stands in the parentheses that an expression consists of, or null. */
  private static ExpressionContext parenthesized(ParserRuleContext node) {
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

  /**
   * Operands of a flat list of AND, XOR and OR, from {@code first} to {@code last} (inclusive). An
   * operand that assigns a variable reaches to the end of the list.
   */
  private record Operands(
      List<ConditionContext> all, List<Operator> operators, int first, int last, int end) {

    static Operands of(ExpressionContext node) {
      if (node.getChildCount() == 1) {
        return new Operands(node.condition(), List.of(), 0, 0, 1);
      }
      List<ConditionContext> conditions = node.condition();
      List<Operator> operators = node.logicalOperator().stream().map(Operands::operator).toList();
      int last = 0;
      while (last < operators.size() && !assigns(conditions.get(last))) {
        last++;
      }
      return new Operands(conditions, operators, 0, last, conditions.size());
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
    List<Operands> split() {
      Operator lowest = lowest();
      List<Operands> parts = new ArrayList<>();
      int start = first;
      for (int i = first; i < last; i++) {
        if (operators.get(i) == lowest) {
          parts.add(new Operands(all, operators, start, i, i + 1));
          start = i + 1;
        }
      }
      parts.add(new Operands(all, operators, start, last, end));
      return parts;
    }

    SourceRange range() {
      return new SourceRange(TextModel.start(all.get(first)), TextModel.end(all.get(end - 1)));
    }

    /** What stands in the parentheses that this is, or null. */
    ExpressionContext parenthesized() {
      return end == first + 1 ? ExpressionModel.parenthesized(all.get(first)) : null;
    }

    /** The conditions, those after an assignment included. */
    List<ConditionContext> conditions() {
      return all.subList(first, end);
    }
  }

  private void walk(Operands operands, Contents contents, Guards guards) {
    Operator operator = operands.lowest();
    if (operator == null) {
      List<ConditionContext> conditions = operands.conditions();
      for (int i = 0; i < conditions.size(); i++) {
        // After @a := the operators are inside the assigned value.
        Guards inside = i == 0 ? guards : Guards.inside(guards, Operator.OR, operands.range(), i);
        walk(conditions.get(i), contents, inside);
      }
      return;
    }
    List<Operands> parts = operands.split();
    for (int i = 0; i < parts.size(); i++) {
      walk(parts.get(i), contents, Guards.inside(guards, operator, operands.range(), i));
    }
  }

  private void walk(ParserRuleContext node, Contents contents, Guards guards) {
    ParserRuleContext at = node;
    while (at.getChildCount() == 1 && at.getChild(0) instanceof ParserRuleContext only) {
      if (at.getRuleIndex() == MySqlParser.RULE_columnOrCall) {
        break;
      }
      at = only;
    }
    switch (at.getRuleIndex()) {
      case MySqlParser.RULE_expression ->
          walk(Operands.of((ExpressionContext) at), contents, guards);
      case MySqlParser.RULE_condition -> {
        boolean not = ((ConditionContext) at).NOT().size() > 0;
        children(
            at,
            contents,
            not ? Guards.inside(guards, Operator.NOT, TextModel.range(at), 0) : guards);
      }
      case MySqlParser.RULE_operand -> {
        boolean not =
            ((MySqlParser.OperandContext) at)
                .operandPrefix().stream().anyMatch(ExpressionModel::negates);
        children(
            at,
            contents,
            not ? Guards.inside(guards, Operator.NOT, TextModel.range(at), 0) : guards);
      }
      case MySqlParser.RULE_columnOrCall ->
          columnOrCall((ColumnOrCallContext) at, contents, guards);
      case MySqlParser.RULE_qualifiedName -> contents.traits.add(Trait.CONTEXTUAL);
      case MySqlParser.RULE_subquery ->
          contents.blocks.addAll(
              queries.blocks(
                  ((MySqlParser.SubqueryContext) at).queryExpression(), QueryBlock.Kind.SUBQUERY));
      case MySqlParser.RULE_operandPrefix -> {
        if (((MySqlParser.OperandPrefixContext) at).ASSIGNED_VARIABLE() != null) {
          contents.traits.add(Trait.ASSIGNS_VARIABLE);
        }
      }
      case MySqlParser.RULE_userVariable, MySqlParser.RULE_systemVariable ->
          contents.traits.add(Trait.READS_VARIABLE);
      case MySqlParser.RULE_caseExpression -> guarded(at, Operator.CASE, contents, guards);
      case MySqlParser.RULE_nativeCall ->
          nativeCall((MySqlParser.NativeCallContext) at, contents, guards);
      case MySqlParser.RULE_aggregateCall -> {
        boolean over = ((MySqlParser.AggregateCallContext) at).overClause() != null;
        contents.traits.add(over ? Trait.WINDOW : Trait.AGGREGATE);
        children(at, contents, guards);
      }
      case MySqlParser.RULE_windowCall -> {
        contents.traits.add(Trait.WINDOW);
        children(at, contents, guards);
      }
      default -> children(at, contents, guards);
    }
  }

  private static boolean negates(MySqlParser.OperandPrefixContext prefix) {
    return prefix.BANG() != null || prefix.NOT2() != null;
  }

  private void children(ParserRuleContext node, Contents contents, Guards guards) {
    for (int i = 0; i < node.getChildCount(); i++) {
      if (node.getChild(i) instanceof ParserRuleContext child) {
        walk(child, contents, guards);
      }
    }
  }

  /** Expressions of which the operator evaluates some only, numbered in order of the text. */
  private void guarded(
      ParserRuleContext node, Operator operator, Contents contents, Guards guards) {
    int[] operand = {0};
    operands(node, TextModel.range(node), operator, operand, contents, guards);
  }

  private void operands(
      ParserRuleContext node,
      SourceRange range,
      Operator operator,
      int[] operand,
      Contents contents,
      Guards guards) {
    for (ParseTree child : node.children) {
      if (child instanceof ExpressionContext expression) {
        walk(expression, contents, Guards.inside(guards, operator, range, operand[0]++));
      } else if (child instanceof MySqlParser.CaseBranchContext branch) {
        operands(branch, range, operator, operand, contents, guards);
      }
    }
  }

  private void nativeCall(MySqlParser.NativeCallContext node, Contents contents, Guards guards) {
    switch (node.getStart().getType()) {
      case MySqlParser.IF -> {
        guarded(node, Operator.IF, contents, guards);
        return;
      }
      case MySqlParser.SYSDATE -> contents.traits.add(Trait.NONDETERMINISTIC);
      case MySqlParser.GROUPING, MySqlParser.VALUES, MySqlParser.DEFAULT_CALL ->
          contents.traits.add(Trait.CONTEXTUAL);
      default -> {}
    }
    children(node, contents, guards);
  }

  private void columnOrCall(ColumnOrCallContext node, Contents contents, Guards guards) {
    MySqlParser.CallArgumentsContext list = node.callArguments();
    if (list == null) {
      contents.columns.add(columnRange(node));
      return;
    }
    int last = node.identifier().size() - 1;
    String name = text.name(node.identifier(last));
    Optional<String> schema =
        last == 0 ? Optional.empty() : Optional.of(text.name(node.identifier(0)));
    SourceRange range = TextModel.range(node);
    Operator operator = schema.isPresent() ? null : guard(name);
    List<Expression> arguments = new ArrayList<>();
    for (MySqlParser.ArgumentContext argument : list.argument()) {
      Guards inside =
          operator == null ? guards : Guards.inside(guards, operator, range, arguments.size());
      Expression expression = expression(argument.expression(), inside);
      arguments.add(expression);
      contents.columns.addAll(expression.columns());
      contents.blocks.addAll(expression.blocks());
      contents.traits.addAll(expression.traits());
    }
    if (schema.isEmpty() && NONDETERMINISTIC.contains(name.toUpperCase(Locale.ROOT))) {
      contents.traits.add(Trait.NONDETERMINISTIC);
    }
    contents.calls.add(
        new FunctionCall(range, new RoutineName(schema, name), arguments, Guards.list(guards)));
  }

  private static Operator guard(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "IFNULL" -> Operator.IFNULL;
      case "COALESCE" -> Operator.COALESCE;
      default -> null;
    };
  }

  private static SourceRange columnRange(ColumnOrCallContext node) {
    MySqlParser.IdentifierContext last = node.identifier(node.identifier().size() - 1);
    return new SourceRange(TextModel.start(node), TextModel.end(last));
  }

  /** Cuts a label at the last character that ends within {@link #MAX_LABEL_BYTES}. */
  private static String cut(String label) {
    if (label.length() * 3 <= MAX_LABEL_BYTES) {
      return label;
    }
    int bytes = 0;
    int end = 0;
    while (end < label.length()) {
      int character = label.codePointAt(end);
      bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      if (bytes > MAX_LABEL_BYTES) {
        break;
      }
      end += Character.charCount(character);
    }
    return label.substring(0, end);
  }

  private String firstString(MySqlParser.TextLiteralContext literal) {
    return text.firstString((TerminalNode) literal.getChild(0)).stripLeading();
  }

  private String literalLabel(MySqlParser.LiteralContext literal) {
    if (literal.NATIONAL_LITERAL() != null) {
      return text.firstString(literal.NATIONAL_LITERAL()).stripLeading();
    }
    if (literal.INTRODUCER() != null && literal.textLiteral() != null) {
      return firstString(literal.textLiteral());
    }
    return literal.NULL() != null ? "NULL" : TextModel.range(literal).of(text.text());
  }

  /**
   * The label of a select item without alias (MySQL 8.0: the name of a column, parentheses or not;
   * the value of a string; else the text; at most 255 bytes).
   */
  String label(ExpressionContext node) {
    return cut(wholeLabel(node));
  }

  private String wholeLabel(ExpressionContext node) {
    ParseTree tree = node;
    while (true) {
      ExpressionContext inner =
          tree instanceof ParserRuleContext context ? parenthesized(context) : null;
      if (inner != null) {
        tree = inner;
      } else if (tree.getChildCount() == 1
          && tree.getChild(0).getChildCount() > 0
          && !(tree instanceof ColumnOrCallContext)) {
        tree = tree.getChild(0);
      } else {
        break;
      }
    }
    if (tree instanceof ColumnOrCallContext column
        && column.callArguments() == null
        && column.jsonPath() == null) {
      return text.name(column.identifier(column.identifier().size() - 1));
    }
    if (tree instanceof MySqlParser.TextLiteralContext string) {
      return firstString(string);
    }
    if (tree instanceof MySqlParser.LiteralContext literal) {
      return literalLabel(literal);
    }
    return TextModel.range(node).of(text.text());
  }
}
