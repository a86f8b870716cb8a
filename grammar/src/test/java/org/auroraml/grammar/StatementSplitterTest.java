package org.auroraml.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A text of several statements is split where a server splits it")
class StatementSplitterTest {
  private static final List<String> STATEMENTS =
      List.of(
          "SELECT 1",
          "SELECT ';', \"a;b\", `c;d` FROM t",
          "/* ; */ SELECT f(a) -- ;\n FROM t # ;\n WHERE b = 'it''s; \\'; '",
          "/*!40101 SET NAMES utf8mb4 */",
          "/*!50003 CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW BEGIN SET @a = 1; END */",
          "CREATE PROCEDURE p() BEGIN DECLARE a INT; IF a THEN SELECT ';'; END IF; END",
          "CREATE FUNCTION s(a INT) RETURNS INT RETURN a",
          "CREATE FUNCTION f(a INT) RETURNS INT ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME ';'",
          "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN DELETE FROM t; DELETE FROM u; END",
          "CREATE TABLE t (a INT, `;` TEXT COMMENT ';')",
          "BEGIN",
          "INSERT INTO t VALUES (x'3b', 'a\nb;')",
          "XA START 'x;'",
          "SELECT 1 FROM WHERE",
          "COMMIT");

  private static List<String> split(String text, SqlMode... modes) {
    return SqlParser.split(text, Set.of(modes)).stream().map(range -> range.of(text)).toList();
  }

  @Test
  void semicolonsSeparate() {
    assertThat(split("SELECT 1; SELECT 2 ;\n\nSELECT 3"))
        .containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
    assertThat(split("SELECT 1;")).containsExactly("SELECT 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";", " ;; /* c */ ; -- d"})
  void nothingIsNoStatement(String text) {
    assertThat(split(text)).isEmpty();
  }

  @Test
  void commentsStayWithTheStatementThatFollowsThem() {
    assertThat(split("SELECT 1; -- two\nSELECT 2 -- end"))
        .containsExactly("SELECT 1", "-- two\nSELECT 2 -- end");
  }

  @Test
  void modesSayWhatIsAString() {
    String text = "SELECT 'a\\'; SELECT 2 -- '";
    assertThat(split(text)).hasSize(1);
    assertThat(split(text, SqlMode.NO_BACKSLASH_ESCAPES)).hasSize(2);
  }

  @Test
  void aProgramThatDoesNotParseEndsAtTheNextSemicolon() {
    assertThat(split("CREATE PROCEDURE p() BEGIN SELEKT 1; END; SELECT 2"))
        .containsExactly("CREATE PROCEDURE p() BEGIN SELEKT 1", "END", "SELECT 2");
  }

  @Test
  @DisplayName("Property: statements that are joined by semicolons come out as they went in")
  void splittingUndoesJoining() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      List<String> chosen = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(6); i >= 0; i--) {
        String statement = STATEMENTS.get(random.nextInt(STATEMENTS.size()));
        chosen.add(statement);
        text.append(random.nextBoolean() ? " " : "\n").append(statement).append(';');
      }
      assertThat(split(text.toString())).as(text.toString()).isEqualTo(chosen);
    }
  }
}
