package org.auroraml.grammar.antlr;

import java.util.ArrayDeque;
import java.util.Deque;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.tree.ParseTree;

/** What the parser grammar cannot say in rules that look at one token only. */
public abstract class SqlParserBase extends Parser {

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
      throw new InputMismatchException(this);
    }
    if (!waiting.isEmpty() && _input.LA(1) == MySqlParser.ON_DUPLICATE) {
      throw new InputMismatchException(this);
    }
  }

  private InputMismatchException mismatch(ParserRuleContext at) {
    return new Mismatch(this, at);
  }

  /** A mismatch that is found later than its token. */
  private static final class Mismatch extends InputMismatchException {
    Mismatch(Parser parser, ParserRuleContext at) {
      super(parser);
      setOffendingToken(at.getStart());
    }
  }
}
