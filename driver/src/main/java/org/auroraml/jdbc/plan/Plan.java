package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.IntoClause;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.TableReference;
import org.auroraml.jdbc.error.SqlErrors;

/** What is to be done for one statement that concerns the driver. Immutable. */
public sealed interface Plan {

  /** The statement as the server would read it; empty where it has words of the driver's own. */
  default Optional<ParsedStatement> readable() {
    return Optional.empty();
  }

  /** The statement whose calls it evaluates; empty where it evaluates none. */
  default Optional<ParsedStatement> evaluated() {
    return readable();
  }

  /**
   * Model calls are evaluated first, and the user's statement then runs with their values in place
   * of the calls: the plans Inline and Lookup.
   *
   * @param statement the statement
   * @param access how the statement's own run uses the rows that the stages have read
   * @param stages what is asked, in order; a stage may use the values of earlier ones
   * @param rehearsals what is asked after the stages by running the statement, in order
   * @param parts what needs other words
   * @param nested the queries inside a write
   */
  record Evaluate(
      ParsedStatement statement,
      Access access,
      List<Stage> stages,
      List<Rehearsal> rehearsals,
      AdjustedParts parts,
      NestedQueries nested)
      implements Plan {
    public Evaluate {
      stages = List.copyOf(stages);
      rehearsals = List.copyOf(rehearsals);
    }

    @Override
    public Optional<ParsedStatement> readable() {
      return Optional.of(statement);
    }

    /** What can be asked without running or locking anything. */
    Evaluate unlocked() {
      return new Evaluate(
          statement,
          Access.READ,
          stages.stream().map(Stage::unlocked).toList(),
          List.of(),
          parts,
          nested);
    }

    /** Whether the statement's own run looks values up. */
    boolean looksUp() {
      return !rehearsals.isEmpty() || stages.stream().anyMatch(stage -> !stage.lookups().isEmpty());
    }

    /** Fails where the binary log would get the values of models as text (feature F32). */
    void requireLogOfRows(Session session) throws SQLException {
      if (session.logsStatements() && access != Access.READ && looksUp()) {
        throw SqlErrors.statementLog();
      }
    }

    /** Whether a stage reads rows that the statement's own run reads again. */
    boolean readsRows() {
      return looksUp() || stages.stream().anyMatch(stage -> stage.rows().areRead());
    }
  }

  /**
   * The plan Overlay: a SELECT is sent with the arguments of its calls, and models are asked while
   * its rows are read.
   *
   * @param statement the statement
   * @param with its WITH clause
   * @param block its only block
   * @param calls all calls of the statement, each a whole item of the block's select list
   * @param lookups what can be done instead
   */
  record Overlay(
      ParsedStatement statement,
      Optional<SourceRange> with,
      QueryBlock block,
      List<OverlaidCall> calls,
      Evaluate lookups)
      implements Plan {
    public Overlay {
      calls = List.copyOf(calls);
    }

    @Override
    public Optional<ParsedStatement> readable() {
      return Optional.of(statement);
    }
  }

  /**
   * The plan Limited: a SELECT with LIMIT, whose models are asked in rounds until LIMIT has its
   * rows. All calls stand in the conditions of WHERE and in the select list of the statement's only
   * block, which has a row for each that it reads and no order by a model's value.
   *
   * @param statement the statement
   * @param with its WITH clause
   * @param block its only block
   * @param limit the block's LIMIT
   * @param filters the conditions of WHERE that hold calls
   * @param items the calls in the select list
   * @param lookups what can be done instead
   */
  record Limited(
      ParsedStatement statement,
      Optional<SourceRange> with,
      QueryBlock block,
      LimitClause limit,
      List<Filter> filters,
      List<CallSite> items,
      Evaluate lookups)
      implements Plan {
    public Limited {
      filters = List.copyOf(filters);
      items = List.copyOf(items);
    }

    @Override
    public Optional<ParsedStatement> readable() {
      return Optional.of(statement);
    }

    /** A condition and the calls in it. */
    record Filter(SourceRange condition, List<CallSite> calls) {}
  }

  /**
   * The plan Windows: a SELECT whose result is read in parts runs for one part of a table after the
   * other.
   *
   * @param statement the statement
   * @param block its block that reads the table
   * @param table the table, of which each row of the result has one row
   * @param order the table's columns that the result is ordered by
   * @param known the conditions of the block's WHERE without calls
   * @param lookups what can be done instead, and is done for each window
   */
  record Windows(
      ParsedStatement statement,
      QueryBlock block,
      TableReference.Table table,
      RowOrder order,
      List<Expression> known,
      Evaluate lookups)
      implements Plan {
    public Windows {
      known = List.copyOf(known);
    }

    @Override
    public Optional<ParsedStatement> readable() {
      return Optional.of(statement);
    }
  }

  /** How a statement uses the rows whose values it gathers. */
  enum Access {
    /** It reads them again: in one snapshot. */
    READ,
    /** It changes them, or others by them: they are locked. */
    WRITE,
    /** It commits before it reads them (CREATE TABLE): nothing can keep them. */
    COMMIT
  }

  /**
   * {@code SELECT … INTO OUTFILE S3}.
   *
   * @param select the evaluation of the SELECT's model calls, without stages where it has none
   * @param into what to write, and where
   */
  record Export(Evaluate select, IntoClause.S3 into) implements Plan {
    @Override
    public Optional<ParsedStatement> evaluated() {
      return Optional.of(select.statement());
    }
  }

  /**
   * What the server can't answer as the user means it any more.
   *
   * @param sql what it is asked instead
   */
  record Answer(SqlFragment sql) implements Plan {}

  /**
   * SET with variables that the driver answers for.
   *
   * @param calls the evaluation of the statement's model calls
   * @param assignments those variables
   */
  record SetSession(Evaluate calls, SessionAssignments assignments) implements Plan {
    @Override
    public Optional<ParsedStatement> evaluated() {
      return Optional.of(calls.statement());
    }
  }

  /**
   * EXPLAIN ANALYZE, or MariaDB's ANALYZE: the statement in it runs, models are asked, and its plan
   * is shown with what was asked (feature F44).
   *
   * @param lookups the statement in it
   * @param words what the server has before that
   * @param isMariaDbs whether it is MariaDB's, whose JSON stays JSON
   */
  record Analyze(Evaluate lookups, String words, boolean isMariaDbs) implements Plan {
    @Override
    public Optional<ParsedStatement> readable() {
      return Optional.of(lookups.statement());
    }
  }

  /**
   * A statement about functions, privileges, variables or status.
   *
   * @param statement what is done for it
   */
  record Administrate(Administration statement) implements Plan {}
}
