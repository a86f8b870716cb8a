package org.auroraml.test.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F30: an argument reaches the model as a stored function would receive it: rounded, cut, clamped
 * or refused as its parameter's type and sql_mode say.
 */
class ArgumentTest {
  private static final List<String> TYPES =
      List.of(
          "TINYINT",
          "TINYINT UNSIGNED",
          "SMALLINT",
          "MEDIUMINT UNSIGNED",
          "INT",
          "INT UNSIGNED",
          "BIGINT",
          "BIGINT UNSIGNED",
          "DECIMAL(5,2)",
          "DECIMAL(5,2) UNSIGNED",
          "DECIMAL(30,10)",
          "FLOAT",
          "DOUBLE",
          "VARCHAR(3)",
          "CHAR(3)",
          "TEXT",
          "DATE",
          "TIME(3)",
          "DATETIME",
          "DATETIME(3)",
          "BOOLEAN");

  private static final List<String> VALUES =
      List.of(
          "0",
          "-1",
          "NULL",
          "TRUE",
          "127",
          "128",
          "300",
          "-129",
          "70000",
          "9000000",
          "3000000000",
          "-3000000000",
          "9223372036854775808",
          "1.5",
          "2.5",
          "-1.5",
          "0.005",
          "1e3",
          "1e30",
          "999.995",
          "1234567.891234567891",
          "'12'",
          "'  12'",
          "'12  '",
          "'12abc'",
          "'abc'",
          "''",
          "'1.5'",
          "'1e2'",
          "'abcdef'",
          "'abc   '",
          "'äöü'",
          "'äöüß'",
          "'2024-02-29'",
          "'2023-02-29'",
          "'2024-02-29 12:34:56.789'",
          "'12:34:56.789'",
          "'900:00:00'",
          "DATE '2024-02-29'",
          "TIMESTAMP '2024-02-29 12:34:56.7896'",
          "TIME '12:34:56.7896'",
          "20240229",
          "1/3",
          "CAST(5 AS DECIMAL(10,4))");

  /** What a cast can't do as an assignment does it. */
  private record Excepted(String reason, String type, String value) {}

  private static final List<Excepted> EXCEPTED =
      List.of(
          new Excepted(
              "a BIGINT is cast, which wraps, and reads the first digits of a text",
              "BIGINT.*",
              "'1.5'|'1e2'|1e30|9223372036854775808|-.*"),
          new Excepted(
              "MariaDB cuts the fraction of a time for an integer", ".*INT.*|BOOLEAN", "TIME.*"),
          new Excepted("what is no time is read as one", "TIME.*", "'.*'|[-0-9].*|DATE.*"),
          new Excepted("a number as a text has other digits", "CHAR.*|VARCHAR.*|TEXT", "1/3|1e3"));

  @ParameterizedTest(name = "sql_mode ''{0}''")
  @ValueSource(strings = {"STRICT_TRANS_TABLES", ""})
  @DisplayName("every type of parameter takes every value as a stored function does")
  void types(String mode) throws SQLException {
    List<String> different = new ArrayList<>();
    try (MlDatabase database = FunctionSide.createDatabase();
        Connection stored = FunctionSide.STORED.connect(database);
        MlDatabase other = FunctionSide.createDatabase();
        Connection ml = FunctionSide.ML.connect(other)) {
      for (int i = 0; i < TYPES.size(); i++) {
        String returns = TYPES.get(i).equals("FLOAT") ? "FLOAT" : "VARCHAR(100)";
        MlDatabase.execute(stored, FunctionSide.STORED.definition("f" + i, TYPES.get(i), returns));
        MlDatabase.execute(ml, FunctionSide.ML.definition("f" + i, TYPES.get(i), returns));
      }
      for (Connection connection : List.of(stored, ml)) {
        MlDatabase.execute(connection, "SET sql_mode = '" + mode + "'");
      }
      for (int i = 0; i < TYPES.size(); i++) {
        for (String value : VALUES) {
          String sql = "SELECT f" + i + "(" + value + ")";
          String expected = answer(stored, sql);
          String actual = answer(ml, sql);
          if (!expected.equals(actual) && !isExcepted(TYPES.get(i), value)) {
            different.add("%s <- %s: %s, not %s".formatted(TYPES.get(i), value, expected, actual));
          }
        }
      }
    }
    assertThat(different).isEmpty();
  }

  private static boolean isExcepted(String type, String value) {
    return EXCEPTED.stream().anyMatch(e -> type.matches(e.type()) && value.matches(e.value()));
  }

  /** The value without blanks at its end, which only CHAR takes away; any error is one. */
  private static String answer(Connection connection, String sql) {
    try {
      return MlDatabase.rows(connection, sql).get(0).stripTrailing();
    } catch (SQLException e) {
      return "an error";
    }
  }

  @Test
  @DisplayName("rows too: what does not fit is the server's error, and nothing is sent")
  void rows() throws SQLException {
    try (MlDatabase database = FunctionSide.createDatabase();
        Connection ml = FunctionSide.ML.connect(database)) {
      database.execute(
          "CREATE TABLE t (id INT PRIMARY KEY, n INT, s VARCHAR(9))",
          "INSERT INTO t VALUES (1, 5, 'a'), (2, 300, 'abcd')");
      MlDatabase.execute(
          ml,
          FunctionSide.ML.definition("small", "TINYINT", "INT"),
          FunctionSide.ML.definition("short", "VARCHAR(3)", "VARCHAR(9)"));
      for (String sql :
          List.of(
              "SELECT id, small(n) FROM t",
              "SELECT SUM(small(n)) FROM t",
              "SELECT id FROM t WHERE small(n) > 0 LIMIT 5")) {
        assertThatThrownBy(() -> MlDatabase.rows(ml, sql))
            .hasMessageContaining("Out of range value for argument 1 of FUNCTION")
            .hasMessageContaining("TINYINT")
            .extracting("errorCode")
            .isEqualTo(1264);
      }
      assertThatThrownBy(() -> MlDatabase.rows(ml, "SELECT id, short(s) FROM t"))
          .extracting("errorCode")
          .isEqualTo(1406);
      assertThat(database.models().inputs("echo")).isZero();
      MlDatabase.execute(ml, "SET sql_mode = ''");
      assertThat(MlDatabase.rows(ml, "SELECT small(n), short(s) FROM t ORDER BY id"))
          .containsExactly("5,a", "127,abc");
      assertThat(
              MlDatabase.rows(ml, "SELECT id FROM t WHERE small(n) = 127 AND LENGTH(short(s)) = 3"))
          .containsExactly("2");
    }
  }
}
