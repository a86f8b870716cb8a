package org.auroraml.test.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F26: texts of several statements, some of which have functions. */
class SeveralStatementsTest extends OnBothSides {
  private Connection several;

  @BeforeEach
  void connectForSeveral() throws SQLException {
    several = connect("allowMultiQueries=true");
  }

  @AfterEach
  void disconnectFromSeveral() throws SQLException {
    several.close();
  }

  @Test
  @DisplayName("F26 results one after the other, of statements with and without functions")
  void results() throws SQLException {
    try (Statement statement = several.createStatement()) {
      assertThat(
              statement.execute(
                  "SELECT id, f(x) FROM t WHERE id < 3; SELECT 7, ';'; UPDATE t SET x = f(x) + 1"
                      + " WHERE id < 4; SELECT id, f(x) FROM t WHERE id = 2;"))
          .isTrue();
      try (ResultSet first = statement.getResultSet()) {
        assertThat(first.getStatement()).isSameAs(statement);
        assertThat(rest(first)).isEqualTo(rows(1, 2));
      }
      assertThat(statement.getMoreResults()).isTrue();
      assertThat(rest(statement.getResultSet())).containsExactly("7 ;");
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(3);
      assertThat(statement.getMoreResults()).isTrue();
      try (ResultSet last = statement.getResultSet()) {
        assertThat(last.getStatement()).isSameAs(statement);
        assertThat(rest(last)).containsExactly("2 3.5");
      }
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }
  }

  @Test
  @DisplayName("F26 prepared, with parameters in several of them, and run again")
  void prepared() throws SQLException {
    try (PreparedStatement statement =
        several.prepareStatement(
            "SELECT id, f(x) FROM t WHERE id < ?; UPDATE t SET x = f(?) + ? WHERE id = ?;"
                + " CREATE TEMPORARY TABLE made AS SELECT id, x FROM t WHERE id = ?;"
                + " SELECT id, f(x) FROM made; DROP TEMPORARY TABLE made")) {
      assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(5);
      for (int id : List.of(3, 4)) {
        statement.setInt(1, id);
        statement.setDouble(2, 10);
        statement.setInt(3, 1);
        statement.setInt(4, 20 + id);
        statement.setInt(5, 20 + id);
        assertThat(statement.execute()).isTrue();
        try (ResultSet first = statement.getResultSet()) {
          assertThat(first.getStatement()).isSameAs(statement);
          assertThat(rest(first)).isEqualTo(rows(1, id - 1));
        }
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(1);
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(1);
        assertThat(statement.getMoreResults()).isTrue();
        assertThat(rest(statement.getResultSet())).containsExactly(20 + id + " 11.0");
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isZero();
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
      }
      statement.clearParameters();
      assertThatThrownBy(statement::execute)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("07001"));
    }
  }

  @Test
  @DisplayName("F26 prepared: executeQuery, a failure in between, and what is not a query")
  void preparedFailure() throws SQLException {
    try (PreparedStatement statement =
        several.prepareStatement(
            "SELECT id, f(x) FROM t WHERE id = ?; INSERT INTO t VALUES (?, f(1)); DELETE FROM t"
                + " WHERE id = 9")) {
      statement.setInt(1, 2);
      statement.setInt(2, 200);
      assertThat(statement.execute()).isTrue();
      assertThat(rest(statement.getResultSet())).isEqualTo(rows(2, 2));
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(1);
      assertThatThrownBy(statement::execute)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1062));
    }
    try (PreparedStatement statement =
        several.prepareStatement("SELECT id, f(x) FROM t WHERE id = ?; SELECT f(?)")) {
      statement.setInt(1, 3);
      statement.setInt(2, 3);
      assertThat(rest(statement.executeQuery())).isEqualTo(rows(3, 3));
      assertThat(statement.getMoreResults()).isTrue();
    }
    try (PreparedStatement statement =
        several.prepareStatement(
            "DELETE FROM t WHERE id = f(?) - 1; UPDATE t SET x = f(1) WHERE id = f(?) - 1")) {
      assertThatThrownBy(statement::executeQuery).isInstanceOf(SQLException.class);
      for (int id : List.of(5, 6)) {
        statement.setInt(1, id);
        statement.setInt(2, id + 10);
        statement.addBatch();
      }
      assertThat(statement.executeBatch()).startsWith(1);
    }
    assertThat(MlDatabase.rows(connection, "SELECT COUNT(*) FROM t")).containsExactly("38");
  }

  @Test
  @DisplayName("F26 a statement sees what those before it have done")
  void dependent() throws SQLException {
    try (Statement statement = several.createStatement()) {
      statement.execute(
          "SET @a = f(3); INSERT INTO t VALUES (100, f(@a + 1)); SELECT f(x), id FROM t"
              + " WHERE id = 100");
      assertThat(statement.getUpdateCount()).isZero();
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(1);
      assertThat(statement.getMoreResults()).isTrue();
      assertThat(rest(statement.getResultSet())).containsExactly("4.0 100");
    }
  }

  @Test
  @DisplayName("F26 a statement that fails fails the text; those before it have run, none after it")
  void failure() throws SQLException {
    try (Statement statement = several.createStatement()) {
      SQLException failure =
          catchThrowableOfType(
              SQLException.class,
              () ->
                  statement.execute(
                      "UPDATE t SET x = f(100) WHERE id = 1; INSERT INTO t VALUES (1, f(1));"
                          + " DELETE FROM t"));
      assertThat(failure.getErrorCode()).isEqualTo(1062);
      assertThat(rest(statement.executeQuery("SELECT id, f(x) FROM t WHERE id = 1")))
          .containsExactly("1 100.0");
    }
    assertThat(MlDatabase.rows(connection, "SELECT COUNT(*) FROM t")).containsExactly("" + ROWS);
  }

  @Test
  @DisplayName("F26 results that are kept, and a statement that is used again")
  void kept() throws SQLException {
    try (Statement statement = several.createStatement();
        ResultSet first =
            statement.executeQuery(
                "SELECT id, f(x) FROM t WHERE id = 1; SELECT id, f(x) FROM t WHERE id = 2")) {
      assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isTrue();
      try (ResultSet second = statement.getResultSet()) {
        assertThat(rest(second)).isEqualTo(rows(2, 2));
        assertThat(rest(first)).isEqualTo(rows(1, 1));
      }
      assertThat(rest(statement.executeQuery("SELECT id, f(x) FROM t WHERE id = 3")))
          .isEqualTo(rows(3, 3));
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }
  }
}
