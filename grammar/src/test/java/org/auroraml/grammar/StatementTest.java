package org.auroraml.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.auroraml.grammar.Parsing.block;
import static org.auroraml.grammar.Parsing.calls;
import static org.auroraml.grammar.Parsing.parse;
import static org.auroraml.grammar.Parsing.sources;
import static org.auroraml.grammar.Parsing.statement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.auroraml.grammar.QueryBlock.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Statements are understood down to their blocks, clauses and ranges")
class StatementTest {

  @Test
  @DisplayName("F23: the seed's SET of a score cutoff")
  void setOfAScoreCutoff() {
    String sql =
        "set @score_cutoff = (select avg(anomaly_score(value)) + 3 * std(anomaly_score(value))"
            + " from nyc_taxi);";
    Statement.SetVariables set = statement(Statement.SetVariables.class, sql);
    VariableAssignment assignment = set.assignments().get(0);
    assertThat(assignment.target().of(sql)).isEqualTo("@score_cutoff");
    assertThat(assignment.name()).isEqualTo("score_cutoff");
    assertThat(assignment.value().calls()).isEmpty();
    QueryBlock block = assignment.value().queries().get(0).blocks().get(0);
    assertThat(block.kind()).isEqualTo(Kind.SUBQUERY);
    assertThat(block.from().orElseThrow().range().of(sql)).isEqualTo("nyc_taxi");
    assertThat(calls(block.items().get(0).expression().orElseThrow(), sql))
        .containsExactly("anomaly_score(value)", "anomaly_score(value)");
  }

  @Test
  @DisplayName("F20: the seed's SELECT of anomalies")
  void selectOfAnomalies() {
    String sql =
        "select *, anomaly_detection(value) score from nyc_taxi\n"
            + "  where anomaly_detection(value) > @score_cutoff;";
    QueryBlock block = block(sql);
    assertThat(block.kind()).isEqualTo(Kind.OUTERMOST);
    assertThat(block.range().of(sql) + ";").isEqualTo(sql);
    assertThat(block.items().get(0).expression()).isEmpty();
    assertThat(block.items().get(0).label()).isNull();
    assertThat(block.items().get(1).range().of(sql)).isEqualTo("anomaly_detection(value) score");
    assertThat(block.items().get(1).alias()).hasValue("score");
    assertThat(block.where().orElseThrow().conjuncts()).hasSize(1);
    assertThat(block.tail()).isEmpty();
  }

  @Test
  @DisplayName("F23, F8: the seed's average sentiment")
  void averageSentiment() {
    String sql =
        """
        SELECT AVG(CASE aws_comprehend_detect_sentiment(productTable.document, 'en')
          WHEN 'POSITIVE' THEN 1.0
          WHEN 'NEGATIVE' THEN -1.0
          ELSE 0.0 END) AS avg_sentiment, COUNT(*) AS total
        FROM productTable
        WHERE productTable.productCode = 1302 AND
            aws_comprehend_detect_sentiment_confidence(productTable.document, 'en') >= 0.80;
        """;
    QueryBlock block = block(sql);
    FunctionCall call = block.items().get(0).expression().orElseThrow().calls().get(0);
    assertThat(call.name().name()).isEqualTo("aws_comprehend_detect_sentiment");
    assertThat(sources(call.arguments(), sql)).containsExactly("productTable.document", "'en'");
    assertThat(block.items())
        .extracting(SelectItem::label)
        .containsExactly("avg_sentiment", "total");
    List<Expression> conjuncts = block.where().orElseThrow().conjuncts();
    assertThat(conjuncts).extracting(c -> c.calls().size()).containsExactly(0, 1);
  }

  @Test
  @DisplayName("F1: the seed's CREATE FUNCTION")
  void createFunction() {
    String sql =
        "create function anomaly_score(value real) returns real\n"
            + "  alias aws_sagemaker_invoke_endpoint endpoint name 'random-cut-forest-model-demo';";
    Statement.CreateMlFunction create = statement(Statement.CreateMlFunction.class, sql);
    assertThat(create.name()).isEqualTo(new RoutineName(Optional.empty(), "anomaly_score"));
    assertThat(create.parameters()).extracting(RoutineParameter::name).containsExactly("value");
    assertThat(create.parameters().get(0).type().of(sql)).isEqualTo("real");
    assertThat(create.returns().of(sql)).isEqualTo("real");
    AliasClause.SageMaker alias = (AliasClause.SageMaker) create.alias();
    assertThat(alias.endpointName()).isEqualTo("random-cut-forest-model-demo");
    assertThat(alias.maxBatchSize()).isEmpty();
    assertThat(alias.range().of(sql)).startsWith("alias aws").endsWith("demo'");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "CREATE DEFINER=`a`@`%` FUNCTION db.f(x INT, `y z` VARCHAR(10) CHARACTER SET latin1)"
            + " RETURNS VARCHAR(5) CHARSET utf8mb4 SQL SECURITY INVOKER COMMENT 'c'"
            + " ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME 'e' MAX_BATCH_SIZE 100",
        "Create Function db.f(x Int, `y z` VARCHAR(10) CHARACTER SET latin1) Definer = `a`@`%`"
            + " Returns VARCHAR(5) CHARSET utf8mb4 Comment 'c' Sql Security Invoker"
            + " Alias Aws_Sagemaker_Invoke_Endpoint Endpoint Name 'e' Max_Batch_Size 100",
      })
  @DisplayName("F1: DEFINER in either place, characteristics in any order, words in any case")
  void createFunctionWithEverything(String sql) {
    Statement.CreateMlFunction create = statement(Statement.CreateMlFunction.class, sql);
    assertThat(create.name()).isEqualTo(new RoutineName(Optional.of("db"), "f"));
    assertThat(create.definer().orElseThrow().of(sql)).isEqualTo("`a`@`%`");
    assertThat(create.returns().of(sql)).isEqualTo("VARCHAR(5) CHARSET utf8mb4");
    assertThat(create.parameters()).extracting(RoutineParameter::name).containsExactly("x", "y z");
    assertThat(create.parameters().get(1).type().of(sql))
        .isEqualTo("VARCHAR(10) CHARACTER SET latin1");
    assertThat(
            Parsing.texts(create.characteristics(), sql).stream()
                .map(c -> c.toUpperCase(Locale.ROOT))
                .toList())
        .containsExactlyInAnyOrder("SQL SECURITY INVOKER", "COMMENT 'C'");
    assertThat(((AliasClause.SageMaker) create.alias()).maxBatchSize())
        .isEqualTo(OptionalLong.of(100));
  }

  @Test
  @DisplayName("F10: a Bedrock function, with OR REPLACE and IF NOT EXISTS")
  void createBedrockFunction() {
    String sql =
        "CREATE OR REPLACE FUNCTION IF NOT EXISTS f(body TEXT) RETURNS TEXT"
            + " ALIAS AWS_BEDROCK_INVOKE_MODEL MODEL ID 'm' ACCEPT 'a/b' CONTENT_TYPE 'c/d'"
            + " TIMEOUT_MS 5000";
    Statement.CreateMlFunction create = statement(Statement.CreateMlFunction.class, sql);
    assertThat(create.orReplace()).isTrue();
    assertThat(create.ifNotExists()).isTrue();
    AliasClause.Bedrock alias = (AliasClause.Bedrock) create.alias();
    assertThat(alias)
        .isEqualTo(
            new AliasClause.Bedrock(
                alias.range(), "m", Optional.of("c/d"), Optional.of("a/b"), OptionalLong.of(5000)));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "CREATE FUNCTION f(a INT) RETURNS INT RETURN a",
        "CREATE FUNCTION f(alias INT) RETURNS INT DETERMINISTIC BEGIN RETURN alias; END",
        "CREATE FUNCTION f RETURNS STRING SONAME 'x.so'",
        "CREATE TABLE t (a INT)",
      })
  void otherCreatesAreOther(String sql) {
    assertThat(statement(Statement.Other.class, sql).firstWord()).isEqualTo("CREATE");
  }

  @Test
  @DisplayName("F12: DROP FUNCTION")
  void dropFunction() {
    Statement.DropFunction drop =
        statement(Statement.DropFunction.class, "DROP FUNCTION IF EXISTS db.`f`;");
    assertThat(drop.ifExists()).isTrue();
    assertThat(drop.name()).isEqualTo(new RoutineName(Optional.of("db"), "f"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a                  | a",
        "t.a                | a",
        "db.t.`a b`         | a b",
        "( t.a )            | a",
        "f( a )             | f( a )",
        "f(a)  x            | x",
        "f(a) as 'my x'     | my x",
        "f(a) `x``y`        | x`y",
        "a + 1 /* one */    | a + 1",
        "a /* plus */ + 1   | a /* plus */ + 1",
        "'text'             | text",
        "'te' 'xt'          | te",
        "n'text'            | text",
        "_utf8mb4'text'     | text",
        "null               | NULL",
        "(1)                | 1",
        "(abs(1))           | (abs(1))",
        "doc->'$.a'         | doc->'$.a'",
        "?                  | ?",
        "@v                 | @v",
      })
  @DisplayName("The label of a select item is that of MySQL 8.0.33")
  void labels(String item, String label) {
    assertThat(block("SELECT " + item + " FROM t").items().get(0).label()).isEqualTo(label);
  }

  @Test
  void aLongLabelIsCutAt255Bytes() {
    String call = "f('" + "é".repeat(200) + "')";
    assertThat(block("SELECT " + call).items().get(0).label()).isEqualTo(call.substring(0, 129));
  }

  @Test
  void aBlockAndItsClauses() {
    String sql =
        "SELECT DISTINCT a, f(b) FROM t JOIN (SELECT 1) d ON g(a) = d.x, LATERAL (SELECT 2) l"
            + " WHERE c GROUP BY a, h(b) HAVING k(a) AND 1 WINDOW w AS (PARTITION BY m(a))"
            + " ORDER BY n(a) DESC, 2 LIMIT 3 FOR UPDATE";
    QueryBlock block = block(sql);
    assertThat(block.range()).isEqualTo(new SourceRange(0, sql.length()));
    assertThat(block.distinct()).isTrue();
    FromClause from = block.from().orElseThrow();
    assertThat(from.range().of(sql)).startsWith("t JOIN").endsWith(") l");
    assertThat(from.queries())
        .extracting(query -> query.blocks().get(0).kind())
        .containsExactly(Kind.DERIVED_TABLE, Kind.LATERAL);
    assertThat(sources(from.expressions(), sql)).containsExactly("g(a) = d.x");
    assertThat(sources(block.groupBy(), sql)).containsExactly("a", "h(b)");
    assertThat(block.groupClause().orElseThrow().of(sql)).isEqualTo("GROUP BY a, h(b)");
    assertThat(block.rollup()).isFalse();
    assertThat(block("SELECT 1 FROM t GROUP BY a WITH ROLLUP").rollup()).isTrue();
    assertThat(block.having().orElseThrow().range().of(sql)).isEqualTo("k(a) AND 1");
    assertThat(sources(block.windows(), sql)).containsExactly("m(a)");
    assertThat(sources(block.orderBy(), sql)).containsExactly("n(a)", "2");
    assertThat(block.limit().orElseThrow().of(sql)).isEqualTo("LIMIT 3");
    assertThat(block.locking().orElseThrow().of(sql)).isEqualTo("FOR UPDATE");
    assertThat(block.tail().orElseThrow().of(sql)).startsWith("GROUP BY").endsWith("FOR UPDATE");
  }

  @Test
  void eachOperandOfASetOperationIsABlock() {
    String sql = "(SELECT 1 ORDER BY 1) UNION ALL (SELECT 2 INTERSECT SELECT 3) ORDER BY 1";
    QueryExpression query = statement(Statement.Query.class, sql).expression();
    assertThat(Parsing.blocks(query, sql))
        .containsExactly("SELECT 1 ORDER BY 1", "SELECT 2", "SELECT 3");
    assertThat(query.blocks()).extracting(QueryBlock::kind).containsOnly(Kind.OUTERMOST);
    assertThat(query.blocks()).extracting(b -> b.orderBy().size()).containsExactly(1, 0, 0);
    assertThat(query.operands()).hasSize(2);
    assertThat(query.tail().orElseThrow().of(sql)).isEqualTo("ORDER BY 1");
    assertThat(query.range().of(sql)).isEqualTo(sql);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"SELECT a FROM t UNION SELECT 2 ORDER BY f(a)", "(SELECT a FROM t) ORDER BY f(a)"})
  @DisplayName("F24: the ORDER BY of a whole set operation belongs to none of its blocks")
  void orderOfASetOperation(String sql) {
    QueryExpression query = statement(Statement.Query.class, sql).expression();
    assertThat(sources(query.orderBy(), sql)).containsExactly("f(a)");
    assertThat(query.blocks()).allSatisfy(block -> assertThat(block.orderBy()).isEmpty());
  }

  @Test
  @DisplayName("F24: common tables, recursive or not")
  void commonTables() {
    String sql =
        "WITH RECURSIVE c AS (SELECT 1 UNION SELECT 2), d (x) AS (TABLE t) SELECT * FROM c";
    QueryExpression query = statement(Statement.Query.class, sql).expression();
    WithClause with = query.with().orElseThrow();
    assertThat(with.recursive()).isTrue();
    assertThat(with.range().of(sql)).startsWith("WITH").endsWith("(TABLE t)");
    assertThat(with.tables()).extracting(WithClause.CommonTable::name).containsExactly("c", "d");
    assertThat(with.tables())
        .extracting(WithClause.CommonTable::columns)
        .containsExactly(List.of(), List.of("x"));
    assertThat(with.tables())
        .flatExtracting(table -> table.query().blocks())
        .extracting(QueryBlock::kind)
        .containsOnly(Kind.COMMON_TABLE);
    assertThat(Parsing.blocks(query, sql))
        .containsExactly("SELECT 1", "SELECT 2", "TABLE t", "SELECT * FROM c");
  }

  @Test
  void valuesAndTableAreBlocks() {
    assertThat(block("VALUES ROW(1, f(2)), ROW(3, 4) LIMIT 1").items()).hasSize(4);
    assertThat(block("TABLE t ORDER BY a").items()).isEmpty();
    assertThat(block("SELECT 1 FROM DUAL").from()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "SELECT a INTO @x FROM t WHERE b",
        "SELECT a FROM t WHERE b INTO @x",
        "SELECT a FROM t WHERE b INTO OUTFILE '/tmp/x' FIELDS TERMINATED BY ','",
        "SELECT a FROM t WHERE b INTO DUMPFILE '/tmp/x'",
      })
  void intoOnTheServer(String sql) {
    Statement.Query query = statement(Statement.Query.class, sql);
    assertThat(query.into().orElseThrow()).isInstanceOf(IntoClause.Server.class);
    assertThat(query.into().orElseThrow().range().of(sql)).startsWith("INTO");
    assertThat(query.expression().blocks().get(0).where().orElseThrow().range().of(sql))
        .isEqualTo("b");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"SELECT a, b %s FROM t", "SELECT a, b FROM t %s"})
  @DisplayName("F60: INTO OUTFILE S3 in both places, with every option")
  void intoS3(String pattern) {
    String clause =
        "INTO OUTFILE S3 's3://b/p' CHARACTER SET utf8mb4 FORMAT CSV HEADER"
            + " FIELDS TERMINATED BY '\\t' OPTIONALLY ENCLOSED BY '''' ESCAPED BY '\\\\'"
            + " LINES STARTING BY '>' TERMINATED BY '\\r\\n' MANIFEST ON OVERWRITE OFF"
            + " ENCRYPTION SSE_KMS 'key'";
    String sql = pattern.formatted(clause);
    IntoClause.S3 into = (IntoClause.S3) statement(Statement.Query.class, sql).into().orElseThrow();
    assertThat(into.range().of(sql)).isEqualTo(clause);
    assertThat(into)
        .isEqualTo(
            new IntoClause.S3(
                into.range(),
                "s3://b/p",
                Optional.of("utf8mb4"),
                Optional.of(IntoClause.Format.CSV),
                true,
                Optional.of("\t"),
                true,
                Optional.of("'"),
                Optional.of("\\"),
                Optional.of(">"),
                Optional.of("\r\n"),
                Optional.of(true),
                Optional.of(false),
                Optional.of(
                    new IntoClause.Encryption(
                        IntoClause.Encryption.Mode.SSE_KMS, Optional.of("key")))));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "FORMAT TEXT            | TEXT",
        "format parquet         | PARQUET",
        "ENCRYPTION ON          | ",
        "COLUMNS ESCAPED BY ''  | ",
        "charset binary         | ",
      })
  @DisplayName("F60, F72: options alone")
  void intoS3WithFewOptions(String options, String format) {
    String sql = "SELECT 1 INTO OUTFILE S3 's3-us-west-2://b/p' " + options;
    IntoClause.S3 into = (IntoClause.S3) statement(Statement.Query.class, sql).into().orElseThrow();
    assertThat(into.format().map(Enum::name)).isEqualTo(Optional.ofNullable(format));
    assertThat(into.manifest()).isEmpty();
  }

  @Test
  @DisplayName("F66: the words of the extensions stay names")
  void extensionWordsAreNames() {
    String words =
        "csv, text, header, format, manifest, overwrite, s3, alias, endpoint, parquet, model, id,"
            + " encryption, sse_s3, sse_kms, max_batch_size, timeout_ms, content_type, accept";
    assertThat(block("SELECT " + words + " FROM csv text JOIN header manifest").items())
        .extracting(SelectItem::label)
        .containsExactly(words.split(", "));
    for (String word : words.split(", ")) {
      assertThat(block("SELECT 1 " + word).items().get(0).alias()).hasValue(word);
      if (!Set.of("text", "format", "encryption").contains(word)) {
        // These three are keywords of MySQL's own.
        assertThat(
                block("SELECT " + word + "(1)").items().get(0).expression().orElseThrow().calls())
            .hasSize(1);
      }
    }
  }

  @Test
  @DisplayName("F21: INSERT … VALUES")
  void insertValues() {
    String sql =
        "INSERT INTO db.t (a, b) VALUES (f(1), DEFAULT), (?, 2) AS n ON DUPLICATE KEY UPDATE"
            + " a = g(n.a)";
    Statement.Insert insert = statement(Statement.Insert.class, sql);
    assertThat(insert.table().table().of(sql)).isEqualTo("db.t");
    assertThat(insert.table().schema()).hasValue("db");
    assertThat(Parsing.columns(insert.columns(), sql)).containsExactly("a", "b");
    assertThat(insert.rows().stream().map(row -> sources(row, sql)).toList())
        .containsExactly(List.of("f(1)", "DEFAULT"), List.of("?", "2"));
    assertThat(insert.rows().get(0).get(1).dependsOnRows()).isFalse();
    assertThat(insert.source()).isEmpty();
    assertThat(insert.onDuplicate().get(0).target().name()).isEqualTo("a");
    assertThat(calls(insert.onDuplicate().get(0).value(), sql)).containsExactly("g(n.a)");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "INSERT INTO t SELECT f(a) FROM u                    | SELECT f(a) FROM u",
        "INSERT INTO t (a) (SELECT f(a) FROM u)              | SELECT f(a) FROM u",
        "INSERT t ((SELECT 1))                               | SELECT 1",
        "REPLACE INTO t SELECT 1 UNION SELECT 2 LIMIT 1      | SELECT 1;SELECT 2",
        "REPLACE t (a) TABLE u                               | TABLE u",
        "INSERT t WITH c AS (SELECT 1) SELECT * FROM c       | SELECT 1;SELECT * FROM c",
        "INSERT t SELECT 1 FROM u LIMIT 1 ON DUPLICATE KEY UPDATE a = 1 | SELECT 1 FROM u LIMIT 1",
      })
  @DisplayName("F25: INSERT … SELECT")
  void insertSelect(String sql, String blocks) {
    Statement.Insert insert = statement(Statement.Insert.class, sql);
    assertThat(insert.rows()).isEmpty();
    assertThat(insert.replace()).isEqualTo(sql.startsWith("REPLACE"));
    QueryExpression source = insert.source().orElseThrow();
    assertThat(Parsing.blocks(source, sql)).containsExactly(blocks.split(";"));
    assertThat(source.blocks()).extracting(QueryBlock::kind).containsOnly(Kind.SOURCE);
  }

  @Test
  void insertSetIsOneRow() {
    String sql = "INSERT t SET a = f(1), b = 2";
    Statement.Insert insert = statement(Statement.Insert.class, sql);
    assertThat(Parsing.columns(insert.columns(), sql)).containsExactly("a", "b");
    assertThat(sources(insert.rows().get(0), sql)).containsExactly("f(1)", "2");
  }

  @Test
  @DisplayName("F22: UPDATE")
  void update() {
    String sql = "UPDATE IGNORE t x SET x.a = f(b), c = 1 WHERE g(b) ORDER BY h(c) LIMIT 5";
    Statement.Update update = statement(Statement.Update.class, sql);
    assertThat(update.tables().range().of(sql)).isEqualTo("t x");
    assertThat(update.isMultiTable()).isFalse();
    assertThat(update.with()).isEmpty();
    assertThat(update.assignments())
        .extracting(a -> a.target().range().of(sql))
        .containsExactly("x.a", "c");
    assertThat(update.where().orElseThrow().range().of(sql)).isEqualTo("g(b)");
    assertThat(sources(update.orderBy(), sql)).containsExactly("h(c)");
    assertThat(update.tail().orElseThrow().of(sql)).isEqualTo("ORDER BY h(c) LIMIT 5");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE t SET a = 1                                   | false | false",
        "UPDATE t, u SET a = 1                                | true  | false",
        "UPDATE (t JOIN u USING (a)) SET b = 1                | true  | false",
        "WITH c AS (SELECT 1) UPDATE t SET a = 1              | false | true",
        "DELETE FROM t x WHERE a LIMIT 1                      | false | false",
        "DELETE FROM t PARTITION (p) WHERE a                  | false | false",
        "DELETE t, u.* FROM t JOIN u ON f(t.a) WHERE a        | true  | false",
        "DELETE FROM t USING t JOIN u                         | true  | false",
        "WITH c AS (SELECT 1) DELETE FROM t WHERE a           | false | true",
      })
  @DisplayName("F22, F25: the forms of UPDATE and DELETE")
  void formsOfUpdateAndDelete(String sql, boolean multiTable, boolean with) {
    if (parse(sql).statement() instanceof Statement.Update update) {
      assertThat(List.of(update.isMultiTable(), update.with().isPresent()))
          .containsExactly(multiTable, with);
    } else {
      Statement.Delete delete = statement(Statement.Delete.class, sql);
      assertThat(List.of(delete.isMultiTable(), delete.with().isPresent()))
          .containsExactly(multiTable, with);
    }
  }

  @Test
  @DisplayName("F22: DELETE")
  void delete() {
    String sql = "DELETE FROM db.t AS x WHERE f(a) AND b ORDER BY c LIMIT 2;";
    Statement.Delete delete = statement(Statement.Delete.class, sql);
    assertThat(delete.tables().range().of(sql)).isEqualTo("db.t AS x");
    assertThat(sources(delete.where().orElseThrow().conjuncts(), sql)).containsExactly("f(a)", "b");
    assertThat(delete.tail().orElseThrow().of(sql)).isEqualTo("ORDER BY c LIMIT 2");
    assertThat(delete.range().of(sql) + ";").isEqualTo(sql);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "SET @a = f(1), @b := 2                | @a;@b",
        "SET SESSION a = f(1), GLOBAL b.c = ON | SESSION a;GLOBAL b.c",
        "SET @@global.a = 1, @@b = DEFAULT     | @@global.a;@@b",
        "SET persist a = 1, autocommit = 0     | persist a;autocommit",
        "SET aurora_ml_inference_timeout = 5   | aurora_ml_inference_timeout",
        "SET NAMES utf8mb4, @a = 1             | @a",
      })
  @DisplayName("F11, F25: SET of user and system variables")
  void setVariables(String sql, String targets) {
    Statement.SetVariables set = statement(Statement.SetVariables.class, sql);
    assertThat(set.assignments())
        .extracting(a -> a.target().of(sql))
        .containsExactly(targets.split(";"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "CALL p(f(1), ?)            | f(1);?",
        "CALL db.p                  | ",
        "{call p(f(1))}             | f(1)",
        "{ ? = CALL p(1, 2) }       | 1;2",
      })
  @DisplayName("F25: CALL and the JDBC escape")
  void call(String sql, String arguments) {
    List<String> expected = arguments == null ? List.of() : Arrays.asList(arguments.split(";"));
    assertThat(sources(statement(Statement.Call.class, sql).arguments(), sql))
        .containsExactlyElementsOf(expected);
  }

  @Test
  @DisplayName("F25: DO")
  void doStatement() {
    String sql = "DO f(1), SLEEP(0)";
    assertThat(sources(statement(Statement.Do.class, sql).expressions(), sql))
        .containsExactly("f(1)", "SLEEP(0)");
  }

  @Test
  @DisplayName("F26: parameters wherever MySQL allows them, in order")
  void parameters() {
    String sql = "SELECT ?, f(?) FROM t WHERE a IN (?, '?') /* ? */ LIMIT ?, ?";
    assertThat(parse(sql).parameters())
        .extracting(SourceRange::start)
        .containsExactly(7, 12, 34, 56, 59);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"SHOW TABLES", "/* c */ LOCK TABLES t READ;", "XA END 'x'", "COMMIT"})
  void otherStatementsAreKnownByTheirFirstWord(String sql) {
    String word = sql.replace("/* c */ ", "").replace(";", "").split(" ")[0];
    Statement.Other other = statement(Statement.Other.class, sql);
    assertThat(other.firstWord()).isEqualTo(word);
    assertThat(sql).contains(other.range().of(sql));
    assertThat(other.range().of(sql)).startsWith(word).doesNotEndWith(";");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET NEW.a = f(NEW.b)       | f(NEW.b)",
        "CREATE PROCEDURE p() BEGIN DECLARE a INT DEFAULT f(1); SELECT g(2); END     | f(1);g(2)",
        "CREATE TABLE t (a INT, b INT AS (f(a)), CHECK (g(b)))                       | f(a);g(b)",
        "HANDLER t READ k FIRST WHERE f(a) LIMIT 1                                   | f(a)",
        "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO INSERT t SELECT f(a) FROM u       | f(a)",
        "KILL f(1)                                                                   | f(1)",
      })
  @DisplayName("F32: calls are found in statements that are not understood")
  void callsInOtherStatements(String sql, String calls) {
    Statement.Other other = statement(Statement.Other.class, sql);
    List<String> found = new ArrayList<>();
    other.expressions().forEach(expression -> found.addAll(calls(expression, sql)));
    for (QueryExpression query : other.queries()) {
      for (QueryBlock block : query.blocks()) {
        block.expressions().forEach(expression -> found.addAll(calls(expression, sql)));
      }
    }
    assertThat(found).containsExactly(calls.split(";"));
  }
}
