package org.auroraml.grammar;

import java.util.List;
import java.util.Optional;

/** A table reference of FROM, UPDATE or DELETE (MySQL 8.0 manual, section 13.2.13.2). */
public sealed interface TableReference {

  /** The reference, its alias, index hints and ON or USING included. */
  SourceRange range();

  /**
   * A table, view or common table expression by its name.
   *
   * @param range the reference
   * @param table the name as written, without alias, partitions and hints
   * @param schema the database, unquoted, where it is written
   * @param name the table, unquoted
   * @param alias the alias, unquoted, where one is written
   */
  record Table(
      SourceRange range,
      SourceRange table,
      Optional<String> schema,
      String name,
      Optional<String> alias)
      implements TableReference {}

  /**
   * A subquery in FROM.
   *
   * @param range the reference
   * @param lateral whether it is marked LATERAL: then it may name tables before it
   * @param query the subquery
   * @param alias its alias, unquoted; MySQL demands one, MariaDB's DUAL aside
   * @param columns the names of its columns, unquoted; empty where none are written
   */
  record DerivedTable(
      SourceRange range,
      boolean lateral,
      QueryExpression query,
      Optional<String> alias,
      List<String> columns)
      implements TableReference {
    public DerivedTable {
      columns = List.copyOf(columns);
    }
  }

  /**
   * JSON_TABLE(document, …). It may name tables before it.
   *
   * @param range the reference
   * @param document its first argument
   * @param alias its alias, unquoted; MySQL parses it without one, only to refuse it afterwards
   */
  record JsonTable(SourceRange range, Expression document, Optional<String> alias)
      implements TableReference {}

  /**
   * A join, or a comma between references (also inside parentheses, which the ranges leave out).
   *
   * @param range from the left operand's begin to the end of ON or USING
   * @param kind how it treats rows without a match
   * @param natural whether NATURAL is written
   * @param left the left operand
   * @param right the right operand
   * @param on the ON condition
   * @param using the columns of USING, unquoted; empty where there is none
   */
  record Join(
      SourceRange range,
      Kind kind,
      boolean natural,
      TableReference left,
      TableReference right,
      Optional<Condition> on,
      List<String> using)
      implements TableReference {

    /** What becomes of a row without a match. */
    public enum Kind {
      /** It is dropped: {@code [INNER | CROSS] JOIN, STRAIGHT_JOIN}, and the comma. */
      INNER,
      /** A row of the left operand is kept. */
      LEFT,
      /** A row of the right operand is kept. */
      RIGHT
    }

    public Join {
      using = List.copyOf(using);
    }
  }
}
