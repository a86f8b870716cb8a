package org.auroraml.grammar;

import java.util.List;

/**
 * A call {@code [schema.]name(arguments)} of a function that may be a stored or ML function: any
 * call that the grammar does not give a syntax of its own.
 *
 * @param range the call, from the name (or schema) to the closing parenthesis
 * @param name the function's name, unquoted
 * @param arguments its arguments, in order
 * @param guards the logical operators around it inside its clause, outermost first: it is evaluated
 *     only as they let it. Those outside of an aggregate or window function around it are left out
 * @param aggregated whether it stands in an argument of an aggregate function: then it is evaluated
 *     for each row before these are grouped
 */
public record FunctionCall(
    SourceRange range,
    RoutineName name,
    List<Expression> arguments,
    List<Guard> guards,
    boolean aggregated) {

  /**
   * An operator that may make a call irrelevant, and the operand of it that the call stands in.
   *
   * @param operator the operator
   * @param range the operation with all its operands
   * @param operands the operands in order of the text; a chain {@code a AND b AND c} is one
   *     operation; in CASE the value, the conditions and the results are counted alike
   * @param operand the operand that the call stands in, counted from 0
   */
  public record Guard(
      Operator operator, SourceRange range, List<SourceRange> operands, int operand) {
    /** The operators that MySQL may cut short. */
    public enum Operator {
      AND,
      OR,
      XOR,
      NOT,
      /** CASE value WHEN … */
      SIMPLE_CASE,
      /** CASE WHEN condition … */
      SEARCHED_CASE,
      IF,
      IFNULL,
      COALESCE,
      /** One that is NULL wherever an operand is: a comparison but {@code <=>}, arithmetic, … */
      STRICT
    }

    public Guard {
      operands = List.copyOf(operands);
    }
  }

  public FunctionCall {
    arguments = List.copyOf(arguments);
    guards = List.copyOf(guards);
  }
}
