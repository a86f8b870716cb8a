package org.auroraml.test.oracle;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.auroraml.test.oracle.OracleCase.Step;
import org.auroraml.test.oracle.OracleStatement.Kind;
import org.auroraml.test.oracle.OracleStatement.Order;

/**
 * One of the two sides of a comparison: a connection to the databases that statements are run in.
 * Whatever a statement writes is taken back.
 */
final class Side implements AutoCloseable {
  private final Connection connection;
  private final String database;
  private final List<String> databases;
  private final List<String> counters;
  private final TableContents loaded;

  /**
   * A side over databases that are loaded.
   *
   * @param connection closed with the side
   * @param databases those whose tables are compared
   */
  Side(Connection connection, List<String> databases) throws SQLException {
    this.connection = connection;
    this.database = connection.getCatalog();
    this.databases = List.copyOf(databases);
    counters = TableContents.names(connection, databases, " AND AUTO_INCREMENT IS NOT NULL");
    resetCounters();
    loaded = TableContents.read(connection, databases);
  }

  Connection connection() {
    return connection;
  }

  /** The rows before any statement. */
  TableContents loaded() {
    return loaded;
  }

  /** Runs a statement. */
  Answer answer(OracleStatement statement) throws SQLException {
    boolean ordered = statement.order() instanceof Order.Total;
    boolean keys = !ordered && statement.order() instanceof Order.ByColumns;
    Step step = new Step(statement.sql(), List.of(), ordered || keys, false);
    if (statement.kind() == Kind.READ) {
      return new Answer(run(step), List.of());
    }
    connection.setAutoCommit(false);
    Answer answer = write(step);
    if (!answer.lostServer()) {
      connection.rollback();
      connection.setAutoCommit(true);
      takeBack(statement.kind());
    }
    return answer;
  }

  private Answer write(Step step) throws SQLException {
    Answer answer = new Answer(run(step), List.of());
    return answer.lostServer()
        ? answer
        : new Answer(
            answer.outcomes(), TableContents.read(connection, databases).changesSince(loaded));
  }

  private List<Outcome> run(Step step) throws SQLException {
    try {
      return Oracle.run(connection, step, database);
    } catch (RuntimeException e) {
      // What a driver must not throw is one more difference.
      return List.of(new Outcome.Failure("", 0, e.toString(), List.of()));
    }
  }

  /** What a rollback leaves: tables that were made, and counters that were moved. */
  private void takeBack(Kind kind) throws SQLException {
    if (kind == Kind.INSERT) {
      resetCounters();
    } else if (kind == Kind.WRITE) {
      for (String table : TableContents.names(connection, databases, "")) {
        if (!loaded.tables().containsKey(table)) {
          MlDatabase.execute(connection, "DROP TABLE " + table);
        }
      }
    }
  }

  private void resetCounters() throws SQLException {
    for (String table : counters) {
      MlDatabase.execute(connection, "ALTER TABLE " + table + " AUTO_INCREMENT = 1");
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
