package org.auroraml.test.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * F28: models are asked only for what can matter. In the table {@code id} runs from 1 to 1,000, and
 * {@code d} and {@code g} are its last two digits and its last one, and {@code n} and {@code day}
 * are NULL unless that is 3; {@code ml_num} gives NULL for one of a hundred.
 */
class RelevantCallsTest {
  private static MlDatabase database;
  private static Connection connection;

  @BeforeAll
  static void create() throws SQLException {
    database = MlDatabase.create();
    database.execute("CREATE TABLE t (id INT PRIMARY KEY, d DOUBLE, g INT, n INT, day DATE)");
    database.execute(
        IntStream.rangeClosed(1, 1000)
            .mapToObj(
                i ->
                    "(%d, %d, %d%s)"
                        .formatted(
                            i, i % 100, i % 10, i % 10 == 3 ? ", 1, '2024-01-31'" : ", NULL, NULL"))
            .collect(Collectors.joining(",", "INSERT INTO t VALUES ", "")));
    database.execute("CREATE FUNCTION own (x INT) RETURNS INT NO SQL RETURN x");
    connection = database.connect();
    MlDatabase.createFunctions(connection);
    MlDatabase.execute(
        connection, "CREATE VIEW scored AS SELECT id, ml_num(d) AS score FROM t LIMIT 100");
    MlDatabase.execute(connection, "CREATE VIEW scores AS SELECT id, ml_num(d) AS score FROM t");
  }

  @AfterAll
  static void close() throws SQLException {
    try {
      connection.close();
    } finally {
      database.close();
    }
  }

  private static void run(String sql) throws SQLException {
    database.models().resetCounters();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static void assertInputs(String sql, int inputs) throws SQLException {
    run(sql);
    assertThat(database.models().inputs("ml-num")).isEqualTo(inputs);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      textBlock =
          """
          SELECT id FROM t WHERE ml_num(d) >= 90 AND ml_int(id) > 0                       | 100 | 100
          SELECT id FROM t WHERE ml_int(id) > 0 AND ml_num(-1) > 0                        |   1 |   0
          SELECT a.id FROM t a JOIN t b ON b.id = a.id AND ml_num(b.d) < 1 AND ml_int(a.id) > 0 | 100 | 10
          SELECT id FROM t WHERE ml_num(d) > 9 AND ml_num(d) < 11 AND ml_int(id) > 0      | 100 |  10
          DELETE FROM t WHERE ml_num(d) >= 90 AND ml_int(id) > 0                          | 100 | 100
          SELECT IF(ml_num(d) >= 90, ml_int(id), 0) FROM t                                | 100 | 100
          SELECT SUM(IF(ml_num(d) >= 90, ml_int(id), 0)) FROM t                           | 100 | 100
          SELECT CASE WHEN ml_num(d) < 90 THEN 0 ELSE ml_int(id) END FROM t               | 100 | 110
          SELECT CASE ml_num(d) WHEN 5 THEN ml_int(id) END FROM t                         | 100 |  10
          SELECT COALESCE(NULLIF(ml_num(d), 5), ml_int(id)) FROM t                        | 100 |  20
          SELECT ml_num(d) > 90 AND ml_int(id) > 3 FROM t                                 | 100 | 100
          SELECT ml_num(d) > 90 OR ml_int(id) > 3 FROM t                                  | 100 | 910
          UPDATE t SET g = IF(ml_num(d) >= 90, ml_int(id), g)                             | 100 | 100
          INSERT INTO t (id, d) VALUES (5000, IF(ml_num(1) > 5, ml_int(2), 0))            |   1 |   0
          SELECT g, IF(ml_num(SUM(d)) < 4550, ml_int(COUNT(*)), 0) FROM t GROUP BY g      |  10 |   1
          """)
  @DisplayName("a model is asked for what another model's value has left")
  void oneModelAfterTheOther(String sql, int numbers, int integers) throws SQLException {
    run(sql);
    assertThat(database.models().inputs("ml-num")).isEqualTo(numbers);
    assertThat(database.models().inputs("ml-int")).isEqualTo(integers);
  }

  @Test
  @DisplayName("a call that is asked for anyway does not wait")
  void sameCallInSeveralBranches() throws SQLException {
    run(
        "SELECT CASE WHEN ml_num(d) < 10 THEN 'low' WHEN ml_num(d) < 90 THEN 'middle'"
            + " WHEN ml_num(d) < 100 THEN 'high' END FROM t");
    assertThat(database.models().inputs("ml-num")).isEqualTo(100);
    assertThat(database.models().requests("ml-num")).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      textBlock =
          """
          SELECT * FROM (SELECT id, ml_num(d) AS score FROM t) q WHERE q.id <= 10         |  10
          SELECT * FROM (SELECT id, ml_num(d) AS score FROM t) q WHERE id <= 10           |  10
          SELECT * FROM (SELECT t.*, ml_num(d) AS score FROM t) q WHERE q.id <= 10        |  10
          SELECT * FROM (SELECT *, ml_num(d) AS score FROM t) q WHERE score > 3 AND id <= 10 |  10
          SELECT * FROM (SELECT id, ml_num(d) AS score FROM t) q WHERE ABS(q.id) <= 10    |  10
          SELECT * FROM (SELECT id, ml_num(d) AS score FROM t) q WHERE own(q.id) <= 10    | 100
          SELECT * FROM (SELECT id + 0 AS id, ml_num(d) AS score FROM t) q WHERE id <= 10 | 100
          SELECT * FROM (SELECT id, ml_num(d) AS score FROM t LIMIT 100) q WHERE id <= 10 | 100
          SELECT * FROM (SELECT id, ml_num(d) AS score FROM t WHERE g = 3) q WHERE id <= 10 |   1
          SELECT * FROM (SELECT DISTINCT g, ml_num(d) AS score FROM t) q WHERE g = 3      |  10
          WITH q (n, s) AS (SELECT g AS h, ml_num(d) AS score FROM t) SELECT * FROM q WHERE n = 3 |  10
          WITH q AS (SELECT id, ml_num(d) AS score FROM t) SELECT * FROM q p WHERE p.id <= 10 |  10
          WITH q AS (SELECT id, ml_num(d) AS score FROM t) SELECT * FROM q JOIN q p USING (id) WHERE q.id <= 10 | 100
          SELECT * FROM scores WHERE id <= 10                                             |  10
          SELECT * FROM scored WHERE id <= 10                                             | 100
          SELECT * FROM t JOIN (SELECT id, ml_num(d) AS score FROM t) q ON q.id = t.id AND q.id <= 10 | 10
          SELECT * FROM t JOIN (SELECT id, ml_num(d) AS score FROM t) q ON q.id = t.id WHERE t.id <= 10 | 100
          SELECT * FROM t LEFT JOIN (SELECT id, ml_num(d) AS score FROM t) q ON q.id = t.id AND q.id <= 10 | 10
          SELECT * FROM t LEFT JOIN (SELECT id, ml_num(d) AS score FROM t) q ON q.id = t.id WHERE q.id <= 10 | 100
          SELECT * FROM (SELECT * FROM (SELECT *, ml_num(d) AS score FROM t) p) q WHERE q.id <= 10 | 10
          UPDATE t JOIN (SELECT id, ml_num(d) AS score FROM t) q ON q.id = t.id SET t.d = q.score WHERE q.id <= 10 | 10
          SELECT * FROM (SELECT id, ml_num(d) AS score FROM t) q WHERE 1 = 0              |   0
          SELECT id, (SELECT MAX(ml_num(d)) FROM t) FROM t WHERE 1 = 0                    |   0
          SELECT g, MAX(ml_num(d)) FROM t GROUP BY g HAVING 1 = 0                         |   0
          """)
  @DisplayName(
      "not for rows of a derived table, common table or view that the query around rejects")
  void outerConditions(String sql, int inputs) throws SQLException {
    assertInputs(sql, inputs);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      textBlock =
          """
          SELECT a.id FROM t a LEFT JOIN t b ON b.id = a.id AND ml_num(b.d) > 1 WHERE b.g = 3 AND a.id < 0 | 0
          SELECT a.id FROM t a LEFT JOIN t b ON b.id = a.id AND ml_num(b.d) > 1 WHERE b.g = 3 | 10
          SELECT a.id FROM t a LEFT JOIN t b ON b.id = a.id AND ml_num(b.d) > 1 WHERE COALESCE(b.g, 3) = 3 | 100
          SELECT a.id FROM t a LEFT JOIN t b ON b.id = a.id AND ml_num(b.d) > 1 JOIN t c ON c.id = b.id AND b.g = 3 | 10
          SELECT a.id FROM t a LEFT JOIN t b ON b.id = a.id AND ml_num(b.d) > 1 WHERE own(b.g) = 3 | 100
          SELECT a.id FROM t a RIGHT JOIN t b ON b.id = a.id AND ml_num(a.d) > 1 LEFT JOIN t c ON c.id = b.id WHERE a.g = 3 | 10
          SELECT a.id FROM t a JOIN t b ON b.id = a.id AND ml_num(b.d) > 1 JOIN t c ON c.id = b.id AND b.g = 3 | 10
          SELECT c.id FROM t c LEFT JOIN (t a JOIN t b ON b.id = a.id AND ml_num(b.d) > 1) ON c.id = b.id WHERE b.g = 3 | 10
          SELECT c.id FROM t c LEFT JOIN (t a JOIN t b ON b.id = a.id AND ml_num(b.d) > 1) ON c.id = b.id WHERE b.g IS NULL | 100
          SELECT c.id FROM t c LEFT JOIN (t a JOIN t b ON b.id = a.id AND ml_num(b.d) > 1) ON c.id = b.id AND b.g = 3 | 10
          SELECT a.id FROM t a JOIN t b ON b.id = a.id AND ml_num(b.d) > 1 WHERE ml_num(-1) > 0 | 1
          """)
  @DisplayName("not for pairs of rows that the conditions around a join reject")
  void joins(String sql, int inputs) throws SQLException {
    assertInputs(sql, inputs);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      textBlock =
          """
          SELECT n + ml_num(d) FROM t                                                     |  10
          SELECT -(1 - ml_num(d) * n) FROM t                                              |  10
          SELECT id FROM t WHERE n < ml_num(d)                                            |  10
          SELECT id FROM t WHERE n <=> ml_num(d)                                          | 100
          SELECT id FROM t WHERE (n, 1) = (ml_num(d), 1)                                  | 100
          SELECT id FROM t WHERE ml_num(d) BETWEEN 1 AND 2                                | 100
          SELECT DATE_ADD(day, INTERVAL ml_num(d) DAY) FROM t                             |  10
          SELECT day - INTERVAL ml_num(d) DAY FROM t                                      |  10
          SELECT GREATEST(1, n, ml_num(d)), CONCAT(ml_num(d), n) FROM t                   |  10
          SELECT GREATEST(1, n, ml_num(d)), ml_num(d) FROM t                              | 100
          SELECT SUM(n * ml_num(d)) FROM t                                                |  10
          UPDATE t SET d = n + ml_num(d)                                                  |  10
          SELECT a.id FROM t a JOIN t b ON a.n = ml_num(b.d)                              | 100
          """)
  @DisplayName("not where an operand beside the call is NULL")
  void nulls(String sql, int inputs) throws SQLException {
    assertInputs(sql, inputs);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      textBlock =
          """
          SELECT COUNT(*) FROM (SELECT id, ml_num(d) AS score FROM t) q                   |   0
          SELECT id FROM (SELECT t.*, ml_num(d) AS score FROM t) q WHERE q.g = 3          |   0
          SELECT id FROM (SELECT id, ml_num(d) FROM t) q                                  |   0
          WITH q AS (SELECT id, ml_num(d) AS score FROM t) SELECT COUNT(id) FROM q        |   0
          INSERT INTO t (id) SELECT id + 2000 FROM (SELECT id, ml_num(d) AS score FROM t) q |   0
          SELECT id FROM t WHERE EXISTS (SELECT ml_num(t.d) FROM t b WHERE b.id = t.id)   |   0
          WITH q (n, score) AS (SELECT id, ml_num(d) FROM t) SELECT MAX(n) FROM q         |   0
          SELECT MAX(id) FROM scored                                                      |   0
          WITH p AS (SELECT id, ml_num(d) AS s FROM t), q AS (SELECT id, s AS r FROM p) SELECT MAX(id) FROM q | 0
          SELECT id FROM t WHERE EXISTS (SELECT q.score FROM (SELECT ml_num(d) AS score FROM t) q) | 0
          SELECT COUNT(*) FROM t GROUP BY ml_num(5), g                                    |   0
          SELECT id FROM t ORDER BY ml_num(5) DESC, id LIMIT 3                            |   0
          UPDATE t SET d = ml_num(d) ORDER BY ml_num(5), id LIMIT 3                       |   3
          DELETE FROM t ORDER BY ml_num(5), id LIMIT 3                                    |   0
          SELECT id FROM t UNION SELECT g FROM t ORDER BY ml_num(5), id LIMIT 3           |   0
          SELECT COUNT(score) FROM (SELECT id, ml_num(d) AS score FROM t) q               | 100
          SELECT COUNT(*) FROM (SELECT id, ml_num(d) AS score FROM t) q WHERE q.`score` > 1 | 100
          SELECT * FROM (SELECT id, ml_num(d) AS score FROM t WHERE id < 50) q            |  49
          SELECT * FROM (SELECT score FROM (SELECT ml_num(d) AS score FROM t) p) q        | 100
          SELECT a.id FROM t a NATURAL JOIN (SELECT id, ml_num(d) AS d FROM t) q          | 100
          SELECT id FROM (SELECT id, ml_num(d) AS score FROM t ORDER BY score LIMIT 3) q  | 100
          SELECT id FROM (SELECT id, ml_num(d) AS score FROM t ORDER BY 2 LIMIT 3) q      | 100
          SELECT COUNT(*) FROM (SELECT DISTINCT ml_num(d) AS score FROM t) q              | 100
          SELECT COUNT(*) FROM (SELECT ml_num(d) AS score FROM t GROUP BY score) q        | 100
          WITH q (n, score) AS (SELECT id, ml_num(d) FROM t) SELECT MAX(score) FROM q         | 100
          SELECT MAX(score) FROM scored                                                   | 100
          """)
  @DisplayName("not for columns that nothing reads")
  void unread(String sql, int inputs) throws SQLException {
    assertInputs(sql, inputs);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      textBlock =
          """
          SELECT id FROM t WHERE d > ml_num(5) AND id < 0                                 | 0
          SELECT IF(g = 3, 1, ml_num(g)) AS c FROM t GROUP BY IF(g = 3, 1, ml_num(g))     | 9
          SELECT id FROM t WHERE d > ml_num(5) AND id > 0                                 | 1
          SELECT COALESCE(ml_num(5), 0) FROM t WHERE id < 0                               | 0
          SELECT IF(g > 10, ml_num(5), 0) FROM t                                          | 0
          SELECT IF(g > 5, ml_num(5), 0) FROM t                                           | 1
          SELECT g, ml_num(5) FROM t WHERE id < 0 GROUP BY g                              | 0
          SELECT g, ml_num(5) FROM t GROUP BY g HAVING COUNT(*) > 100                     | 0
          SELECT g, ml_num(5) FROM t GROUP BY g HAVING COUNT(*) > 99                      | 1
          SELECT COUNT(*), ml_num(5) FROM t WHERE id < 0                                  | 1
          SELECT COUNT(*), ml_num(5) FROM t HAVING COUNT(*) > 1000                        | 0
          SELECT (SELECT ml_num(5)) FROM t WHERE id < 0                                   | 0
          SELECT (SELECT ml_num(5) FROM t b WHERE b.id = t.id + 1000) FROM t              | 0
          SELECT (SELECT ml_num(5) FROM t b WHERE b.id = t.id + 999) FROM t               | 1
          UPDATE t SET d = ml_num(5) WHERE id < 0                                         | 0
          UPDATE t SET d = ml_num(5) WHERE id = 1                                         | 1
          DELETE FROM t WHERE d < ml_num(5) AND id < 0                                    | 0
          INSERT INTO t (id, d) SELECT id + 2000, ml_num(5) FROM t WHERE id < 0           | 0
          SELECT COUNT(*) FROM t a LEFT JOIN t b ON b.id = a.id + 990 AND ml_num(b.d) > 5 | 10
          SELECT COUNT(*) FROM t a LEFT JOIN t b ON b.id = a.id AND ml_num(b.d) > 5 WHERE a.id <= 20 | 20
          """)
  @DisplayName("only for rows that reach the call, also where its arguments are the same for all")
  void reached(String sql, int inputs) throws SQLException {
    assertInputs(sql, inputs);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      textBlock =
          """
          INSERT INTO t (id, d) SELECT id + 2000, ml_num(d) FROM t ORDER BY id LIMIT 7    |   7
          INSERT INTO t (id, d) SELECT id + 2000, ml_num(d) FROM t WHERE id > 500 ORDER BY id DESC LIMIT 7 | 7
          INSERT INTO t (id, d) SELECT id + 2000, ml_num(d) FROM t ORDER BY d LIMIT 7     | 100
          SELECT SUM(score) FROM (SELECT DISTINCT id, ml_num(d) AS score FROM t ORDER BY id LIMIT 7) q | 100
          REPLACE INTO t (id, d) SELECT id, ml_num(d) FROM t ORDER BY id LIMIT 3, 5       |   5
          SELECT SUM(score) FROM (SELECT ml_num(d) AS score FROM t ORDER BY id LIMIT 9) q |   9
          WITH q AS (SELECT ml_num(d) AS score FROM t ORDER BY id LIMIT 9) SELECT SUM(score) FROM q | 9
          SELECT ml_num(ml_num(d) + 0) FROM t ORDER BY id LIMIT 6                         |   6
          SELECT id, ml_num(d) FROM t ORDER BY ml_int(id) DESC, id LIMIT 7                |   7
          SELECT id, ml_num(d) AS ml FROM t ORDER BY ml_int(id % 9), g, id LIMIT 2, 5     |   5
          SELECT id, ml_num(d) FROM t ORDER BY ml_num(d), id LIMIT 7                      | 100
          SELECT id, ml_num(d) AS s FROM t ORDER BY s, id LIMIT 7                         | 100
          SELECT id, ml_num(d) FROM t ORDER BY ml_int(g), g LIMIT 7                       | 100
          INSERT INTO t (id, d) SELECT id + 2000, ml_num(d) FROM t ORDER BY ml_int(id), id LIMIT 7 | 7
          UPDATE t SET d = ml_num(d) ORDER BY ml_int(id) DESC, id LIMIT 3                 |   3
          UPDATE t SET d = ml_num(d) ORDER BY RAND(), id LIMIT 3                          | 100
          SELECT SUM(id) FROM (SELECT ml_num(d) AS id, id AS x FROM t ORDER BY id LIMIT 6) q | 100
          SELECT id FROM (SELECT t.id, SUM(ml_num(d)) OVER (ORDER BY t.id) AS score FROM t ORDER BY t.id LIMIT 6) q WHERE score > 0 | 100
          SELECT SUM(score) FROM (SELECT ml_num(t.d) AS score FROM t JOIN t b ON b.id = t.id ORDER BY t.id LIMIT 9) q | 100
          """)
  @DisplayName("F29 only for the rows that LIMIT leaves, where ORDER BY tells all rows apart")
  void limited(String sql, int inputs) throws SQLException {
    assertInputs(sql, inputs);
  }

  @Test
  @DisplayName("a table without transactions may get rows in between: its constant calls are asked")
  void tableWithoutTransactions() throws SQLException {
    database.execute("CREATE TABLE m (id INT, d DOUBLE) ENGINE = MyISAM");
    run("UPDATE m SET d = ml_num(5) WHERE id < 0");
    assertThat(database.models().inputs("ml-num")).isEqualTo(1);
  }
}
