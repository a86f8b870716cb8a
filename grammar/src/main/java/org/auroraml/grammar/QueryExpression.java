package org.auroraml.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A query expression: one or more query blocks, combined by UNION, INTERSECT and EXCEPT, with the
 * clauses that belong to the whole (MySQL 8.0 manual, section 13.2.11).
 *
 * @param range the expression, without parentheses around it and without an INTO clause at its end
 * @param with the WITH clause
 * @param operands what is combined, in order of the text; a single operand is mostly a block, and a
 *     query expression where parentheses are written around it
 * @param orderBy the ORDER BY expressions of the whole; empty where a block stands alone: then they
 *     are the block's
 * @param tail the text of ORDER BY, LIMIT and locking clauses of the whole; empty where a block
 *     stands alone
 */
public record QueryExpression(
    SourceRange range,
    Optional<WithClause> with,
    List<QueryOperand> operands,
    List<Expression> orderBy,
    Optional<SourceRange> tail)
    implements QueryOperand {
  public QueryExpression {
    operands = List.copyOf(operands);
    orderBy = List.copyOf(orderBy);
  }

  /** The query blocks whose rows it combines, in order of the text. */
  public List<QueryBlock> blocks() {
    List<QueryBlock> blocks = new ArrayList<>();
    for (QueryOperand operand : operands) {
      if (operand instanceof QueryBlock block) {
        blocks.add(block);
      } else if (operand instanceof QueryExpression nested) {
        blocks.addAll(nested.blocks());
      }
    }
    return blocks;
  }
}
