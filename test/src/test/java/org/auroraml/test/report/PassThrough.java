package org.auroraml.test.report;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a statement without ML costs on the way through the driver, as the ratio of its time to that
 * of the same statement through Connector/J directly.
 *
 * <p>A round trip takes some 50 µs, and what else the machine does shifts it by a fifth from one
 * minute to the next; so the two are timed in turn, a few milliseconds each, and the median of the
 * pairs' ratios counts; the quartiles tell how far the pairs are apart. A benchmark harness that
 * times one after the other can't see below that. Nor do two connections tell: each has a thread of
 * the server's, and which core that runs on makes one of them twice as fast as the other for as
 * long as it lives. So each side has several, and each of them is compared with each of the other
 * side's.
 *
 * @param select1 of {@code SELECT 1} with a new Statement
 * @param pointQuery of a prepared query by primary key
 */
record PassThrough(Ratios select1, Ratios pointQuery) {
  /** The quartiles of time(ours) / time(direct). */
  record Ratios(double lower, double median, double upper) {
    static Ratios of(double[] pairs) {
      double[] sorted = pairs.clone();
      Arrays.sort(sorted);
      return new Ratios(
          sorted[sorted.length / 4], sorted[sorted.length / 2], sorted[sorted.length * 3 / 4]);
    }

    /** The median, and in brackets the other two. */
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.3f[%.3f..%.3f]", median, lower, upper);
    }
  }

  private static final int WARM_UP = 256;
  private static final int PAIRS = 1024;
  private static final int CALLS = 50;

  /** On each side. */
  private static final int CONNECTIONS = 8;

  /** Runs one statement. */
  @FunctionalInterface
  private interface Call {
    void run() throws SQLException;
  }

  /** The connections of both sides, opened in turn. */
  private record Sides(List<Connection> ours, List<Connection> direct) implements AutoCloseable {
    static Sides open(String address) throws SQLException {
      Sides sides = new Sides(new ArrayList<>(), new ArrayList<>());
      for (int i = 0; i < CONNECTIONS; i++) {
        sides.ours.add(DriverManager.getConnection("jdbc:auroraml:" + address));
        sides.direct.add(DriverManager.getConnection("jdbc:mysql:" + address));
      }
      return sides;
    }

    @Override
    public void close() throws SQLException {
      for (List<Connection> side : List.of(ours, direct)) {
        for (Connection connection : side) {
          connection.close();
        }
      }
    }
  }

  /** Makes the call of a connection. */
  @FunctionalInterface
  private interface Calls {
    Call of(Connection connection) throws SQLException;
  }

  static PassThrough measure(String address) throws SQLException {
    try (Sides sides = Sides.open(address)) {
      return new PassThrough(
          ratios(sides, connection -> () -> select1(connection)),
          ratios(
              sides,
              connection -> {
                PreparedStatement point = connection.prepareStatement(POINT_QUERY);
                return () -> pointQuery(point);
              }));
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

  private static List<Call> calls(List<Connection> connections, Calls calls) throws SQLException {
    List<Call> all = new ArrayList<>();
    for (Connection connection : connections) {
      all.add(calls.of(connection));
    }
    return all;
  }

  private static Ratios ratios(Sides sides, Calls calls) throws SQLException {
    List<Call> allOurs = calls(sides.ours, calls);
    List<Call> allDirect = calls(sides.direct, calls);
    double[] ratios = new double[PAIRS];
    for (int i = -WARM_UP; i < PAIRS; i++) {
      Call ours = allOurs.get(Math.floorMod(i, CONNECTIONS));
      Call direct = allDirect.get(Math.floorMod(i / CONNECTIONS, CONNECTIONS));
      // Each goes first in half of the pairs, and in half of those of a connection.
      boolean oursFirst = Math.floorMod(i + i / CONNECTIONS, 2) == 0;
      double first = time(oursFirst ? ours : direct);
      double second = time(oursFirst ? direct : ours);
      if (i >= 0) {
        ratios[i] = oursFirst ? first / second : second / first;
      }
    }
    return Ratios.of(ratios);
  }

  private static double time(Call call) throws SQLException {
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    return System.nanoTime() - start;
  }
}
