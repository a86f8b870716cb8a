package org.auroraml.test.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.auroraml.test.server.TestDatabase;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** F91, F92: what fails on Connector/J fails on our driver with the same exception. */
class ErrorTest {

  private TestDatabase database;

  @BeforeEach
  void createTables() throws SQLException {
    database = TestServer.get().createDatabase();
    database.execute(
        "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(3) NOT NULL)",
        "CREATE TABLE child (id INT, FOREIGN KEY (id) REFERENCES t (id))",
        "INSERT INTO t VALUES (1, 'a')",
        "CREATE FUNCTION f(a INT) RETURNS INT DETERMINISTIC RETURN a",
        "CREATE PROCEDURE refuse() SIGNAL SQLSTATE '45123'"
            + " SET MESSAGE_TEXT = 'not today', MYSQL_ERRNO = 5123");
  }

  @AfterEach
  void dropTables() throws SQLException {
    database.close();
  }

  private interface Action {
    void on(Connection connection) throws SQLException;
  }

  /** What a caller can see of an exception; Connector/J throws some that JDBC does not know. */
  private record Failure(
      Class<?> type, String message, String state, int code, List<Integer> counts) {
    static Failure of(Exception e) {
      String state = e instanceof SQLException sql ? sql.getSQLState() : null;
      int code = e instanceof SQLException sql ? sql.getErrorCode() : 0;
      List<Integer> counts =
          e instanceof BatchUpdateException batch
              ? Arrays.stream(batch.getUpdateCounts()).boxed().toList()
              : List.of();
      return new Failure(e.getClass(), e.getMessage(), state, code, counts);
    }
  }

  @TestFactory
  @DisplayName("same class, SQLSTATE, vendor code and message")
  Stream<DynamicTest> sameFailures() {
    return Stream.of(
        statement("syntax error", "SELEC 1"),
        statement("unknown table", "SELECT * FROM nowhere"),
        statement("unknown column", "SELECT nothing FROM t"),
        statement("unknown function", "SELECT nofunction(1)"),
        statement("arguments of a function", "SELECT f(1, 2)"),
        statement("arguments of a built-in function", "SELECT ABS()"),
        statement("duplicate key", "INSERT INTO t VALUES (1, 'b')"),
        statement("too long", "INSERT INTO t VALUES (2, 'long')"),
        statement("null", "INSERT INTO t VALUES (2, NULL)"),
        statement("foreign key", "INSERT INTO child VALUES (9)"),
        statement("signal", "CALL refuse()"),
        statement("several statements", "SELECT 1; SELECT 2"),
        statement("nothing", ""),
        statement("OUTFILE with a syntax error", "SELECT 1 INTO OUTFILE"),
        failing("a query as an update", c -> c.createStatement().executeUpdate("SELECT 1")),
        failing("an update as a query", c -> c.createStatement().executeQuery("DELETE FROM t")),
        failing("no SQL", c -> c.createStatement().execute(null)),
        failing("no prepared SQL", c -> c.prepareStatement(null)),
        failing("missing parameter", c -> c.prepareStatement("SELECT ?").executeQuery()),
        failing("parameter 0", c -> c.prepareStatement("SELECT ?").setInt(0, 1)),
        failing("parameter 2 of 1", c -> c.prepareStatement("SELECT ?").setInt(2, 1)),
        failing("unknown type", c -> c.prepareStatement("SELECT ?").setObject(1, new Object())),
        failing("fetch size", c -> c.createStatement().setFetchSize(-5)),
        failing("column 2 of 1", ErrorTest::readUnknownColumn),
        failing("batch", ErrorTest::failingBatch),
        failing("closed statement", ErrorTest::useClosedStatement),
        failing("closed result", ErrorTest::useClosedResult),
        failing("closed connection", ErrorTest::useClosedConnection),
        failing("unknown routine", c -> c.prepareCall("{call nothing(?)}").execute()),
        failing("unknown database", c -> c.setCatalog("no_such_database")),
        failing("savepoint in autocommit", c -> c.rollback(c.setSavepoint("s"))));
  }

  private static void readUnknownColumn(Connection connection) throws SQLException {
    ResultSet result = connection.createStatement().executeQuery("SELECT 1");
    result.next();
    result.getInt(2);
  }

  private static void failingBatch(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement("INSERT INTO t VALUES (?, 'x')");
    for (int id : new int[] {1, 1}) {
      statement.setInt(1, id);
      statement.addBatch();
    }
    statement.executeBatch();
  }

  private static void useClosedStatement(Connection connection) throws SQLException {
    Statement statement = connection.createStatement();
    statement.close();
    statement.executeQuery("SELECT 1");
  }

  private static void useClosedResult(Connection connection) throws SQLException {
    ResultSet result = connection.createStatement().executeQuery("SELECT 1");
    result.close();
    result.next();
  }

  private static void useClosedConnection(Connection connection) throws SQLException {
    connection.close();
    connection.createStatement();
  }

  private DynamicTest statement(String name, String sql) {
    return failing(
        name,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
          }
        });
  }

  private DynamicTest failing(String name, Action action) {
    return DynamicTest.dynamicTest(
        name,
        () ->
            assertThat(failure(Route.AURORAML, action))
                .isEqualTo(failure(Route.CONNECTOR_J, action)));
  }

  private Failure failure(Route route, Action action) throws SQLException {
    try (Connection connection = route.connect(database)) {
      try {
        action.on(connection);
      } catch (SQLException | RuntimeException e) {
        return Failure.of(e);
      }
    }
    throw new AssertionError("does not fail on " + route);
  }
}
