package org.auroraml.test.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F12: ML functions are shown, altered and described, wherever they are kept. */
class FunctionAdministrationTest {
  private static final String CREATE =
      "CREATE FUNCTION `a score`(x DOUBLE, label VARCHAR(20) CHARSET utf8mb4) RETURNS"
          + " DECIMAL(12,4) SQL SECURITY INVOKER COMMENT 'it''s; a \"score\"' ALIAS"
          + " AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME 'ml-num' MAX_BATCH_SIZE 7";

  @TempDir Path directory;
  private MlDatabase database;

  /** The setting {@code functions}. */
  enum Kept {
    CATALOG,
    SCRIPT,
    MEMORY
  }

  @BeforeEach
  void start() throws SQLException {
    database = MlDatabase.create();
  }

  @AfterEach
  void stop() throws SQLException {
    database.close();
  }

  private Connection connect(Kept kept) throws SQLException {
    return database.connect(
        switch (kept) {
          case CATALOG -> "functions=catalog";
          case SCRIPT -> "functions=file:" + directory.resolve("functions.sql");
          case MEMORY -> "functions=memory";
        });
  }

  private static String shown(Connection connection, String function) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SHOW CREATE FUNCTION " + function)) {
      assertThat(result.next()).isTrue();
      assertThat(result.getMetaData().getColumnLabel(1)).isEqualTo("Function");
      assertThat(result.getMetaData().getColumnLabel(6)).isEqualTo("Database Collation");
      return result.getString("Create Function");
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("SHOW CREATE FUNCTION prints a statement that creates it again, with its comment")
  void showCreate(Kept kept) throws SQLException {
    try (Connection connection = connect(kept)) {
      MlDatabase.execute(connection, CREATE);
      String first = shown(connection, "`a score`");

      MlDatabase.execute(connection, "DROP FUNCTION `a score`", first);
      String again = shown(connection, database.name() + ".`a score`");

      assertThat(again).isEqualTo(first);
      assertThat(first)
          .contains("SQL SECURITY INVOKER", "it''s; a \"score\"")
          .endsWith("ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME 'ml-num' MAX_BATCH_SIZE 7")
          .doesNotContain("SIGNAL", "NO SQL");
      assertThat(MlDatabase.rows(connection, "SELECT `a score`(2.5, 'x')"))
          .containsExactly("2.5000");
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("ALTER FUNCTION changes comment and security, and the model stays")
  void alter(Kept kept) throws SQLException {
    try (Connection connection = connect(kept)) {
      MlDatabase.execute(
          connection,
          CREATE,
          "ALTER FUNCTION `a score` COMMENT 'another ''one' SQL SECURITY DEFINER");

      assertThat(shown(connection, "`a score`"))
          .contains("another ''one", "ENDPOINT NAME 'ml-num'")
          .doesNotContain("INVOKER");
      MlDatabase.execute(connection, "ALTER FUNCTION `a score` SQL SECURITY INVOKER");
      assertThat(shown(connection, "`a score`")).contains("another ''one", "SECURITY INVOKER");
      assertThat(MlDatabase.rows(connection, "SELECT `a score`(2.5, 'x')"))
          .containsExactly("2.5000");
    }
    try (Connection later = connect(kept)) {
      assertThat(shown(later, "`a score`")).contains("another ''one");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"READS SQL DATA", "NO SQL", "CONTAINS SQL", "modifies  sql data"})
  @DisplayName("F4 ALTER FUNCTION refuses what CREATE FUNCTION refuses")
  void alterRefused(String characteristic) throws SQLException {
    try (Connection connection = connect(Kept.CATALOG)) {
      MlDatabase.execute(connection, CREATE);

      assertThatThrownBy(
              () -> MlDatabase.execute(connection, "ALTER FUNCTION `a score` " + characteristic))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("NOT DETERMINISTIC")
          .extracting("errorCode")
          .isEqualTo(1235);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("SHOW FUNCTION STATUS lists them beside the server's own, filtered")
  void status(Kept kept) throws SQLException {
    database.execute("CREATE FUNCTION a_stored(x INT) RETURNS INT DETERMINISTIC NO SQL RETURN x");
    try (Connection connection = connect(kept)) {
      MlDatabase.execute(connection, CREATE);

      assertThat(names(connection, "SHOW FUNCTION STATUS WHERE Db = '" + database.name() + "'"))
          .containsExactlyInAnyOrder("a score", "a_stored");
      assertThat(names(connection, "SHOW FUNCTION STATUS LIKE 'a s%'")).containsExactly("a score");
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery("SHOW FUNCTION STATUS LIKE 'a score'")) {
        result.next();
        assertThat(result.getString("Security_type")).isEqualTo("INVOKER");
        assertThat(result.getString("Comment")).contains("ENDPOINT NAME 'ml-num'");
      }
    }
  }

  private static List<String> names(Connection connection, String sql) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        names.add(result.getString("Name"));
      }
    }
    return names;
  }

  @Test
  @DisplayName("DatabaseMetaData describes them as it describes stored functions")
  void metaData() throws SQLException {
    database.execute("CREATE FUNCTION a_stored(x INT) RETURNS INT DETERMINISTIC NO SQL RETURN x");
    try (Connection connection = connect(Kept.CATALOG);
        Connection theirs = database.connectMysql()) {
      MlDatabase.execute(connection, CREATE);

      assertThat(described(connection.getMetaData()))
          .isEqualTo(described(theirs.getMetaData()))
          .hasSize(2 + 3 + 2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SCRIPT", "MEMORY"})
  @DisplayName("F12 metadata describes functions that the server does not know as it would itself")
  void describedByClient(Kept kept) throws SQLException {
    String alias = " ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME 'e'";
    String[] functions = {
      "CREATE FUNCTION a1(x DOUBLE, s VARCHAR(20), n INT UNSIGNED) RETURNS BIGINT" + alias,
      "CREATE FUNCTION a2(d DECIMAL(10,2), i SMALLINT) RETURNS VARCHAR(8)" + alias,
      "CREATE FUNCTION b(x DOUBLE) RETURNS DOUBLE" + alias,
    };
    List<String> expected;
    try (Connection catalog = connect(Kept.CATALOG)) {
      MlDatabase.execute(catalog, functions);
      // MariaDB's catalogue has no scale of a DOUBLE, its results have 0.
      expected =
          described(catalog.getMetaData()).stream()
              .map(line -> line.replace("/DOUBLE/22/22/null/", "/DOUBLE/22/22/0/"))
              .toList();
      MlDatabase.execute(
          catalog,
          "DROP FUNCTION a1",
          "DROP FUNCTION a2",
          "DROP FUNCTION b",
          "CREATE FUNCTION a3(x INT) RETURNS INT DETERMINISTIC NO SQL RETURN x");
    }
    try (Connection connection = connect(kept)) {
      MlDatabase.execute(connection, functions);

      List<String> told = described(connection.getMetaData());

      assertThat(told).filteredOn(line -> !line.contains("/a3/")).isEqualTo(expected);
      assertThat(told).filteredOn(line -> line.contains("/a3/")).hasSize(1 + 2);
      try (ResultSet columns =
          connection.getMetaData().getFunctionColumns(database.name(), null, "a1", "s")) {
        assertThat(columns.next()).isTrue();
        assertThat(columns.getInt("ORDINAL_POSITION")).isZero();
        assertThat(columns.next()).isTrue();
        assertThat(columns.getString("COLUMN_NAME")).isEqualTo("s");
        assertThat(columns.next()).isFalse();
      }
      try (ResultSet none = connection.getMetaData().getFunctions("other", null, "%")) {
        assertThat(none.next()).isFalse();
      }
    }
  }

  /** All that is told of the functions and their columns, without the remarks. */
  private List<String> described(DatabaseMetaData metaData) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (ResultSet functions = metaData.getFunctions(database.name(), null, "a%")) {
      while (functions.next()) {
        lines.add(
            functions.getString("FUNCTION_CAT")
                + "/"
                + functions.getString("FUNCTION_NAME")
                + "/"
                + functions.getShort("FUNCTION_TYPE")
                + "/"
                + functions.getString("SPECIFIC_NAME"));
      }
    }
    try (ResultSet columns = metaData.getFunctionColumns(database.name(), null, "a%", "%")) {
      int count = columns.getMetaData().getColumnCount();
      while (columns.next()) {
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= count; i++) {
          line.append(columns.getString(i)).append('/');
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  @Test
  @DisplayName("F2 a backslash in the ALIAS clause, which sql_mode would decide about, is refused")
  void backslash() throws SQLException {
    for (String mode : new String[] {"", "NO_BACKSLASH_ESCAPES"}) {
      try (Connection connection = connect(Kept.CATALOG)) {
        MlDatabase.execute(connection, "SET sql_mode = '" + mode + "'");
        assertThatThrownBy(
                () ->
                    MlDatabase.createFunction(
                        connection, "f(x DOUBLE) RETURNS DOUBLE", "ml\\\\num"))
            .isInstanceOf(SQLException.class)
            .hasFieldOrPropertyWithValue("errorCode", 30003)
            .hasMessageContaining("backslash");
        assertThat(
                MlDatabase.rows(
                    connection,
                    "SELECT ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA ="
                        + " DATABASE()"))
            .isEmpty();
      }
    }
  }

  @Test
  @DisplayName("who may call a function and no more sees no definition, as the server has it")
  void withoutPrivilege() throws SQLException {
    try (Connection connection = connect(Kept.CATALOG);
        TestUser user = TestUser.create(database)) {
      MlDatabase.createFunction(connection, "f(x DOUBLE) RETURNS DOUBLE", "ml-num");
      user.with("EXECUTE ON FUNCTION " + database.name() + ".f");
      try (Connection theirs = user.connect()) {
        assertThat(MlDatabase.rows(theirs, "SELECT f(2.5)")).containsExactly("2.5");
        assertThat(shown(theirs, "f")).isNull();
      }
    }
  }
}
