package org.auroraml.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.auroraml.grammar.TableReference.Join;
import org.auroraml.grammar.antlr.MySqlParser;
import org.auroraml.grammar.antlr.MySqlParser.JoinOperatorContext;
import org.auroraml.grammar.antlr.MySqlParser.JoinPartContext;
import org.auroraml.grammar.antlr.MySqlParser.TableFactorContext;

/** Builds {@link FromClause} and {@link TableReference}. */
final class FromModel {
  private final TextModel text;
  private final QueryModel queries;

  FromModel(TextModel text, QueryModel queries) {
    this.text = text;
    this.queries = queries;
  }

  FromClause from(MySqlParser.TableReferencesContext node) {
    return new FromClause(TextModel.range(node), list(node).reference);
  }

  /** A FROM clause of one table that is not written as a table reference. */
  FromClause table(SourceRange range, MySqlParser.TableNameContext name, Optional<String> alias) {
    return new FromClause(range, named(range, name, alias));
  }

  /**
   * Names or aliases of the tables in a part of the tree, which expressions there may name.
   * Subqueries have tables of their own.
   */
  List<String> names(ParserRuleContext node) {
    List<String> names = new ArrayList<>();
    names(node, names);
    return names;
  }

  private void names(ParserRuleContext node, List<String> names) {
    if (node instanceof TableFactorContext factor) {
      if (factor.tableAlias() != null) {
        names.add(alias(factor.tableAlias()));
      } else if (factor.tableName() != null) {
        names.add(text.routine(factor.tableName()).name());
      }
    } else if (node instanceof MySqlParser.JsonTableContext table && table.tableAlias() != null) {
      names.add(alias(table.tableAlias()));
    }
    for (ParseTree child : node.children) {
      if (child instanceof ParserRuleContext part
          && !(part instanceof MySqlParser.SubqueryContext)
          && !(part instanceof MySqlParser.ExpressionContext)) {
        names(part, names);
      }
    }
  }

  /**
   * An operand of a join.
   *
   * @param start where it begins, parentheses around it included
   * @param end where it ends
   */
  private record Operand(TableReference reference, int start, int end) {
    static Operand of(TableReference reference) {
      return new Operand(reference, reference.range().start(), reference.range().end());
    }
  }

  private Operand list(MySqlParser.TableReferencesContext node) {
    Operand all = joined(node.tableReference(0));
    for (int i = 1; i < node.tableReference().size(); i++) {
      Operand next = joined(node.tableReference(i));
      all = join(all, next, Join.Kind.INNER, false, null);
    }
    return all;
  }

  /**
   * The flat list of joins as a tree. An ON or USING belongs to the nearest join before it that has
   * none yet; joins without one are made from left to right, as MySQL makes them.
   */
  private Operand joined(MySqlParser.TableReferenceContext node) {
    List<JoinPartContext> parts = node.joinPart();
    boolean[] hasCondition = withCondition(parts);
    Deque<Operand> operands = new ArrayDeque<>();
    Deque<JoinOperatorContext> waiting = new ArrayDeque<>();
    operands.push(factor(node.tableFactor()));
    for (int i = 0; i < parts.size(); i++) {
      JoinPartContext part = parts.get(i);
      if (part.joinOperator() == null) {
        reduce(operands, waiting.pop(), part);
      } else {
        operands.push(factor(part.tableFactor()));
        if (hasCondition[i]) {
          waiting.push(part.joinOperator());
        } else {
          reduce(operands, part.joinOperator(), null);
        }
      }
    }
    return operands.pop();
  }

  private static boolean[] withCondition(List<JoinPartContext> parts) {
    boolean[] hasCondition = new boolean[parts.size()];
    Deque<Integer> waiting = new ArrayDeque<>();
    for (int i = 0; i < parts.size(); i++) {
      JoinOperatorContext operator = parts.get(i).joinOperator();
      if (operator == null) {
        hasCondition[waiting.pop()] = true;
      } else if (operator.NATURAL() == null) {
        waiting.push(i);
      }
    }
    return hasCondition;
  }

  private void reduce(
      Deque<Operand> operands, JoinOperatorContext operator, JoinPartContext condition) {
    Operand right = operands.pop();
    Operand left = operands.pop();
    Join.Kind kind =
        operator.LEFT() != null
            ? Join.Kind.LEFT
            : operator.RIGHT() != null ? Join.Kind.RIGHT : Join.Kind.INNER;
    operands.push(join(left, right, kind, operator.NATURAL() != null, condition));
  }

  private Operand join(
      Operand left, Operand right, Join.Kind kind, boolean natural, JoinPartContext condition) {
    int end = condition == null ? right.end : TextModel.end(condition);
    return Operand.of(
        new Join(
            new SourceRange(left.start, end),
            kind,
            natural,
            left.reference,
            right.reference,
            condition == null
                ? Optional.empty()
                : Optional.ofNullable(condition.expression()).map(queries.expressions()::condition),
            condition == null ? List.of() : text.names(condition.columnNames())));
  }

  private Operand factor(TableFactorContext node) {
    if (node.tableName() != null) {
      return Operand.of(named(TextModel.range(node), node.tableName(), alias(node)));
    }
    if (node.jsonTable() != null) {
      MySqlParser.JsonTableContext table = node.jsonTable();
      return Operand.of(
          new TableReference.JsonTable(
              TextModel.range(table),
              queries.expressions().expression(table.expression()),
              Optional.ofNullable(table.tableAlias()).map(this::alias)));
    }
    if (node.subquery() != null) {
      boolean lateral = node.LATERAL() != null;
      return Operand.of(
          new TableReference.DerivedTable(
              TextModel.range(node),
              lateral,
              queries.derived(node.subquery().queryExpression(), lateral),
              alias(node),
              text.names(node.columnNames())));
    }
    Operand inner =
        node.tableReferences() != null
            ? list(node.tableReferences())
            : joined(node.tableReference());
    return new Operand(inner.reference, TextModel.start(node), TextModel.end(node));
  }

  /** A table by its name alone. */
  TableReference.Table table(MySqlParser.TableNameContext node) {
    return named(TextModel.range(node), node, Optional.empty());
  }

  private TableReference.Table named(
      SourceRange range, MySqlParser.TableNameContext node, Optional<String> alias) {
    RoutineName name = text.routine(node);
    return new TableReference.Table(
        range, TextModel.range(node), name.schema(), name.name(), alias);
  }

  private Optional<String> alias(TableFactorContext node) {
    return Optional.ofNullable(node.tableAlias()).map(this::alias);
  }

  /** An alias, the word AS left out. */
  String alias(MySqlParser.TableAliasContext node) {
    return text.name((ParserRuleContext) node.getChild(node.getChildCount() - 1));
  }
}
