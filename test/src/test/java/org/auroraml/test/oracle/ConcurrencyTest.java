package org.auroraml.test.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.auroraml.jdbc.error.SqlErrors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F31: writers against ML statements")
class ConcurrencyTest {
  private static final int WRITERS = 3;
  private static final int WRITES = 150;
  private static final int SCORINGS = 30;

  /** Rows changed; a deadlock; a lock that was waited for too long: reported, and nothing done. */
  private static final Set<Integer> MAY_HAPPEN = Set.of(SqlErrors.ROWS_CHANGED, 1213, 1205, 1020);

  private MlDatabase database;

  @BeforeEach
  void create() throws SQLException {
    database = MlDatabase.create();
    database.execute(
        "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, d DOUBLE, score DOUBLE,"
            + " written INT NOT NULL DEFAULT 0, scored INT NOT NULL DEFAULT 0, KEY (d))");
    for (int i = 1; i <= 60; i++) {
      database.execute("INSERT INTO t (d) VALUES (" + (20 + i * 0.5) + ")");
    }
    try (Connection connection = database.connect()) {
      MlDatabase.createFunctions(connection);
    }
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"READ COMMITTED", "REPEATABLE READ"})
  @DisplayName("no NULL from a miss, no lost or doubled update, no failure but those that may be")
  void writersAgainstScorings(String level) throws Exception {
    AtomicInteger increments = new AtomicInteger();
    AtomicInteger scored = new AtomicInteger();
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      int seed = writer;
      tasks.add(() -> write(new Random(seed), increments));
    }
    tasks.add(() -> score(level, scored));
    tasks.add(() -> read(level));
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    try (Connection connection = database.connect()) {
      MlDatabase.execute(connection, "UPDATE t SET score = ml_num(d)");
      assertThat(MlDatabase.rows(connection, "SELECT COUNT(*) FROM t WHERE NOT (score <=> d)"))
          .containsExactly("0");
      assertThat(MlDatabase.rows(connection, "SELECT SUM(written) FROM t"))
          .as("increments by writers")
          .containsExactly(Integer.toString(increments.get()));
      assertThat(MlDatabase.rows(connection, "SELECT MAX(scored) FROM t"))
          .as("scorings of the rows that were there from the beginning")
          .containsExactly(Integer.toString(scored.get()));
      assertThat(
              MlDatabase.rows(
                  connection,
                  "SELECT COUNT(DISTINCT scored) FROM t WHERE id <= 20 AND written = 0"))
          .as("rows that nobody else wrote were scored equally often")
          .isSubsetOf("0", "1");
    }
  }

  /** Changes, adds and removes rows; those up to 20 are never removed. */
  private Void write(Random random, AtomicInteger increments) throws SQLException {
    try (Connection connection = database.connectMysql()) {
      for (int i = 0; i < WRITES; i++) {
        int id = 1 + random.nextInt(60);
        double d = 20 + random.nextInt(400) / 4.0;
        switch (random.nextInt(3)) {
          case 0 -> tolerant(connection, "INSERT INTO t (d) VALUES (" + d + ")");
          case 1 -> tolerant(connection, "DELETE FROM t WHERE id = " + (60 + id));
          default -> {
            String update = "UPDATE t SET written = written + 1, d = " + d + " WHERE id = " + id;
            if (tolerant(connection, update)) {
              increments.incrementAndGet();
            }
          }
        }
      }
    }
    return null;
  }

  private static boolean tolerant(Connection connection, String sql) throws SQLException {
    try {
      MlDatabase.execute(connection, sql);
      return true;
    } catch (SQLException e) {
      assertThat(e.getErrorCode()).as(e.getMessage()).isIn(MAY_HAPPEN);
      return false;
    }
  }

  private Void score(String level, AtomicInteger scored) throws SQLException {
    try (Connection connection = database.connect()) {
      MlDatabase.execute(connection, "SET SESSION TRANSACTION ISOLATION LEVEL " + level);
      for (int i = 0; i < SCORINGS; i++) {
        // ml_num(d) is d; only a value that belongs to another row would change the score.
        String update =
            "UPDATE t SET score = ml_num(d), scored = scored + 1 WHERE ml_num(d) IS NOT NULL";
        if (tolerant(connection, update)) {
          scored.incrementAndGet();
        }
      }
    }
    return null;
  }

  private Void read(String level) throws SQLException {
    try (Connection connection = database.connect()) {
      MlDatabase.execute(connection, "SET SESSION TRANSACTION ISOLATION LEVEL " + level);
      for (int i = 0; i < SCORINGS; i++) {
        List<String> wrong =
            MlDatabase.rows(
                connection,
                "SELECT * FROM (SELECT id, d, ml_num(d) s FROM t) x WHERE NOT (s <=> d)");
        assertThat(wrong).isEmpty();
      }
    }
    return null;
  }
}
