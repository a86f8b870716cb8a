package org.auroraml.jdbc.export;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The session's {@code character_set_results} during an export.
 *
 * @param connection whose session it is
 * @param before what it was before
 * @param during what it is during the export
 */
record ResultCharacterSet(Connection connection, String before, String during) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");

  /** Sets it; without a name the server converts nothing. */
  static ResultCharacterSet set(Connection connection, Optional<String> name) throws SQLException {
    String before;
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT @@character_set_results")) {
      result.next();
      before = result.getString(1);
    }
    ResultCharacterSet set =
        new ResultCharacterSet(connection, before == null ? "NULL" : before, name.orElse("NULL"));
    set.change(set.during);
    return set;
  }

  /** Fails with the server's own error for a character set that it does not know. */
  static void requireKnown(Connection connection, String name) throws SQLException {
    requireName(name);
    try (Statement statement = connection.createStatement()) {
      statement.execute("DO CONVERT('' USING " + name + ")");
    }
  }

  void restore() throws SQLException {
    if (!connection.isClosed()) {
      change(before);
    }
  }

  private void change(String to) throws SQLException {
    requireName(to);
    if (!before.equals(during)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET character_set_results = " + to);
      }
    }
  }

  private static void requireName(String name) throws SQLException {
    if (!NAME.matcher(name).matches()) {
      throw new SQLException("Unknown character set: '" + name + "'", "42000", 1115);
    }
  }
}
