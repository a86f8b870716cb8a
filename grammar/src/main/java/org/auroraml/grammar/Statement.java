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
   * @param expression the query
   * @param into the INTO clause (variables, OUTFILE, DUMPFILE, OUTFILE S3), wherever it stands
   */
  record Query(SourceRange range, QueryExpression expression, Optional<IntoClause> into)
      implements Statement {}

  /**
   * INSERT or REPLACE.
   *
   * @param range the statement
   * @param replace whether it is REPLACE
   * @param table the target table; its alias is that of the new row, not its own
   * @param columns the column list, empty where none is written
   * @param rows the rows of VALUES (or one row for INSERT … SET), each the expressions of one row;
   *     a bare DEFAULT is an expression without dependencies; empty for INSERT … SELECT
   * @param source the query of INSERT … SELECT (or TABLE)
   * @param onDuplicate the assignments of ON DUPLICATE KEY UPDATE
   */
  record Insert(
      SourceRange range,
      boolean replace,
      TableReference.Table table,
      List<ColumnReference> columns,
      List<List<Expression>> rows,
      Optional<QueryExpression> source,
      List<Assignment> onDuplicate)
      implements Statement {
    public Insert {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      onDuplicate = List.copyOf(onDuplicate);
    }
  }

  /**
   * UPDATE.
   *
   * @param range the statement
   * @param with the WITH clause
   * @param tables the table references: the text between UPDATE's modifiers and SET; a join where
   *     it is a multi-table UPDATE
   * @param assignments the assignments of SET, in order
   * @param where the WHERE clause
   * @param orderBy the ORDER BY expressions
   * @param tail the text from ORDER BY or LIMIT to the end, where there is one
   */
  record Update(
      SourceRange range,
      Optional<WithClause> with,
      FromClause tables,
      List<Assignment> assignments,
      Optional<Condition> where,
      List<Expression> orderBy,
      Optional<SourceRange> tail)
      implements Statement {
    public Update {
      assignments = List.copyOf(assignments);
      orderBy = List.copyOf(orderBy);
    }

    /** Whether it names more than one table. */
    public boolean isMultiTable() {
      return tables.reference() instanceof TableReference.Join;
    }
  }

  /**
   * DELETE.
   *
   * @param range the statement
   * @param with the WITH clause
   * @param targets the tables that rows are deleted from, as written, in the multi-table forms
   * @param tables the table references rows come from
   * @param where the WHERE clause
   * @param orderBy the ORDER BY expressions
   * @param tail the text from ORDER BY or LIMIT to the end, where there is one
   */
  record Delete(
      SourceRange range,
      Optional<WithClause> with,
      List<SourceRange> targets,
      FromClause tables,
      Optional<Condition> where,
      List<Expression> orderBy,
      Optional<SourceRange> tail)
      implements Statement {
    public Delete {
      targets = List.copyOf(targets);
      orderBy = List.copyOf(orderBy);
    }

    /** Whether it is one of the multi-table forms, even for one table. */
    public boolean isMultiTable() {
      return !targets.isEmpty();
    }
  }

  /** SET of variables: {@code SET @a = …, SESSION b = …}; NAMES and CHARACTER SET are left out. */
  record SetVariables(SourceRange range, List<VariableAssignment> assignments)
      implements Statement {
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

  /**
   * CALL procedure(expr, …), the JDBC escapes {@code {call …}} and {@code {? = call …}} included.
   */
  record Call(SourceRange range, RoutineName routine, List<Expression> arguments)
      implements Statement {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * EXPLAIN (or DESCRIBE) or ANALYZE of a statement. EXPLAIN of a table and FOR CONNECTION are
   * {@link Other}.
   *
   * @param range the statement
   * @param format the word after FORMAT, unquoted
   * @param explained the statement that is explained
   */
  record Explain(SourceRange range, Form form, Optional<String> format, Statement explained)
      implements Statement {
    /** What it begins with. */
    public enum Form {
      EXPLAIN,
      EXPLAIN_ANALYZE,
      /** MariaDB's: what it explains is run, and writes. */
      ANALYZE
    }
  }

  /**
   * CREATE TABLE … SELECT. A CREATE TABLE without a query is {@link Other}.
   *
   * @param range the statement
   * @param table the new table as written
   * @param query where its rows come from
   */
  record CreateTable(SourceRange range, SourceRange table, QueryExpression query)
      implements Statement {}

  /** CREATE VIEW or ALTER VIEW: the view as written, and what it stands for. */
  record CreateView(SourceRange range, SourceRange view, QueryExpression query)
      implements Statement {}

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

  /** ALTER FUNCTION name characteristic …. */
  record AlterFunction(SourceRange range, RoutineName name, List<SourceRange> characteristics)
      implements Statement {
    public AlterFunction {
      characteristics = List.copyOf(characteristics);
    }
  }

  /** DROP FUNCTION [IF EXISTS] name. */
  record DropFunction(SourceRange range, boolean ifExists, RoutineName name) implements Statement {}

  /** SHOW CREATE FUNCTION name. */
  record ShowCreateFunction(SourceRange range, RoutineName name) implements Statement {}

  /**
   * {@code SHOW [GLOBAL | SESSION] {STATUS | VARIABLES}} and {@code SHOW FUNCTION STATUS} with
   * their filters. SHOW of anything else is {@link Other}.
   *
   * @param range the statement
   * @param subject what is shown
   * @param global whether GLOBAL is written
   * @param like the pattern of LIKE, unquoted
   * @param where the condition of WHERE
   */
  record Show(
      SourceRange range,
      Subject subject,
      boolean global,
      Optional<String> like,
      Optional<Condition> where)
      implements Statement {

    /** What is shown. */
    public enum Subject {
      STATUS,
      VARIABLES,
      FUNCTION_STATUS
    }
  }

  /**
   * GRANT of privileges or roles.
   *
   * @param range the statement
   * @param privileges the privileges or roles, in order of the text
   * @param on what the privileges are for, as written after ON; empty for roles
   * @param grantees the users or roles that get them, as written
   */
  record Grant(
      SourceRange range,
      List<Privilege> privileges,
      Optional<SourceRange> on,
      List<SourceRange> grantees)
      implements Statement {
    public Grant {
      privileges = List.copyOf(privileges);
      grantees = List.copyOf(grantees);
    }
  }

  /** REVOKE of privileges or roles: as {@link Grant}, with the users or roles that lose them. */
  record Revoke(
      SourceRange range,
      List<Privilege> privileges,
      Optional<SourceRange> on,
      List<SourceRange> grantees)
      implements Statement {
    public Revoke {
      privileges = List.copyOf(privileges);
      grantees = List.copyOf(grantees);
    }
  }

  /**
   * A privilege or role of GRANT and REVOKE.
   *
   * @param range the privilege, its column list included
   * @param words its words in upper case with single blanks between them, without a column list:
   *     {@code SELECT}, {@code INVOKE SAGEMAKER}, {@code LOAD FROM S3}; the name of a role as
   *     written
   */
  record Privilege(SourceRange range, String words) {}

  /**
   * FLUSH of anything but tables: FLUSH TABLES is {@link Other}.
   *
   * @param range the statement
   * @param options what is flushed, in upper case with single blanks: {@code STATUS}, {@code ERROR
   *     LOGS}
   */
  record Flush(SourceRange range, List<String> options) implements Statement {
    public Flush {
      options = List.copyOf(options);
    }
  }

  /**
   * LOAD DATA or LOAD XML.
   *
   * @param range the statement
   * @param xml whether it is LOAD XML
   * @param source where the rows come from: the text {@code [LOCAL] INFILE 'file'} or {@code FROM
   *     S3 [FILE | PREFIX | MANIFEST] 'uri'}
   * @param s3 the S3 source (feature F71); empty for INFILE
   * @param table the target table as written
   * @param assignments the assignments of SET
   */
  record Load(
      SourceRange range,
      boolean xml,
      SourceRange source,
      Optional<S3Source> s3,
      SourceRange table,
      List<Assignment> assignments)
      implements Statement {
    public Load {
      assignments = List.copyOf(assignments);
    }
  }

  /**
   * FROM S3 [FILE | PREFIX | MANIFEST] 'uri'.
   *
   * @param kind what the URI names; FILE where no word is written
   * @param uri the URI, unquoted
   */
  record S3Source(Kind kind, String uri) {
    /** What a URI of LOAD … FROM S3 names. */
    public enum Kind {
      FILE,
      PREFIX,
      MANIFEST
    }
  }

  /**
   * Anything else: recognised, not understood.
   *
   * @param range the statement
   * @param firstWord its first word, in upper case
   * @param expressions the expressions in it, wherever they stand, also in the statements of a
   *     stored program: none of them may hold an ML call
   * @param queries the queries in it that are part of none of the expressions
   */
  record Other(
      SourceRange range,
      String firstWord,
      List<Expression> expressions,
      List<QueryExpression> queries)
      implements Statement {
    public Other {
      expressions = List.copyOf(expressions);
      queries = List.copyOf(queries);
    }
  }
}
