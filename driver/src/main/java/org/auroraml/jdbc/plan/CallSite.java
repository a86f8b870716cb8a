package org.auroraml.jdbc.plan;

import java.util.List;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.FunctionCall;
import org.auroraml.grammar.SourceRange;
import org.auroraml.jdbc.registry.MlFunction;

/**
 * A call of an ML function in a statement.
 *
 * @param call the call
 * @param function the function it calls
 * @param form what the value of a constant call becomes
 */
record CallSite(FunctionCall call, MlFunction function, Form form) {

  /** What the value of a call whose arguments do not depend on rows becomes in the statement. */
  enum Form {
    /** A literal: the values of INSERT, of which there may be thousands. */
    LITERAL,
    /** A subquery of the type after RETURNS, so that the result's metadata are the function's. */
    TYPED
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

  SourceRange range() {
    return call.range();
  }

  /** Calls with equal keys in one scope have equal values: same function, same argument text. */
  String key(String text) {
    StringBuilder key = new StringBuilder(function.qualifiedName());
    for (Expression argument : call.arguments()) {
      key.append('\0').append(argument.range().of(text).strip());
    }
    return key.toString();
  }

  /** The arguments alone, for functions that share a gathering (feature F9). */
  String argumentsKey(String text) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < arguments().size(); i++) {
      key.append(function.parameters().get(i).sql())
          .append('\0')
          .append(arguments().get(i).range().of(text).strip())
          .append('\0');
    }
    return key.toString();
  }
}
