package org.auroraml.test.administration;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.auroraml.test.oracle.MlDatabase;

/** A user of the server under test, who may only read one database; dropped when closed. */
final class TestUser implements AutoCloseable {
  private static final String PASSWORD = "secret";

  private final MlDatabase database;
  private final String name;

  private TestUser(MlDatabase database, String name) {
    this.database = database;
    this.name = name;
  }

  static TestUser create(MlDatabase database) throws SQLException {
    TestUser user =
        new TestUser(
            database, "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 12));
    database.execute(
        "CREATE USER " + user.account() + " IDENTIFIED BY '" + PASSWORD + "'",
        "GRANT SELECT ON " + database.name() + ".* TO " + user.account());
    return user;
  }

  /** The account as SQL names it. */
  String account() {
    return "'" + name + "'@'%'";
  }

  /** Grants something, such as {@code EXECUTE ON db.*}, by Connector/J as root. */
  TestUser with(String privilege) throws SQLException {
    database.execute("GRANT " + privilege + " TO " + account());
    return this;
  }

  /** The user's connection through the driver. */
  Connection connect(String... settings) throws SQLException {
    List<String> all = new ArrayList<>(Arrays.asList(settings));
    all.addAll(MlDatabase.settings(database.models()));
    return DriverManager.getConnection(
        database.database().auroraUrl(all.toArray(String[]::new)), name, PASSWORD);
  }

  @Override
  public void close() throws SQLException {
    try (Connection root = database.connectMysql();
        Statement statement = root.createStatement()) {
      statement.execute("DROP USER " + account());
    }
  }
}
