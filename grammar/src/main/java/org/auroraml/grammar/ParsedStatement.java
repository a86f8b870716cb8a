package org.auroraml.grammar;

import java.util.List;

/**
 * One statement and its text.
 *
 * @param text the text as the user wrote it; every {@link SourceRange} of the model refers to it
 * @param statement what it is
 * @param parameters the places of the JDBC parameters ({@code ?}), in order: parameter n of JDBC
 *     (counted from 1) is element n - 1
 * @param variables the system variables named by {@code @@}, in order
 */
public record ParsedStatement(
    String text,
    Statement statement,
    List<SourceRange> parameters,
    List<VariableReference> variables) {
  public ParsedStatement {
    parameters = List.copyOf(parameters);
    variables = List.copyOf(variables);
  }
}
