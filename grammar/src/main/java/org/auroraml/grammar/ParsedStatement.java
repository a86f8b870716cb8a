package org.auroraml.grammar;

import java.util.List;

/**
 * One statement and its text.
 *
 * @param text the text as the user wrote it; every {@link SourceRange} of the model refers to it
 * @param statement what it is
 * @param parameters the places of the JDBC parameters ({@code ?}), in order: parameter n of JDBC
 *     (counted from 1) is element n - 1
 * @param calls every call of a function that may be a stored or ML function, wherever it stands,
 *     inner calls before the ones around them
 * @param variables the system variables named by {@code @@}, in order
 */
public record ParsedStatement(
    String text,
    Statement statement,
    List<SourceRange> parameters,
    List<FunctionCall> calls,
    List<VariableReference> variables) {
  public ParsedStatement {
    parameters = List.copyOf(parameters);
    calls = List.copyOf(calls);
    variables = List.copyOf(variables);
  }
}
