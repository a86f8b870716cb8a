package org.auroraml.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.auroraml.grammar.Parsing.statement;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Statements about functions, privileges, plans, status and loads are understood")
class AdministrationTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "EXPLAIN SELECT f(1)                        | EXPLAIN |             | Query",
        "DESC FORMAT = tree UPDATE t SET a = f(1)   | EXPLAIN | tree        | Update",
        "EXPLAIN ANALYZE SELECT 1                   | EXPLAIN_ANALYZE |             | Query",
        "EXPLAIN ANALYZE FORMAT='JSON' WITH c AS (SELECT 1) SELECT 2 | EXPLAIN_ANALYZE | JSON | Query",
        "EXPLAIN INSERT INTO t SELECT f(1)          | EXPLAIN |             | Insert",
        "DESCRIBE DELETE FROM t                     | EXPLAIN |             | Delete",
        "ANALYZE SELECT f(1)                        | ANALYZE |             | Query",
        "analyze format = json UPDATE t SET a = 1   | ANALYZE | json        | Update",
      })
  @DisplayName("F44: EXPLAIN, EXPLAIN ANALYZE and ANALYZE")
  void explain(String sql, Statement.Explain.Form form, String format, String explained) {
    Statement.Explain explain = statement(Statement.Explain.class, sql);
    assertThat(explain.form()).isEqualTo(form);
    assertThat(explain.format()).isEqualTo(Optional.ofNullable(format));
    assertThat(explain.explained().getClass().getSimpleName()).isEqualTo(explained);
    assertThat(sql).endsWith(explain.explained().range().of(sql));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"EXPLAIN t", "DESC t a", "EXPLAIN FOR CONNECTION 5", "ANALYZE TABLE t"})
  void explainOfATableIsOther(String sql) {
    assertThat(statement(Statement.Other.class, sql).range().of(sql)).isEqualTo(sql);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TABLE t SELECT f(1) a                          | t     | SELECT f(1) a",
        "CREATE TABLE IF NOT EXISTS db.t (b INT) AS TABLE u    | db.t  | TABLE u",
        "CREATE TEMPORARY TABLE t ENGINE = InnoDB IGNORE (SELECT 1) | t | SELECT 1",
      })
  @DisplayName("F25: CREATE TABLE … AS SELECT")
  void createTable(String sql, String table, String block) {
    Statement.CreateTable create = statement(Statement.CreateTable.class, sql);
    assertThat(create.table().of(sql)).isEqualTo(table);
    assertThat(Parsing.blocks(create.query(), sql)).containsExactly(block);
    assertThat(create.query().blocks())
        .extracting(QueryBlock::kind)
        .containsOnly(QueryBlock.Kind.SOURCE);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "CREATE VIEW db.v (a) AS SELECT f(1)",
        "CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY INVOKER VIEW db.v AS SELECT f(1)",
        "ALTER VIEW db.v AS SELECT f(1) WITH CHECK OPTION",
      })
  void createView(String sql) {
    Statement.CreateView create = statement(Statement.CreateView.class, sql);
    assertThat(create.view().of(sql)).isEqualTo("db.v");
    assertThat(Parsing.blocks(create.query(), sql)).containsExactly("SELECT f(1)");
  }

  @Test
  @DisplayName("F12: ALTER FUNCTION and SHOW CREATE FUNCTION")
  void functions() {
    String sql = "ALTER FUNCTION db.f COMMENT 'c' SQL SECURITY INVOKER";
    Statement.AlterFunction alter = statement(Statement.AlterFunction.class, sql);
    assertThat(alter.name()).isEqualTo(new RoutineName(Optional.of("db"), "f"));
    assertThat(Parsing.texts(alter.characteristics(), sql))
        .containsExactly("COMMENT 'c'", "SQL SECURITY INVOKER");
    assertThat(statement(Statement.ShowCreateFunction.class, "SHOW CREATE FUNCTION `f`").name())
        .isEqualTo(new RoutineName(Optional.empty(), "f"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "SHOW STATUS                                      | STATUS          | false |",
        "SHOW GLOBAL STATUS LIKE 'Aurora_ml%'             | STATUS          | true  | Aurora_ml%",
        "SHOW SESSION STATUS LIKE 'a'                     | STATUS          | false | a",
        "SHOW VARIABLES LIKE 'aws_default%'               | VARIABLES       | false | aws_default%",
        "SHOW LOCAL VARIABLES                             | VARIABLES       | false |",
        "SHOW FUNCTION STATUS LIKE 'f'                    | FUNCTION_STATUS | false | f",
      })
  @DisplayName("F11, F12, F42, F45: SHOW STATUS, VARIABLES and FUNCTION STATUS")
  void show(String sql, Statement.Show.Subject subject, boolean global, String like) {
    assertThat(statement(Statement.Show.class, sql))
        .isEqualTo(
            new Statement.Show(
                new SourceRange(0, sql.length()),
                subject,
                global,
                Optional.ofNullable(like),
                Optional.empty()));
  }

  @Test
  @DisplayName("F45: SHOW STATUS WHERE")
  void showWhere() {
    String sql = "SHOW STATUS WHERE Variable_name LIKE 'Aurora_ml%' AND Value > 0";
    Condition where = statement(Statement.Show.class, sql).where().orElseThrow();
    assertThat(where.conjuncts()).hasSize(2);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "SHOW TABLE STATUS",
        "SHOW PROCEDURE STATUS",
        "SHOW MASTER STATUS",
        "SHOW REPLICA STATUS"
      })
  void otherStatusIsOther(String sql) {
    assertThat(statement(Statement.Other.class, sql).firstWord()).isEqualTo("SHOW");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "GRANT INVOKE SAGEMAKER, invoke comprehend ON *.* TO u@h | INVOKE SAGEMAKER;INVOKE COMPREHEND | *.*        | u@h",
        "GRANT SELECT INTO S3, LOAD FROM S3 ON *.* TO u          | SELECT INTO S3;LOAD FROM S3        | *.*        | u",
        "GRANT AWS_SAGEMAKER_ACCESS, `r` TO 'a'@'b', c            | AWS_SAGEMAKER_ACCESS;`r`            |            | 'a'@'b';c",
        "GRANT SELECT (a, b), Insert ON db.t TO u WITH GRANT OPTION | SELECT;INSERT                    | db.t       | u",
        "GRANT EXECUTE ON FUNCTION db.f TO u                     | EXECUTE                             | FUNCTION db.f | u",
        "GRANT ALL PRIVILEGES ON *.* TO u                        | ALL                                 | *.*        | u",
      })
  @DisplayName("F40, F41: GRANT of privileges and roles")
  void grant(String sql, String privileges, String on, String grantees) {
    Statement.Grant grant = statement(Statement.Grant.class, sql);
    assertThat(grant.privileges())
        .extracting(Statement.Privilege::words)
        .containsExactly(privileges.split(";"));
    assertThat(grant.on().map(range -> range.of(sql))).isEqualTo(Optional.ofNullable(on));
    assertThat(Parsing.texts(grant.grantees(), sql)).containsExactly(grantees.split(";"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "REVOKE INVOKE SAGEMAKER ON *.* FROM u          | INVOKE SAGEMAKER     | *.* | u",
        "REVOKE AWS_BEDROCK_ACCESS FROM u, v            | AWS_BEDROCK_ACCESS   |     | u;v",
        "REVOKE ALL PRIVILEGES, GRANT OPTION FROM u     | ALL                  |     | u",
      })
  @DisplayName("F40: REVOKE")
  void revoke(String sql, String privileges, String on, String grantees) {
    Statement.Revoke revoke = statement(Statement.Revoke.class, sql);
    assertThat(revoke.privileges())
        .extracting(Statement.Privilege::words)
        .containsExactly(privileges.split(";"));
    assertThat(revoke.on().map(range -> range.of(sql))).isEqualTo(Optional.ofNullable(on));
    assertThat(Parsing.texts(revoke.grantees(), sql)).containsExactly(grantees.split(";"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "FLUSH STATUS                          | STATUS",
        "FLUSH LOCAL Hosts, status             | HOSTS;STATUS",
        "FLUSH ERROR LOGS, RELAY LOGS FOR CHANNEL 'c' | ERROR LOGS;RELAY LOGS",
      })
  @DisplayName("F45: FLUSH STATUS")
  void flush(String sql, String options) {
    assertThat(statement(Statement.Flush.class, sql).options()).containsExactly(options.split(";"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "LOAD DATA FROM S3 's3://b/k' INTO TABLE db.t                        | FILE     | s3://b/k",
        "LOAD DATA FROM S3 FILE 's3://b/k' REPLACE INTO TABLE db.t           | FILE     | s3://b/k",
        "LOAD DATA FROM S3 PREFIX 's3-eu-west-1://b/p' INTO TABLE db.t (a)   | PREFIX   | s3-eu-west-1://b/p",
        "LOAD XML FROM S3 MANIFEST 's3://b/m' IGNORE INTO TABLE db.t         | MANIFEST | s3://b/m",
      })
  @DisplayName("F71: LOAD DATA FROM S3 and LOAD XML FROM S3")
  void loadFromS3(String sql, Statement.S3Source.Kind kind, String uri) {
    Statement.Load load = statement(Statement.Load.class, sql);
    assertThat(load.s3()).hasValue(new Statement.S3Source(kind, uri));
    assertThat(load.source().of(sql)).startsWith("FROM S3").endsWith("'" + uri + "'");
    assertThat(load.xml()).isEqualTo(sql.startsWith("LOAD XML"));
    assertThat(load.table().of(sql)).isEqualTo("db.t");
  }

  @Test
  @DisplayName("F25: LOAD DATA … SET")
  void loadWithAssignments() {
    String sql = "LOAD DATA LOCAL INFILE 'x' INTO TABLE t (a, @b) SET c = f(@b), d = DEFAULT";
    Statement.Load load = statement(Statement.Load.class, sql);
    assertThat(load.s3()).isEmpty();
    assertThat(load.source().of(sql)).isEqualTo("LOCAL INFILE 'x'");
    assertThat(load.assignments()).extracting(a -> a.target().name()).containsExactly("c", "d");
    assertThat(Parsing.calls(load.assignments().get(0).value(), sql)).containsExactly("f(@b)");
  }

  @Test
  @DisplayName("F11, F42: variables and their scopes")
  void variables() {
    String sql =
        "SET aurora_ml_inference_timeout = 5, @@global.`aws_default_s3_role` = 'r', local a = 1,"
            + " PERSIST c.d = ON, @`u v` := 2, @@e = 3";
    List<VariableAssignment> assignments =
        statement(Statement.SetVariables.class, sql).assignments();
    assertThat(assignments)
        .extracting(assignment -> assignment.scope() + " " + assignment.name())
        .containsExactlyElementsOf(
            Arrays.asList(
                "UNSCOPED aurora_ml_inference_timeout",
                "GLOBAL aws_default_s3_role",
                "SESSION a",
                "PERSIST c.d",
                "USER u v",
                "SESSION e"));
  }
}
