package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.auroraml.grammar.FunctionCall;
import org.auroraml.grammar.FunctionCall.Guard;
import org.auroraml.grammar.SourceRange;
import org.auroraml.jdbc.plan.KnownCondition.Test;

/**
 * F28: what the operators around a call let its value decide. An argument is not sent for rows for
 * which AND, OR, CASE, IF, IFNULL, COALESCE or a NULL beside it give the same result whatever the
 * call's value is.
 *
 * @param isRepeatable whether an operand gives the same each time
 * @param isKnown whether the server can evaluate it before any ML call: it holds none
 * @param isConstant whether it is the same for all rows
 * @param isColumn whether it is a column: only of one it costs little to test whether it is NULL
 */
record ShortCircuits(
    Predicate<SourceRange> isRepeatable,
    Predicate<SourceRange> isKnown,
    Predicate<SourceRange> isConstant,
    Predicate<SourceRange> isColumn) {

  /** What holds wherever the call's value matters. */
  List<KnownCondition> conditions(FunctionCall call) {
    List<KnownCondition> conditions = new ArrayList<>();
    for (Guard guard : call.guards()) {
      switch (guard.operator()) {
        case AND -> others(guard, Test.NOT_FALSE, operand -> true, conditions);
        case OR -> others(guard, Test.NOT_TRUE, operand -> true, conditions);
        case IF -> branch(guard, conditions);
        case IFNULL, COALESCE -> before(guard, conditions);
        case SEARCHED_CASE -> branches(guard, 0, Optional.empty(), conditions);
        case SIMPLE_CASE -> simpleCase(guard, conditions);
        case STRICT -> others(guard, Test.NOT_NULL, isColumn, conditions);
        case XOR, NOT -> {
          // Neither decides anything without the call.
        }
      }
    }
    return conditions;
  }

  private void add(
      SourceRange operand,
      Optional<SourceRange> value,
      Test test,
      List<KnownCondition> conditions) {
    if (isRepeatable.test(operand) && value.stream().allMatch(isRepeatable)) {
      boolean known = isKnown.test(operand) && value.stream().allMatch(isKnown);
      boolean constant = isConstant.test(operand) && value.stream().allMatch(isConstant);
      conditions.add(new KnownCondition(operand, value, test, constant, !known));
    }
  }

  private void others(
      Guard guard, Test test, Predicate<SourceRange> isTested, List<KnownCondition> conditions) {
    for (int i = 0; i < guard.operands().size(); i++) {
      if (i != guard.operand() && isTested.test(guard.operands().get(i))) {
        add(guard.operands().get(i), Optional.empty(), test, conditions);
      }
    }
  }

  private void branch(Guard guard, List<KnownCondition> conditions) {
    if (guard.operand() > 0) {
      Test test = guard.operand() == 1 ? Test.TRUE : Test.NOT_TRUE;
      add(guard.operands().get(0), Optional.empty(), test, conditions);
    }
  }

  private void before(Guard guard, List<KnownCondition> conditions) {
    for (SourceRange operand : guard.operands().subList(0, guard.operand())) {
      add(operand, Optional.empty(), Test.NULL, conditions);
    }
  }

  private void simpleCase(Guard guard, List<KnownCondition> conditions) {
    if (guard.operand() > 0) {
      branches(guard, 1, Optional.of(guard.operands().get(0)), conditions);
    }
  }

  /** Conditions and results in turn from {@code first} on, and perhaps a last result of ELSE. */
  private void branches(
      Guard guard, int first, Optional<SourceRange> value, List<KnownCondition> conditions) {
    int position = guard.operand() - first;
    boolean isResult = position % 2 == 1;
    int decided = isResult ? guard.operand() - 1 : guard.operand();
    for (int i = first; i < decided; i += 2) {
      add(guard.operands().get(i), value, Test.NOT_TRUE, conditions);
    }
    if (isResult) {
      add(guard.operands().get(decided), value, Test.TRUE, conditions);
    }
  }
}
