package org.auroraml.test.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Set;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F25, F26: callable statements with functions among their arguments. */
class CallTest extends OnBothSides {
  @BeforeEach
  void createProcedures() throws SQLException {
    database.execute(
        "CREATE PROCEDURE p(IN a DOUBLE, INOUT b INT, OUT c VARCHAR(40))"
            + " BEGIN SET b = b + 1; SET c = CONCAT('got ', a); END",
        "CREATE PROCEDURE results(IN a DOUBLE) BEGIN SELECT a, 1; SELECT a + 1, 2; END",
        "CREATE TABLE log (a DOUBLE)",
        "CREATE PROCEDURE put(IN a DOUBLE) INSERT INTO log VALUES (a)");
  }

  /** Connector/J alone counts the argument with the function among the parameters. */
  private void requireMl() {
    assumeTrue(side == FunctionSide.ML, "skipped: Connector/J finds no parameters beside it");
  }

  @Test
  @DisplayName("F25 constants in the function's arguments: other parameters by position")
  void byPosition() throws SQLException {
    requireMl();
    try (CallableStatement call = connection.prepareCall("{call p(f(2.5), ?, ?)}")) {
      call.setInt(1, 3);
      call.registerOutParameter(1, Types.INTEGER);
      call.registerOutParameter(2, Types.VARCHAR);

      call.execute();

      assertThat(call.getInt(1)).isEqualTo(4);
      assertThat(call.getString(2)).isEqualTo("got 2.5");
      assertThat(call.getObject(1)).isEqualTo(4);
      assertThat(call.wasNull()).isFalse();
    }
  }

  @Test
  @DisplayName("parameters by name")
  void byName() throws SQLException {
    requireMl();
    try (CallableStatement call = connection.prepareCall("{call p(f(2.5), ?, ?)}")) {
      call.setInt("b", 3);
      call.registerOutParameter("b", Types.INTEGER);
      call.registerOutParameter("c", Types.VARCHAR);

      call.execute();

      assertThat(call.getInt("b")).isEqualTo(4);
      assertThat(call.getString("c")).isEqualTo("got 2.5");
    }
  }

  @Test
  @DisplayName("F26 a parameter in the function's arguments, run twice")
  void parameterOfFunction() throws SQLException {
    requireMl();
    try (CallableStatement call = connection.prepareCall("CALL p(f(? + 1) + ?, ?, ?)")) {
      for (double value : new double[] {1.5, 7.5}) {
        call.setDouble(1, value);
        call.setInt(2, 10);
        call.setInt(3, 3);
        call.registerOutParameter(3, Types.INTEGER);
        call.registerOutParameter(4, Types.VARCHAR);

        call.execute();

        assertThat(call.getInt(3)).isEqualTo(4);
        assertThat(call.getString(4)).isEqualTo("got " + (value + 11));
      }
    }
  }

  @Test
  @DisplayName("a procedure's results, one after the other")
  void results() throws SQLException {
    try (CallableStatement call = connection.prepareCall("{call results(f(2.5))}")) {
      assertThat(call.execute()).isTrue();
      try (ResultSet first = call.getResultSet()) {
        assertThat(first.getStatement()).isSameAs(call);
        assertThat(rest(first)).containsExactly("2.5 1");
      }
      assertThat(call.getMoreResults()).isTrue();
      assertThat(rest(call.getResultSet())).containsExactly("3.5 2");
    }
  }

  @Test
  @DisplayName("F26 a batch of calls")
  void batch() throws SQLException {
    requireMl();
    try (CallableStatement call = connection.prepareCall("{call put(f(?))}")) {
      for (int n = 1; n <= 3; n++) {
        call.setInt(1, n);
        call.addBatch();
      }
      assertThat(call.executeBatch()).hasSize(3);
    }
    assertThat(MlDatabase.rows(connection, "SELECT a FROM log ORDER BY a"))
        .containsExactly("1.0", "2.0", "3.0");
    assertThat(database.models().requests("echo")).isEqualTo(1);
  }

  @Test
  @DisplayName("F91 the statement that the user has is one object")
  void identity() throws SQLException {
    try (CallableStatement call = connection.prepareCall("{call results(f(2.5))}")) {
      assertThat(call.getConnection()).isSameAs(connection);
      assertThat(Set.of(call)).contains(call);
      assertThat(call.isWrapperFor(CallableStatement.class)).isTrue();
      assertThat(call.unwrap(CallableStatement.class)).isSameAs(call);
    }
  }

  @Test
  @DisplayName("an output parameter before the call has run")
  void tooEarly() throws SQLException {
    requireMl();
    try (CallableStatement call = connection.prepareCall("{call p(f(2.5), ?, ?)}")) {
      call.registerOutParameter(2, Types.VARCHAR);
      SQLException failure = catchThrowableOfType(SQLException.class, () -> call.getString(2));
      assertThat(failure.getSQLState()).isEqualTo("S1009");
    }
  }
}
