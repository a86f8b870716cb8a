package org.auroraml.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.auroraml.grammar.Corpus.Row;
import org.auroraml.grammar.antlr.TreeParser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The parser judges a corpus of statements as MySQL 8.0.33 does")
class CorpusTest {
  private final Corpus corpus = Corpus.standard();

  private List<Row> rows(String name) throws IOException {
    assumeTrue(corpus.has(name), () -> "skipped: there is no " + corpus.file(name));
    return corpus.rows(name);
  }

  private static void assertShare(List<Row> rows, Predicate<Row> which, double least) {
    List<Row> chosen = rows.stream().filter(which).toList();
    long right = chosen.stream().filter(Row::isJudgedRightly).count();
    assertThat(100.0 * right / chosen.size())
        .as("%d of %d", right, chosen.size())
        .isGreaterThanOrEqualTo(least);
  }

  @Test
  void whatTheServerTakesIsTaken() throws IOException {
    List<Row> rows = rows("valid");
    assertShare(rows, Row::isCore, 99.7);
    assertShare(rows, row -> true, 99);
  }

  @Test
  void whatTheServerRefusesIsRefused() throws IOException {
    assertShare(rows("invalid"), Row::expected, 95);
  }

  @Test
  void cornersAreReadRightly() throws IOException {
    assertShare(rows("probes"), row -> true, 97);
  }

  @Test
  @DisplayName("At most 1 % of the statements need LL prediction")
  void sllIsEnough() throws IOException {
    List<Row> rows = rows("valid");
    long fallbacks = rows.stream().filter(CorpusTest::needsLl).count();
    assertThat(100.0 * fallbacks / rows.size()).isLessThanOrEqualTo(1);
  }

  private static boolean needsLl(Row row) {
    try {
      return TreeParser.parse(row.sql(), row.modes()).usedLl();
    } catch (SqlSyntaxException refused) {
      return false;
    }
  }

  @Test
  @DisplayName("Property: a rewrite of nothing is the text itself")
  void aRewriteOfNothingIsTheText() throws IOException, SqlSyntaxException {
    for (Row row : rows("valid")) {
      if (row.isJudgedRightly()) {
        ParsedStatement parsed = SqlParser.parse(row.sql(), row.modes());
        SqlFragment all = new SourceRewriter(parsed).renderAll();
        assertThat(all.sql()).isEqualTo(row.sql());
        assertThat(all.parameters()).hasSameSizeAs(parsed.parameters());
      }
    }
  }
}
