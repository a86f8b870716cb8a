package org.auroraml.test.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.auroraml.stand.SentimentModel;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F40, F41: who may call what, of several users with different grants. */
class PrivilegeTest {
  private static final String REQUIRED = "requireInvokeRole=true";
  private static final String SENTIMENT =
      "SELECT aws_comprehend_detect_sentiment('I love it, excellent quality', 'en')";

  private MlDatabase database;
  private Connection root;
  private TestUser user;
  private TestUser other;

  @BeforeEach
  void start() throws SQLException {
    database = MlDatabase.create();
    database.models().sentiment(new SentimentModel());
    root = database.connect();
    MlDatabase.createFunctions(root);
    MlDatabase.execute(root, "CREATE TABLE t (i INT)", "INSERT INTO t VALUES (1), (2)");
    user = TestUser.create(database).with("EXECUTE ON " + database.name() + ".*");
    other = TestUser.create(database);
  }

  @AfterEach
  void stop() throws SQLException {
    other.close();
    user.close();
    root.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '!',
      value = {
        "GRANT INVOKE SAGEMAKER ON *.* TO %s | REVOKE INVOKE SAGEMAKER ON *.* FROM %s",
        "grant invoke comprehend, invoke sagemaker on *.* to %s | REVOKE INVOKE SAGEMAKER, INVOKE COMPREHEND ON *.* FROM %s",
        "GRANT AWS_SAGEMAKER_ACCESS TO %s | REVOKE AWS_SAGEMAKER_ACCESS FROM %s",
        "GRANT \"AWS_SAGEMAKER_ACCESS\" TO %s | REVOKE `AWS_SAGEMAKER_ACCESS` FROM %s",
        "grant 'aws_sagemaker_access' to %s | revoke 'AWS_SAGEMAKER_ACCESS' from %s",
      })
  @DisplayName("F40 GRANT INVOKE is the role, which SET ROLE makes active; REVOKE takes it away")
  void role(String grant, String revoke) throws SQLException {
    MlDatabase.execute(root, "DROP ROLE IF EXISTS AWS_SAGEMAKER_ACCESS");
    MlDatabase.execute(root, grant.formatted(user.account()));
    try (Connection theirs = user.connect(REQUIRED)) {
      refused(theirs, "SELECT ml_num(i) FROM t", "AWS_SAGEMAKER_ACCESS");

      MlDatabase.execute(theirs, "SET ROLE AWS_SAGEMAKER_ACCESS");

      assertThat(MlDatabase.rows(theirs, "SELECT ml_num(i) FROM t ORDER BY i"))
          .containsExactly("1.0", "2.0");
      assertThat(String.join("\n", MlDatabase.rows(theirs, "SHOW GRANTS")))
          .contains("AWS_SAGEMAKER_ACCESS");
      MlDatabase.execute(theirs, "SET ROLE NONE");
      MlDatabase.execute(root, revoke.formatted(user.account()));
      assertThatThrownBy(() -> MlDatabase.execute(theirs, "SET ROLE AWS_SAGEMAKER_ACCESS"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  @DisplayName("F40 each service has its role, and without it no model is asked and no row read")
  void eachItsOwn() throws SQLException {
    MlDatabase.execute(root, "GRANT INVOKE COMPREHEND ON *.* TO " + user.account());
    try (Connection theirs = user.connect(REQUIRED)) {
      MlDatabase.execute(theirs, "SET ROLE AWS_COMPREHEND_ACCESS");

      assertThat(MlDatabase.rows(theirs, SENTIMENT)).containsExactly("POSITIVE");
      for (String sql :
          new String[] {
            "SELECT ml_num(i) FROM t",
            "SELECT ml_num(1)",
            "SELECT i FROM t WHERE ml_num(i) > 1 LIMIT 1",
            "SET @x = (SELECT SUM(ml_num(i)) FROM t)",
            "EXPLAIN ANALYZE SELECT ml_num(i) FROM t"
          }) {
        refused(theirs, sql, "AWS_SAGEMAKER_ACCESS");
      }
      refused(theirs, "SELECT i FROM t INTO OUTFILE S3 's3://b/k'", "AWS_SELECT_S3_ACCESS");
      assertThat(database.models().inputs("ml-num")).isZero();
    }
  }

  @Test
  @DisplayName("F40 active roles are asked for once a second; what the session does counts at once")
  void activeRoles() throws SQLException {
    MlDatabase.execute(root, "GRANT INVOKE SAGEMAKER ON *.* TO " + user.account());
    try (Connection theirs = user.connect(REQUIRED, AuroraVariables.setting("none"))) {
      MlDatabase.execute(theirs, "SET ROLE AWS_SAGEMAKER_ACCESS");
      AuroraVariables.SEEN.clear();
      Instant start = Instant.now();
      int statements = 0;
      while (statements < 3 || Duration.between(start, Instant.now()).toMillis() < 300) {
        MlDatabase.rows(theirs, "SELECT ml_num(1)");
        statements++;
      }
      Duration took = Duration.between(start, Instant.now());
      assertThat(AuroraVariables.SEEN.stream().filter(sql -> sql.contains("ENABLED_ROLES")).count())
          .isBetween(1L, 1 + took.toSeconds());

      for (String sql : new String[] {"set role none", "/* all */ SET ROLE NONE"}) {
        MlDatabase.rows(theirs, "SELECT ml_num(1)");
        MlDatabase.execute(theirs, sql);
        refused(theirs, "SELECT ml_num(1)", "AWS_SAGEMAKER_ACCESS");
        MlDatabase.execute(theirs, "SET ROLE AWS_SAGEMAKER_ACCESS");
      }
    }
  }

  @Test
  @DisplayName("F40 without the setting the roles decide nothing")
  void notRequired() throws SQLException {
    try (Connection theirs = user.connect()) {
      assertThat(MlDatabase.rows(theirs, "SELECT ml_num(1)")).containsExactly("1.0");
    }
  }

  private static void refused(Connection connection, String sql, String role) {
    assertThatThrownBy(() -> MlDatabase.execute(connection, sql))
        .as(sql)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(role)
        .hasFieldOrPropertyWithValue("errorCode", 1227)
        .hasFieldOrPropertyWithValue("SQLState", "42000");
  }

  @Test
  @DisplayName("F40 a privilege of one database, and a grantor without privileges, are refused")
  void badGrants() throws SQLException {
    assertThatThrownBy(
            () ->
                MlDatabase.execute(
                    root,
                    "GRANT INVOKE SAGEMAKER ON " + database.name() + ".* TO " + user.account()))
        .extracting("errorCode")
        .isEqualTo(1221);
    try (Connection theirs = user.connect()) {
      assertThatThrownBy(
              () ->
                  MlDatabase.execute(theirs, "GRANT INVOKE SAGEMAKER ON *.* TO " + other.account()))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("AWS_SAGEMAKER_ACCESS");
    }
  }

  @Test
  @DisplayName(
      "F41 GRANT EXECUTE ON FUNCTION decides over one function, and is the server's affair")
  void execute() throws SQLException {
    try (Connection theirs = other.connect()) {
      denied(theirs, "SELECT ml_num(1)");

      MlDatabase.execute(
          root, "GRANT EXECUTE ON FUNCTION " + database.name() + ".ml_num TO " + other.account());

      try (Connection later = other.connect("mlConcurrency=3")) {
        assertThat(MlDatabase.rows(later, "SELECT ml_num(1)")).containsExactly("1.0");
        denied(later, "SELECT ml_int(1)");
        MlDatabase.execute(
            root,
            "REVOKE EXECUTE ON FUNCTION " + database.name() + ".ml_num FROM " + other.account());
        denied(later, "SELECT ml_num(2)");
      }
    }
    assertThat(database.models().inputs("ml-num")).isEqualTo(1);
  }

  private static void denied(Connection connection, String sql) {
    assertThatThrownBy(() -> MlDatabase.rows(connection, sql))
        .as(sql)
        .isInstanceOf(SQLException.class)
        .extracting("errorCode")
        .isEqualTo(1370);
  }

  @Test
  @DisplayName("CREATE FUNCTION without the privilege says the ways out")
  void createDenied() throws SQLException {
    try (Connection theirs = other.connect()) {
      assertThatThrownBy(
              () -> MlDatabase.createFunction(theirs, "f(x DOUBLE) RETURNS DOUBLE", "ml-num"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("CREATE ROUTINE")
          .hasMessageContaining("functions=file:PATH")
          .extracting("errorCode")
          .isIn(1044, 1370);
    }
  }

  @Test
  @DisplayName("CREATE FUNCTION where a binary log is written says the ways out (1419)")
  void createWithBinaryLog() throws SQLException {
    assumeTrue(
        MlDatabase.rows(root, "SELECT @@log_bin AND NOT @@log_bin_trust_function_creators")
            .equals(List.of("1")),
        "The server writes no binary log");
    other.with("CREATE ROUTINE ON " + database.name() + ".*");
    try (Connection theirs = other.connect()) {
      assertThatThrownBy(
              () -> MlDatabase.createFunction(theirs, "f(x DOUBLE) RETURNS DOUBLE", "ml-num"))
          .isInstanceOf(SQLException.class)
          .hasFieldOrPropertyWithValue("errorCode", 1419)
          .hasMessageContaining("log_bin_trust_function_creators = 1")
          .hasMessageContaining("functions=file:PATH");
    }
  }

  @Test
  @DisplayName("F1 a foreign DEFINER takes a privilege, and the error says the ways out (1227)")
  void foreignDefiner() throws SQLException {
    other.with("CREATE ROUTINE ON " + database.name() + ".*");
    try (Connection theirs = other.connect()) {
      assertThatThrownBy(
              () ->
                  MlDatabase.execute(
                      theirs,
                      "CREATE DEFINER = root@localhost FUNCTION f(x DOUBLE) RETURNS DOUBLE ALIAS"
                          + " AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME 'ml-num'"))
          .isInstanceOf(SQLException.class)
          .hasFieldOrPropertyWithValue("errorCode", 1227)
          .hasMessageContaining("leave the clause out")
          .hasMessageContaining("functions=file:PATH");
    }
  }
}
