package org.auroraml.test.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * F24, F41: views with calls that another user has made. The user's own privileges count, since the
 * definition takes the place of the view; what the view would have lent is refused with a reason,
 * and no model is asked.
 */
class ViewPrivilegeTest {
  private MlDatabase database;
  private TestUser user;

  @BeforeEach
  void create() throws SQLException {
    database = MlDatabase.create();
    database.execute(
        "CREATE TABLE t (id INT PRIMARY KEY, x DOUBLE)", "INSERT INTO t VALUES (1, 2)");
    try (Connection root = database.connect()) {
      MlDatabase.createFunctions(root);
      // LIMIT keeps the server from merging them: the stub is met as the view is read.
      MlDatabase.execute(
          root,
          "CREATE VIEW lent AS SELECT id, ml_num(x) AS y FROM t LIMIT 10",
          "CREATE VIEW mine AS SELECT id, ml_num(x) AS y, CURRENT_USER() AS u FROM t LIMIT 10",
          "CREATE SQL SECURITY INVOKER VIEW yours AS SELECT id, ml_num(x) AS y, CURRENT_USER() AS u"
              + " FROM t LIMIT 10");
    }
    user = TestUser.create(database).with("EXECUTE ON " + database.name() + ".*");
    database.models().resetCounters();
  }

  @AfterEach
  void drop() throws SQLException {
    try {
      user.close();
    } finally {
      database.close();
    }
  }

  private SQLException failure(String sql) throws SQLException {
    try (Connection connection = user.connect()) {
      SQLException failure =
          catchThrowableOfType(SQLException.class, () -> MlDatabase.execute(connection, sql));
      assertThat((Throwable) failure).as(sql).isNotNull();
      assertThat(database.models().inputs("ml-num")).isZero();
      assertThat(MlDatabase.rows(connection, "SELECT 1")).containsExactly("1");
      return failure;
    }
  }

  @Test
  @DisplayName("without SHOW VIEW its definition can't be seen: the reason names the privilege")
  void definitionIsHidden() throws SQLException {
    SQLException failure = failure("SELECT y FROM lent");
    assertThat(failure.getErrorCode()).isEqualTo(1235);
    assertThat(failure.getSQLState()).isEqualTo("42000");
    assertThat(failure.getMessage())
        .contains(".lent can't be seen: it needs the privilege SHOW VIEW");
  }

  @Test
  @DisplayName("with it the view is read, by the user's own privileges")
  void definitionIsSeen() throws SQLException {
    user.with("SHOW VIEW ON " + database.name() + ".*");
    try (Connection connection = user.connect()) {
      assertThat(MlDatabase.rows(connection, "SELECT id, y FROM lent")).containsExactly("1,2.0");
    }
  }

  @Test
  @DisplayName("over a table that the user may not read: 1142 says that the view does not lend it")
  void tableIsHidden() throws SQLException {
    database.execute(
        "REVOKE SELECT ON " + database.name() + ".* FROM " + user.account(),
        "GRANT SELECT, SHOW VIEW ON " + database.name() + ".lent TO " + user.account());
    SQLException failure = failure("SELECT y FROM lent");
    assertThat(failure.getErrorCode()).isEqualTo(1142);
    assertThat(failure.getMessage()).contains("view");
  }

  @Test
  @DisplayName(
      "with CURRENT_USER(): refused where it is the definer's, the user's where it is that")
  void currentUser() throws SQLException {
    user.with("SHOW VIEW ON " + database.name() + ".*");
    assertThat(failure("SELECT y, u FROM mine").getMessage())
        .contains(".mine asks for CURRENT_USER and runs as its definer, another user");
    try (Connection connection = user.connect()) {
      assertThat(MlDatabase.rows(connection, "SELECT y, u FROM yours"))
          .containsExactly("2.0," + user.account().replace("'", ""));
    }
  }
}
