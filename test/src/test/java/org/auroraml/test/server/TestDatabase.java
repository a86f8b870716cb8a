package org.auroraml.test.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of a test's own, dropped when closed. */
public final class TestDatabase implements AutoCloseable {

  private final TestServer server;
  private final String name;

  TestDatabase(TestServer server, String name) {
    this.server = server;
    this.name = name;
  }

  public String name() {
    return name;
  }

  public TestServer server() {
    return server;
  }

  public String mysqlUrl(String... settings) {
    return server.mysqlUrl(name, settings);
  }

  public String auroraUrl(String... settings) {
    return server.auroraUrl(name, settings);
  }

  /** A connection of Connector/J's own. */
  public Connection connectMysql(String... settings) throws SQLException {
    return server.connect(name, settings);
  }

  /** A connection of our driver. */
  public Connection connectAurora(String... settings) throws SQLException {
    return DriverManager.getConnection(auroraUrl(settings), server.user(), server.password());
  }

  /** Runs statements by Connector/J, to set up what a test needs. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = connectMysql();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    server.drop(this);
  }
}
