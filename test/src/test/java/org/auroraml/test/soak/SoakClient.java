package org.auroraml.test.soak;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One connection's statements, one after the other. */
final class SoakClient implements Runnable {
  /** What docs/how-it-works.md tells of services that fail: models, and S3. */
  private static final Set<Integer> OF_SERVICES = Set.of(30002, 1871);

  private static final int INTERRUPTED = 1317;
  private static final int TIMED_OUT = 3024;
  private static final int CURSOR_ROWS = 50;

  /** Reads are repeated, so their right answers are kept. */
  private static final Map<String, List<String>> EXPECTED = new ConcurrentHashMap<>();

  private static final ScheduledExecutorService CANCELS =
      Executors.newScheduledThreadPool(
          8,
          task -> {
            Thread thread = new Thread(task, "soak-cancel");
            thread.setDaemon(true);
            return thread;
          });

  private final SoakStand stand;
  private final int number;
  private final Random random;
  private final SoakTally tally;
  private volatile boolean stopped;
  private Connection connection;
  private Connection plain;
  private Connection expected;
  private int exports;

  SoakClient(SoakStand stand, int number, long seed, SoakTally tally) {
    this.stand = stand;
    this.number = number;
    this.random = new Random(seed);
    this.tally = tally;
  }

  /** Ends it after the statement that runs. */
  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    try {
      connection = connect();
      plain = stand.connectPlainly();
      expected = stand.connectForExpected();
      while (!stopped) {
        step();
      }
    } catch (SQLException | RuntimeException e) {
      tally.wrong("client " + number + " ended", "by an exception", e);
    } finally {
      close(connection);
      close(plain);
      close(expected);
    }
  }

  private Connection connect() throws SQLException {
    return stand.connect("useCursorFetch=" + (number % 3 == 0));
  }

  private static void close(Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      System.out.println("close: " + e);
    }
  }

  private void step() throws SQLException {
    SoakStatement statement = SoakStatement.next(random, number);
    boolean timed = random.nextInt(25) == 0;
    boolean cancelled = random.nextInt(12) == 0;
    try (Statement jdbc = prepare(statement)) {
      if (timed) {
        jdbc.setQueryTimeout(1);
      }
      Future<?> cancel =
          cancelled
              ? CANCELS.schedule(() -> cancel(jdbc), random.nextInt(60), TimeUnit.MILLISECONDS)
              : null;
      try {
        List<String> got = execute(statement, jdbc);
        // Its KILL QUERY may be late, and must not meet another statement.
        join(cancel);
        check(statement, got);
        if (cancelled) {
          requireState();
        }
      } catch (SQLException e) {
        join(cancel);
        checkFailure(statement, e, timed, cancelled);
      }
    }
    if (random.nextInt(200) == 0) {
      connection.close();
      connection = connect();
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      System.out.println("cancel: " + e);
    }
  }

  private static void join(Future<?> cancel) {
    try {
      if (cancel != null && !cancel.cancel(false)) {
        cancel.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Statement prepare(SoakStatement statement) throws SQLException {
    Statement jdbc =
        statement.type() != SoakStatement.Type.EXPORT && random.nextBoolean()
            ? connection.prepareStatement(statement.text())
            : connection.createStatement();
    if (statement.type() == SoakStatement.Type.READ) {
      if (number % 3 == 0) {
        jdbc.setFetchSize(CURSOR_ROWS);
      } else if (number % 3 == 1) {
        jdbc.setFetchSize(Integer.MIN_VALUE);
      }
    }
    return jdbc;
  }

  /** The rows that were read, or what was exported; of a write the number of rows. */
  private List<String> execute(SoakStatement statement, Statement jdbc) throws SQLException {
    if (statement.type() == SoakStatement.Type.EXPORT) {
      String name = "c" + number + "-" + exports++;
      int count = jdbc.executeUpdate(statement.sql() + " INTO OUTFILE S3 's3://soak/" + name + "'");
      String object = stand.s3().take("/soak/" + name + ".part_00000");
      List<String> lines = object == null ? List.of("no object") : object.lines().toList();
      return lines.size() == count ? lines : List.of(count + " rows, " + lines.size() + " lines");
    }
    if (jdbc instanceof PreparedStatement prepared) {
      for (int i = 0; i < statement.numbers().size(); i++) {
        prepared.setInt(i + 1, statement.numbers().get(i));
      }
      if (statement.type() == SoakStatement.Type.READ) {
        return rows(prepared.executeQuery());
      }
      return List.of(Integer.toString(prepared.executeUpdate()));
    }
    return statement.type() == SoakStatement.Type.READ
        ? rows(jdbc.executeQuery(statement.sql()))
        : List.of(Integer.toString(jdbc.executeUpdate(statement.sql())));
  }

  private static List<String> rows(ResultSet result) throws SQLException {
    try (result) {
      List<String> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i == 1 ? "" : "\t").append(result.getObject(i));
        }
        rows.add(row.toString());
      }
      Collections.sort(rows);
      return rows;
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return rows(statement.executeQuery(sql));
    }
  }

  private void check(SoakStatement statement, List<String> got) throws SQLException {
    String difference =
        switch (statement.type()) {
          case READ -> difference(expectedRows(statement.sql()), got);
          case EXPORT -> difference(expectedLines(statement.sql()), got);
          case WRITE -> {
            try (Statement jdbc = expected.createStatement()) {
              int count = jdbc.executeUpdate(statement.sql());
              String inCount = difference(List.of(Integer.toString(count)), got);
              yield inCount == null ? tableDifference() : inCount;
            }
          }
        };
    if (difference == null) {
      tally.right(statement.kind());
    } else {
      tally.wrong(statement.sql(), difference, null);
    }
  }

  private List<String> expectedRows(String sql) throws SQLException {
    List<String> known = EXPECTED.get(sql);
    if (known == null) {
      known = rows(expected, sql);
      if (EXPECTED.size() < 2000) {
        EXPECTED.put(sql, known);
      }
    }
    return known;
  }

  /** As INTO OUTFILE writes them. */
  private List<String> expectedLines(String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = expected.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          byte[] value = result.getBytes(i);
          values.add(
              value == null ? "\\N" : new String(value, java.nio.charset.StandardCharsets.UTF_8));
        }
        lines.add(String.join("\t", values));
      }
    }
    return lines;
  }

  private static String difference(List<String> expected, List<String> got) {
    if (expected.equals(got)) {
      return null;
    }
    int i = 0;
    while (i < expected.size() && i < got.size() && expected.get(i).equals(got.get(i))) {
      i++;
    }
    return "expected %d rows, got %d; row %d: expected %s, got %s"
        .formatted(
            expected.size(),
            got.size(),
            i,
            i < expected.size() ? expected.get(i) : "none",
            i < got.size() ? got.get(i) : "none");
  }

  private String tableDifference() throws SQLException {
    String all = "SELECT * FROM w" + number;
    return difference(rows(expected, all), rows(plain, all));
  }

  /**
   * Asks for the connection's state. A KILL QUERY that comes between the end of a statement and the
   * server's waiting for the next one meets that one: the server's own race, which is counted.
   */
  private List<String> state(boolean killed) throws SQLException {
    String query = "SELECT 1, @@autocommit = 1";
    try {
      return rows(connection, query);
    } catch (SQLException e) {
      if (!killed || e.getErrorCode() != INTERRUPTED) {
        throw e;
      }
      tally.lateKill();
      return rows(connection, query);
    }
  }

  /** A statement that was done before its cancel came leaves the connection well, too. */
  private void requireState() throws SQLException {
    String trouble = difference(List.of("1\t1"), state(true));
    if (trouble != null) {
      tally.wrong("after a late cancel", trouble, null);
    }
  }

  /** What is wrong with the connection after a failure; null if nothing is. */
  private String stateTrouble(SoakStatement statement, SQLException failure, boolean killed)
      throws SQLException {
    try {
      return difference(List.of("1\t1"), state(killed));
    } catch (SQLException e) {
      e.addSuppressed(new SQLException("after " + statement.sql(), failure));
      throw e;
    }
  }

  /** A failure must be a documented one, have changed nothing, and leave the connection well. */
  private void checkFailure(
      SoakStatement statement, SQLException e, boolean timed, boolean cancelled)
      throws SQLException {
    boolean documented =
        (OF_SERVICES.contains(e.getErrorCode()) && "HY000".equals(e.getSQLState()))
            || (cancelled && e.getErrorCode() == INTERRUPTED)
            || (timed && e.getErrorCode() == TIMED_OUT)
            || (statement.isPlain() && (cancelled || timed));
    String trouble = documented ? null : "failed with " + e.getErrorCode();
    if (trouble == null && statement.type() == SoakStatement.Type.WRITE) {
      trouble = tableDifference();
    }
    if (trouble == null) {
      trouble = stateTrouble(statement, e, cancelled || timed);
    }
    if (trouble == null) {
      tally.failed(statement.kind(), e);
    } else {
      tally.wrong(statement.sql(), trouble, e);
    }
  }
}
