package org.auroraml.grammar;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.auroraml.grammar.antlr.MySqlParser;
import org.auroraml.grammar.antlr.MySqlParser.ColumnOrCallContext;
import org.auroraml.grammar.antlr.MySqlParser.ExpressionContext;
import org.auroraml.grammar.antlr.MySqlParser.OperandContext;

/** Tells the label of a select item. */
final class LabelModel {
  /** MySQL 8.0 cuts longer labels, counted in bytes of UTF-8. */
  private static final int MAX_LABEL_BYTES = 255;

  private final TextModel text;

  LabelModel(TextModel text) {
    this.text = text;
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
   * The label of a select item without alias (MySQL 8.0: the name of a column and the value of a
   * string, parentheses and plus signs or not; else the text; at most 255 bytes).
   */
  String label(ExpressionContext node) {
    return cut(wholeLabel(node));
  }

  private String wholeLabel(ExpressionContext node) {
    ParseTree tree = named(node);
    if (tree instanceof ColumnOrCallContext column
        && column.callArguments() == null
        && column.jsonPath() == null) {
      return text.name(column.identifier(column.identifier().size() - 1));
    }
    if (tree instanceof MySqlParser.TextLiteralContext string) {
      return firstString(string);
    }
    if (tree instanceof MySqlParser.LiteralContext literal && !isTruth(literal)) {
      return literalLabel(literal);
    }
    return text.seen(TextModel.range(node));
  }

  private static boolean isTruth(MySqlParser.LiteralContext literal) {
    return literal.TRUE() != null || literal.FALSE() != null;
  }

  /** What may have a name of its own, without the parentheses and plus signs around it. */
  private static ParseTree named(ExpressionContext node) {
    ParseTree tree = node;
    while (!(tree instanceof ColumnOrCallContext)) {
      ExpressionContext inner =
          tree instanceof ParserRuleContext context ? LogicalOperands.parenthesized(context) : null;
      if (inner != null) {
        tree = inner;
      } else if (tree instanceof OperandContext operand && isPlus(operand)) {
        tree = operand.primary();
      } else if (tree.getChildCount() == 1 && tree.getChild(0).getChildCount() > 0) {
        tree = tree.getChild(0);
      } else {
        break;
      }
    }
    return tree;
  }

  private static boolean isPlus(OperandContext operand) {
    return operand.COLLATE().isEmpty()
        && operand.operandPrefix().stream().allMatch(prefix -> prefix.PLUS() != null);
  }
}
