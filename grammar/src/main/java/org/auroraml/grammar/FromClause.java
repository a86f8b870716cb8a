package org.auroraml.grammar;

import java.util.List;

/**
 * The table references of a FROM clause (or of UPDATE, DELETE).
 *
 * @param range the references, without the word FROM
 * @param blocks the blocks of derived tables, in order of the text
 * @param conditions ON conditions and table function arguments
 */
public record FromClause(SourceRange range, List<QueryBlock> blocks, List<Expression> conditions) {
  public FromClause {
    blocks = List.copyOf(blocks);
    conditions = List.copyOf(conditions);
  }
}
