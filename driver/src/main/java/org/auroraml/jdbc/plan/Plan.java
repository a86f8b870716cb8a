package org.auroraml.jdbc.plan;

import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.IntoClause;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;
import org.auroraml.jdbc.registry.FunctionDefinition;
import org.auroraml.jdbc.registry.MlFunction;

/** What is to be done for one statement that concerns the driver. Immutable. */
public sealed interface Plan {

  /**
   * Model calls are evaluated first, and the user's statement then runs with their values in place
   * of the calls: the plans Inline and Lookup.
   *
   * @param statement the statement
   * @param access how the statement's own run uses the rows that the stages have read
   * @param stages what is asked, in order; a stage may use the values of earlier ones
   * @param labelled select items that hold a call and need an alias to keep their label
   * @param repeated expressions of ORDER BY that repeat a select item
   * @param rehearsals what is asked after the stages by running the statement, in order
   * @param representatives results that are a GROUP BY expression with calls
   * @param subqueries blocks of subqueries in expressions that hold calls
   * @param mergeable blocks with calls that the server may make a part of the one around
   * @param unread calls of which the server needs no value
   * @param nested the queries inside a write
   */
  record Evaluate(
      ParsedStatement statement,
      Access access,
      List<Stage> stages,
      List<SelectItem> labelled,
      List<Repeated> repeated,
      List<Rehearsal> rehearsals,
      List<SourceRange> representatives,
      List<SourceRange> subqueries,
      List<SourceRange> mergeable,
      List<SourceRange> unread,
      NestedQueries nested)
      implements Plan {
    public Evaluate {
      stages = List.copyOf(stages);
      labelled = List.copyOf(labelled);
      repeated = List.copyOf(repeated);
      rehearsals = List.copyOf(rehearsals);
      representatives = List.copyOf(representatives);
      mergeable = List.copyOf(mergeable);
      unread = List.copyOf(unread);
      subqueries = List.copyOf(subqueries);
    }

    /** Whether a stage reads rows that the statement's own run reads again. */
    boolean readsRows() {
      return !rehearsals.isEmpty() || stages.stream().anyMatch(stage -> !stage.lookups().isEmpty());
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
  }

  /**
   * An expression of ORDER BY with the text of a select item. Once the calls are replaced, MySQL
   * would not see any more that both are the same, which SELECT DISTINCT demands (error 3065).
   *
   * @param range the expression
   * @param position the item's position in the select list, from 1
   */
  record Repeated(SourceRange range, int position) {}

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
  record Export(Evaluate select, IntoClause.S3 into) implements Plan {}

  /** {@code CREATE FUNCTION … ALIAS}. */
  record CreateFunction(FunctionDefinition definition) implements Plan {}

  /** {@code DROP FUNCTION} of an ML function. */
  record DropFunction(MlFunction function, ParsedStatement statement, SourceRange range)
      implements Plan {}
}
