package org.auroraml.test.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is generated, and how it is made small. */
class StatementGeneratorTest {
  private static final List<String> STATEMENTS = statements(1, 2000);

  @Test
  @DisplayName("a seed makes the same statement each time")
  void sameStatement() {
    assertThat(statements(1, 50)).isEqualTo(statements(1, 50)).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("calls stand in every place")
  @ValueSource(
      strings = {
        "^SELECT [^()]*ml_",
        " WHERE [^()]*ml_",
        " JOIN [^()]* ON [^()]*ml_",
        " LEFT JOIN [^()]* ON [^()]*ml_",
        " RIGHT JOIN [^()]* ON [^()]*ml_",
        " GROUP BY [^()]*ml_",
        " HAVING [^()]*ml_",
        " ORDER BY [^()]*ml_",
        "SELECT DISTINCT [^()]*ml_",
        "ml_.* UNION .*ml_",
        "ml_.* INTERSECT .*ml_",
        "ml_.* EXCEPT .*ml_",
        "^WITH .*ml_",
        "\\(WITH .*ml_",
        "FROM \\(SELECT [^()]*ml_",
        "EXISTS \\(SELECT .*ml_",
        " IN \\(SELECT .*ml_",
        "ml_\\w+\\((SUM|MAX|MIN|COUNT|AVG)\\(",
        "(SUM|MAX|MIN|COUNT|AVG)\\(ml_",
        "OVER \\([^()]*ml_",
        "ml_\\w+\\([^()]*\\([^()]*\\) OVER",
        "ml_\\w+\\(ml_",
        "^INSERT [^()]*\\([^()]*\\) VALUES .*ml_",
        "^INSERT .*SELECT .*ml_",
        "ON DUPLICATE KEY UPDATE .*ml_",
        "^REPLACE .*ml_",
        "^UPDATE w SET .*ml_",
        "^UPDATE w (LEFT )?JOIN .*ml_",
        "^UPDATE .*ORDER BY [^()]*ml_",
        "^DELETE FROM w WHERE .*ml_",
        "^DELETE FROM w .*ORDER BY [^()]*ml_",
        "^DELETE w FROM w JOIN .*ml_",
      })
  void places(String place) {
    assertThat(STATEMENTS).anyMatch(Pattern.compile(place, Pattern.DOTALL).asPredicate());
  }

  @Test
  @DisplayName("a statement shrinks to what shows the failure")
  void shrinks() throws SQLException {
    Tree tree = StatementGenerator.statement(3);
    assertThat(tree.sql()).startsWith("WITH").contains(" HAVING ", "ml_num(");

    Tree small = Shrinker.shrink(tree, sql -> sql.contains("ml_num("));

    assertThat(small.sql()).contains("ml_num(").hasSizeLessThan(60);
  }

  private static List<String> statements(long first, long number) {
    return LongStream.range(first, first + number)
        .mapToObj(seed -> StatementGenerator.statement(seed).sql())
        .toList();
  }
}
