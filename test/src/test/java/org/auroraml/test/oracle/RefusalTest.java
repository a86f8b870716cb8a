package org.auroraml.test.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.auroraml.test.server.TestServer;
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
      MlDatabase.execute(
          connection, "CREATE TABLE rigid (id INT PRIMARY KEY, d DOUBLE) ENGINE = MyISAM");
      MlDatabase.execute(connection, "CREATE VIEW seen AS SELECT * FROM w");
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
        refusal(
            "recursive common table",
            "WITH RECURSIVE r AS (SELECT 1 n UNION ALL SELECT ml_num(n) + 1 FROM r WHERE n < 5)"
                + " SELECT * FROM r",
            "recursive"),
        refusal(
            "ON DUPLICATE KEY UPDATE of a table without transactions",
            "INSERT INTO rigid (id, d) VALUES (1, 1) ON DUPLICATE KEY UPDATE d = ml_num(VALUES(d))",
            "table rigid has no transactions"),
        refusal(
            "ON DUPLICATE KEY UPDATE of a view",
            "INSERT INTO seen (id, d) VALUES (1, 1) ON DUPLICATE KEY UPDATE d = ml_num(VALUES(d))",
            "table seen is a view"),
        refusal(
            "subquery of ON DUPLICATE KEY UPDATE over the row that is written",
            "INSERT INTO w (id, d) VALUES (1, 1) ON DUPLICATE KEY UPDATE d ="
                + " (SELECT MAX(ml_num(p.x)) FROM p WHERE p.id = w.id)",
            "can't be read on their own"),
        refusal(
            "INSERT of a column of the row",
            "INSERT INTO w (n, d) VALUES (1, ml_num(n))",
            "column"),
        refusal(
            "UPDATE of a column that was assigned, of a table without transactions",
            "UPDATE rigid SET id = 1, d = ml_num(id)",
            "table rigid has no transactions"),
        refusal(
            "trigger",
            "CREATE TRIGGER g BEFORE INSERT ON w FOR EACH ROW SET NEW.d = ml_num(NEW.n)",
            "CREATE"),
        refusal("RAND()", "SELECT ml_num(RAND() * id) FROM t", "differs each time"),
        refusal("UUID()", "SELECT ml_str(CONCAT(UUID(), id)) FROM t", "differs each time"),
        refusal("assignment of a variable", "SELECT ml_num(@n := id) FROM t", "differs each time"));
  }

  @TestFactory
  @DisplayName("refused where the server takes what is not in GROUP BY; MySQL's own error is 1055")
  Stream<DynamicTest> refusedOnMariaDb() {
    assumeTrue(TestServer.get().isMariaDb(), "skipped: this is about MariaDB");
    return Stream.of(
        refusal(
            "part of a result WITH ROLLUP by the call",
            "SELECT CONCAT(ml_label(d), '!') FROM t GROUP BY ml_label(d) WITH ROLLUP",
            "ROLLUP"));
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
