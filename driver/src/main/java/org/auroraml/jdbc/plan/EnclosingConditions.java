package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.Condition;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.FromClause;
import org.auroraml.grammar.TableReference;
import org.auroraml.grammar.TableReference.Join;
import org.auroraml.grammar.TableReference.Join.Kind;

/**
 * Conditions around a table or join of a FROM clause that all its rows have to meet to be in the
 * result: those of WHERE, and of the joins that drop what does not.
 *
 * @param conditions the conditions
 * @param nullable whether a join between may put a row of NULLs in the place of its rows
 */
record EnclosingConditions(List<Expression> conditions, boolean nullable) {
  EnclosingConditions {
    conditions = List.copyOf(conditions);
  }

  /**
   * The conditions around a part of a FROM clause.
   *
   * @param where the parts of WHERE
   */
  static List<EnclosingConditions> of(
      FromClause from, List<Expression> where, TableReference part) {
    List<EnclosingConditions> around = List.of(new EnclosingConditions(where, false));
    TableReference outer = from.reference();
    while (outer instanceof Join join && !join.equals(part)) {
      boolean isLeft = join.left().range().contains(part.range());
      boolean isNullable = join.kind() == (isLeft ? Kind.RIGHT : Kind.LEFT);
      List<EnclosingConditions> next = new ArrayList<>();
      for (EnclosingConditions each : around) {
        next.add(new EnclosingConditions(each.conditions, each.nullable || isNullable));
      }
      Optional<Condition> on = join.on();
      if (on.isPresent() && (isNullable || join.kind() == Kind.INNER)) {
        next.add(new EnclosingConditions(on.get().conjuncts(), false));
      }
      around = next;
      outer = isLeft ? join.left() : join.right();
    }
    return around;
  }

  /** Of conditions that count where these do, those that also count for the part. */
  OuterConditions of(OuterConditions outer) {
    return nullable ? outer.constants() : outer;
  }
}
