package org.auroraml.grammar;

/** An operand of UNION, INTERSECT and EXCEPT: a query block, or a query in parentheses. */
public sealed interface QueryOperand permits QueryBlock, QueryExpression {

  /** The operand, without parentheses around it. */
  SourceRange range();
}
