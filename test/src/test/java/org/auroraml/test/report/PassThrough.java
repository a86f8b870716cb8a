package org.auroraml.test.report;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * What a statement without ML costs on the way through the driver, as the ratio of its time to that
 * of the same statement through Connector/J directly.
 *
 * <p>A round trip takes some 50 µs, and what else the machine does shifts it by a fifth from one
 * minute to the next; so the two are timed in turn, a few milliseconds each, and the median of the
 * pairs' ratios counts. A benchmark harness that times one after the other can't see below that.
 *
 * @param select1 of {@code SELECT 1} with a new Statement
 * @param pointQuery of a prepared query by primary key
 */
record PassThrough(double select1, double pointQuery) {
  private static final int WARM_UP = 200;
  private static final int PAIRS = 1000;
  private static final int CALLS = 50;

  /** Runs one statement. */
  @FunctionalInterface
  private interface Call {
    void run() throws SQLException;
  }

  static PassThrough measure(String address) throws SQLException {
    try (Connection ours = DriverManager.getConnection("jdbc:auroraml:" + address);
        Connection direct = DriverManager.getConnection("jdbc:mysql:" + address);
        PreparedStatement ourPoint = ours.prepareStatement(POINT_QUERY);
        PreparedStatement directPoint = direct.prepareStatement(POINT_QUERY)) {
      return new PassThrough(
          ratio(() -> select1(ours), () -> select1(direct)),
          ratio(() -> pointQuery(ourPoint), () -> pointQuery(directPoint)));
    }
  }

  private static final String POINT_QUERY = "SELECT id, x FROM points WHERE id = ?";

  private static void select1(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT 1")) {
      result.next();
      result.getInt(1);
    }
  }

  private static void pointQuery(PreparedStatement point) throws SQLException {
    point.setInt(1, 7);
    try (ResultSet result = point.executeQuery()) {
      result.next();
      result.getDouble(2);
    }
  }

  /** The median of time(ours) / time(direct). */
  private static double ratio(Call ours, Call direct) throws SQLException {
    double[] ratios = new double[PAIRS];
    for (int i = -WARM_UP; i < PAIRS; i++) {
      // Each goes first in half of the pairs.
      boolean oursFirst = i % 2 == 0;
      double first = time(oursFirst ? ours : direct);
      double second = time(oursFirst ? direct : ours);
      if (i >= 0) {
        ratios[i] = oursFirst ? first / second : second / first;
      }
    }
    Arrays.sort(ratios);
    return ratios[PAIRS / 2];
  }

  private static double time(Call call) throws SQLException {
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    return System.nanoTime() - start;
  }
}
