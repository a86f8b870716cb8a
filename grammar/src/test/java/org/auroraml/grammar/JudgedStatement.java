package org.auroraml.grammar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * A statement of the project's own and the verdict of a MySQL 8.0.33 server. Each line of a
 * resource has a verdict, SQL modes and a statement with Java's escapes, separated by tabs. The
 * verdict is {@code valid}, {@code invalid}, or {@code extension} for what only Aurora MySQL or
 * JDBC knows. The module test asks a server anew.
 */
record JudgedStatement(String sql, Set<SqlMode> modes, boolean taken) {

  static List<JudgedStatement> statements() {
    return read("statements.tsv");
  }

  static List<JudgedStatement> probes() {
    return read("probes.tsv");
  }

  private static List<JudgedStatement> read(String resource) {
    try (InputStream file = JudgedStatement.class.getResourceAsStream(resource)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", 3))
          .map(JudgedStatement::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JudgedStatement of(String[] fields) {
    String modes =
        fields[1].equals("ANSI") ? "ANSI_QUOTES,PIPES_AS_CONCAT,IGNORE_SPACE" : fields[1];
    return new JudgedStatement(
        fields[2].translateEscapes(), SqlMode.parse(modes), !fields[0].equals("invalid"));
  }

  boolean isJudgedRightly() {
    try {
      SqlParser.parse(sql, modes);
      return taken;
    } catch (SqlSyntaxException e) {
      return !taken;
    }
  }
}
