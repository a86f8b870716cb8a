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
}
