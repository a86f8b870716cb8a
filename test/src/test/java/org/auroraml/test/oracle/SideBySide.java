package org.auroraml.test.oracle;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.auroraml.test.server.TestDatabase;
import org.auroraml.test.server.TestServer;

/**
 * Runs any statements on both sides: with stored functions through Connector/J alone, and with ML
 * functions through our driver, in two databases with the same tables. Whatever a statement writes
 * is compared and taken back. Not thread-safe.
 */
public final class SideBySide implements AutoCloseable {
  private final RecordedModels models;
  private final TestDatabase storedDatabase;
  private final TestDatabase mlDatabase;
  private final Side stored;
  private final Side ml;
  private int sent;

  /** Fills a database, the same way each time. */
  @FunctionalInterface
  public interface Schema {
    void load(Connection connection) throws SQLException;
  }

  private SideBySide(Functions functions, Schema schema) throws SQLException {
    models = new RecordedModels(functions.models());
    TestServer server = TestServer.get();
    storedDatabase = server.createDatabase();
    mlDatabase = server.createDatabase();
    String collation;
    try (Connection one = storedDatabase.connectMysql();
        Connection other = mlDatabase.connectMysql()) {
      schema.load(one);
      schema.load(other);
      collation = "connectionCollation=" + Oracle.defaultCollation(one);
    }
    Connection theirs = storedDatabase.connectMysql(collation);
    MlDatabase.execute(theirs, functions.stored().toArray(String[]::new));
    stored = new Side(theirs, List.of(storedDatabase.name()));
    ml =
        new Side(
            connectMl(mlDatabase, models, functions, collation, "functions=catalog"),
            List.of(mlDatabase.name()));
  }

  /** Loads two databases and creates the functions. */
  public static SideBySide start(Functions functions, Schema schema) throws SQLException {
    return new SideBySide(functions, schema);
  }

  /** A connection of ours to the functions. */
  static Connection connectMl(
      TestDatabase database, RecordedModels models, Functions functions, String... settings)
      throws SQLException {
    List<String> all = new ArrayList<>(Arrays.asList(settings));
    all.addAll(MlDatabase.settings(models.server()));
    Connection connection = database.connectAurora(all.toArray(String[]::new));
    MlDatabase.execute(connection, functions.ml().toArray(String[]::new));
    return connection;
  }

  /** A connection of Connector/J's to the side with stored functions. */
  public Connection connection() {
    return stored.connection();
  }

  /** Compares a statement that has no ORDER BY with ties. */
  public Verdict compare(String sql) throws SQLException {
    OracleStatement statement = OracleStatement.totallyOrdered(sql);
    MlDatabase.execute(stored.connection(), "SET " + Functions.LOG + " = ''");
    Answer expected = requireServer(stored.answer(statement), sql, "stored functions");
    models.forget();
    Answer actual = requireServer(ml.answer(statement), sql, "ML functions");
    sent = models.count();
    return Verdict.of(statement, expected, actual);
  }

  /** Servers have bugs of their own, which end them; then nothing can be compared any more. */
  private static Answer requireServer(Answer answer, String sql, String side) {
    if (answer.lostServer()) {
      throw new IllegalStateException("The server ended at this, with " + side + ": " + sql);
    }
    return answer;
  }

  /** Inputs that the models were sent for the last statement. */
  public int inputsSent() {
    return sent;
  }

  /**
   * The distinct inputs that logging stored functions were called with for the last statement;
   * calls with nothing but NULL are none.
   */
  public long inputsCalled() throws SQLException {
    String log = MlDatabase.rows(stored.connection(), "SELECT " + Functions.LOG).get(0);
    return Arrays.stream(log.split(";")).filter(call -> call.contains(" x")).count();
  }

  /** Runs a query with ML functions, and gives its rows or its error as text. */
  public Result runMl(String sql) throws SQLException {
    return Result.of(ml.answer(OracleStatement.totallyOrdered(sql)));
  }

  /** Runs a query with stored functions. */
  public Result runStored(String sql) throws SQLException {
    return Result.of(stored.answer(OracleStatement.totallyOrdered(sql)));
  }

  /**
   * The rows of a query as text, or why there are none.
   *
   * @param rows the values, null for NULL
   * @param error empty, or SQLSTATE, code and message
   * @param refusal empty, or the driver's reason
   */
  public record Result(List<List<String>> rows, String error, String refusal) {
    private static Result of(Answer answer) {
      Outcome outcome = answer.outcomes().get(0);
      if (outcome instanceof Outcome.Rows rows) {
        return new Result(
            rows.rows().stream().map(row -> row.stream().map(Outcome.Cell::text).toList()).toList(),
            "",
            "");
      } else if (outcome instanceof Outcome.Failure failure) {
        return new Result(
            List.of(), String.join(" ", failure.lines()), Verdict.refusal(failure).orElse(""));
      }
      throw new IllegalArgumentException("no query: " + outcome);
    }
  }

  @Override
  public void close() throws SQLException {
    try (models;
        storedDatabase;
        mlDatabase) {
      stored.close();
      ml.close();
    }
  }
}
