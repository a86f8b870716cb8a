package org.auroraml.grammar;

import java.util.List;

/**
 * A WITH clause (MySQL 8.0 manual, section 13.2.20).
 *
 * @param range the clause, from WITH on
 * @param recursive whether RECURSIVE is written
 * @param tables the common table expressions, in order of the text: one may name those before it
 */
public record WithClause(SourceRange range, boolean recursive, List<CommonTable> tables) {
  public WithClause {
    tables = List.copyOf(tables);
  }

  /**
   * A common table expression.
   *
   * @param range the whole, from its name to the closing parenthesis
   * @param name its name, unquoted
   * @param columns the names of its columns, unquoted; empty where none are written
   * @param query what it stands for
   */
  public record CommonTable(
      SourceRange range, String name, List<String> columns, QueryExpression query) {
    public CommonTable {
      columns = List.copyOf(columns);
    }
  }
}
