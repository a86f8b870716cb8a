package org.auroraml.test.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.auroraml.test.oracle.OracleCases.Group;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** ML functions kept on the server, or in a script, are shared and survive (F1, F12, F13). */
class CatalogTest {

  private static final String CREATE =
      "CREATE FUNCTION f(x DOUBLE) RETURNS DOUBLE ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT"
          + " ENDPOINT NAME 'ml-num'";

  private MlDatabase database;

  @BeforeEach
  void create() throws SQLException {
    database = MlDatabase.create();
    database.execute("CREATE TABLE t (d DOUBLE)", "INSERT INTO t VALUES (1.5), (13), (2.5)");
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Nested
  @DisplayName("F30 with the functions in the catalogue a statement gives the same")
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OracleWithCatalogue {
    private Oracle oracle;

    @BeforeAll
    void start() throws SQLException {
      oracle = Oracle.start("catalog");
    }

    @AfterAll
    void stop() throws SQLException {
      oracle.close();
    }

    /** Every fourth case of each group: the plans are those of the other run. */
    @TestFactory
    Stream<DynamicContainer> cases() {
      List<Group> groups = new ArrayList<>();
      for (List<Group> all :
          List.of(
              OracleCases.clauses(),
              OracleCases.blocks(),
              OracleCases.values(),
              OracleCases.writings(),
              OracleCases.prepared(),
              WriteCases.all())) {
        for (Group group : all) {
          List<OracleCase> some = new ArrayList<>();
          for (int i = 0; i < group.cases().size(); i += 4) {
            some.add(group.cases().get(i));
          }
          groups.add(new Group(group.name(), some));
        }
      }
      return OracleTest.tests(oracle, groups);
    }
  }

  @Test
  @DisplayName("F13 a created function is there for an open and for a new connection")
  void sharedWithOtherConnections() throws SQLException {
    try (Connection creator = database.connect();
        Connection other = database.connect()) {
      MlDatabase.execute(creator, CREATE);
      assertThat(MlDatabase.rows(creator, "SELECT f(2.5)")).containsExactly("2.5");
      assertThat(MlDatabase.rows(other, "SELECT f(2.5)")).containsExactly("2.5");
    }
    try (Connection later = database.connect()) {
      assertThat(MlDatabase.rows(later, "SELECT SUM(f(d)) FROM t")).containsExactly("4.0");
    }
  }

  @Test
  @DisplayName("F13 a function that another client creates is noticed without reconnecting")
  void noticedFromAnotherClient() throws SQLException {
    // Other settings, so another registry.
    try (Connection first = database.connect();
        Connection other = database.connect("mlConcurrency=3")) {
      assertThatThrownBy(() -> MlDatabase.rows(first, "SELECT f(2.5)"))
          .isInstanceOf(SQLException.class)
          .extracting("errorCode")
          .isEqualTo(1305);
      MlDatabase.execute(other, CREATE);
      assertThat(MlDatabase.rows(first, "SELECT f(d) FROM t ORDER BY d"))
          .containsExactly("1.5", "2.5", "null");
    }
  }

  @Test
  @DisplayName("F13 … also by a prepared statement")
  void noticedByAPreparedStatement() throws SQLException {
    try (Connection first = database.connect();
        Connection other = database.connect("mlConcurrency=3")) {
      MlDatabase.execute(other, CREATE);
      try (PreparedStatement tooEarly = first.prepareStatement("SELECT f(?)")) {
        tooEarly.setDouble(1, 2.5);
        assertThatThrownBy(tooEarly::executeQuery)
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("prepare it again");
      }
      try (PreparedStatement prepared = first.prepareStatement("SELECT f(?)")) {
        prepared.setDouble(1, 2.5);
        try (ResultSet result = prepared.executeQuery()) {
          result.next();
          assertThat(result.getDouble(1)).isEqualTo(2.5);
        }
      }
    }
  }

  @Test
  @DisplayName("F13 … and an UPDATE of a created function writes what the model says")
  void noticedByAnUpdate() throws SQLException {
    try (Connection first = database.connect();
        Connection other = database.connect("mlConcurrency=3")) {
      MlDatabase.execute(other, CREATE);
      MlDatabase.execute(first, "UPDATE t SET d = f(d + 1)");
      assertThat(MlDatabase.rows(first, "SELECT d FROM t ORDER BY d"))
          .containsExactly("2.5", "3.5", "14.0");
    }
  }

  @Test
  @DisplayName("F13 a function that another client drops gives the server's error 1305")
  void droppedByAnotherClient() throws SQLException {
    try (Connection first = database.connect();
        Connection other = database.connect("mlConcurrency=3")) {
      MlDatabase.execute(first, CREATE);
      assertThat(MlDatabase.rows(other, "SELECT f(1)")).containsExactly("1.0");
      MlDatabase.execute(other, "DROP FUNCTION f");
      assertThatThrownBy(() -> MlDatabase.rows(other, "SELECT f(1)"))
          .asInstanceOf(type(SQLException.class))
          .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(1305));
    }
  }

  @Test
  @DisplayName("a client without the driver gets error 30001, which says what to do")
  void clientWithoutTheDriver() throws SQLException {
    try (Connection ours = database.connect();
        Connection theirs = database.connectMysql()) {
      MlDatabase.execute(ours, CREATE);
      assertThatThrownBy(() -> MlDatabase.rows(theirs, "SELECT f(1)"))
          .asInstanceOf(type(SQLException.class))
          .satisfies(
              e -> {
                assertThat(e.getErrorCode()).isEqualTo(30001);
                assertThat(e.getSQLState()).isEqualTo("45000");
                assertThat(e.getMessage()).contains(database.name() + ".f", "jdbc:auroraml:");
              });
    }
  }

  @Test
  @DisplayName("F12 DROP FUNCTION drops it, and IF EXISTS tolerates that it is gone")
  void drop() throws SQLException {
    try (Connection connection = database.connect()) {
      MlDatabase.execute(connection, CREATE, "DROP FUNCTION f");
      assertThatThrownBy(() -> MlDatabase.rows(connection, "SELECT f(1)"))
          .extracting("errorCode")
          .isEqualTo(1305);
      MlDatabase.execute(connection, "DROP FUNCTION IF EXISTS f", CREATE);
      MlDatabase.execute(connection, "DROP FUNCTION IF EXISTS " + database.name() + ".`f`");
      assertThatThrownBy(() -> MlDatabase.execute(connection, "DROP FUNCTION f"))
          .extracting("errorCode")
          .isEqualTo(1305);
    }
  }

  @Test
  @DisplayName("F1 a second CREATE gives the server's error 1304; IF NOT EXISTS is fine with it")
  void createTwice() throws SQLException {
    try (Connection connection = database.connect()) {
      MlDatabase.execute(connection, CREATE);
      assertThatThrownBy(() -> MlDatabase.execute(connection, CREATE))
          .extracting("errorCode")
          .isEqualTo(1304);
      MlDatabase.execute(connection, CREATE.replace("FUNCTION f", "FUNCTION IF NOT EXISTS f"));
    }
  }

  @Test
  @DisplayName("F1 the forms of the Aurora page, keywords in any case")
  void formsOfCreate() throws SQLException {
    try (Connection connection = database.connect()) {
      MlDatabase.execute(
          connection,
          "create function low (x real) returns real alias aws_sagemaker_invoke_endpoint endpoint name 'ml-num'",
          "CREATE FUNCTION big(x DOUBLE) RETURNS DOUBLE\n ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT\n ENDPOINT NAME 'ml-num'\n MAX_BATCH_SIZE 7;",
          "CREATE DEFINER = CURRENT_USER FUNCTION def(x DOUBLE) RETURNS DOUBLE SQL SECURITY INVOKER ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME 'ml-num'",
          "CREATE FUNCTION nd(x DOUBLE) RETURNS DOUBLE NOT DETERMINISTIC ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME 'ml-num'",
          "CREATE FUNCTION "
              + database.name()
              + ".`quoted name`(`a value` DOUBLE) RETURNS MEDIUMINT ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME 'ml-int'",
          "CREATE FUNCTION lab(x DOUBLE) RETURNS VARCHAR(8) CHARSET utf8mb4 ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME 'ml-label'");
      assertThat(
              MlDatabase.rows(
                  connection, "SELECT low(1), big(2), def(3), nd(4), `quoted name`(5.5), lab(60)"))
          .containsExactly("1.0,2.0,3.0,4.0,5,POSITIVE");
    }
  }

  @Test
  @DisplayName("F3 RETURNS of every numeric type is the server's type of that name")
  void returnTypes() throws SQLException {
    try (Connection connection = database.connect()) {
      List<String> types =
          List.of(
              "TINYINT",
              "SMALLINT",
              "MEDIUMINT",
              "INT",
              "BIGINT",
              "INT UNSIGNED",
              "BIGINT UNSIGNED",
              "DECIMAL(10,2)",
              "DECIMAL",
              "NUMERIC(5,1)",
              "FLOAT",
              "DOUBLE",
              "REAL",
              "DOUBLE PRECISION",
              "VARCHAR(20)",
              "INTEGER");
      for (int i = 0; i < types.size(); i++) {
        MlDatabase.createFunction(
            connection, "ml" + i + "(x DOUBLE) RETURNS " + types.get(i), "ml-num");
        database.execute(
            "CREATE FUNCTION st"
                + i
                + "(x DOUBLE) RETURNS "
                + types.get(i)
                + " DETERMINISTIC NO SQL RETURN CONCAT(x)");
        assertSame(connection, "ml" + i + "(d)", "st" + i + "(d)", types.get(i));
      }
    }
  }

  private void assertSame(Connection connection, String ml, String stored, String what)
      throws SQLException {
    String from = " AS x FROM t WHERE d < 10 ORDER BY d";
    try (Connection theirs = database.connectMysql();
        Statement mine = connection.createStatement();
        Statement other = theirs.createStatement();
        ResultSet expected = other.executeQuery("SELECT " + stored + from);
        ResultSet actual = mine.executeQuery("SELECT " + ml + from)) {
      assertThat(Outcome.Rows.read(actual, true, database.name()).lines())
          .as("RETURNS " + what)
          .isEqualTo(Outcome.Rows.read(expected, true, database.name()).lines());
    }
  }

  @Test
  @DisplayName(
      "F80 a statement that the server refuses fails with its error, and no model is asked")
  void statementAtFault() throws SQLException {
    try (Connection connection = database.connect()) {
      MlDatabase.execute(connection, CREATE);

      for (String sql :
          List.of(
              "SELECT f(d) FROM t WHERE f(d) > 1 AND nothing = 1",
              "UPDATE t SET d = f(d) + nothing",
              "SELECT f(d), nothing FROM t")) {
        assertThatThrownBy(() -> MlDatabase.execute(connection, sql))
            .asInstanceOf(type(SQLException.class))
            .returns(1054, SQLException::getErrorCode)
            .returns("42S22", SQLException::getSQLState);
      }
      assertThat(database.models().inputs("ml-num")).isZero();
    }
  }

  @Test
  @DisplayName("a prepared statement is read by the server once, however often it runs")
  void preparedStatementIsReadOnce() throws SQLException {
    try (Connection connection = database.connect()) {
      MlDatabase.execute(connection, CREATE);
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT d FROM t WHERE f(d) > ?")) {
        for (int i = 0; i < 3; i++) {
          statement.setInt(1, i);
          statement.executeQuery().close();
        }
      }
      assertThat(MlDatabase.rows(connection, "SHOW SESSION STATUS LIKE 'Com_prepare_sql'"))
          .singleElement()
          .asString()
          .endsWith("1");
      assertThat(MlDatabase.rows(connection, "SHOW SESSION STATUS LIKE 'Com_dealloc_sql'"))
          .singleElement()
          .asString()
          .endsWith("1");
    }
  }

  @Test
  @DisplayName("functions=file:PATH appends to a script that another client reads")
  void script(@TempDir Path directory) throws Exception {
    Path script = directory.resolve("functions.sql");
    try (Connection connection = database.connect("functions=file:" + script)) {
      MlDatabase.execute(
          connection, CREATE, CREATE.replace("FUNCTION f", "FUNCTION g"), "DROP FUNCTION g");
      assertThat(MlDatabase.rows(connection, "SELECT f(2.5)")).containsExactly("2.5");
    }
    assertThat(Files.readString(script)).contains("CREATE FUNCTION", "ml-num", "DROP FUNCTION");
    try (Connection later = database.connect("functions=file:" + script);
        Connection theirs = database.connectMysql()) {
      assertThat(MlDatabase.rows(later, "SELECT f(d) FROM t WHERE f(d) > 2"))
          .containsExactly("2.5");
      assertThatThrownBy(() -> MlDatabase.rows(later, "SELECT g(1)"))
          .extracting("errorCode")
          .isEqualTo(1305);
      assertThatThrownBy(() -> MlDatabase.rows(theirs, "SELECT f(1)"))
          .as("the server knows nothing of it")
          .extracting("errorCode")
          .isEqualTo(1305);
    }
  }

  @Test
  @DisplayName("functions=memory leaves nothing on the server")
  void memory() throws SQLException {
    try (Connection connection = database.connect("functions=memory")) {
      MlDatabase.execute(connection, CREATE);
      assertThat(MlDatabase.rows(connection, "SELECT f(2.5)")).containsExactly("2.5");
    }
    try (Connection again = database.connect("functions=memory");
        Connection theirs = database.connectMysql()) {
      assertThat(MlDatabase.rows(again, "SELECT f(2.5)")).containsExactly("2.5");
      assertThatThrownBy(() -> MlDatabase.rows(theirs, "SELECT f(1)"))
          .extracting("errorCode")
          .isEqualTo(1305);
    }
  }
}
