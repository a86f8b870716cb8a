package org.auroraml.test.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.auroraml.test.oracle.MlDatabase;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F95: what the server tells of the user's last statement, whatever the driver has sent after it.
 */
class DiagnosticsTest extends OnBothSides {
  @BeforeEach
  void create() throws SQLException {
    execute("CREATE TABLE w (id INT PRIMARY KEY, x DOUBLE, label VARCHAR(4))");
    execute("INSERT INTO w SELECT id, x, '' FROM t WHERE id <= 5");
  }

  private void execute(String sql) throws SQLException {
    MlDatabase.execute(connection, sql);
  }

  private List<String> rows(String sql) throws SQLException {
    return MlDatabase.rows(connection, sql);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      textBlock =
          """
          UPDATE w SET x = f(x) + 1 WHERE f(x) > 2             |  4
          UPDATE w SET x = f(1) WHERE id = 3                   |  1
          DELETE FROM w WHERE f(x) > 3                         |  3
          INSERT INTO w SELECT id, f(x), '' FROM t WHERE id > 30 | 10
          INSERT INTO w VALUES (10, f(1), ''), (11, f(2), '')  |  2
          SELECT id FROM t WHERE f(x) > 10                     | -1
          SELECT id, f(x) FROM t                               | -1
          SET @a = f(1)                                        |  0
          """)
  @DisplayName("ROW_COUNT()")
  void rowCount(String sql, String count) throws SQLException {
    execute(sql);
    assertThat(rows("SELECT ROW_COUNT()")).containsExactly(count);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT SQL_CALC_FOUND_ROWS id, f(x) FROM t LIMIT 3               | 40
          SELECT SQL_CALC_FOUND_ROWS id FROM t WHERE f(x) > 10 LIMIT 3     | 27
          SELECT id FROM t WHERE f(x) > 10 LIMIT 3                         |  3
          SELECT SQL_CALC_FOUND_ROWS id FROM t ORDER BY f(x) LIMIT 3       | 40
          """)
  @DisplayName("FOUND_ROWS()")
  void foundRows(String sql, String count) throws SQLException {
    execute(sql);
    assertThat(rows("SELECT FOUND_ROWS()")).containsExactly(count);
  }

  @Test
  @DisplayName("FOUND_ROWS() stays what it is through SET with calls, to the next query")
  void foundRowsAfterSet() throws SQLException {
    execute("SELECT SQL_CALC_FOUND_ROWS id FROM t LIMIT 2");
    execute("SET @a = f(1)");
    assertThat(rows("SELECT FOUND_ROWS()")).containsExactly("" + ROWS);
    execute("SELECT SQL_CALC_FOUND_ROWS id FROM t WHERE id <= 30 LIMIT 2");
    execute("SET @b = 1");
    execute("SET @a = f(2)");
    assertThat(rows("SELECT FOUND_ROWS(), f(3)")).containsExactly("30,3.0");
    assertThat(rows("SELECT FOUND_ROWS()")).containsExactly("1");
    execute("SELECT SQL_CALC_FOUND_ROWS id FROM t WHERE id <= 20 LIMIT 2");
    execute("SET @a = (SELECT SUM(f(x)) FROM t)");
    // A subquery of SET is a query to MariaDB.
    assertThat(rows("SELECT FOUND_ROWS()"))
        .containsExactly(TestServer.get().isMariaDb() ? "1" : "20");
    execute("SET @a = f(1)");
    rows("SELECT id FROM t WHERE id <= 7");
    assertThat(rows("SELECT FOUND_ROWS()")).containsExactly("7");
    execute("SET @a = f(1)");
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT id FROM t WHERE id <= 5")) {
      statement.executeQuery().close();
    }
    assertThat(rows("SELECT FOUND_ROWS()")).containsExactly("5");
  }

  @Test
  @DisplayName("ROW_COUNT() beside a call, and inside one, and as its label")
  void besideCall() throws SQLException {
    execute("UPDATE w SET x = 9 WHERE id <= 2");
    assertThat(rows("SELECT ROW_COUNT(), f(1)")).containsExactly("2,1.0");
    execute("UPDATE w SET x = 8 WHERE id <= 3");
    assertThat(rows("SELECT f(ROW_COUNT() + 1)")).containsExactly("4.0");
    execute("UPDATE w SET x = f(7) WHERE id <= 4");
    execute("SET @count = ROW_COUNT(), @value = f(8)");
    assertThat(rows("SELECT @count, @value")).containsExactly("4,8.0");
    execute("UPDATE w SET x = f(7) WHERE id <= 4");
    execute("INSERT INTO w VALUES (20, ROW_COUNT(), ''), (21, f(1), '')");
    assertThat(rows("SELECT x FROM w WHERE id = 20")).containsExactly("-1.0");
    execute("SELECT SQL_CALC_FOUND_ROWS id FROM t LIMIT 2");
    assertThat(rows("SELECT f(3), FOUND_ROWS()")).containsExactly("3.0," + ROWS);
    execute("UPDATE w SET x = f(x)");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT Row_count( ), 1")) {
      assertThat(rows.getMetaData().getColumnLabel(1)).isEqualTo("Row_count( )");
      assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("BIGINT");
    }
  }

  @Test
  @DisplayName("ROW_COUNT() tells of the last statement only")
  void lastOnly() throws SQLException {
    execute("UPDATE w SET x = f(x) + 1 WHERE f(x) > 2");
    execute("SET @a = 1");
    assertThat(rows("SELECT ROW_COUNT()")).containsExactly("0");
    execute("UPDATE w SET x = f(x) + 1 WHERE f(x) > 2");
    try (PreparedStatement statement = connection.prepareStatement("SELECT ROW_COUNT()")) {
      assertThat(first(statement)).isEqualTo(4);
      assertThat(first(statement)).isEqualTo(-1);
    }
    execute("UPDATE w SET x = f(x) + 1 WHERE f(x) > 2");
    connection.setAutoCommit(false);
    connection.commit();
    assertThat(rows("SELECT ROW_COUNT()")).containsExactly("0");
  }

  private static long first(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @ParameterizedTest(name = "autocommit {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("SHOW WARNINGS, SHOW COUNT(*) WARNINGS and Statement.getWarnings()")
  void warnings(boolean autocommit) throws SQLException {
    connection.setAutoCommit(autocommit);
    execute("SET sql_mode = ''");
    String truncated = "Warning,1265,Data truncated for column 'label' at row ";
    try (Statement statement = connection.createStatement()) {
      statement.execute("UPDATE w SET label = CONCAT(f(x), 'and more') WHERE f(x) > 3");
      List<String> messages = new ArrayList<>();
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        messages.add(w.getErrorCode() + " " + w.getMessage());
      }
      assertThat(messages).hasSize(3).allMatch(m -> m.startsWith("1265 Data truncated"));
    }
    execute("UPDATE w SET label = CONCAT(f(x), 'and more') WHERE f(x) > 3");
    // Which row it was, MySQL counts anew in each subquery.
    assertThat(rows("SHOW WARNINGS")).hasSize(3).allMatch(row -> row.startsWith(truncated));
    assertThat(rows("show  warnings limit 1, 1 ;"))
        .singleElement()
        .asString()
        .startsWith(truncated);
    assertThat(rows("SHOW ERRORS")).isEmpty();
    assertThat(rows("SHOW COUNT(*) WARNINGS")).containsExactly("3");
    execute("UPDATE w SET label = CONCAT(f(x), 'and more') WHERE f(x) > 3");
    assertThat(rows("SELECT @@warning_count")).containsExactly("3");
    execute("UPDATE w SET label = '' WHERE f(x) > 3");
    assertThat(rows("SHOW WARNINGS")).isEmpty();
  }

  @Test
  @DisplayName("a statement that fails stands in SHOW WARNINGS and SHOW ERRORS")
  void failure() throws SQLException {
    assertThatThrownBy(() -> execute("UPDATE w SET id = 1 WHERE f(x) > 2"))
        .isInstanceOf(SQLException.class);
    assertThat(rows("SHOW WARNINGS"))
        .singleElement()
        .asString()
        .startsWith("Error,1062,Duplicate entry '1' for key");
    assertThat(rows("SHOW ERRORS")).hasSize(1);
    assertThatThrownBy(() -> execute("UPDATE w SET id = 1 WHERE f(x) > 2"))
        .isInstanceOf(SQLException.class);
    assertThat(rows("SELECT ROW_COUNT()")).containsExactly("-1");
  }

  @Test
  @DisplayName("LAST_INSERT_ID()")
  void lastInsertId() throws SQLException {
    execute("CREATE TABLE a (id INT AUTO_INCREMENT PRIMARY KEY, x DOUBLE)");
    execute("INSERT INTO a (x) VALUES (f(1)), (f(2))");
    execute("UPDATE a SET x = f(x) + 1");
    execute("INSERT INTO a (x) SELECT f(x) FROM t WHERE f(x) < 4");
    rows("SELECT f(x) FROM a WHERE f(x) > 0");
    assertThat(rows("SELECT LAST_INSERT_ID(), f(1)")).containsExactly("3,1.0");
    assertThat(rows("SELECT LAST_INSERT_ID()")).containsExactly("3");
  }
}
