package org.auroraml.grammar;

import java.util.List;
import java.util.Optional;

/** What a statement is. */
public sealed interface Statement {

  /** The statement without surrounding blanks, comments and the closing semicolon. */
  SourceRange range();

  /**
   * A statement that answers rows: SELECT, TABLE, VALUES, WITH, and their combinations by UNION,
   * INTERSECT and EXCEPT.
   *
   * @param range the statement
   * @param blocks the outermost query blocks in the order of the text: one, or one for each operand
   *     of a set operation
   * @param with whether it begins with a WITH clause; its blocks are {@code commonTables}
   * @param commonTables the blocks of the WITH clause
   * @param into the INTO clause (variables, OUTFILE, DUMPFILE, OUTFILE S3), wherever it stands
   * @param orderBy the ORDER BY expressions of a set operation (or parenthesized query) as a whole,
   *     which belong to none of the blocks
   */
  record Query(
      SourceRange range,
      List<QueryBlock> blocks,
      boolean with,
      List<QueryBlock> commonTables,
      Optional<IntoClause> into,
      List<Expression> orderBy)
      implements Statement {
    public Query {
      orderBy = List.copyOf(orderBy);
      blocks = List.copyOf(blocks);
      commonTables = List.copyOf(commonTables);
    }
  }

  /**
   * INSERT or REPLACE.
   *
   * @param range the statement
   * @param table the target table as written, without its alias
   * @param columns the column list, empty where none is written
   * @param rows the rows of VALUES (or one row for INSERT … SET), each the expressions of one row;
   *     a bare DEFAULT is an expression without dependencies; empty for INSERT … SELECT
   * @param source the blocks of INSERT … SELECT (or TABLE), empty otherwise
   * @param onDuplicate the assignments of ON DUPLICATE KEY UPDATE
   */
  record Insert(
      SourceRange range,
      SourceRange table,
      List<SourceRange> columns,
      List<List<Expression>> rows,
      List<QueryBlock> source,
      List<Assignment> onDuplicate)
      implements Statement {
    public Insert {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      source = List.copyOf(source);
      onDuplicate = List.copyOf(onDuplicate);
    }
  }

  /**
   * UPDATE.
   *
   * @param range the statement
   * @param with whether it begins with a WITH clause
   * @param tables the table references: the text between UPDATE's modifiers and SET
   * @param multiTable whether {@code tables} names more than one table
   * @param assignments the assignments of SET, in order
   * @param where the WHERE clause
   * @param orderBy the ORDER BY expressions
   * @param tail the text from ORDER BY or LIMIT to the end, where there is one
   */
  record Update(
      SourceRange range,
      boolean with,
      FromClause tables,
      boolean multiTable,
      List<Assignment> assignments,
      Optional<Condition> where,
      List<Expression> orderBy,
      Optional<SourceRange> tail)
      implements Statement {
    public Update {
      assignments = List.copyOf(assignments);
      orderBy = List.copyOf(orderBy);
    }
  }

  /**
   * DELETE.
   *
   * @param range the statement
   * @param with whether it begins with a WITH clause
   * @param tables the table references rows come from
   * @param multiTable whether it is one of the multi-table forms
   * @param where the WHERE clause
   * @param orderBy the ORDER BY expressions
   * @param tail the text from ORDER BY or LIMIT to the end, where there is one
   */
  record Delete(
      SourceRange range,
      boolean with,
      FromClause tables,
      boolean multiTable,
      Optional<Condition> where,
      List<Expression> orderBy,
      Optional<SourceRange> tail)
      implements Statement {
    public Delete {
      orderBy = List.copyOf(orderBy);
    }
  }

  /** SET of variables: {@code SET @a = …, SESSION b = …}. Targets are variables. */
  record SetVariables(SourceRange range, List<Assignment> assignments) implements Statement {
    public SetVariables {
      assignments = List.copyOf(assignments);
    }
  }

  /** DO expr, …. */
  record Do(SourceRange range, List<Expression> expressions) implements Statement {
    public Do {
      expressions = List.copyOf(expressions);
    }
  }

  /** CALL procedure(expr, …), the JDBC escape {@code {call …}} included. */
  record Call(SourceRange range, List<Expression> arguments) implements Statement {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * CREATE FUNCTION … ALIAS: an ML function. A CREATE FUNCTION with a body or a SONAME is {@link
   * Other}.
   *
   * @param range the statement
   * @param orReplace whether OR REPLACE is written (MariaDB)
   * @param ifNotExists whether IF NOT EXISTS is written
   * @param name the function's name
   * @param parameters its parameters, in order
   * @param returns the type after RETURNS, its character set included
   * @param definer the text of the DEFINER clause after {@code =}, in either of its two places
   * @param characteristics SQL SECURITY and COMMENT clauses and any others, as written
   * @param alias what ALIAS says
   */
  record CreateMlFunction(
      SourceRange range,
      boolean orReplace,
      boolean ifNotExists,
      RoutineName name,
      List<RoutineParameter> parameters,
      SourceRange returns,
      Optional<SourceRange> definer,
      List<SourceRange> characteristics,
      AliasClause alias)
      implements Statement {
    public CreateMlFunction {
      parameters = List.copyOf(parameters);
      characteristics = List.copyOf(characteristics);
    }
  }

  /** DROP FUNCTION [IF EXISTS] name. */
  record DropFunction(SourceRange range, boolean ifExists, RoutineName name) implements Statement {}

  /** Anything else: recognised, not understood. */
  record Other(SourceRange range, String firstWord) implements Statement {}
}
