package org.auroraml.jdbc.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.auroraml.jdbc.error.SqlErrors;

/** ML functions are kept in this JVM and known to no server; they are gone when it ends. */
public final class MemoryStore implements ClientStore {
  private final Map<String, FunctionDefinition> functions = new LinkedHashMap<>();

  @Override
  public synchronized List<FunctionDefinition> definitions() {
    return List.copyOf(functions.values());
  }

  @Override
  public synchronized String create(FunctionDefinition definition) throws SQLException {
    MlFunction function = definition.function();
    if (definition.create().orReplace() || !functions.containsKey(key(function))) {
      functions.put(key(function), definition);
    } else if (!definition.create().ifNotExists()) {
      throw SqlErrors.alreadyExists(function.qualifiedName());
    }
    return NOTHING;
  }

  @Override
  public synchronized String drop(MlFunction function, String statement) {
    functions.remove(key(function));
    return NOTHING;
  }

  @Override
  public synchronized String alter(
      MlFunction function, Characteristics changes, Connection connection) {
    functions.computeIfPresent(key(function), (key, old) -> old.altered(changes));
    return NOTHING;
  }

  static String key(MlFunction function) {
    return function.qualifiedName().toLowerCase(Locale.ROOT);
  }
}
