package org.auroraml.jdbc.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Where the definitions of ML functions live: the setting {@code functions}. Thread-safe.
 *
 * <p>Creating, altering and dropping answer SQL for the server, which the user's own statement
 * runs: its outcome, error included, is the outcome of the user's statement.
 */
public sealed interface FunctionStore permits CatalogStore, ClientStore {

  /** What the server runs where there is nothing for it to do: no rows, update count 0. */
  String NOTHING = "DO 0";

  /**
   * Reads all definitions.
   *
   * @param connection the underlying driver's connection; what its user may see is read
   */
  List<MlFunction> load(Connection connection) throws SQLException;

  /** Takes up a definition. */
  String create(FunctionDefinition definition) throws SQLException;

  /**
   * Removes a definition that {@link #load} reads.
   *
   * @param statement the user's DROP FUNCTION
   */
  String drop(MlFunction function, String statement) throws SQLException;

  /** Changes what a definition that {@link #load} reads says beside the model. */
  String alter(MlFunction function, Characteristics changes, Connection connection)
      throws SQLException;
}
