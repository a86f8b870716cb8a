package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.Condition;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.SqlParser;
import org.auroraml.grammar.SqlSyntaxException;
import org.auroraml.grammar.TableReference;
import org.auroraml.jdbc.registry.FunctionRegistry;
import org.auroraml.jdbc.type.Literals;

/**
 * The parts of a plan's table that its statement runs for, one after the other, in the order of the
 * result. Each row is in one of them. What says which rows are in a part is in user variables, so
 * that the statement is the same for all parts.
 */
sealed interface TableParts permits KeyRanges, KeyLists {

  /** A part of the table. */
  @FunctionalInterface
  interface Part {
    /** Makes {@link #condition} true for the rows of this part, and for no others. */
    void select() throws SQLException;
  }

  /** The condition that a row is in the part that was selected last. */
  String condition();

  /** Puts beside the table what the condition names. */
  default void join(SourceRewriter statement) {}

  /**
   * Goes on to the next part, and selects it; at first also where there are no rows, for which the
   * result has its columns.
   *
   * @param keys how many rows of the table, or fewer
   * @return empty if there is no other part
   */
  Optional<Part> next(long keys) throws SQLException;

  /** All user variables that are used. */
  List<String> variables();

  /** Frees what the server holds, but the variables. */
  void close() throws SQLException;

  /** The parts of a plan's table; empty if it has no key that tells them. */
  static Optional<TableParts> of(Plan.Windows plan, Session session, RowWindows.Steps steps)
      throws SQLException {
    List<TableReference.Table> tables =
        plan.block().from().orElseThrow().tables().stream()
            .map(TableReference.Table.class::cast)
            .toList();
    if (new TableEngines(session, steps::prepare).without(tables).isPresent()) {
      return Optional.empty();
    }
    Optional<KeyRanges> ranges = KeyRanges.of(plan, steps);
    return ranges.isPresent()
        ? Optional.of(ranges.get())
        : KeyLists.of(plan, session, steps).map(lists -> lists);
  }

  /** What goes before a column of the plan's table. */
  static String qualifier(Plan.Windows plan) {
    return Literals.identifier(plan.table().alias().orElse(plan.table().name())) + ".";
  }

  /** The evaluation of the plan's statement for the part that was selected last. */
  default Plan.Evaluate restricted(Plan.Windows plan, FunctionRegistry registry, Session session)
      throws SQLException {
    SourceRewriter rewriter = new SourceRewriter(plan.statement());
    join(rewriter);
    QueryBlock block = plan.block();
    Optional<Condition> where = block.where();
    if (where.isPresent()) {
      SourceRange range = where.get().range();
      rewriter.replace(
          range, Arguments.wrap("(" + condition() + ") AND (", rewriter.render(range), ")"));
    } else {
      int end = block.from().orElseThrow().range().end();
      rewriter.replace(new SourceRange(end, end), SqlFragment.text(" WHERE " + condition()));
    }
    try {
      return Planner.plan(
              SqlParser.parse(rewriter.renderAll().sql(), session.sqlModes()), registry, session)
          .map(Planner::lookups)
          .orElseThrow();
    } catch (SqlSyntaxException e) {
      throw new IllegalStateException("a condition more makes no other statement", e);
    }
  }
}
