package org.auroraml.jdbc.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.auroraml.grammar.RoutineName;

/**
 * The ML functions that one user of one server knows, shared by that user's connections. Reads are
 * lock-free: a refresh puts a new immutable state in place. Thread-safe.
 */
public final class FunctionRegistry {
  private final FunctionStore store;
  private final AtomicLong read = new AtomicLong(System.nanoTime());
  private volatile State state = State.of(List.of());

  /** A registry that knows the built-in functions only, until it is refreshed. */
  public FunctionRegistry(FunctionStore store) {
    this.store = store;
  }

  /** Where the definitions live. */
  public FunctionStore store() {
    return store;
  }

  /**
   * Reads the definitions again where nobody has for a while, so that what other clients have
   * changed is noticed (feature F13). Of several connections one reads.
   */
  public void refreshIfOlder(Duration age, Connection connection) throws SQLException {
    long last = read.get();
    long now = System.nanoTime();
    if (now - last > age.toNanos() && read.compareAndSet(last, now)) {
      refresh(connection);
    }
  }

  /** Reads the definitions again. Returns whether anything is different now. */
  public boolean refresh(Connection connection) throws SQLException {
    read.set(System.nanoTime());
    State loaded = State.of(store.load(connection));
    boolean changed = !loaded.functions.equals(state.functions);
    if (changed) {
      state = loaded;
    }
    return changed;
  }

  /** The names of all ML functions, for the gate. */
  public FunctionNames names() {
    return state.names;
  }

  /**
   * The function that a call or DROP names; names are not case-sensitive (manual, section 9.2.3).
   *
   * @param database the current database, null for none
   */
  public Optional<MlFunction> find(RoutineName name, String database) {
    Map<String, MlFunction> functions = state.functions;
    String bare = name.name().toLowerCase(Locale.ROOT);
    String schema = name.schema().orElse(database);
    MlFunction found =
        schema == null ? null : functions.get(schema.toLowerCase(Locale.ROOT) + "." + bare);
    return found != null || name.schema().isPresent()
        ? Optional.ofNullable(found)
        : Optional.ofNullable(functions.get(bare));
  }

  /** One reading of the store. */
  private record State(Map<String, MlFunction> functions, FunctionNames names) {
    static State of(List<MlFunction> read) {
      Map<String, MlFunction> functions = new HashMap<>();
      Set<String> names = new HashSet<>();
      for (List<MlFunction> group : List.of(Comprehend.FUNCTIONS, read)) {
        for (MlFunction function : group) {
          functions.put(MemoryStore.key(function), function);
          names.add(function.name());
        }
      }
      return new State(Map.copyOf(functions), FunctionNames.of(names));
    }
  }
}
