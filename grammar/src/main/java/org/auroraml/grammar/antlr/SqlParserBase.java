package org.auroraml.grammar.antlr;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** What the parser grammar cannot say in rules that look at one token only. */
public abstract class SqlParserBase extends Parser {
  private static final Set<String> SCOPES = Set.of("GLOBAL", "LOCAL", "SESSION");

  /** Called by the generated parser. */
  protected SqlParserBase(TokenStream input) {
    super(input);
  }

  /**
   * Matches each ON or USING of a flat list of joins with the nearest join before it that has none
   * yet. LEFT and RIGHT joins need one; NATURAL joins take none; others may do without.
   */
  protected final void checkJoins(ParserRuleContext reference) {
    if (reference.getChildCount() == 1) {
      return;
    }
    Deque<Boolean> waiting = new ArrayDeque<>();
    for (ParseTree child : reference.children) {
      if (child instanceof MySqlParser.JoinPartContext part) {
        MySqlParser.JoinOperatorContext operator = part.joinOperator();
        if (operator == null) {
          if (waiting.poll() == null) {
            throw mismatch(part);
          }
        } else if (operator.NATURAL() == null) {
          waiting.push(operator.LEFT() != null || operator.RIGHT() != null);
        }
      }
    }
    if (waiting.contains(true)) {
      throw new Mismatch(this, getCurrentToken());
    }
    if (!waiting.isEmpty() && _input.LA(1) == MySqlParser.ON_DUPLICATE) {
      throw new Mismatch(this, getCurrentToken());
    }
  }

  /** Refuses the call of a keyword that is no function, or with a wrong number of arguments. */
  protected final void checkCall(ParserRuleContext context) {
    MySqlParser.ColumnOrCallContext call = (MySqlParser.ColumnOrCallContext) context;
    SqlToken name = (SqlToken) call.getStart();
    if (name.getType() == MySqlParser.QUOTED_WORD) {
      return;
    }
    Keywords keywords = SqlLexerBase.Known.KEYWORDS;
    int place = keywords.find((SqlText) name.getInputStream(), name.start(), name.end());
    if (place >= 0) {
      Keywords.Arity arity = keywords.arity(place);
      if (!arity.takes(call.callArguments().argument().size())) {
        throw new Mismatch(this, call.callArguments().getStart());
      }
    }
  }

  /** Parentheses in FROM may hold tables and joins, but not a derived table alone. */
  protected final void checkParentheses(ParserRuleContext context) {
    MySqlParser.TableReferencesContext tables =
        ((MySqlParser.TableFactorContext) context).tableReferences();
    MySqlParser.TableReferenceContext first = tables.tableReference(0);
    if (tables.getChildCount() == 1
        && first.getChildCount() == 1
        && (first.tableFactor().subquery() != null || first.tableFactor().jsonTable() != null)) {
      throw new Mismatch(this, getCurrentToken());
    }
  }

  /** The part before the dot of a system variable is no scope. */
  protected final void checkComponent() {
    String component = _input.LT(-2).getText().toUpperCase(Locale.ROOT);
    if (SCOPES.contains(component)) {
      throw new Mismatch(this, _input.LT(-1));
    }
  }

  /** PARTITIONS n must tell the number of the partitions that are defined. */
  protected final void checkPartitions(ParserRuleContext context) {
    MySqlParser.PartitioningContext partitioning = (MySqlParser.PartitioningContext) context;
    MySqlParser.PartitionDefinitionsContext defined = partitioning.partitionDefinitions();
    if (defined == null) {
      return;
    }
    checkCount(partitioning.INTEGER_NUMBER(), defined.partitionDefinition().size(), defined);
    MySqlParser.SubpartitioningContext below = partitioning.subpartitioning();
    for (MySqlParser.PartitionDefinitionContext partition : defined.partitionDefinition()) {
      if (below != null && !partition.subpartition().isEmpty()) {
        checkCount(below.INTEGER_NUMBER(), partition.subpartition().size(), partition);
      }
    }
  }

  private void checkCount(TerminalNode number, int count, ParserRuleContext at) {
    if (number != null && !number.getText().equals(Integer.toString(count))) {
      throw new Mismatch(this, at.getStart());
    }
  }

  /** Refuses a number, the token before, that is not one of two. */
  protected final void checkNumber(int one, int other) {
    Token number = _input.LT(-1);
    String text = number.getText();
    if (!text.equals(Integer.toString(one)) && !text.equals(Integer.toString(other))) {
      throw new Mismatch(this, number);
    }
  }

  private InputMismatchException mismatch(ParserRuleContext at) {
    return new Mismatch(this, at.getStart());
  }

  /** What the grammar's rules take, but MySQL does not. */
  static final class Mismatch extends InputMismatchException {
    Mismatch(Parser parser, Token at) {
      super(parser);
      setOffendingToken(at);
    }
  }
}
