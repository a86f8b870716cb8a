package org.auroraml.test.grammar;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.auroraml.test.server.TestDatabase;
import org.auroraml.test.server.TestServer;

/** Asks the server under test whether it can parse a statement; nothing is executed. */
final class MySqlJudge implements AutoCloseable {
  private static final int PARSE_ERROR = 1064;

  /** Errors that MySQL reports in the midst of parsing, so that the rest stays unread. */
  private static final Set<Integer> BROKEN_OFF =
      Set.of(
          1066, 1067, 1109, 1115, 1128, 1193, 1232, 1235, 1248, 1273, 1300, 1301, 1305, 1308, 1310,
          1314, 1319, 1320, 1324, 1327, 1351, 1363, 1367, 1458, 1470, 1525, 1531, 1582, 1583, 1584,
          1791, 1800, 1801, 3554, 3667, 3953);

  /** What the server says; {@code UNKNOWN} if it did not read to the end. */
  enum Verdict {
    TAKEN,
    REFUSED,
    UNKNOWN
  }

  private final TestDatabase database;
  private final Connection connection;
  private final Statement statement;
  private String sqlMode = "";

  MySqlJudge() throws SQLException {
    database = TestServer.get().createDatabase();
    connection = database.connectMysql();
    statement = connection.createStatement();
    statement.setEscapeProcessing(false);
    statement.execute("SET SESSION sql_mode = ''");
  }

  Verdict judge(String sql, String modes) throws SQLException {
    if (!modes.equals(sqlMode)) {
      statement.execute("SET SESSION sql_mode = '" + modes + "'");
      sqlMode = modes;
    }
    String quoted = sql.replace("'", "''");
    if (!modes.contains("NO_BACKSLASH_ESCAPES")) {
      quoted = quoted.replace("\\", "\\\\");
    }
    try {
      statement.execute("PREPARE judged FROM '" + quoted + "'");
      return Verdict.TAKEN;
    } catch (SQLException e) {
      if (e.getErrorCode() == 0) {
        throw e;
      }
      if (e.getErrorCode() == PARSE_ERROR) {
        return Verdict.REFUSED;
      }
      return BROKEN_OFF.contains(e.getErrorCode()) ? Verdict.UNKNOWN : Verdict.TAKEN;
    }
  }

  /** The server's keywords, only those that are reserved or those that are not. */
  List<String> keywords(boolean reserved) throws SQLException {
    List<String> words = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT word FROM information_schema.keywords WHERE reserved = " + reserved)) {
      while (rows.next()) {
        words.add(rows.getString(1));
      }
    }
    return words;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    database.close();
  }
}
