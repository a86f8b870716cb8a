package org.auroraml.test.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.SqlMode;
import org.auroraml.grammar.SqlParser;
import org.auroraml.grammar.SqlSyntaxException;
import org.auroraml.test.server.TestDatabase;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F30: a select item that is rewritten keeps the label that the server would have given it, so the
 * parser has to know that label.
 */
@DisplayName("The label of a select item is the one that the server gives it")
class LabelTest {
  private static TestDatabase database;
  private static Connection connection;

  @BeforeAll
  static void create() throws SQLException {
    database = TestServer.get().createDatabase();
    connection = database.connectMysql();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (a INT, `b c` VARCHAR(10), doc JSON)");
    }
  }

  @AfterAll
  static void drop() throws SQLException {
    connection.close();
    database.close();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "a",
        "t.a",
        "`b c`",
        "( t . `b c` )",
        "((a))",
        "A",
        "abs( a )",
        "ABS(a) x",
        "abs(a) AS 'my  x'",
        "abs(a) AS `x``y`",
        "abs(a) \"q\"",
        "a + 1",
        "a + 1 /* one */",
        "a /* plus */ + 1",
        "/* first */ a + 1",
        "a +\n  1",
        "a + 1 -- end\n",
        "(a + 1)",
        "(a) + (1)",
        "-1",
        "- 1",
        "+1",
        "1.50",
        "1e3",
        "'text'",
        "'it''s'",
        "'a\\'b\\n'",
        "'  blank'",
        "' '",
        "''",
        "\"double\"",
        "N'text'",
        "_utf8mb4'text'",
        "_latin1 X'41'",
        "X'41'",
        "x'4142'",
        "0x41",
        "b'1'",
        "null",
        "NULL",
        "not true",
        "@v",
        "@v := 1",
        "@@sql_mode",
        "@@session.sql_mode",
        "count(*)",
        "count( DISTINCT a )",
        "case when a then 1 else 2 end",
        "a is null",
        "a in (1,2)",
        "(select 1)",
        "(select 1) + 1",
        "exists (select 1)",
        "now() is null",
        "date '2020-01-01'",
        "interval (1, 2)",
        "a between 1 and 2",
        "a+interval 1 day",
        "'a' collate utf8mb4_bin",
        "'é'",
        "concat('é', `b c`)",
        "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'",
        "1 /*!99999 + b */",
        "1 /*! + a */ + 2",
        "json_extract(doc, '$.x')",
        "+a",
        "+abs(a)",
        "+ abs(a)",
        "+(abs(a))",
        "(+a)",
        "+'text'",
        "+ + a",
        "(+1)",
        "-(+1)",
        "(null)",
        "('text')",
        "abs(1 /*!99999 + b */ + 2)",
        "abs(1 /* c */ + 2)",
        "abs(1 /*+ c */ + 2)",
        "abs(1 # c\n + 2)",
      })
  void labels(String item) throws SQLException, SqlSyntaxException {
    assertLabel(item);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "'te' 'xt'",
        "true",
        "(true)",
        "(false)",
        "/*!80000 a + */ 1",
        "1 /*!80000 + a */",
        "abs(1 /*! + a */ + /*!80000 a */)",
        "/*!80000 abs(a) */",
        "/*!80000 abs(a) + */ 1",
        "/*!80000 a */",
      })
  @DisplayName("MariaDB names these by rules of its own, and skips version comments of MySQL 8")
  void labelsOfMySql(String item) throws SQLException, SqlSyntaxException {
    assumeFalse(TestServer.get().isMariaDb(), "skipped: this is about MySQL");
    assertLabel(item);
  }

  private static void assertLabel(String item) throws SQLException, SqlSyntaxException {
    String sql = "SELECT " + item + " FROM t";
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      // Connector/J gives null for a column without a name.
      String label = result.getMetaData().getColumnLabel(1);
      assertThat(label(sql)).isEqualTo(label == null ? "" : label);
    }
  }

  private static String label(String sql) throws SqlSyntaxException {
    org.auroraml.grammar.Statement.Query query =
        (org.auroraml.grammar.Statement.Query) SqlParser.parse(sql, SqlMode.NONE).statement();
    QueryBlock block = query.expression().blocks().get(0);
    return block.items().get(0).label();
  }
}
