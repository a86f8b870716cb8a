package org.auroraml.test.stream;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A table of many rows, {@code x = id + 0.5} from id 1 on, and a model that gives x back. */
abstract class LongTable {
  static final String STREAMED = "defaultFetchSize=-2147483648";

  private final int rows;
  MlDatabase database;
  Connection connection;

  LongTable(int rows) {
    this.rows = rows;
  }

  @BeforeEach
  void create() throws SQLException {
    database = FunctionSide.createDatabase();
    database.execute(
        "CREATE TABLE t (id INT PRIMARY KEY, x DOUBLE, KEY (x))", "INSERT INTO t VALUES (1, 1.5)");
    for (int there = 1; there < rows; there *= 2) {
      int more = Math.min(there, rows - there);
      database.execute(
          "INSERT INTO t SELECT id + %1$d, x + %1$d FROM t WHERE id <= %2$d"
              .formatted(there, more));
    }
  }

  @AfterEach
  void close() throws SQLException {
    try {
      if (connection != null) {
        connection.close();
      }
    } finally {
      database.close();
    }
  }

  /** Opens the connection, and creates the function {@code f} of the model. */
  Connection connect(String settings, String... more) throws SQLException {
    List<String> all = new ArrayList<>(List.of(settings.split("&")));
    all.addAll(List.of(more));
    connection = FunctionSide.ML.connect(database, all.toArray(String[]::new));
    MlDatabase.execute(connection, FunctionSide.ML.definition("f", "DOUBLE", "DOUBLE"));
    return connection;
  }

  /** Inputs that the model was asked for. */
  long inputs() {
    return database.models().inputs("echo");
  }
}
