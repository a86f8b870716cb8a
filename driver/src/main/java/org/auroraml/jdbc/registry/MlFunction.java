package org.auroraml.jdbc.registry;

import java.util.List;
import java.util.Optional;
import org.auroraml.batching.Model;
import org.auroraml.jdbc.type.Literals;
import org.auroraml.jdbc.type.SqlType;

/**
 * A function whose value a model gives.
 *
 * @param schema the database it lives in; empty for the built-in Comprehend functions
 * @param name its name, as created
 * @param parameters its parameters' types, in order
 * @param optionalBatchSize whether one more argument may follow, the largest number of inputs in a
 *     request (feature F8)
 * @param returns the type after RETURNS
 * @param model who is asked
 * @param output which of the model's outputs is the value
 */
public record MlFunction(
    Optional<String> schema,
    String name,
    List<SqlType> parameters,
    boolean optionalBatchSize,
    SqlType returns,
    Model model,
    int output) {
  public MlFunction {
    parameters = List.copyOf(parameters);
  }

  /** The name as messages show it: {@code db.f}, or {@code f} for a built-in function. */
  public String qualifiedName() {
    return schema.map(s -> s + "." + name).orElse(name);
  }

  /** The name in SQL, with the database that every function has which somebody has created. */
  String quotedName() {
    return Literals.identifier(schema.orElseThrow()) + "." + Literals.identifier(name);
  }
}
