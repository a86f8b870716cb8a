package org.auroraml.test.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;

/**
 * The tables that the oracle's statements read: NULLs and duplicates in every column, several
 * collations, all kinds of numbers, dates and JSON. The same seed makes the same rows.
 */
final class OracleSchema {
  private static final long SEED = 20261124L;
  private static final int ROWS = 240;
  private static final int PARTNERS = 40;

  /** Texts that differ in what a comparison, a CSV line or a JSON text could lose. */
  private static final List<String> TEXTS =
      List.of(
          "Great",
          "great",
          "GREAT",
          "great ",
          "",
          "  lead",
          "it's \"quoted\", with commas",
          "a,b,c",
          "two\nlines",
          "carriage\r\nreturn",
          "back\\slash",
          "tab\tstop",
          "\uD83D\uDE00 smile",
          "\u00fcn\u00efcode",
          "unicode",
          "stra\u00dfe",
          "\u65e5\u672c\u8a9e",
          "none",
          "NONE",
          "null",
          "NULL",
          "\\N",
          "12.50",
          "?",
          "%_");

  private static final List<String> LATIN =
      List.of("caf\u00e9", "Cafe", "CAFE", "plain", "", "it's", "\u00e4\u00f6\u00fc", "cafe ");
  private static final List<String> LABELS =
      List.of("positive", "POSITIVE", "Negative", "neutral", "mixed", "NEUTRAL");

  static final String T =
      "id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,"
          + " g INT,"
          + " d DOUBLE,"
          + " f FLOAT,"
          + " n INT,"
          + " u BIGINT UNSIGNED,"
          + " m DECIMAL(12,4),"
          + " s VARCHAR(80) COLLATE utf8mb4_general_ci,"
          + " uc VARCHAR(80) COLLATE utf8mb4_unicode_ci,"
          + " b VARCHAR(80) COLLATE utf8mb4_bin,"
          + " l VARCHAR(80) CHARACTER SET latin1,"
          + " c VARCHAR(10) COLLATE utf8mb4_general_ci,"
          + " day DATE,"
          + " at DATETIME,"
          + " j JSON,"
          + " KEY (g), KEY (d)";

  private OracleSchema() {}

  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (" + T + ") DEFAULT CHARACTER SET utf8mb4");
      statement.execute("CREATE TABLE e LIKE t");
      statement.execute("CREATE TABLE w LIKE t");
      statement.execute(
          "CREATE TABLE p (id INT NOT NULL PRIMARY KEY, t_id INT, x DOUBLE, y DOUBLE,"
              + " name VARCHAR(30)) DEFAULT CHARACTER SET utf8mb4");
      statement.execute(
          "CREATE TABLE clash (k INT, v DOUBLE, auroraml_k DOUBLE, auroraml_v DOUBLE,"
              + " auroraml_r VARCHAR(10), `select` DOUBLE, `my col` DOUBLE)");
      statement.execute(
          "INSERT INTO clash VALUES (1, 1.5, 2.5, 3.5, 'a', 4.5, 5.5), (2, 13, 1.5, 7, 'b', 1, 2),"
              + " (3, NULL, NULL, NULL, NULL, NULL, NULL), (1, 2.5, 1.5, 3.5, 'A', 0, -1)");
      // Numbers at the ends of what a DOUBLE and a BIGINT hold, away from the other rows.
      statement.execute(
          "CREATE TABLE edge (id INT NOT NULL PRIMARY KEY, d DOUBLE, u BIGINT UNSIGNED, i BIGINT)");
      statement.execute(
          "INSERT INTO edge VALUES (1, 1.7976931348623157e308, 18446744073709551615, 9223372036854775807),"
              + " (2, -1.7976931348623157e308, 9223372036854775808, -9223372036854775808),"
              + " (3, 2.2250738585072014e-308, 0, 0), (4, 1e-300, 9007199254740993, 9007199254740993),"
              + " (5, 0.1, 1, -1), (6, 123456789.123456789, 2, 2), (7, 1e15, 3, 3), (8, 1e16, 4, 4),"
              + " (9, -1e-5, 5, 5), (10, 0.30000000000000004, 6, 6), (11, 1e22, 7, 7), (12, 5e-5, 8, 8)");
      statement.execute("CREATE TABLE zero (id INT NOT NULL PRIMARY KEY, d DOUBLE)");
      statement.execute("INSERT INTO zero VALUES (1, 0), (2, -0e0), (3, 1)");
    }
    fill(connection);
    fillPartners(connection);
    resetWritten(connection);
  }

  /** Makes {@code w} a copy of {@code t} again. */
  static void resetWritten(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE TABLE w");
      statement.execute("INSERT INTO w SELECT * FROM t");
    }
  }

  private static void fill(Connection connection) throws SQLException {
    Random random = new Random(SEED);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO t (g, d, f, n, u, m, s, uc, b, l, c, day, at, j)"
                + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)")) {
      for (int i = 0; i < ROWS; i++) {
        Object[] row = {
          random.nextInt(6),
          random.nextInt(12) == 0 ? 13.0 : (random.nextInt(240) - 120) / 4.0,
          random.nextInt(100) / 10.0f,
          random.nextInt(101) - 50,
          random.nextInt(9) == 0
              ? new BigInteger("9223372036854775808")
              : BigInteger.valueOf(random.nextInt(60)),
          BigDecimal.valueOf(random.nextInt(400_000) - 200_000, 4),
          TEXTS.get(random.nextInt(TEXTS.size())),
          TEXTS.get(random.nextInt(TEXTS.size())),
          TEXTS.get(random.nextInt(TEXTS.size())),
          LATIN.get(random.nextInt(LATIN.size())),
          LABELS.get(random.nextInt(LABELS.size())),
          LocalDate.of(2024, 1, 1).plusDays(random.nextInt(60)),
          LocalDateTime.of(2024, 1, 1, 0, 0).plusMinutes(random.nextInt(60) * 45L),
          "{\"score\": " + random.nextInt(40) / 4.0 + ", \"tag\": \"t" + random.nextInt(5) + "\"}"
        };
        for (int column = 0; column < row.length; column++) {
          insert.setObject(column + 1, random.nextInt(10) == 0 ? null : row[column]);
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void fillPartners(Connection connection) throws SQLException {
    Random random = new Random(SEED + 1);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO p VALUES (?,?,?,?,?)")) {
      for (int i = 1; i <= PARTNERS; i++) {
        insert.setInt(1, i);
        insert.setInt(2, random.nextInt(ROWS + 20));
        insert.setObject(3, random.nextInt(8) == 0 ? null : (random.nextInt(80) - 40) / 4.0);
        insert.setObject(4, random.nextInt(8) == 0 ? null : (random.nextInt(80) - 40) / 2.0);
        insert.setString(5, TEXTS.get(random.nextInt(TEXTS.size())));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
