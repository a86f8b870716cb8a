package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.List;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.Expression.Trait;
import org.auroraml.grammar.FunctionCall;
import org.auroraml.grammar.SourceRange;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.registry.MlFunction;

/**
 * A call of an ML function in a statement.
 *
 * @param call the call
 * @param function the function it calls
 * @param form what the value of a constant call becomes
 * @param grouping whether it is evaluated for rows or for groups of them
 * @param conditions what holds wherever the call's value matters
 */
record CallSite(
    FunctionCall call,
    MlFunction function,
    Form form,
    Grouping grouping,
    List<KnownCondition> conditions) {
  CallSite {
    conditions = List.copyOf(conditions);
  }

  /** What the value of a call whose arguments do not depend on rows becomes in the statement. */
  enum Form {
    /** A literal: the values of INSERT, of which there may be thousands. */
    LITERAL,
    /** A subquery of the type after RETURNS, so that the result's metadata are the function's. */
    TYPED
  }

  /** What a call is evaluated for. */
  enum Grouping {
    /** Each row. */
    ROW,
    /** Each group, after the rows are grouped. */
    GROUP
  }

  CallSite in(Grouping other) {
    return new CallSite(call, function, form, other, conditions);
  }

  /** The same, decided by what is the same for all rows alone. */
  CallSite beforeAllRows() {
    return onlyIf(
        conditions.stream()
            .filter(condition -> condition.constant() && !condition.ofCalls())
            .toList());
  }

  /** The same, to be evaluated also where what stands beside it is NULL. */
  CallSite alsoBesideNull() {
    return onlyIf(
        conditions.stream()
            .filter(condition -> condition.test() != KnownCondition.Test.NOT_NULL)
            .toList());
  }

  /** The same, decided by what holds no ML calls alone. */
  CallSite beforeAllCalls() {
    return onlyIf(conditions.stream().filter(condition -> !condition.ofCalls()).toList());
  }

  /** The same with other conditions. */
  CallSite onlyIf(List<KnownCondition> others) {
    return new CallSite(call, function, form, grouping, others);
  }

  /** The model's arguments, without a trailing max_batch_size. */
  List<Expression> arguments() {
    return call.arguments().subList(0, function.parameters().size());
  }

  /** Whether a trailing max_batch_size is given. */
  boolean hasBatchSize() {
    return call.arguments().size() > function.parameters().size();
  }

  /** The trailing max_batch_size. */
  Expression batchSize() {
    return call.arguments().get(function.parameters().size());
  }

  /** Whether an argument is made of aggregates. */
  boolean hasAggregate() {
    return has(Trait.AGGREGATE);
  }

  /** Whether an argument has an aggregate without a column, such as COUNT(*). */
  boolean countsRows() {
    return has(Trait.COUNTS_ROWS);
  }

  /** Whether an argument means something at its place only: VALUES(), DEFAULT(), GROUPING(). */
  boolean isContextual() {
    return has(Trait.CONTEXTUAL);
  }

  private boolean has(Trait trait) {
    return call.arguments().stream().anyMatch(argument -> argument.traits().contains(trait));
  }

  /** The error that names the call, its place in the statement and the reason. */
  SQLException refusal(String statement, String reason) {
    return SqlErrors.unsupported(
        "ML function "
            + function.qualifiedName()
            + " at "
            + TextPosition.of(statement, range().start())
            + " can't be evaluated: "
            + reason
            + ".");
  }

  SourceRange range() {
    return call.range();
  }
}
