package org.auroraml.test.oracle;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auroraml.test.server.TestDatabase;
import org.auroraml.test.server.TestServer;

/**
 * The databases that a script has made: one of the oracle's, which is current when it begins, and
 * those that it creates. All are dropped when closed.
 */
final class ScriptDatabases implements AutoCloseable {
  private static final String SHOW = "SHOW DATABASES";
  private static final Pattern DATABASE =
      Pattern.compile(
          "(?is).*\\b(?:CREATE|DROP)\\s+(?:DATABASE|SCHEMA)\\s+(?:/\\*.*?\\*/\\s*)?(?:IF\\s+(?:NOT\\s+)?EXISTS\\s+)?`?([^`\\s;]+)`?.*");

  private final TestDatabase first;
  private final List<String> all = new ArrayList<>();
  private String current;
  private String collation;

  /** Makes tables. */
  @FunctionalInterface
  interface Loader {
    /** The tables of the oracle's own cases. */
    Loader ORACLE = OracleSchema::create;

    void load(Connection connection) throws SQLException;

    /** Databases that it would create or drop. */
    default List<String> databases() {
      return List.of();
    }
  }

  private ScriptDatabases(TestDatabase first) {
    this.first = first;
    this.current = first.name();
  }

  /** Runs a script, statement by statement. */
  static Loader loader(List<String> script) {
    return new Loader() {
      @Override
      public void load(Connection connection) throws SQLException {
        MlDatabase.execute(connection, script.toArray(String[]::new));
      }

      @Override
      public List<String> databases() {
        return script.stream()
            .map(statement -> DATABASE.matcher(head(statement)))
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1))
            .toList();
      }
    };
  }

  /** Long statements hold rows. */
  private static String head(String statement) {
    return statement.substring(0, Math.min(statement.length(), 1000));
  }

  /** Loads them. */
  static ScriptDatabases load(Loader loader) throws SQLException {
    // A name that is the same each time, since labels and errors may show it.
    ScriptDatabases databases =
        new ScriptDatabases(TestServer.get().createDatabase("auroraml_oracle"));
    try (Connection connection = databases.first.connectMysql()) {
      List<String> before = MlDatabase.rows(connection, SHOW);
      for (String name : loader.databases()) {
        if (before.stream().anyMatch(name::equalsIgnoreCase)) {
          throw new IllegalStateException("The server has a database " + name + " already");
        }
      }
      databases.all.add(databases.first.name());
      try {
        loader.load(connection);
      } finally {
        List<String> created = MlDatabase.rows(connection, SHOW);
        created.removeAll(before);
        databases.all.addAll(created);
      }
      databases.current = MlDatabase.rows(connection, "SELECT DATABASE()").get(0);
      databases.collation = "connectionCollation=" + Oracle.defaultCollation(connection);
    } catch (SQLException | RuntimeException e) {
      databases.close();
      throw e;
    }
    return databases;
  }

  /** A side on which the functions are stored functions. */
  Side storedSide(Functions functions) throws SQLException {
    Connection connection = TestServer.get().connect(current, collation);
    MlDatabase.execute(connection, functions.stored().toArray(String[]::new));
    return new Side(connection, all);
  }

  /** A side on which they are ML functions. */
  Side mlSide(Functions functions, RecordedModels models) throws SQLException {
    return new Side(
        SideBySide.connectMl(
            TestServer.get().database(current),
            models,
            functions,
            collation,
            // Both sides use one database, which has the stored functions.
            "functions=memory"),
        all);
  }

  @Override
  public void close() throws SQLException {
    for (String name : all) {
      try (Connection connection = TestServer.get().connect("")) {
        MlDatabase.execute(connection, "DROP DATABASE IF EXISTS `" + name + "`");
      }
    }
    first.close();
  }
}
