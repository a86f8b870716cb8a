package org.auroraml.jdbc.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Definitions that the server knows nothing of. Thread-safe. */
public sealed interface ClientStore extends FunctionStore permits ScriptStore, MemoryStore {

  /** All definitions, in the order in which they were made. */
  List<FunctionDefinition> definitions() throws SQLException;

  /** The definition of a function. */
  default Optional<FunctionDefinition> definition(MlFunction function) throws SQLException {
    return definitions().stream()
        .filter(d -> MemoryStore.key(d.function()).equals(MemoryStore.key(function)))
        .findFirst();
  }

  @Override
  default List<MlFunction> load(Connection connection) throws SQLException {
    return definitions().stream().map(FunctionDefinition::function).toList();
  }
}
