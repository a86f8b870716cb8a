package org.auroraml.test.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F92: procedures and functions with their parameters and results. */
class CallableStatementTest extends OnEachRoute {

  @BeforeEach
  void createRoutines() throws SQLException {
    execute(
        "CREATE PROCEDURE p(IN a INT, INOUT b INT, OUT c VARCHAR(20))"
            + " BEGIN SET b = a + b; SET c = CONCAT('sum ', b); END",
        "CREATE PROCEDURE results(IN n INT)" + " BEGIN SELECT n; SELECT n + 1, n + 2; END",
        "CREATE FUNCTION twice(n DECIMAL(10,2)) RETURNS DECIMAL(10,2) DETERMINISTIC RETURN 2 * n");
  }

  @Test
  @DisplayName("IN, INOUT and OUT parameters by position")
  void parametersByPosition() throws SQLException {
    try (CallableStatement call = connection.prepareCall("{call p(?, ?, ?)}")) {
      call.setInt(1, 2);
      call.setInt(2, 3);
      call.registerOutParameter(2, Types.INTEGER);
      call.registerOutParameter(3, JDBCType.VARCHAR);

      call.execute();

      assertThat(call.getInt(2)).isEqualTo(5);
      assertThat(call.getString(3)).isEqualTo("sum 5");
      assertThat(call.getObject(2, Long.class)).isEqualTo(5L);
      assertThat(call.wasNull()).isFalse();
    }
  }

  @Test
  @DisplayName("parameters by name")
  void parametersByName() throws SQLException {
    try (CallableStatement call = connection.prepareCall("{call p(?, ?, ?)}")) {
      call.setInt("a", 20);
      call.setObject("b", 30, JDBCType.INTEGER);
      call.registerOutParameter("b", JDBCType.INTEGER);
      call.registerOutParameter("c", Types.VARCHAR);

      call.execute();

      assertThat(call.getInt("b")).isEqualTo(50);
      assertThat(call.getString("c")).isEqualTo("sum 50");
    }
  }

  @Test
  @DisplayName("a function's value")
  void function() throws SQLException {
    try (CallableStatement call = connection.prepareCall("{? = call twice(?)}")) {
      call.registerOutParameter(1, Types.DECIMAL);
      call.setBigDecimal(2, new BigDecimal("1.25"));

      call.execute();

      assertThat(call.getBigDecimal(1)).isEqualByComparingTo("2.50");
    }
  }

  @Test
  @DisplayName("a procedure's results, one after the other")
  void results() throws SQLException {
    try (CallableStatement call = connection.prepareCall("{call results(?)}")) {
      call.setInt(1, 10);

      assertThat(call.execute()).isTrue();
      assertThat(rows(call.getResultSet())).containsExactly("10");
      assertThat(call.getMoreResults()).isTrue();
      assertThat(rows(call.getResultSet())).containsExactly("11,12");
    }
  }

  @Test
  @DisplayName("a batch of calls")
  void batch() throws SQLException {
    execute("CREATE TABLE t (v INT)", "CREATE PROCEDURE put(IN n INT) INSERT INTO t VALUES (n)");
    try (CallableStatement call = connection.prepareCall("{call put(?)}")) {
      for (int n = 1; n <= 3; n++) {
        call.setInt(1, n);
        call.addBatch();
      }
      call.executeBatch();
    }
    assertThat(rows("SELECT v FROM t ORDER BY v")).containsExactly("1", "2", "3");
  }

  @Test
  @DisplayName("the parameters' metadata")
  void parameterMetaData() throws SQLException {
    try (CallableStatement call = connection.prepareCall("{call p(?, ?, ?)}")) {
      assertThat(call.getParameterMetaData().getParameterCount()).isEqualTo(3);
      assertThat(call.getParameterMetaData().getParameterTypeName(3)).isEqualTo("VARCHAR");
    }
  }
}
