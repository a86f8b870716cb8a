package org.auroraml.test.passthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F92: how results are read. */
class ResultTest extends OnEachRoute {

  @BeforeEach
  void createTable() throws SQLException {
    execute(
        "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20))",
        "INSERT INTO t VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four'), (5, NULL)");
  }

  @Test
  @DisplayName("streaming: fetch size Integer.MIN_VALUE gives all rows")
  void streaming() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(Integer.MIN_VALUE);
      try (ResultSet result = statement.executeQuery("SELECT id FROM t ORDER BY id")) {
        assertThat(rows(result)).containsExactly("1", "2", "3", "4", "5");
      }
    }
  }

  @Test
  @DisplayName("streaming: the connection is busy until the result is read or closed")
  void streamingKeepsTheConnectionBusy() throws SQLException {
    try (Statement statement = connection.createStatement();
        Statement other = connection.createStatement()) {
      statement.setFetchSize(Integer.MIN_VALUE);
      try (ResultSet result = statement.executeQuery("SELECT id FROM t ORDER BY id")) {
        assertThat(result.next()).isTrue();
        assertThatThrownBy(() -> other.executeQuery("SELECT 1"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("is still active");
      }
      assertThat(rows(other.executeQuery("SELECT 1"))).containsExactly("1");
    }
  }

  @Test
  @DisplayName("cursor fetch: rows come in pieces of the fetch size, other statements may run")
  void cursorFetch() throws SQLException {
    try (Connection other = connect("useCursorFetch=true", "defaultFetchSize=2");
        PreparedStatement statement =
            other.prepareStatement("SELECT id FROM t WHERE id > ? ORDER BY id")) {
      statement.setInt(1, 1);
      try (ResultSet result = statement.executeQuery();
          Statement between = other.createStatement()) {
        assertThat(statement.getFetchSize()).isEqualTo(2);
        assertThat(result.next()).isTrue();
        assertThat(rows(between.executeQuery("SELECT 7"))).containsExactly("7");
        assertThat(rows(result)).containsExactly("3", "4", "5");
      }
    }
  }

  @Test
  @DisplayName("several results of one call, one after the other")
  void multipleResults() throws SQLException {
    try (Connection other = connect("allowMultiQueries=true");
        Statement statement = other.createStatement()) {
      assertThat(statement.execute("SELECT 1; UPDATE t SET v = 'x' WHERE id < 3; SELECT 2"))
          .isTrue();
      assertThat(rows(statement.getResultSet())).containsExactly("1");
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(2);
      assertThat(statement.getMoreResults()).isTrue();
      assertThat(rows(statement.getResultSet())).containsExactly("2");
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }
  }

  @Test
  @DisplayName("several results kept open together")
  void multipleOpenResults() throws SQLException {
    try (Connection other = connect("allowMultiQueries=true");
        Statement statement = other.createStatement();
        ResultSet first = statement.executeQuery("SELECT 1; SELECT 2")) {
      assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isTrue();
      try (ResultSet second = statement.getResultSet()) {
        assertThat(rows(second)).containsExactly("2");
        assertThat(rows(first)).containsExactly("1");
        assertThat(second.getStatement()).isSameAs(statement);
      }
    }
  }

  @Test
  @DisplayName("a scrollable result goes back and forth")
  void scrollable() throws SQLException {
    try (Statement statement =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        ResultSet result = statement.executeQuery("SELECT id FROM t ORDER BY id")) {
      assertThat(result.last()).isTrue();
      assertThat(result.getRow()).isEqualTo(5);
      assertThat(result.absolute(2)).isTrue();
      assertThat(result.getInt(1)).isEqualTo(2);
      assertThat(result.relative(-1)).isTrue();
      assertThat(result.getInt("id")).isEqualTo(1);
      assertThat(result.previous()).isFalse();
      assertThat(result.isBeforeFirst()).isTrue();
      result.afterLast();
      assertThat(result.isAfterLast()).isTrue();
    }
  }

  @Test
  @DisplayName("an updatable result updates, inserts and deletes")
  void updatable() throws SQLException {
    try (Statement statement =
            connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE);
        ResultSet result = statement.executeQuery("SELECT id, v FROM t ORDER BY id")) {
      result.next();
      result.updateString("v", "ONE");
      result.updateRow();
      result.next();
      result.deleteRow();
      result.moveToInsertRow();
      result.updateInt(1, 6);
      result.updateString(2, "six");
      result.insertRow();
    }
    assertThat(rows("SELECT id, v FROM t WHERE v IS NOT NULL ORDER BY id"))
        .containsExactly("1,ONE", "3,three", "4,four", "6,six");
  }

  @Test
  @DisplayName("setMaxRows and setLargeMaxRows limit the rows")
  void maxRows() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(2);
      assertThat(rows(statement.executeQuery("SELECT id FROM t ORDER BY id")))
          .containsExactly("1", "2");
      statement.setLargeMaxRows(3L);
      assertThat(statement.getLargeMaxRows()).isEqualTo(3L);
      assertThat(rows(statement.executeQuery("SELECT id FROM t ORDER BY id"))).hasSize(3);
    }
  }

  @Test
  @DisplayName("values come as Connector/J's classes")
  void values() throws SQLException {
    execute(
        "CREATE TABLE v (i INT, u BIGINT UNSIGNED, d DECIMAL(5,2), f DOUBLE, b BLOB, ts DATETIME)",
        "INSERT INTO v VALUES (1, 18446744073709551615, 1.50, 0.5, x'00ff',"
            + " '2026-11-24 01:02:03')");
    try (PreparedStatement statement = connection.prepareStatement("SELECT v.*, NULL FROM v");
        ResultSet result = statement.executeQuery()) {
      result.next();
      assertThat(result.getObject(1)).isEqualTo(1);
      assertThat(result.getObject(2)).hasToString("18446744073709551615");
      assertThat(result.getObject(3)).isEqualTo(new BigDecimal("1.50"));
      assertThat(result.getObject("f")).isEqualTo(0.5);
      assertThat(result.getBytes("b")).containsExactly(0, 0xff);
      assertThat(result.getObject(6, LocalDateTime.class)).isEqualTo("2026-11-24T01:02:03");
      assertThat(result.getInt(7)).isZero();
      assertThat(result.wasNull()).isTrue();
    }
  }
}
