package org.auroraml.test.passthrough;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.auroraml.test.server.TestDatabase;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Expectations of JDBC and of Connector/J, each stated once and run on both routes: that they hold
 * on Connector/J shows that they are right, that they hold on our driver shows that it is a drop-in
 * (F91, F92). Each test has a database of its own.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(Route.class)
abstract class OnEachRoute {

  @Parameter Route route;

  TestDatabase database;
  Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    database = TestServer.get().createDatabase();
    connection = connect(new String[0]);
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
    return route.connect(database, settings);
  }

  void execute(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The rows of a query, each joined by commas. */
  List<String> rows(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows(rows);
    }
  }

  /** What is left of a result, each row joined by commas. */
  static List<String> rows(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    List<String> all = new ArrayList<>();
    while (rows.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= columns; i++) {
        row.add(rows.getString(i));
      }
      all.add(String.join(",", row));
    }
    return all;
  }
}
