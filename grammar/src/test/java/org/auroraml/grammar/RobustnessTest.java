package org.auroraml.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
    "Whatever the text, the answer is a statement or a SqlSyntaxException, and memory is bounded")
class RobustnessTest {
  private static final String[] PIECES =
      """
      SELECT FROM WHERE AND OR NOT ( ) , * . + - -- = a t `q` 's' "d" 1 1.5 1e5 \
      ? @v @@g f( COUNT( IN BETWEEN LIKE CASE WHEN THEN END AS JOIN ON USING \
      UNION WITH VALUES ROW TABLE INSERT INTO UPDATE SET DELETE GROUP BY ORDER \
      LIMIT INTERVAL DAY DATE /*!80000 */ /* # ; { } := -> ' ` \\ x'4 _utf8mb4 \
      N'n' OVER CREATE FUNCTION RETURNS ALIAS BEGIN IF EXISTS DEFAULT NULL IS \
      TRUE é \ud83d\ude00 \ud83d \n\
      """
          .split(" ");

  @Test
  @DisplayName("Fuzz: random pieces of SQL in random order, in all modes")
  void randomPieces() {
    Random random = new Random(42);
    List<Set<SqlMode>> modes = new ArrayList<>(List.of(SqlMode.NONE));
    for (SqlMode mode : SqlMode.values()) {
      modes.add(Set.of(mode));
    }
    int statements = 0;
    for (int round = 0; round < 60_000; round++) {
      StringBuilder sql = new StringBuilder(random.nextBoolean() ? "SELECT " : "");
      for (int i = random.nextInt(14); i >= 0; i--) {
        sql.append(PIECES[random.nextInt(PIECES.length)]).append(random.nextInt(5) > 0 ? " " : "");
      }
      statements += parses(sql.toString(), modes.get(random.nextInt(modes.size()))) ? 1 : 0;
    }
    assertThat(statements).isPositive();
  }

  private static boolean parses(String sql, Set<SqlMode> modes) {
    try {
      ParsedStatement parsed = SqlParser.parse(sql, modes);
      assertThat(parsed.statement().range().end()).isLessThanOrEqualTo(sql.length());
      return true;
    } catch (SqlSyntaxException e) {
      assertThat(e.position()).as(sql).isBetween(0, sql.length());
      return false;
    }
  }

  @Test
  @DisplayName("100,000 distinct statements leave at most 30 MB behind")
  void memoryIsBounded() throws SqlSyntaxException {
    long before = usedBytes();
    for (int i = 0; i < 100_000; i++) {
      SqlParser.parse(
          "SELECT c" + i + ", f(" + i + ") FROM t" + i + " WHERE a" + i + " = 'x" + i + "'",
          SqlMode.NONE);
    }
    assertThat(usedBytes() - before).isLessThan(30L << 20);
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
