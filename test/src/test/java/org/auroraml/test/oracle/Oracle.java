package org.auroraml.test.oracle;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.auroraml.stand.OracleModels;
import org.auroraml.test.oracle.OracleCase.Step;
import org.auroraml.test.server.TestDatabase;
import org.auroraml.test.server.TestServer;

/**
 * Runs statements twice: with ML functions through our driver, and with stored functions of the
 * same names and values through Connector/J alone (F30). Two databases with the same tables keep
 * the two apart: in the one for our driver no stored function could step in where the driver fails
 * to see a call.
 *
 * <p>Not thread-safe: the models' inputs are counted for one statement at a time.
 */
final class Oracle implements AutoCloseable {

  private final RecordedModels models = new RecordedModels();
  private final TestDatabase stored;
  private final TestDatabase ml;
  private final String functions;

  /**
   * The collation of the functions' texts. Connector/J asks for utf8mb4_0900_ai_ci, which on
   * MariaDB is not the default: a function's result could then be compared with no literal (1267).
   */
  private final String defaultCollation;

  /** Keeps the driver's model clients alive between cases. */
  private final Connection anchor;

  private Oracle(String functions) throws SQLException {
    this.functions = functions;
    stored = TestServer.get().createDatabase();
    try (Connection connection = stored.connectMysql()) {
      OracleSchema.create(connection);
      defaultCollation = defaultCollation(connection);
      try (Statement statement = connection.createStatement()) {
        for (String function : OracleModels.storedFunctions()) {
          statement.execute(function);
        }
      }
    }
    ml = TestServer.get().createDatabase();
    try (Connection connection = ml.connectMysql()) {
      OracleSchema.create(connection);
    }
    anchor = connectMl();
    MlDatabase.createFunctions(anchor);
  }

  /**
   * An oracle over fresh databases.
   *
   * @param functions the driver's setting of that name: where it keeps ML functions
   */
  static Oracle start(String functions) throws SQLException {
    return new Oracle(functions);
  }

  static String defaultCollation(Connection connection) throws SQLException {
    return MlDatabase.rows(
            connection,
            "SELECT DEFAULT_COLLATE_NAME FROM information_schema.CHARACTER_SETS"
                + " WHERE CHARACTER_SET_NAME = 'utf8mb4'")
        .get(0);
  }

  RecordedModels models() {
    return models;
  }

  /** The database with ML functions. */
  TestDatabase ml() {
    return ml;
  }

  /** A connection of Connector/J's to the stored functions. */
  Connection connectStored(String... settings) throws SQLException {
    return stored.connectMysql(withCollation(settings).toArray(String[]::new));
  }

  private List<String> withCollation(String... settings) {
    List<String> all = new ArrayList<>(Arrays.asList(settings));
    if (all.stream()
        .noneMatch(setting -> setting.matches("(connectionCollation|characterEncoding)=.*"))) {
      all.add("connectionCollation=" + defaultCollation);
    }
    return all;
  }

  /** A connection of ours to the same tables and the ML functions. */
  Connection connectMl(String... settings) throws SQLException {
    List<String> all = withCollation(settings);
    all.add("functions=" + functions);
    all.addAll(MlDatabase.settings(models.server()));
    return ml.connectAurora(all.toArray(String[]::new));
  }

  /** Compares both sides. The first difference, or empty if there is none. */
  Optional<Difference> compare(OracleCase oracleCase) throws SQLException {
    if (!oracleCase.write()) {
      return compareOnce(oracleCase, false);
    }
    resetWritten();
    Optional<Difference> inTransaction = compareOnce(oracleCase, true);
    if (inTransaction.isPresent()) {
      return inTransaction;
    }
    resetWritten();
    return compareOnce(oracleCase, false);
  }

  private void resetWritten() throws SQLException {
    for (TestDatabase database : List.of(stored, ml)) {
      try (Connection connection = database.connectMysql()) {
        OracleSchema.resetWritten(connection);
      }
    }
  }

  private Optional<Difference> compareOnce(OracleCase oracleCase, boolean inTransaction)
      throws SQLException {
    String[] settings = oracleCase.connection().toArray(String[]::new);
    try (Connection theirs = connectStored(settings);
        Connection ours = connectMl(settings)) {
      for (Connection connection : List.of(theirs, ours)) {
        connection.setAutoCommit(!inTransaction);
        try (Statement statement = connection.createStatement()) {
          for (String sql : oracleCase.session()) {
            statement.execute(sql);
          }
        }
      }
      models.forget();
      boolean failed = false;
      for (Step step : oracleCase.steps()) {
        List<Outcome> expected = run(theirs, step, stored.name());
        List<Outcome> actual = run(ours, step, ml.name());
        Optional<Difference> difference = difference(step.sql(), expected, actual);
        if (difference.isPresent()) {
          return difference;
        }
        failed |= expected.get(0) instanceof Outcome.Failure;
      }
      Optional<Difference> more = sentMoreThanAllowed(oracleCase, failed);
      if (more.isEmpty() && oracleCase.write()) {
        more = writtenDifference(oracleCase, theirs, ours);
      }
      if (more.isEmpty()) {
        more = sessionDifference(oracleCase, ours, inTransaction);
      }
      for (Connection connection : List.of(theirs, ours)) {
        if (inTransaction) {
          connection.rollback();
        }
      }
      if (more.isEmpty() && inTransaction) {
        // After ROLLBACK nothing of the write may be left.
        more = writtenDifference(oracleCase, theirs, ours);
      }
      return more;
    }
  }

  /** What a statement gives on one side. */
  static List<Outcome> run(Connection connection, Step step, String database) throws SQLException {
    String sql = step.sql().replace("{db}", database);
    int keys = step.keys() ? Statement.RETURN_GENERATED_KEYS : Statement.NO_GENERATED_KEYS;
    List<Outcome> outcomes = new ArrayList<>();
    try {
      if (step.parameters().isEmpty()) {
        try (Statement statement = connection.createStatement()) {
          boolean isResult = step.keys() ? statement.execute(sql, keys) : statement.execute(sql);
          outcomes.addAll(results(statement, isResult, step, database));
        }
      } else {
        try (PreparedStatement statement = connection.prepareStatement(sql, keys)) {
          outcomes.addAll(prepared(statement, step, database));
        }
      }
    } catch (SQLException e) {
      outcomes.add(Outcome.Failure.of(e));
    }
    return outcomes;
  }

  private static List<Outcome> prepared(PreparedStatement statement, Step step, String database)
      throws SQLException {
    boolean batch = step.parameters().size() > 1;
    for (List<Object> row : step.parameters()) {
      for (int i = 0; i < row.size(); i++) {
        statement.setObject(i + 1, row.get(i));
      }
      if (batch) {
        statement.addBatch();
      }
    }
    if (!batch) {
      return results(statement, statement.execute(), step, database);
    }
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(
        new Outcome.Counts(
            Arrays.stream(statement.executeBatch()).mapToObj(Long::valueOf).toList()));
    if (step.keys()) {
      outcomes.add(Outcome.Rows.read(statement.getGeneratedKeys(), true, database));
    }
    return outcomes;
  }

  private static List<Outcome> results(
      Statement statement, boolean firstIsResult, Step step, String database) throws SQLException {
    List<Outcome> outcomes = new ArrayList<>();
    boolean isResult = firstIsResult;
    while (isResult || statement.getLargeUpdateCount() >= 0) {
      if (isResult) {
        try (ResultSet result = statement.getResultSet()) {
          outcomes.add(Outcome.Rows.read(result, step.ordered(), database));
        }
      } else {
        outcomes.add(new Outcome.Counts(List.of(statement.getLargeUpdateCount())));
        if (step.keys()) {
          outcomes.add(Outcome.Rows.read(statement.getGeneratedKeys(), true, database));
        }
      }
      isResult = statement.getMoreResults();
    }
    return outcomes;
  }

  /** The first difference between what a statement gave on both sides. */
  static Optional<Difference> difference(String sql, List<Outcome> stored, List<Outcome> ml) {
    for (int i = 0; i < Math.max(stored.size(), ml.size()); i++) {
      Outcome expected = i < stored.size() ? stored.get(i) : new Outcome.Counts(List.of());
      Outcome actual = i < ml.size() ? ml.get(i) : new Outcome.Counts(List.of());
      if (!expected.getClass().equals(actual.getClass())) {
        return Optional.of(Difference.of("outcome", sql, expected, actual));
      }
      String what = difference(expected, actual);
      if (what != null) {
        return Optional.of(Difference.of(what, sql, expected, actual));
      }
    }
    return Optional.empty();
  }

  /** What differs between two outcomes of a kind; null for nothing. */
  private static String difference(Outcome stored, Outcome ml) {
    if (stored instanceof Outcome.Rows rows) {
      return rowsDifference(rows, (Outcome.Rows) ml);
    } else if (stored instanceof Outcome.Failure failure) {
      return failure.sameAs((Outcome.Failure) ml) ? null : "error";
    }
    boolean same =
        AllowedDifferences.sameCounts(
            ((Outcome.Counts) stored).counts(), ((Outcome.Counts) ml).counts());
    return same ? null : "update counts";
  }

  private static String rowsDifference(Outcome.Rows stored, Outcome.Rows ml) {
    if (!AllowedDifferences.sameColumns(stored.columns(), ml.columns())) {
      return "columns";
    }
    return stored.comparableRows().equals(ml.comparableRows()) ? null : "rows";
  }

  /**
   * F27: equal inputs once; never more than the distinct inputs of the rows that reach the call.
   */
  private Optional<Difference> sentMoreThanAllowed(OracleCase oracleCase, boolean failed)
      throws SQLException {
    String sql = oracleCase.describe();
    boolean severalStatements =
        oracleCase.steps().size() > 1
            || oracleCase.steps().stream().anyMatch(step -> step.parameters().size() > 1);
    if (!severalStatements && !models.repeated().isEmpty()) {
      return Optional.of(
          new Difference(
              "inputs", sql, List.of("each sent once"), List.of("repeated " + models.repeated())));
    }
    if (oracleCase.inputs().isEmpty()) {
      return models.count() > 0 || failed
          ? Optional.empty()
          : Optional.of(new Difference("inputs", sql, List.of("some"), List.of("none sent")));
    }
    long allowed = count(oracleCase.inputs().get());
    return models.count() <= allowed
        ? Optional.empty()
        : Optional.of(
            new Difference(
                "inputs",
                sql,
                List.of("at most " + allowed + " inputs"),
                List.of(models.count() + " sent")));
  }

  private long count(String query) throws SQLException {
    try (Connection connection = stored.connectMysql();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }

  private static Optional<Difference> writtenDifference(
      OracleCase oracleCase, Connection theirs, Connection ours) throws SQLException {
    Outcome.Rows expected = written(theirs);
    Outcome.Rows actual = written(ours);
    return expected.equals(actual)
        ? Optional.empty()
        : Optional.of(Difference.of("table content", oracleCase.describe(), expected, actual));
  }

  private static Outcome.Rows written(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM w ORDER BY id")) {
      return Outcome.Rows.read(result, true, connection.getCatalog());
    }
  }

  /** The connection is as the user left it: autocommit, and no transaction of ours open. */
  private static Optional<Difference> sessionDifference(
      OracleCase oracleCase, Connection ours, boolean inTransaction) throws SQLException {
    boolean open = isInTransaction(ours);
    if (ours.getAutoCommit() == inTransaction || (open && !inTransaction)) {
      return Optional.of(
          new Difference(
              "session",
              oracleCase.describe(),
              List.of("autocommit " + !inTransaction + ", transaction open " + inTransaction),
              List.of("autocommit " + ours.getAutoCommit() + ", transaction open " + open)));
    }
    return Optional.empty();
  }

  /** Whether the server has a transaction open for the connection. */
  static boolean isInTransaction(Connection connection) throws SQLException {
    return connection
        .unwrap(JdbcConnection.class)
        .getSession()
        .getServerSession()
        .inTransactionOnServer();
  }

  @Override
  public void close() throws SQLException {
    try (models;
        stored;
        ml) {
      anchor.close();
    }
  }
}
