package org.auroraml.test.oracle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.auroraml.stand.ModelServer;
import org.auroraml.stand.OracleModels;
import org.auroraml.test.server.TestDatabase;
import org.auroraml.test.server.TestServer;

/** A database of a test's own and a model server beside it, with the exact models of the oracle. */
public final class MlDatabase implements AutoCloseable {
  private final TestDatabase database;
  private final ModelServer models;

  private MlDatabase(TestDatabase database, ModelServer models) {
    this.database = database;
    this.models = models;
  }

  public static MlDatabase create() throws SQLException {
    return new MlDatabase(
        TestServer.get().createDatabase(), OracleModels.serve(ModelServer.start()));
  }

  public TestDatabase database() {
    return database;
  }

  public String name() {
    return database.name();
  }

  public ModelServer models() {
    return models;
  }

  /** Runs statements by Connector/J. */
  public void execute(String... statements) throws SQLException {
    database.execute(statements);
  }

  /** A connection of Connector/J's own. */
  public Connection connectMysql(String... settings) throws SQLException {
    return database.connectMysql(settings);
  }

  /** A connection of ours to the models; functions are kept in the catalogue unless said. */
  public Connection connect(String... settings) throws SQLException {
    List<String> all = new ArrayList<>(Arrays.asList(settings));
    all.addAll(settings(models));
    return database.connectAurora(all.toArray(String[]::new));
  }

  /** Creates a function of an endpoint: {@code signature} is {@code f(x DOUBLE) RETURNS INT}. */
  public static void createFunction(Connection connection, String signature, String endpoint)
      throws SQLException {
    execute(
        connection,
        "CREATE FUNCTION "
            + signature
            + " ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME '"
            + endpoint
            + "'");
  }

  /** Creates the functions of the oracle. */
  public static void createFunctions(Connection connection) throws SQLException {
    execute(connection, OracleModels.mlFunctions().toArray(String[]::new));
  }

  public static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The rows of a query, each joined by commas. */
  public static List<String> rows(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getString(i));
        }
        rows.add(String.join(",", row));
      }
      return rows;
    }
  }

  /** What points the driver's AWS clients at a model server. */
  public static List<String> settings(ModelServer models) {
    // Requests have to be signed; by whom is all the same to the stand.
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    return List.of(
        "awsRegion=us-east-1",
        "sagemakerEndpointUrl=" + models.uri(),
        "comprehendEndpointUrl=" + models.uri());
  }

  @Override
  public void close() throws SQLException {
    try (models) {
      database.close();
    }
  }
}
