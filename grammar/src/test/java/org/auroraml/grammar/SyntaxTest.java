package org.auroraml.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.auroraml.grammar.Parsing.block;
import static org.auroraml.grammar.Parsing.parse;

import java.util.Set;
import org.auroraml.grammar.antlr.TreeParser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Texts are read as MySQL 8.0 reads them")
class SyntaxTest {

  private static SqlSyntaxException failure(String sql, SqlMode... modes) {
    SqlSyntaxException failure =
        catchThrowableOfType(SqlSyntaxException.class, () -> SqlParser.parse(sql, Set.of(modes)));
    assertThat(failure).as(sql).isNotNull();
    return failure;
  }

  @Test
  @DisplayName("F2: an error names the offending token, its line and column")
  void anErrorHasAPlace() {
    SqlSyntaxException failure = failure("SELECT a\nFROM t WHEER b = 'secret'");
    assertThat(failure.position()).isEqualTo(22);
    assertThat(failure.line()).isEqualTo(2);
    assertThat(failure.column()).isEqualTo(14);
    assertThat(failure).hasMessageContaining("'b'").hasMessageNotContaining("secret");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE FUNCTION f(a INT) RETURNS INT ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT           | 80 | ENDPOINT",
        "CREATE FUNCTION f(a INT) RETURNS INT ALIAS aws_sagemaker_invoke_endpoint NAME 'e'  | 73 | ENDPOINT",
        "CREATE FUNCTION f(a INT) RETURNS INT ALIAS aws_lambda_invoke ENDPOINT NAME 'e'     | 43 | AWS_SAGEMAKER_INVOKE_ENDPOINT",
      })
  @DisplayName("F2: ENDPOINT NAME is mandatory, only known aliases")
  void wrongAliases(String sql, int position, String expected) {
    SqlSyntaxException failure = failure(sql.strip());
    assertThat(failure.position()).isEqualTo(Math.min(position, sql.strip().length()));
    assertThat(failure).hasMessageContaining(expected);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"'personal data' 'x'", "123456789012", "x'70657273'", "n'personal'"})
  void messagesNeverShowALiteral(String literal) {
    String message = failure("SELECT a b " + literal).getMessage();
    assertThat(message).doesNotContain("pers").doesNotContain("123456");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ";", "-- nothing", "/* nothing */;;"})
  void nothingIsNoStatement(String sql) {
    assertThat(failure(sql)).hasMessageContaining("no statement");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT /*!80000 a, */ b            | 2",
        "SELECT /*! a, */ b                 | 2",
        "SELECT /*!80033 a, /* c */ */ b    | 2",
        "SELECT /*!80034 a, */ b            | 1",
        "SELECT /*!99999 a, /* b */ ' */ b  | 1",
        "SELECT /*+ BKA(a) */ b             | 1",
        "SELECT a -- , b                    | 1",
        "SELECT a --1                       | 1",
        "SELECT a # , b                     | 1",
      })
  @DisplayName("Version comments up to 8.0.33 are code; others are comments")
  void comments(String sql, int items) {
    assertThat(block(sql).items()).hasSize(items);
  }

  @Test
  void rangesInVersionCommentsAreThoseOfTheText() {
    String sql = "SELECT 1 /*!80000 + f(a) */ FROM t";
    Expression item = block(sql).items().get(0).expression().orElseThrow();
    assertThat(item.calls().get(0).range().of(sql)).isEqualTo("f(a)");
    assertThat(item.range().of(sql)).isEqualTo("1 /*!80000 + f(a)");
  }

  @Test
  void modesChangeTheReading() {
    assertThat(columns("SELECT \"a\"")).isZero();
    assertThat(columns("SELECT \"a\"", SqlMode.ANSI_QUOTES)).isEqualTo(1);
    assertThat(columns("SELECT 'a\\', b, c'")).isZero();
    assertThat(failure("SELECT 'a\\', b, c'", SqlMode.NO_BACKSLASH_ESCAPES)).isNotNull();
    assertThatCode(() -> parse("SELECT 'a\\'", SqlMode.NO_BACKSLASH_ESCAPES))
        .doesNotThrowAnyException();
    assertThat(failure("SELECT count (*)")).isNotNull();
    assertThatCode(() -> parse("SELECT count (*)", SqlMode.IGNORE_SPACE))
        .doesNotThrowAnyException();
    assertThatCode(() -> parse("CREATE TABLE IF NOT EXISTS t (a INT)", SqlMode.HIGH_NOT_PRECEDENCE))
        .doesNotThrowAnyException();
    assertThat(failure("SELECT NOT", SqlMode.HIGH_NOT_PRECEDENCE)).isNotNull();
  }

  private static int columns(String sql, SqlMode... modes) {
    Statement.Query query = (Statement.Query) parse(sql, modes).statement();
    return query
        .expression()
        .blocks()
        .get(0)
        .items()
        .get(0)
        .expression()
        .orElseThrow()
        .columns()
        .size();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "SELECT t.1e5, t.select, 1a, a$b, `a``b`, é, 日本 FROM t",
        "SELECT x'41', X'', 0x4g, b'1', 0b1, N'a', _utf8mb4'a' 'b', _nosuch 'a', 1e5, .5, 1., 1.e1",
        "SELECT @a, @`a b`, @'x', @\"y\", @a.b, @@a, @@session.a, @@`a`",
        "SELECT 1 LIKE 2 ESCAPE '|', a escape FROM t",
        "SELECT a FROM t LEFT JOIN u JOIN v ON 1 ON 2",
        "SELECT * FROM t1 USE INDEX (a) IGNORE KEY FOR JOIN (PRIMARY, b), {oj t LEFT JOIN u ON 1}",
        "SELECT ((SELECT 1) UNION (SELECT 2)), ((SELECT 1) + 1), f((SELECT 1)) FROM ((SELECT 1)) x",
        "SELECT INTERVAL (1, 2), INTERVAL (1) DAY + a, a - INTERVAL 1 + 1 DAY",
        "SELECT a MEMBER OF ('[1]'), 1 IS NULL IS TRUE, NOT a = ALL (SELECT 1), - -~!1 ^ 2",
        "SELECT sql_calc_found_rows sql_no_cache a sql_no_cache FROM t",
        "SELECT */**/FROM t",
        "SELECT a -> '$.x' 'y', DATE '2020-01-01' 'z' FROM t",
        "SELECT LEAD(a, @rows, 0) OVER w, NTILE(?) OVER w FROM t WINDOW w AS (ORDER BY a)",
        "CREATE TABLE t",
        "CREATE TABLE t (a INT, FOREIGN KEY (a DESC) REFERENCES u (a)) MAX_ROWS 1.5",
        "CREATE USER u ACCOUNT LOCK PASSWORD EXPIRE",
        "ALTER TABLE t ADD a INT REMOVE PARTITIONING",
        "ALTER TABLE t ALGORITHM = COPY, DISCARD TABLESPACE",
        "ALTER TABLE t ADD PARTITION",
        "CREATE USER begin",
        "DESC ((SELECT 1))",
        "((SELECT a FROM t INTO @x))",
      })
  void cornersThatMySqlTakes(String sql) {
    assertThatCode(() -> parse(sql)).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "SELECT 1 IS TRUE IS FALSE",
        "SELECT a IN ()",
        "SELECT 1, *",
        "SELECT x'4'",
        "SELECT @@ a",
        "SELECT 1; SELECT 2",
        "SELECT /* no end",
        "SELECT /*!80000 1",
        "SELECT 'no end",
        "SELECT a FROM t LEFT JOIN u",
        "SELECT a FROM t JOIN u ON 1 ON 2",
        "SELECT a FROM t ORDER BY a UNION SELECT 1",
        "SELECT rank FROM t",
        "SELECT a MEMBER FROM t",
        "INSERT INTO t SELECT * FROM a JOIN b ON DUPLICATE KEY UPDATE x = 1",
        "SELECT 1 LIKE 2 LIKE 3",
        "SELECT a =! 1",
        "SELECT 1.5e",
        "SELECT ?a FROM t",
        "SELECT a COLLATE binary",
        "SELECT MATCH (f(a)) AGAINST ('x')",
        "SELECT NTILE(-1) OVER ()",
        "SELECT CAST(a AS FLOAT(3, 2))",
        "SELECT JSON_VALUE(a, '$' DEFAULT NULL ON EMPTY)",
        "SELECT * FROM JSON_TABLE('1', '$' COLUMNS (NESTED '$' COLUMNS (a INT PATH '$'))) j",
        "INSERT INTO t VALUE ROW(1)",
        "INSERT INTO t VALUES ROW(1) AS n ON DUPLICATE KEY UPDATE a = 1",
        "DELETE QUICK FROM t, u WHERE a",
        "DELETE FROM t.* WHERE a",
        "SET PASSWORD = 1",
        "SET NAMES = utf8mb4",
        "SET TRANSACTION READ ONLY, READ WRITE",
        "SET ROLE r, proxy",
        "GRANT SELECT TO u",
        "GRANT 'r'@'h' ON t TO u",
        "ALTER USER u ADD 2 FACTOR",
        "ALTER USER u ACCOUNT x",
        "ALTER EVENT e",
        "ALTER INSTANCE ENABLE x y",
        "ALTER TABLE t ADD a INT, DROP PARTITION p",
        "ALTER TABLE t OPTIMIZE PARTITION LOCAL",
        "ALTER TABLE t MODIFY a INT REFERENCES u (b)",
        "CREATE TABLE t (a INT DEFAULT -'x')",
        "CREATE TABLE t (a INT DEFAULT 1 ENFORCED)",
        "CREATE TABLE t (a INT REFERENCES u (b) COMMENT 'x')",
        "CREATE TABLE t (a CHAR COLLATE x COLLATE y)",
        "CREATE TABLE t (a DOUBLE(3))",
        "CREATE TABLE t (a INT) ENGINE NULL",
        "CREATE TABLE t (a INT) KEY_BLOCK_SIZE 65536",
        "CREATE TABLE t (a INT, KEY (a) WITH PARSER x)",
        "CREATE TABLE t (a INT) PARTITION BY HASH (a = 1)",
        "CREATE TABLE t (a INT) PARTITION BY HASH (RAND())",
        "CREATE TABLE t (a INT) PARTITION BY RANGE (a) (PARTITION p)",
        "CREATE TABLE t (a INT) PARTITION BY LIST (a) (PARTITION p VALUES IN (MAXVALUE))",
        "CREATE TABLE t (a INT) PARTITION BY LIST (a) (PARTITION p VALUES IN ((1, 2)))",
        "CREATE RESOURCE GROUP g TYPE = USER THREAD_PRIORITY = 1 VCPU = 1",
        "GET DIAGNOSTICS @a = MESSAGE_TEXT",
        "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = CONCAT('a')",
        "HANDLER d.t READ FIRST",
        "LOAD INDEX INTO CACHE t, u PARTITION (p)",
        "ROLLBACK TO SAVEPOINT",
        "SELECT (SELECT a FROM t INTO @x)",
        "SELECT 1 UNION (SELECT a FROM t INTO @x)",
        "CREATE VIEW v AS SELECT a FROM t INTO @x",
        "INSERT INTO t (SELECT a FROM u INTO @x)",
        "ALTER PROCEDURE p DETERMINISTIC",
        "ALTER EVENT e DISABLE ON REPLICA",
        "ANALYZE TABLE t UPDATE HISTOGRAM ON a WITH 2 BUCKETS USING DATA '{}'",
        "DROP UNDO TABLESPACE u WAIT",
        "SET DEFAULT ROLE r TO CURRENT_USER",
        "SHOW COUNT(*) ERRORS LIMIT 1",
        "KILL QUERY",
        "START x",
        "STOP",
      })
  void cornersThatMySqlRefuses(String sql) {
    assertThatThrownBy(() -> SqlParser.parse(sql, SqlMode.NONE))
        .isInstanceOf(SqlSyntaxException.class);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"(", "(SELECT ", "f(", "NOT (", "CASE "})
  @DisplayName("Deep nesting gives an answer or a clear error, never a StackOverflowError")
  void deepNesting(String opening) {
    String sql = "SELECT " + opening.repeat(10_000) + "1";
    assertThat(failure(sql + ")".repeat(10_000))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+ 1 ", "AND a = 1 ", "OR b ", "= 1 ", "|| 'x' "})
  @DisplayName("64 KB of operators are no nesting")
  void longChains(String link) {
    String sql = "SELECT 1 " + link.repeat(65_536 / link.length());
    assertThat(block(sql).items()).hasSize(1);
  }

  @Test
  void aLongListIsNoNesting() {
    String sql = "SELECT a IN (1" + ", 123456".repeat(125_000) + ")";
    assertThat(block(sql).items()).hasSize(1);
  }

  @Test
  @DisplayName("SLL prediction is enough for what is right")
  void sllIsEnough() throws SqlSyntaxException {
    String sql =
        "WITH c AS (SELECT a, COUNT(*) n FROM t JOIN u USING (id) WHERE a LIKE 'x' ESCAPE '|'"
            + " GROUP BY a WITH ROLLUP) SELECT c.*, f(n) x INTO @x FROM c LIMIT 1";
    assertThat(TreeParser.parse(sql, SqlMode.NONE).usedLl()).isFalse();
  }
}
