package org.auroraml.test.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.auroraml.grammar.SqlMode;
import org.auroraml.grammar.SqlParser;
import org.auroraml.grammar.SqlSyntaxException;
import org.auroraml.test.grammar.MySqlJudge.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(
    named = "auroraml.test.server",
    matches = "mysql",
    disabledReason = "asks MySQL 8.0.33 itself, with -Dauroraml.test.server=mysql")
@DisplayName("The parser takes what a MySQL 8.0.33 server takes")
class DifferentialTest {
  private static final Path RESOURCES =
      Path.of("..", "grammar", "src", "test", "resources", "org", "auroraml", "grammar");

  private static final long SEED = 8033;
  private static final int MUTATIONS = 6000;

  private static final List<String> MODES =
      List.of(
          "",
          "ANSI_QUOTES",
          "HIGH_NOT_PRECEDENCE",
          "IGNORE_SPACE",
          "NO_BACKSLASH_ESCAPES",
          "PIPES_AS_CONCAT");

  /** Statements of replication, which the parser does not read on. */
  private static final Pattern KNOWN_BY_FIRST_WORDS =
      Pattern.compile("(START|STOP) (REPLICA|SLAVE|GROUP_REPLICATION).*");

  private static MySqlJudge server;

  @BeforeAll
  static void connects() throws SQLException {
    server = new MySqlJudge();
  }

  @AfterAll
  static void closes() throws SQLException {
    server.close();
  }

  /** A line of a resource: see JudgedStatement in module grammar. */
  private record Line(String verdict, String modes, String sql) {
    static Line of(String line) {
      String[] fields = line.split("\t", 3);
      return new Line(fields[0], fields[1], fields[2].translateEscapes());
    }
  }

  private static List<Line> lines(String resource) throws IOException {
    try (Stream<String> lines = Files.lines(RESOURCES.resolve(resource))) {
      return lines.map(Line::of).toList();
    }
  }

  private static boolean takes(String sql, String modes) {
    String members = modes.equals("ANSI") ? "ANSI_QUOTES,PIPES_AS_CONCAT,IGNORE_SPACE" : modes;
    try {
      SqlParser.parse(sql, SqlMode.parse(members));
      return true;
    } catch (SqlSyntaxException e) {
      return false;
    }
  }

  /** What the parser and the server do not judge alike; nothing if the server did not say. */
  private static Stream<String> disagreement(String sql, String modes) throws SQLException {
    Verdict verdict = server.judge(sql, modes);
    boolean taken = takes(sql, modes);
    return sql.isEmpty() || verdict == Verdict.UNKNOWN || taken == (verdict == Verdict.TAKEN)
        ? Stream.empty()
        : Stream.of((taken ? "taken, " : "refused, ") + modes + ": " + sql);
  }

  @Test
  @DisplayName("99.6 % of changed statements are judged alike")
  void changedStatements() throws IOException, SQLException {
    List<String> valid =
        lines("statements.tsv").stream()
            .filter(line -> line.verdict().equals("valid"))
            .map(Line::sql)
            .filter(sql -> !KNOWN_BY_FIRST_WORDS.matcher(sql).matches())
            .toList();
    Mutations mutations = new Mutations(SEED, valid, server.keywords(false));
    List<String> disagreements = new ArrayList<>();
    for (int i = 0; i < MUTATIONS; i++) {
      String modes = MODES.get(i % MODES.size());
      disagreement(mutations.next(), modes).forEach(disagreements::add);
    }
    assertThat(disagreements).hasSizeLessThanOrEqualTo(MUTATIONS / 250);
  }

  @Test
  void theVerdictsOfTheResourcesAreTheServers() throws IOException, SQLException {
    List<Line> all =
        Stream.concat(lines("statements.tsv").stream(), lines("probes.tsv").stream()).toList();
    List<Line> wrong = new ArrayList<>();
    for (Line line : all) {
      Verdict verdict = server.judge(line.sql(), line.modes());
      if (line.verdict().equals("valid") == (verdict == Verdict.REFUSED)) {
        wrong.add(line);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  @DisplayName("Reserved words are those of information_schema.keywords")
  void reservedWords() throws SQLException {
    assertThat(server.keywords(true)).hasSizeGreaterThan(250).noneMatch(DifferentialTest::isAlias);
    assertThat(server.keywords(true)).noneMatch(DifferentialTest::isColumn);
  }

  @Test
  void allOtherKeywordsAreNames() throws SQLException {
    assertThat(server.keywords(false)).hasSizeGreaterThan(400).allMatch(DifferentialTest::isAlias);
    assertThat(server.keywords(false)).allMatch(DifferentialTest::isColumn);
  }

  private static boolean isAlias(String word) {
    return takes("SELECT 1 AS " + word, "");
  }

  private static boolean isColumn(String word) {
    return takes("CREATE TABLE t (" + word + " INT)", "");
  }

  @Test
  @DisplayName("Under every SQL mode, a statement's tokens are the server's")
  void modes() throws IOException, SQLException {
    List<String> disagreements = new ArrayList<>();
    for (Line line : lines("probes.tsv")) {
      if (!line.verdict().equals("extension")) {
        for (String modes : MODES) {
          disagreement(line.sql(), modes).forEach(disagreements::add);
        }
      }
    }
    assertThat(disagreements).isEmpty();
  }
}
