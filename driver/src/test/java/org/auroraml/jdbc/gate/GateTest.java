package org.auroraml.jdbc.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.auroraml.jdbc.registry.FunctionNames;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The gate: a statement that can't concern the driver is never parsed")
class GateTest {
  private static final FunctionNames NAMES =
      FunctionNames.of(Set.of("anomaly_score", "aws_comprehend_detect_sentiment", "größe"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "",
        "(",
        "SELECT anomaly_score FROM t",
        "SELECT anomaly_score, f(x) FROM t",
        "SELECT xanomaly_score(1)",
        "SELECT anomaly_scores(1)",
        "SELECT COUNT(*), MAX(x) FROM t WHERE id IN (1, 2)",
        "SELECT * FROM t INTO OUTFILE '/tmp/s3'",
        "SELECT s3 FROM outfile",
        "CREATE TABLE alias (aws INT)",
        "DROP TABLE anomaly_score",
        "DROP FUNCTION other",
        "SELECT anomaly_score /* open (",
        "SELECT anomaly_score -- open (",
        "SELECT 'anomaly_score(1) INTO OUTFILE S3'",
        "SELECT 'it''s anomaly_score(1)'",
        "SELECT \"anomaly_score(1)\"",
        "SELECT 1 -- anomaly_score(1)",
        "SELECT 1 # anomaly_score(1)\n",
        "SELECT /* anomaly_score(1) */ 1",
        "SELECT @@sql_mode, @aurora",
        "SET sql_mode = 'aurora_ml_inference_timeout'",
        "SHOW VARIABLES",
        "SHOW SESSION VARIABLES LIKE 'sql_mode'",
        "SELECT variables FROM aws",
        "GRANT SELECT ON *.* TO u",
        "GRANT 'reader' TO 'u'@'%'",
        "REVOKE FILE ON *.* FROM u",
        "SELECT 'AWS_SAGEMAKER_ACCESS'",
        "FLUSH TABLES",
        "SHOW TABLE STATUS",
        "SHOW ENGINE INNODB STATUS",
        "SHOW PROCEDURE STATUS",
        "SHOW CREATE FUNCTION other",
        "SHOW CREATE TABLE anomaly_score",
        "ALTER FUNCTION other COMMENT 'x'",
        "SELECT status FROM global",
      })
  void doesNotConcern(String sql) {
    assertThat(Gate.concerns(sql, NAMES)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT anomaly_score(1)",
        "GRANT INVOKE SAGEMAKER ON *.* TO u",
        "/* dba */ revoke invoke comprehend on *.* from u",
        "GRANT aws_bedrock_access TO u",
        "GRANT 'AWS_SAGEMAKER_ACCESS' TO u",
        "REVOKE `AWS_SAGEMAKER_ACCESS` FROM u",
        "GRANT \"aws_sagemaker_access\" TO u",
        "GRANT SELECT INTO S3 ON *.* TO u",
        "GRANT LOAD FROM S3 ON *.* TO u",
        "FLUSH STATUS",
        "FLUSH LOCAL HOSTS, STATUS",
        "SHOW STATUS",
        "show global status like 'x'",
        "SHOW LOCAL STATUS",
        "SHOW SESSION STATUS WHERE Value > 1",
        "SHOW FUNCTION STATUS",
        "SHOW CREATE FUNCTION anomaly_score",
        "SHOW CREATE FUNCTION db.`anomaly_score`",
        "ALTER FUNCTION anomaly_score COMMENT 'x'",
        "DROP FUNCTION IF EXISTS anomaly_score",
        "SELECT * FROM performance_schema.session_status",
        "EXPLAIN SELECT anomaly_score(x) FROM t",
        "select ANOMALY_SCORE (value) from t",
        "SELECT `anomaly_score`(1)",
        "SELECT `db`.`anomaly_score` (1)",
        "SELECT \"anomaly_score\"(1)",
        "SELECT db.anomaly_score\n\t(1)",
        "SELECT anomaly_score/* why */(1)",
        "SELECT anomaly_score -- why\n(1)",
        "SELECT anomaly_score # why\n (1)",
        "SELECT Größe(1)",
        "SELECT \"it's\", anomaly_score(1)",
        "SELECT `it's`, anomaly_score(1)",
        "SELECT `a#b`, anomaly_score(1)",
        "SELECT '#', anomaly_score(1)",
        "SELECT '\\', anomaly_score(1)",
        "SELECT 'it\\'s', anomaly_score(1)",
        "SELECT 'it\\'s', anomaly_score(1), ''",
        "SELECT \"it\\\"s\", anomaly_score(1), \"\"",
        "SELECT 1--anomaly_score(1)",
        "SELECT /*!80000 anomaly_score(1) */",
        "SELECT '' anomaly_score, anomaly_score(1)",
        "{call p(anomaly_score(1))}",
        "SELECT * FROM t INTO OUTFILE S3 's3://b/p'",
        "select * into outfile\n s3 's3://b/p' from t",
        "CREATE FUNCTION f(x REAL) RETURNS REAL ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME 'e'",
        "create function f(x real) returns real alias aws_sagemaker_invoke_endpoint endpoint name 'e'",
        "DROP FUNCTION anomaly_score",
        "SELECT @@aurora_ml_inference_timeout",
        "SET Aurora_S3_Default_Cmk_Id = ''",
        "SET @@SESSION.`aurora_ml_inference_timeout` = 1",
        "SHOW VARIABLES LIKE 'aws\\_default%'",
        "show global variables where Variable_name = 'aurora_ml_inference_timeout'",
        "/* now */ drop function if exists `db` . `anomaly_score`",
      })
  void concerns(String sql) {
    assertThat(Gate.concerns(sql, NAMES)).isTrue();
  }
}
