package org.auroraml.grammar;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An expression and what it depends on. The lists speak of the expression itself; what stands in a
 * subquery belongs to that subquery's blocks.
 *
 * @param range the expression
 * @param calls the outermost calls of functions that may be stored or ML functions, in order of the
 *     text; calls inside their arguments are reached through {@link FunctionCall#arguments()}
 * @param columns the column references, those inside {@code calls}' arguments included
 * @param queries the subqueries, those inside {@code calls}' arguments included
 * @param aggregates the outermost calls of aggregate and window functions and of GROUPING, those
 *     inside {@code calls}' arguments included
 * @param traits what else it depends on, inside {@code calls}' arguments included
 */
public record Expression(
    SourceRange range,
    List<FunctionCall> calls,
    List<ColumnReference> columns,
    List<QueryExpression> queries,
    List<SourceRange> aggregates,
    Set<Trait> traits) {

  /** What makes an expression's value depend on more than columns and subqueries. */
  public enum Trait {
    /** An aggregate function over rows of its block. */
    AGGREGATE,
    /** An aggregate function without a column in it: COUNT(*), SUM(1). */
    COUNTS_ROWS,
    /** A window function. */
    WINDOW,
    /**
     * A function whose value differs between two evaluations in one statement: RAND, UUID,
     * UUID_SHORT, SLEEP, NEXTVAL, …
     */
    NONDETERMINISTIC,
    /** Assigns a user variable ({@code @a := …}). */
    ASSIGNS_VARIABLE,
    /** Reads a user or system variable. */
    READS_VARIABLE,
    /** Refers to a value by VALUES(col), DEFAULT(col) or GROUPING(…). */
    CONTEXTUAL,
    /**
     * Surely names a table of a query around its block. A column without a table's name may belong
     * to one too: that only the server knows.
     */
    OUTER_REFERENCE
  }

  public Expression {
    calls = List.copyOf(calls);
    columns = List.copyOf(columns);
    queries = List.copyOf(queries);
    aggregates = List.copyOf(aggregates);
    traits = Set.copyOf(traits);
  }

  /** The column that the expression is, if it is nothing else. */
  public Optional<ColumnReference> column() {
    return columns.stream().filter(column -> column.range().equals(range)).findFirst();
  }

  /** Whether the value can differ from row to row of the block it stands in. */
  public boolean dependsOnRows() {
    return !columns.isEmpty()
        || traits.contains(Trait.AGGREGATE)
        || traits.contains(Trait.WINDOW)
        || traits.contains(Trait.NONDETERMINISTIC)
        || traits.contains(Trait.ASSIGNS_VARIABLE)
        || traits.contains(Trait.CONTEXTUAL);
  }
}
