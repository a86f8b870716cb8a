package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.auroraml.grammar.ColumnReference;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.FromClause;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.TableReference;
import org.auroraml.grammar.TableReference.Join;
import org.auroraml.jdbc.plan.QueryPlanner.Context;

/**
 * What the conditions in and around a block ask of the parts of its FROM clause. What becomes of a
 * row that fails one does not matter, unless the row of NULLs that an outer join may put in its
 * place passes.
 *
 * @param where the conditions of WHERE; those with calls only where these have their values
 * @param context where the block stands
 */
record FromConditions(MlCalls calls, FromClause from, List<Expression> where, Context context) {

  /**
   * The conditions that count for the rows of a table.
   *
   * @param name its name in the block
   * @param columns the names of its columns; empty where none are written
   * @param query what it stands for
   */
  OuterConditions inside(
      TableReference table, String name, List<String> columns, QueryExpression query) {
    List<EnclosingConditions> around = EnclosingConditions.of(from, where, table);
    // Those around the block are tested as late as its WHERE.
    OuterConditions all = around.get(0).of(context.outer());
    for (EnclosingConditions each : around) {
      List<Expression> known =
          each.conditions().stream().filter(c -> !calls.hasCallWithin(c)).toList();
      all = all.and(each.of(OuterConditions.of(known, text())));
    }
    // In a subquery a column without a table may be one of the query around it.
    boolean isOnly = from.reference().equals(table) && context.around().isEmpty();
    return all.inside(name, columns, isOnly, query, text());
  }

  /**
   * The filters of a join's pairs of rows: all of WHERE for the outermost join, if it keeps no rows
   * without a match, and else those over its tables alone. Whether a row of NULLs passes in the
   * place of a pair is asked of the server too.
   */
  List<Filter> ofPairs(Join join) {
    if (join.equals(from.reference()) && join.kind() == Join.Kind.INNER) {
      List<Filter> all = new ArrayList<>(Filter.of(where));
      all.addAll(context.outer().filters());
      return all;
    }
    List<Filter> deciding = new ArrayList<>(context.outer().constants().filters());
    Set<String> tables = names(join);
    Set<String> ofNulls = join.kind() == Join.Kind.INNER ? Set.of() : names(optional(join));
    for (EnclosingConditions around : EnclosingConditions.of(from, where, join)) {
      for (Expression condition : around.conditions()) {
        if (isKnown(condition)
            && condition.columns().stream().allMatch(column -> isOf(tables, column))) {
          Set<Map<SourceRange, String>> forms = new LinkedHashSet<>();
          forms.add(Map.of());
          forms.add(nulls(condition, ofNulls));
          forms.add(nulls(condition, around.nullable() ? tables : Set.of()));
          deciding.add(new Filter(condition, List.copyOf(forms)));
        }
      }
    }
    return deciding;
  }

  /** Whether a condition can be tested twice, with the values of its calls if it has some. */
  private boolean isKnown(Expression condition) {
    return calls.hasCall(condition)
        ? where.contains(condition)
        : OuterConditions.isPlain(condition);
  }

  private static boolean isOf(Set<String> tables, ColumnReference column) {
    return column.table().filter(tables::contains).isPresent();
  }

  /** NULLs of the columns' types for those of some tables. */
  private Map<SourceRange, String> nulls(Expression condition, Set<String> tables) {
    Map<SourceRange, String> nulls = new HashMap<>();
    for (ColumnReference column : condition.columns()) {
      if (isOf(tables, column)) {
        String text = column.range().of(text());
        nulls.put(column.range(), "NULLIF(" + text + ", " + text + ")");
      }
    }
    return nulls;
  }

  /** The side of an outer join that may be a row of NULLs. */
  private static TableReference optional(Join join) {
    return join.kind() == Join.Kind.LEFT ? join.right() : join.left();
  }

  /** The names by which columns of tables are qualified; as they are written. */
  private static Set<String> names(TableReference tables) {
    Set<String> names = new HashSet<>();
    for (TableReference table : new FromClause(tables.range(), tables).tables()) {
      if (table instanceof TableReference.Table named) {
        names.add(named.alias().orElse(named.name()));
      } else if (table instanceof TableReference.DerivedTable derived) {
        derived.alias().ifPresent(names::add);
      }
    }
    return names;
  }

  private String text() {
    return calls.statement().text();
  }
}
