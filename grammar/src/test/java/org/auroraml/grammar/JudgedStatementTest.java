package org.auroraml.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.auroraml.grammar.antlr.SqlToken;
import org.auroraml.grammar.antlr.TreeParser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The parser judges the project's own statements as MySQL 8.0.33 does")
class JudgedStatementTest {

  private static List<JudgedStatement> taken() {
    return Stream.concat(JudgedStatement.statements().stream(), JudgedStatement.probes().stream())
        .filter(JudgedStatement::taken)
        .toList();
  }

  @Test
  void statementsOfAllKinds() {
    assertThat(JudgedStatement.statements()).hasSizeGreaterThan(2000);
    assertThat(JudgedStatement.statements())
        .filteredOn(statement -> !statement.isJudgedRightly())
        .isEmpty();
  }

  @Test
  @DisplayName("Probes of the lexer, under several SQL modes")
  void probes() {
    assertThat(JudgedStatement.probes()).hasSizeGreaterThan(850);
    assertThat(JudgedStatement.probes())
        .filteredOn(statement -> !statement.isJudgedRightly())
        .isEmpty();
  }

  @Test
  @DisplayName("Property: between the tokens of a text there are only blanks and comments")
  void tokensCoverTheText() throws SqlSyntaxException {
    for (JudgedStatement statement : taken()) {
      assertThat(betweenTokens(statement))
          .as(statement.sql())
          .allMatch(
              gap ->
                  gap.matches(
                      "(?s)(\\s|--([\\s\\x00-\\x1f][^\n]*)?|#[^\n]*|/\\*.*?\\*/|/\\*!\\d*|\\*/)*"));
    }
  }

  private static List<String> betweenTokens(JudgedStatement statement) throws SqlSyntaxException {
    TreeParser.Parsed parsed = TreeParser.parse(statement.sql(), statement.modes());
    Stream.Builder<String> gaps = Stream.builder();
    int position = 0;
    for (int i = 0; i < parsed.tokens().size(); i++) {
      SqlToken token = parsed.tokens().get(i);
      gaps.add(statement.sql().substring(position, token.start()));
      position = token.end();
    }
    gaps.add(statement.sql().substring(position));
    return gaps.build().toList();
  }

  @Test
  @DisplayName("Property: a rewrite of nothing is the text itself")
  void aRewriteOfNothingIsTheText() throws SqlSyntaxException {
    for (JudgedStatement statement : taken()) {
      ParsedStatement parsed = SqlParser.parse(statement.sql(), statement.modes());
      assertThat(new SourceRewriter(parsed).renderAll().sql()).isEqualTo(statement.sql());
    }
  }

  @Test
  @DisplayName("At most 1 % of the statements need LL prediction")
  void sllIsEnough() throws SqlSyntaxException {
    long fallbacks = 0;
    for (JudgedStatement statement : taken()) {
      if (TreeParser.parse(statement.sql(), statement.modes()).usedLl()) {
        fallbacks++;
      }
    }
    assertThat(100.0 * fallbacks / taken().size()).isLessThanOrEqualTo(1);
  }
}
