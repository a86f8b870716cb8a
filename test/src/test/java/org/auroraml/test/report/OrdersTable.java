package org.auroraml.test.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.auroraml.test.server.TestDatabase;

/** A table of some 200 bytes a row: numbers, a date, short and long text, NULLs, quotes. */
record OrdersTable(TestDatabase database) {

  /** Makes it. The server computes the rows, the same each time. */
  void fill(long rows) throws SQLException {
    try (Connection connection = database.connectMysql();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE orders (id INT PRIMARY KEY, customer INT, price DECIMAL(10,2),"
              + " weight DOUBLE, ordered DATETIME, status VARCHAR(12), comment VARCHAR(255))");
      statement.execute("INSERT INTO orders (id) VALUES (1)");
      for (long there = 1; there < rows; ) {
        there += statement.executeLargeUpdate(more(there, Math.min(50_000, rows - there)));
      }
      statement.execute(
          "UPDATE orders SET customer = 1, price = 9.99, status = 'new', comment = '' WHERE id = 1");
      statement.execute("ANALYZE TABLE orders");
    }
  }

  /** Doubles the table, up to so many rows more. */
  private static String more(long there, long atMost) {
    return "INSERT INTO orders SELECT n, MOD(n * 7919, 100000), MOD(n * 31, 1000000) / 100,"
        + " IF(MOD(n, 10) = 0, NULL, n / 7),"
        + " '2024-01-01' + INTERVAL MOD(n, 86400 * 30) SECOND,"
        + " ELT(1 + MOD(n, 4), 'new', 'paid', 'shipped', 'returned'),"
        + " CONCAT(SHA1(n), IF(MOD(n, 5) = 0, ', \"as said\" ', ' and then '), SHA1(n + 1),"
        + " IF(MOD(n, 7) = 0, '\\n', ' '), SHA1(n + 2))"
        + " FROM (SELECT id + "
        + there
        + " AS n FROM orders WHERE id <= "
        + atMost
        + ") AS numbers";
  }
}
