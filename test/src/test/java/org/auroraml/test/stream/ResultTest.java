package org.auroraml.test.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F30: a result with a function is an ordinary result set. */
class ResultTest extends OnBothSides {
  private static final String QUERY = "SELECT id, f(x) AS score FROM t ORDER BY id";

  @Test
  @DisplayName("getRow, isFirst, isLast and their like while a result is read forwards")
  void positions() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY + " LIMIT 2")) {
      assertThat(rows.isBeforeFirst()).isTrue();
      assertThat(rows.getRow()).isZero();
      assertThat(rows.next()).isTrue();
      assertThat(rows.isFirst()).isTrue();
      assertThat(rows.isLast()).isFalse();
      assertThat(rows.getRow()).isEqualTo(1);
      assertThat(rows.next()).isTrue();
      assertThat(rows.isLast()).isTrue();
      assertThat(rows.getRow()).isEqualTo(2);
      assertThat(rows.next()).isFalse();
      assertThat(rows.isAfterLast()).isTrue();
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  @DisplayName("a forward-only result goes forwards only")
  void forwardOnly() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
      rows.next();
      assertThatThrownBy(rows::previous).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> rows.absolute(1)).isInstanceOf(SQLException.class);
    }
  }

  @Test
  @DisplayName("a scrollable result goes back and forth, to any row")
  void scrollable() throws SQLException {
    try (Statement statement =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        ResultSet rows = statement.executeQuery(QUERY)) {
      assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
      assertThat(rows.last()).isTrue();
      assertThat(rows.getRow()).isEqualTo(ROWS);
      assertThat(rows.getDouble("score")).isEqualTo(ROWS + 0.5);
      assertThat(rows.absolute(3)).isTrue();
      assertThat(rows.getDouble(2)).isEqualTo(3.5);
      assertThat(rows.relative(-2)).isTrue();
      assertThat(rows.getDouble(2)).isEqualTo(1.5);
      assertThat(rows.previous()).isFalse();
      assertThat(rows.absolute(-2)).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(ROWS - 1);
      rows.afterLast();
      assertThat(rows.previous()).isTrue();
      assertThat(rows.getInt("id")).isEqualTo(ROWS);
      rows.beforeFirst();
      assertThat(rest(rows)).isEqualTo(rows(1, ROWS));
    }
  }

  @Test
  @DisplayName("wasNull, also after another column was read")
  void wasNull() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, f(x) FROM t WHERE id IN (7, 8)")) {
      rows.next();
      assertThat(rows.getDouble(2)).isZero();
      assertThat(rows.wasNull()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(7);
      assertThat(rows.wasNull()).isFalse();
      assertThat(rows.getObject(2)).isNull();
      rows.next();
      assertThat(rows.getDouble(2)).isEqualTo(8.5);
      assertThat(rows.wasNull()).isFalse();
    }
  }

  @Test
  @DisplayName("findColumn by label, by text, in any case; no columns but those of the statement")
  void findColumn() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, f(x) AS score, f(x) FROM t")) {
      assertThat(rows.findColumn("SCORE")).isEqualTo(2);
      assertThat(rows.findColumn("f(x)")).isEqualTo(3);
      assertThat(rows.getMetaData().getColumnCount()).isEqualTo(3);
      rows.next();
      assertThatThrownBy(() -> rows.getString(4)).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> rows.findColumn("auroraml_0")).isInstanceOf(SQLException.class);
    }
  }

  @Test
  @DisplayName("setMaxRows")
  void maxRows() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(5);
      assertThat(rest(statement.executeQuery(QUERY))).isEqualTo(rows(1, 5));
    }
    try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
      statement.setMaxRows(5);
      assertThat(rest(statement.executeQuery())).isEqualTo(rows(1, 5));
    }
  }

  @Test
  @DisplayName("a result can't be updated where a column is a function's")
  void updatable() throws SQLException {
    try (Statement statement =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
        ResultSet rows = statement.executeQuery(QUERY)) {
      rows.next();
      assertThatThrownBy(() -> rows.updateInt(1, 9))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("not updatable");
      assertThatThrownBy(rows::deleteRow).isInstanceOf(SQLException.class);
      assertThat(rows.getDouble(2)).isEqualTo(1.5);
    }
    assertThat(MlDatabase.rows(connection, "SELECT COUNT(*) FROM t")).containsExactly("40");
  }

  @Test
  @DisplayName("closeOnCompletion: the statement closes with its result")
  void closeOnCompletion() throws SQLException {
    Statement statement = connection.createStatement();
    statement.closeOnCompletion();
    ResultSet rows = statement.executeQuery(QUERY);
    assertThat(rows.next()).isTrue();
    assertThat(statement.isClosed()).isFalse();
    rows.close();
    assertThat(rows.isClosed()).isTrue();
    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  @DisplayName("a result ends with its statement, with the next execution, and with getMoreResults")
  void ends() throws SQLException {
    Statement statement = connection.createStatement();
    ResultSet first = statement.executeQuery(QUERY);
    assertThat(first.next()).isTrue();
    ResultSet second = statement.executeQuery(QUERY);
    assertThat(first.isClosed()).isTrue();
    assertThatThrownBy(first::next).isInstanceOf(SQLException.class);
    assertThat(second.next()).isTrue();
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    assertThat(second.isClosed()).isTrue();
    ResultSet third = statement.executeQuery(QUERY);
    statement.close();
    assertThat(third.isClosed()).isTrue();
    assertThatThrownBy(third::getStatement).isInstanceOf(SQLException.class);
  }

  @Test
  @DisplayName("execute and getResultSet give the result once, with its statement")
  void execute() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.execute(QUERY)).isTrue();
      ResultSet rows = statement.getResultSet();
      assertThat(rows.getStatement()).isSameAs(statement);
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      assertThat(rest(rows)).isEqualTo(rows(1, ROWS));
      rows.close();
      assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
    }
  }

  @Test
  @DisplayName("F26 a prepared statement runs again and again")
  void prepared() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT id, f(x + ? - ?) FROM t WHERE id < ? ORDER BY id")) {
      for (int most = 2; most < 5; most++) {
        statement.setDouble(1, most);
        statement.setDouble(2, most);
        statement.setInt(3, most);
        ResultSet rows = statement.executeQuery();
        assertThat(rows.getStatement()).isSameAs(statement);
        assertThat(rest(rows)).isEqualTo(rows(1, most - 1));
      }
    }
  }

  @Test
  @DisplayName("two results of two statements are read in turn")
  void inTurn() throws SQLException {
    try (Statement one = connection.createStatement();
        Statement other = connection.createStatement();
        ResultSet first = one.executeQuery(QUERY);
        ResultSet second = other.executeQuery(QUERY)) {
      for (int id = 1; id <= ROWS; id++) {
        assertThat(first.next()).isTrue();
        assertThat(second.next()).isTrue();
        assertThat(first.getDouble(2)).isEqualTo(second.getDouble(2));
      }
    }
  }

  @Test
  @DisplayName("through a cursor, other statements run in between, and positions are told")
  void cursor() throws SQLException {
    try (Connection other = connect("useCursorFetch=true", "defaultFetchSize=3");
        Statement statement = other.createStatement();
        Statement between = other.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      assertThat(rows.isBeforeFirst()).isTrue();
      rows.next();
      assertThat(rows.getRow()).isEqualTo(1);
      assertThat(rows.isFirst()).isTrue();
      assertThat(MlDatabase.rows(other, "SELECT COUNT(*) FROM t")).containsExactly("40");
      assertThat(rest(between.executeQuery(QUERY))).isEqualTo(rows(1, ROWS));
      assertThat(rest(rows)).isEqualTo(rows(2, ROWS));
      assertThat(rows.isAfterLast()).isTrue();
    }
  }

  @Test
  @DisplayName("while it streams, a result tells no position and goes to no row")
  void streaming() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(Integer.MIN_VALUE);
      try (ResultSet rows = statement.executeQuery(QUERY)) {
        assertThat(rows.next()).isTrue();
        assertThatThrownBy(rows::getRow).isInstanceOf(SQLException.class);
        assertThatThrownBy(rows::last).isInstanceOf(SQLException.class);
        assertThat(rest(rows)).isEqualTo(rows(2, ROWS));
        assertThat(rows.isAfterLast()).isTrue();
      }
      try (ResultSet closedEarly = statement.executeQuery(QUERY)) {
        assertThat(closedEarly.next()).isTrue();
      }
      assertThat(MlDatabase.rows(connection, "SELECT 1")).containsExactly("1");
    }
  }
}
