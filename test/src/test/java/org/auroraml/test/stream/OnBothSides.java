package org.auroraml.test.stream;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Expectations of results with functions, each stated once and run on Connector/J with a stored
 * function, which shows that it is right, and on our driver with an ML function (F30, F91).
 */
@ParameterizedClass(name = "{0}")
@EnumSource(FunctionSide.class)
abstract class OnBothSides {
  /** Rows of table t: ids from 1, {@code x = id + 0.5}, NULL for every seventh. */
  static final int ROWS = 40;

  @Parameter FunctionSide side;

  MlDatabase database;
  Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    database = FunctionSide.createDatabase();
    database.execute(
        "CREATE TABLE t (id INT PRIMARY KEY, x DOUBLE)",
        IntStream.rangeClosed(1, ROWS)
            .mapToObj(id -> "(%d, %s)".formatted(id, id % 7 == 0 ? "NULL" : id + ".5"))
            .collect(Collectors.joining(",", "INSERT INTO t VALUES ", "")));
    connection = connect(new String[0]);
    MlDatabase.execute(
        connection,
        side.definition("f", "DOUBLE", "DOUBLE"),
        side.definition("s", "VARCHAR(40)", "VARCHAR(40) CHARSET utf8mb4"));
  }

  @AfterEach
  void disconnect() throws SQLException {
    try {
      connection.close();
    } finally {
      database.close();
    }
  }

  /** Another connection, for the test to close. */
  Connection connect(String... settings) throws SQLException {
    return side.connect(database, settings);
  }

  /** What is left of a result: the first two columns of each row, joined by a blank. */
  static List<String> rest(ResultSet rows) throws SQLException {
    List<String> all = new ArrayList<>();
    while (rows.next()) {
      all.add(rows.getString(1) + " " + rows.getString(2));
    }
    return all;
  }

  /** The rows of {@code SELECT id, f(x)} with ids from one to another. */
  static List<String> rows(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(id -> id + " " + (id % 7 == 0 ? "null" : id + ".5"))
        .toList();
  }
}
