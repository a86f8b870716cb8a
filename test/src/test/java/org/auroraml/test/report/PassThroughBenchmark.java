package org.auroraml.test.report;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a statement without ML costs on the way through the driver: the same statement on the same
 * server through {@code jdbc:auroraml:} and through Connector/J directly.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PassThroughBenchmark {
  /** Server, user and database, given by the report. */
  static final String HOST = "auroraml.report.host";

  @Param({"jdbc:mysql:", "jdbc:auroraml:"})
  public String prefix;

  private Connection connection;
  private PreparedStatement point;
  private int next;

  @Setup
  public void connect() throws SQLException {
    connection = DriverManager.getConnection(prefix + System.getProperty(HOST));
    point = connection.prepareStatement("SELECT id, x FROM points WHERE id = ?");
  }

  @TearDown
  public void close() throws SQLException {
    connection.close();
  }

  @Benchmark
  public int select1() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT 1")) {
      result.next();
      return result.getInt(1);
    }
  }

  @Benchmark
  public double preparedPointQuery() throws SQLException {
    next = next % 1000 + 1;
    point.setInt(1, next);
    try (ResultSet result = point.executeQuery()) {
      result.next();
      return result.getDouble(2);
    }
  }
}
