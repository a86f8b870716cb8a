package org.auroraml.grammar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs its seeds, and with {@code mvn -Pgrammar-fuzz [-DfuzzSeconds=60]} what the fuzzer Jazzer
 * makes of them. An input is a byte that chooses the SQL modes, {@code @} for none, and a text in
 * UTF-8.
 */
@DisplayName("Fuzz: whatever the bytes, the answer is a statement or a SqlSyntaxException")
class SqlParserFuzzTest {
  /** How a range prints itself: in a record's text stand all ranges, however deep. */
  private static final Pattern RANGE = Pattern.compile("SourceRange\\[start=(\\d+), end=(\\d+)]");

  @MethodSource("seeds")
  @DictionaryFile(resourcePath = "sql.dict")
  @FuzzTest
  void rangesAndPositionsLieWithinTheText(byte[] input) {
    String sql = input.length == 0 ? "" : new String(input, 1, input.length - 1, UTF_8);
    try {
      checkRanges(SqlParser.parse(sql, modes(input)));
    } catch (SqlSyntaxException refused) {
      assertThat(refused.position()).isBetween(0, sql.length());
    }
  }

  private static Set<SqlMode> modes(byte[] input) {
    EnumSet<SqlMode> modes = EnumSet.noneOf(SqlMode.class);
    int bits = input.length == 0 ? 0 : input[0];
    for (SqlMode mode : SqlMode.values()) {
      if ((bits & 1) == 1) {
        modes.add(mode);
      }
      bits >>= 1;
    }
    return modes;
  }

  private static void checkRanges(ParsedStatement parsed) {
    Matcher ranges = RANGE.matcher(parsed.statement().toString() + parsed.parameters());
    assertThat(ranges.find()).isTrue();
    do {
      assertThat(Integer.parseInt(ranges.group(2))).isLessThanOrEqualTo(parsed.text().length());
    } while (ranges.find());
    assertThat(new SourceRewriter(parsed).renderAll().sql()).isEqualTo(parsed.text());
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
            "",
            "@",
            "@SELECT a, f(b) x FROM t JOIN u USING (c) WHERE d = ? AND e IN (1, 'x') ORDER BY a LIMIT 3",
            "@WITH c AS (SELECT 1) SELECT CASE WHEN f(a) THEN 1 ELSE b END FROM c, LATERAL (SELECT 2) d",
            "@(SELECT 1) UNION ALL (SELECT SUM(a) OVER (PARTITION BY b) FROM t) INTO OUTFILE S3 's3://b/p'",
            "@INSERT INTO t (a, b) VALUES (1, f(2)), (DEFAULT, ?) ON DUPLICATE KEY UPDATE a = VALUES(a)",
            "@UPDATE t SET a = f(b) + INTERVAL 1 DAY WHERE c BETWEEN 1 AND 2 OR NOT d LIKE 'x%' LIMIT 1",
            "@DELETE FROM t WHERE a IS NULL AND EXISTS (SELECT * FROM u WHERE u.a = t.a)",
            "@REPLACE t SET a = CAST(f(1) AS CHAR) COLLATE utf8mb4_bin, b = x'41' -- end",
            "@CREATE FUNCTION f(a REAL) RETURNS REAL ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME 'e'",
            "@CREATE TABLE t (a INT PRIMARY KEY, b VARCHAR(9) DEFAULT 'x', KEY (b)) ENGINE=InnoDB",
            "@CREATE PROCEDURE p() BEGIN DECLARE i INT; IF a THEN SELECT 1; END IF; END",
            "@SET @a = (SELECT f(1)), SESSION b := 2; ",
            "@{call p(?, 1)}",
            "@SELECT /*!80000 1, */ /* c */ 2 # x\n FROM `a``b`.t@v",
            "ASELECT \"a\" 'b' FROM t",
            "BSELECT '\\' , N'n', _utf8mb4 x'00'",
            "DSELECT a || b -> '$.c'",
            "HSELECT NOT a BETWEEN b AND c",
            "PSELECT count (*), now ()")
        .map(seed -> seed.getBytes(UTF_8));
  }
}
