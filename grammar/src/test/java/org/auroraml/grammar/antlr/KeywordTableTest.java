package org.auroraml.grammar.antlr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.auroraml.grammar.SqlMode;
import org.auroraml.grammar.SqlParser;
import org.auroraml.grammar.SqlSyntaxException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The lexer's keywords")
class KeywordTableTest {
  private final Keywords keywords =
      new Keywords(MySqlLexer.VOCABULARY, Set.of(MySqlLexer.ruleNames));

  /** The words that are token types of their own. */
  private List<String> words() {
    List<String> words = new ArrayList<>();
    for (int type = 1; type <= MySqlLexer.VOCABULARY.getMaxTokenType(); type++) {
      String name = MySqlLexer.VOCABULARY.getSymbolicName(type).replaceAll("_$", "");
      int place = keywords.find(new SqlText(name), 0, name.length());
      if (place >= 0 && keywords.type(place) == type) {
        words.add(name);
      }
    }
    return words;
  }

  private boolean isReserved(String word) {
    return keywords.isReserved(keywords.type(keywords.find(new SqlText(word), 0, word.length())));
  }

  @Test
  void aKeywordIsFoundInAnyCase() {
    assertThat(words()).hasSizeGreaterThan(500).contains("SELECT", "SKIP", "S3");
    for (String word : words()) {
      String lower = word.toLowerCase(Locale.ROOT);
      assertThat(keywords.find(new SqlText(lower), 0, lower.length())).isNotNegative();
    }
  }

  @Test
  @DisplayName("F66: every keyword that is not reserved is a name of columns, aliases and tables")
  void keywordsThatAreNotReservedAreNames() {
    for (String word : words()) {
      if (!isReserved(word)) {
        assertThatCode(() -> SqlParser.parse("SELECT 1 AS " + word, SqlMode.NONE))
            .as(word)
            .doesNotThrowAnyException();
        assertThatCode(() -> SqlParser.parse("SELECT * FROM " + word + " x", SqlMode.NONE))
            .as(word)
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void reservedKeywordsAreNoNames() {
    for (String word : words()) {
      if (isReserved(word)) {
        assertThatCode(() -> SqlParser.parse("SELECT 1 AS " + word, SqlMode.NONE))
            .as(word)
            .isInstanceOf(SqlSyntaxException.class);
      }
    }
  }
}
