package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;

/**
 * Parts of a statement that need other words once its calls are replaced; what becomes of them is
 * {@link Adjustments}' matter.
 *
 * @param labelled select items that hold a call and need an alias to keep their label
 * @param repeated expressions that become the number of the select item that they repeat
 * @param representatives results that are a GROUP BY expression with calls
 * @param subqueries blocks of subqueries in expressions that hold calls
 * @param compared results of subqueries after IN, ANY, SOME and ALL that read a derived or common
 *     table with calls: MySQL 8.0.33 loses the subquery's WHERE where it finds them by an index of
 *     that table, which it can't if they are no columns
 * @param mergeable blocks with calls among their results that the server may make a part of the one
 *     around
 * @param unread calls whose values nothing reads
 */
record AdjustedParts(
    List<SelectItem> labelled,
    List<Repeated> repeated,
    List<SourceRange> representatives,
    List<SourceRange> subqueries,
    List<SourceRange> compared,
    List<SourceRange> mergeable,
    List<SourceRange> unread) {

  /**
   * An expression with the text of a select item. Once the calls are replaced, MySQL would not see
   * any more that both are the same, which SELECT DISTINCT demands (error 3065).
   *
   * @param range the expression
   * @param position the item's position in the select list, from 1
   */
  record Repeated(SourceRange range, int position) {}

  /** Empty lists, to which parts are added while a statement is planned. */
  static AdjustedParts collected() {
    return new AdjustedParts(
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  /** What was collected; no more is added. */
  AdjustedParts fixed() {
    return new AdjustedParts(
        List.copyOf(labelled),
        List.copyOf(repeated),
        List.copyOf(representatives),
        List.copyOf(subqueries),
        List.copyOf(compared),
        List.copyOf(mergeable),
        List.copyOf(unread));
  }
}
