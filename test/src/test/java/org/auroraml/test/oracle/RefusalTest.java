package org.auroraml.test.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What is not evaluated yet (README, "What it does not do yet") is refused before anything is sent:
 * error 1235, SQLSTATE 42000, which no pool takes for a broken connection.
 */
class RefusalTest {
  private static Oracle oracle;

  @BeforeAll
  static void start() throws SQLException {
    oracle = Oracle.start("catalog");
    try (Connection connection = oracle.connectMl()) {
      MlDatabase.execute(connection, "CREATE PROCEDURE take(IN x DOUBLE) SET @taken = x");
    }
  }

  @AfterAll
  static void stop() throws SQLException {
    oracle.close();
  }

  @TestFactory
  @DisplayName("refused, with the function, the place and the reason")
  Stream<DynamicTest> refused() {
    return Stream.of(
        refusal("GROUP BY", "SELECT COUNT(*) FROM t GROUP BY ml_label(d)", "GROUP BY"),
        refusal("HAVING", "SELECT g FROM t GROUP BY g HAVING MAX(ml_num(g)) > 1", "HAVING"),
        refusal("ON", "SELECT t.id FROM t JOIN p ON ml_num(t.d) = p.x", "ON"),
        refusal("WITH", "WITH x AS (SELECT ml_num(d) s FROM t) SELECT * FROM x", "WITH"),
        refusal("after WITH", "WITH x AS (SELECT d FROM t) SELECT ml_num(d) FROM x", "WITH"),
        refusal(
            "WINDOW clause",
            "SELECT id, SUM(d) OVER w FROM t WINDOW w AS (ORDER BY ml_num(d))",
            "WINDOW"),
        refusal("call over an aggregate", "SELECT ml_num(AVG(d)) FROM t", "aggregate"),
        refusal(
            "call over a window function",
            "SELECT ml_num(ROW_NUMBER() OVER (ORDER BY id)) FROM t",
            "window"),
        refusal(
            "correlated subquery",
            "SELECT id FROM t WHERE (SELECT MAX(ml_two(p.x, t.d)) FROM p) > 3",
            "subquery"),
        refusal(
            "correlated WHERE",
            "SELECT id FROM t WHERE EXISTS (SELECT 1 FROM p WHERE p.t_id = t.id AND ml_num(x) > 1)",
            "subquery"),
        refusal("INSERT … SELECT", "INSERT INTO w (d) SELECT ml_num(d) FROM t", "INSERT … SELECT"),
        refusal(
            "ON DUPLICATE KEY UPDATE",
            "INSERT INTO w (id, d) VALUES (1, 1) ON DUPLICATE KEY UPDATE d = ml_num(5)",
            "ON DUPLICATE KEY UPDATE"),
        refusal(
            "INSERT of a column of the row",
            "INSERT INTO w (n, d) VALUES (1, ml_num(n))",
            "column"),
        refusal(
            "UPDATE of several tables",
            "UPDATE w JOIN p ON p.t_id = w.id SET w.d = ml_num(p.x)",
            "several tables"),
        refusal(
            "UPDATE … ORDER BY a call",
            "UPDATE w SET g = 1 ORDER BY ml_num(d) LIMIT 3",
            "ORDER BY"),
        refusal(
            "UPDATE of a column that was assigned",
            "UPDATE w SET n = 1, d = ml_num(n)",
            "assigned"),
        refusal(
            "DELETE from several tables",
            "DELETE w FROM w JOIN p ON p.t_id = w.id WHERE ml_num(w.d) > 1",
            "several tables"),
        refusal("DELETE … ORDER BY a call", "DELETE FROM w ORDER BY ml_num(d) LIMIT 3", "ORDER BY"),
        refusal("DO", "DO ml_num(1)", "DO"),
        refusal("CALL", "CALL take(ml_num(1))", "CALL"),
        refusal("RAND()", "SELECT ml_num(RAND() * id) FROM t", "differs each time"),
        refusal("UUID()", "SELECT ml_str(CONCAT(UUID(), id)) FROM t", "differs each time"),
        refusal("assignment of a variable", "SELECT ml_num(@n := id) FROM t", "differs each time"));
  }

  private static DynamicTest refusal(String name, String sql, String reason) {
    return DynamicTest.dynamicTest(name + ": " + sql, () -> assertRefused(sql, reason));
  }

  private static void assertRefused(String sql, String reason) throws SQLException {
    try (Connection connection = oracle.connectMl()) {
      List<String> before = MlDatabase.rows(connection, "SELECT COUNT(*), SUM(d), SUM(n) FROM w");
      oracle.models().forget();

      SQLException refusal =
          catchThrowableOfType(SQLException.class, () -> MlDatabase.execute(connection, sql));

      assertThat((Throwable) refusal).as("refused").isNotNull();
      assertThat(refusal.getErrorCode()).as(refusal.getMessage()).isEqualTo(1235);
      assertThat(refusal.getSQLState()).isEqualTo("42000");
      assertThat(refusal.getMessage())
          .containsPattern("ml_(num|two|label|str)")
          .containsPattern("line 1, column \\d+")
          .containsIgnoringCase(reason);
      assertThat(oracle.models().count()).as("model inputs sent").isZero();
      assertThat(MlDatabase.rows(connection, "SELECT COUNT(*), SUM(d), SUM(n) FROM w"))
          .isEqualTo(before);
      assertThat(MlDatabase.rows(connection, "SELECT ml_num(2.5)")).containsExactly("2.5");
    }
  }
}
