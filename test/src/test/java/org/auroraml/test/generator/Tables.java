package org.auroraml.test.generator;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.auroraml.test.server.TestServer;

/**
 * The tables of generated statements: small, with NULLs and duplicates in every column. Numbers are
 * quarters, so that sums do not depend on their order. Texts that collate as equal differ in
 * nothing but case. No zero is negative. {@code w} and {@code wp} are for writing.
 */
final class Tables {
  private static final long SEED = 20261124L;
  private static final List<String> TEXTS =
      List.of(
          "Great",
          "great",
          "GREAT",
          "",
          "it's, \"so\"",
          "a\nb",
          "\uD83D\uDE00",
          "none",
          "NONE",
          "12.50",
          "\u65e5\u672c",
          "%_",
          "stra\u00dfe",
          "lead");
  private static final List<String> LATIN =
      List.of("caf\u00e9", "Plain", "plain", "", "it's", "\u00e4\u00f6");

  /** A column: its name, type, and whether it is settled. */
  record Column(String name, ValueType type, boolean settled) {}

  /** A table that is read. */
  record Table(String name, List<Column> columns) {}

  static final Table A =
      new Table(
          "a",
          List.of(
              new Column("id", ValueType.INT, true),
              new Column("g", ValueType.INT, true),
              new Column("n", ValueType.INT, true),
              new Column("d", ValueType.DOUBLE, true),
              new Column("m", ValueType.DECIMAL, true),
              new Column("u", ValueType.UNSIGNED, false),
              new Column("s", ValueType.TEXT, false),
              new Column("b", ValueType.TEXT, false),
              new Column("z", ValueType.TEXT, false),
              new Column("l", ValueType.LATIN, false),
              new Column("day", ValueType.DATE, true)));
  static final Table P =
      new Table(
          "p",
          List.of(
              new Column("id", ValueType.INT, true),
              new Column("a_id", ValueType.INT, true),
              new Column("g", ValueType.INT, true),
              new Column("x", ValueType.DOUBLE, true),
              new Column("y", ValueType.DOUBLE, true),
              new Column("name", ValueType.TEXT, false)));
  static final Table Q =
      new Table(
          "q",
          List.of(
              new Column("id", ValueType.INT, true),
              new Column("g", ValueType.INT, true),
              new Column("v", ValueType.DECIMAL, true),
              new Column("t", ValueType.TEXT, false)));
  static final List<Table> ALL = List.of(A, A, P, P, Q);

  private Tables() {}

  static void load(Connection connection) throws SQLException {
    String accents = TestServer.get().isMariaDb() ? "utf8mb4_unicode_ci" : "utf8mb4_0900_ai_ci";
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE a (id INT NOT NULL PRIMARY KEY, g INT, n INT, d DOUBLE, m DECIMAL(12,4),"
              + " u BIGINT UNSIGNED, s VARCHAR(40) COLLATE utf8mb4_general_ci,"
              + " b VARCHAR(40) COLLATE utf8mb4_bin, z VARCHAR(40) COLLATE "
              + accents
              + ", l VARCHAR(40) CHARACTER SET latin1, day DATE, j JSON, KEY (g))");
      statement.execute(
          "CREATE TABLE p (id INT NOT NULL PRIMARY KEY, a_id INT, g INT, x DOUBLE, y DOUBLE,"
              + " name VARCHAR(40) COLLATE utf8mb4_bin, KEY (a_id))");
      statement.execute(
          "CREATE TABLE q (id INT NOT NULL PRIMARY KEY, g INT, v DECIMAL(12,4),"
              + " t VARCHAR(40) COLLATE utf8mb4_general_ci)");
      statement.execute("CREATE TABLE w LIKE a");
      statement.execute("CREATE TABLE wp LIKE p");
    }
    Random random = new Random(SEED);
    for (int id = 1; id <= 40; id++) {
      insert(
          connection,
          random,
          "a",
          id,
          random.nextInt(5),
          random.nextInt(31) - 15,
          quarters(random, 100),
          BigDecimal.valueOf((random.nextInt(200) - 100) * 2500L, 4),
          random.nextInt(9) == 0
              ? new BigInteger("9223372036854775808")
              : BigInteger.valueOf(random.nextInt(20)),
          pick(random, TEXTS),
          pick(random, TEXTS),
          pick(random, TEXTS),
          pick(random, LATIN),
          LocalDate.of(2024, 1, 28).plusDays(random.nextInt(9)),
          "{\"score\": " + random.nextInt(40) / 4.0 + ", \"tag\": \"t" + random.nextInt(5) + "\"}");
    }
    for (int id = 1; id <= 24; id++) {
      insert(
          connection,
          random,
          "p",
          id,
          random.nextInt(46),
          random.nextInt(6),
          quarters(random, 60),
          quarters(random, 60),
          pick(random, TEXTS));
    }
    for (int id = 1; id <= 8; id++) {
      insert(
          connection,
          random,
          "q",
          id,
          random.nextInt(6),
          BigDecimal.valueOf((random.nextInt(60) - 30) * 2500L, 4),
          pick(random, TEXTS));
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO w SELECT * FROM a");
      statement.execute("INSERT INTO wp SELECT * FROM p");
    }
  }

  private static double quarters(Random random, int range) {
    return random.nextInt(10) == 0 ? 13 : (random.nextInt(2 * range) - range) / 4.0;
  }

  private static String pick(Random random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static void insert(
      Connection connection, Random random, String table, int id, Object... values)
      throws SQLException {
    String marks = "?, ".repeat(values.length) + "?";
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
      insert.setInt(1, id);
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 2, random.nextInt(9) == 0 ? null : values[i]);
      }
      insert.executeUpdate();
    }
  }
}
