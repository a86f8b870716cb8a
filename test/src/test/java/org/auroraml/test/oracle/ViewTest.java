package org.auroraml.test.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.auroraml.test.oracle.OracleCase.query;
import static org.auroraml.test.oracle.OracleCase.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.auroraml.test.oracle.OracleCases.Group;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** F24, F30: calls in views that statements read. */
class ViewTest {
  private static final String[] VIEWS = {
    "CREATE OR REPLACE VIEW v AS SELECT id, g, ml_num(d) AS score FROM t",
    "CREATE OR REPLACE VIEW vv AS SELECT v.id k, v.score + 1 AS `more score` FROM v WHERE g < 3",
    "CREATE OR REPLACE VIEW named (a, b) AS SELECT id, ml_label(d) FROM t WHERE ml_num(d) > 5",
    "CREATE OR REPLACE VIEW texts AS SELECT id, CONCAT(ml_str(s), ' it''s \\\\ é') s FROM t",
    "CREATE OR REPLACE VIEW groups_ AS SELECT g, AVG(ml_num(d)) a, COUNT(*) c FROM t GROUP BY g",
    "CREATE OR REPLACE VIEW plain AS SELECT id, d FROM t WHERE g = 1"
  };

  private static Oracle oracle;

  @BeforeAll
  static void start() throws SQLException {
    oracle = Oracle.start("catalog");
  }

  @AfterAll
  static void stop() throws SQLException {
    oracle.close();
  }

  @TestFactory
  @DisplayName("F24 calls in views give what they give in the statement")
  Stream<DynamicContainer> views() {
    return OracleTest.tests(
        oracle,
        List.of(
            group(
                "F24 a view",
                query("SELECT * FROM v ORDER BY id"),
                query("SELECT x.score, x.id FROM v AS x WHERE x.score > 10 ORDER BY x.id LIMIT 5"),
                query("SELECT v.id, v.score FROM {db}.v ORDER BY id"),
                query("SELECT a, b FROM named ORDER BY a"),
                query("SELECT * FROM texts ORDER BY id"),
                query("SELECT * FROM groups_ ORDER BY g"),
                query("SELECT g, MAX(score) FROM v GROUP BY g ORDER BY g"),
                query("SELECT id FROM t WHERE d IN (SELECT score FROM v WHERE g = 2) ORDER BY id"),
                query("SELECT (SELECT MAX(score) FROM v WHERE v.g = p.id) FROM p ORDER BY id"),
                query("SELECT id FROM v UNION ALL SELECT k FROM vv").unordered().inputs(0)),
            group(
                "F24 views and more",
                query("SELECT * FROM vv ORDER BY k"),
                query("SELECT a.id, b.`more score` FROM v a JOIN vv b ON a.id = b.k ORDER BY a.id"),
                query(
                    "SELECT v.id, score, ml_int(p.x) FROM v JOIN p ON p.t_id = v.id ORDER BY p.id"),
                query("SELECT plain.id, score FROM plain JOIN v USING (id) ORDER BY 1"),
                query("WITH vv AS (SELECT 1 AS k) SELECT vv.k, score FROM vv, v WHERE v.id = vv.k"),
                query("SELECT COUNT(*) FROM v").inputs(0),
                query("SET @m = (SELECT MAX(score) FROM v)").then("SELECT @m")),
            group(
                "F24 writes",
                write("INSERT INTO w (d, n) SELECT score, id FROM v WHERE g = 1"),
                write("UPDATE w SET d = (SELECT MAX(score) FROM v) WHERE id < 5"),
                write("UPDATE w JOIN v ON w.id = v.id SET w.d = v.score WHERE v.g = 2"),
                write("DELETE FROM w WHERE id IN (SELECT id FROM v WHERE score > 5)"),
                query("SELECT id FROM w WHERE id IN (SELECT id FROM v WHERE score > 5)"))));
  }

  private static Group group(String name, OracleCase... cases) {
    return new Group(name, Stream.of(cases).map(c -> c.session(VIEWS)).toList());
  }

  private static MlDatabase database(String... more) throws SQLException {
    MlDatabase database = MlDatabase.create();
    database.models().endpoint("echo", rows -> rows.stream().map(row -> row.get(0)).toList());
    database.execute(
        "CREATE TABLE t (id INT PRIMARY KEY, x DOUBLE)", "INSERT INTO t VALUES (1, 1.5), (2, 2.5)");
    try (Connection connection = database.connect()) {
      MlDatabase.createFunction(connection, "f(x DOUBLE) RETURNS DOUBLE", "echo");
    }
    database.execute("CREATE VIEW v AS SELECT id, f(x) AS y FROM t");
    database.execute(more);
    return database;
  }

  @Test
  @DisplayName("F24 a prepared statement learns of the view, and runs when it is prepared again")
  void prepared() throws SQLException {
    String sql = "SELECT y FROM v WHERE id = ?";
    try (MlDatabase database = database();
        Connection connection = database.connect()) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setInt(1, 2);
        SQLException failure = catchThrowableOfType(SQLException.class, statement::executeQuery);
        assertThat(failure.getErrorCode()).isEqualTo(30001);
        assertThat(failure.getMessage()).contains("prepare it again");
      }
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setInt(1, 2);
        try (ResultSet rows = statement.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getDouble(1)).isEqualTo(2.5);
        }
      }
      database.execute("CREATE OR REPLACE VIEW v AS SELECT id, x + 1 AS y FROM t");
      assertThat(MlDatabase.rows(connection, sql.replace("?", "2"))).containsExactly("3.5");
    }
  }

  @Test
  @DisplayName("F24 a view that is written, and writes that could not be rolled back, are refused")
  void refused() throws SQLException {
    try (MlDatabase database = database("CREATE TABLE m (id INT, y DOUBLE) ENGINE = MyISAM");
        Connection connection = database.connect()) {
      assertThat(failure(connection, "DELETE FROM v WHERE y > 2").getErrorCode()).isEqualTo(30001);
      SQLException lasting = failure(connection, "INSERT INTO m SELECT id, y FROM v");
      assertThat(lasting.getErrorCode()).isEqualTo(1235);
      assertThat(lasting.getMessage()).contains("table m has no transactions");
      assertThat(MlDatabase.rows(connection, "SELECT COUNT(*) FROM m")).containsExactly("0");
    }
  }

  private static SQLException failure(Connection connection, String sql) {
    return catchThrowableOfType(SQLException.class, () -> MlDatabase.execute(connection, sql));
  }
}
