package org.auroraml.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A statement is rewritten by ranges; all else stays as the user wrote it")
class SourceRewriterTest {
  private static final String SQL =
      "SELECT /*+ NO_MERGE(d) */ a, f(?, g(?)) -- why\n FROM t WHERE x = ? /*! AND ? */";

  private final ParsedStatement statement = parse(SQL);
  private final SourceRewriter rewriter = new SourceRewriter(statement);

  private static ParsedStatement parse(String sql) {
    try {
      return SqlParser.parse(sql, SqlMode.NONE);
    } catch (SqlSyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static SourceRange range(String part) {
    int start = SQL.indexOf(part);
    return new SourceRange(start, start + part.length());
  }

  @Test
  void aRewriteOfNothingIsTheTextWithItsParameters() {
    assertThat(rewriter.renderAll()).isEqualTo(new SqlFragment(SQL, List.of(1, 2, 3, 4)));
  }

  @Test
  void aRangeIsRenderedWithItsOwnParameters() {
    assertThat(rewriter.render(range("x = ?"))).isEqualTo(new SqlFragment("x = ?", List.of(3)));
  }

  @Test
  void aRangeInsideAVersionCommentIsTextLikeAnyOther() {
    assertThat(rewriter.render(range("AND ?"))).isEqualTo(new SqlFragment("AND ?", List.of(4)));
  }

  @Test
  void theOuterOfTwoReplacementsWins() {
    rewriter.replace(range("g(?)"), SqlFragment.text("inner"));
    rewriter.replace(range("f(?, g(?))"), SqlFragment.text("outer"));
    assertThat(rewriter.render(range("a, f(?, g(?))")).sql()).isEqualTo("a, outer");
  }

  @Test
  void theInnerReplacementIsSeenWhereTheOuterIsNotRendered() {
    rewriter.replace(range("f(?, g(?))"), SqlFragment.text("outer"));
    rewriter.replace(range("g(?)"), SqlFragment.text("inner"));
    assertThat(rewriter.render(range("?, g(?)")))
        .isEqualTo(new SqlFragment("?, inner", List.of(1)));
  }

  @Test
  void aReplacementOfTheRenderedRangeItselfIsApplied() {
    rewriter.replace(range("x = ?"), new SqlFragment("? < x", List.of(3)));
    assertThat(rewriter.render(range("x = ?"))).isEqualTo(new SqlFragment("? < x", List.of(3)));
  }

  @Test
  void parametersFollowTheTextThatTheyStandIn() {
    SqlFragment twice =
        SqlFragment.builder()
            .append(rewriter.render(range("g(?)")))
            .append(" + ")
            .append(rewriter.render(range("g(?)")))
            .build();
    rewriter.replace(range("a, "), twice.append(", "));
    assertThat(rewriter.renderAll())
        .isEqualTo(new SqlFragment(SQL.replace("a, ", "g(?) + g(?), "), List.of(2, 2, 1, 2, 3, 4)));
  }

  @Test
  void anInsertionStandsRightAfterAReplacedRange() {
    SourceRange item = range("f(?, g(?))");
    rewriter.replace(new SourceRange(item.end(), item.end()), SqlFragment.text(" AS `f`"));
    rewriter.replace(item, SqlFragment.text("1"));
    assertThat(rewriter.render(item).sql()).isEqualTo("1 AS `f`");
    assertThat(rewriter.renderAll().sql()).contains("a, 1 AS `f` -- why");
  }

  @Test
  void insertionsAtOnePlaceKeepTheirOrder() {
    rewriter.replace(new SourceRange(0, 0), SqlFragment.text("1"));
    rewriter.replace(new SourceRange(0, 0), SqlFragment.text("2"));
    rewriter.replace(range("SELECT"), SqlFragment.text("3"));
    assertThat(rewriter.renderAll().sql()).startsWith("123 /*+");
  }

  @Test
  void rangesThatOverlapAreRefused() {
    rewriter.replace(range("a, f"), SqlFragment.text("1"));
    rewriter.replace(range("f(?"), SqlFragment.text("2"));
    assertThatThrownBy(rewriter::renderAll).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("Property: replacing disjoint ranges by their own text changes nothing")
  void replacingRangesByThemselvesChangesNothing() {
    Random random = new Random(7);
    for (int round = 0; round < 1000; round++) {
      SourceRewriter same = new SourceRewriter(statement);
      SourceRewriter source = new SourceRewriter(statement);
      int position = 0;
      while (position < SQL.length()) {
        int start = position + random.nextInt(5);
        int end = Math.min(start + random.nextInt(9), SQL.length());
        if (start > end) {
          break;
        }
        SourceRange range = new SourceRange(start, end);
        same.replace(range, source.render(range));
        position = end + 1;
      }
      assertThat(same.renderAll()).isEqualTo(source.renderAll());
    }
  }

  @Test
  void aCopyHasReplacementsOfItsOwn() throws SqlSyntaxException {
    ParsedStatement parsed = SqlParser.parse("SELECT a, b", SqlMode.NONE);
    SourceRewriter original = new SourceRewriter(parsed);
    original.replace(new SourceRange(7, 8), SqlFragment.text("x"));
    SourceRewriter copy = new SourceRewriter(original);
    copy.replace(new SourceRange(10, 11), SqlFragment.text("y"));
    assertThat(copy.renderAll().sql()).isEqualTo("SELECT x, y");
    assertThat(original.renderAll().sql()).isEqualTo("SELECT x, b");
  }
}
