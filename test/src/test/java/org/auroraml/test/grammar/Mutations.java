package org.auroraml.test.grammar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Makes statements that are nearly right, as people do. The same seed gives the same ones. */
final class Mutations {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*('([^'\\\\]|\\\\.|'')*'|\"([^\"\\\\]|\\\\.)*\"|`[^`]*`|/\\*.*?\\*/|@@?[\\w.$]+|[\\w$]+"
              + "|<=>|<>|!=|<=|>=|:=|&&|\\|\\||<<|>>|->>|->|\\S)",
          Pattern.DOTALL);

  private static final List<String> SPACES =
      List.of("", "\n", "\t", "/**/", "/* c */", "-- c\n", "#\n", "/*! */", "/*!80000 ", "*/");

  private final Random random;
  private final List<List<String>> statements;
  private final List<String> words;

  /**
   * Takes the statements to change.
   *
   * @param keywords words to put into them
   */
  Mutations(long seed, List<String> statements, List<String> keywords) {
    this.random = new Random(seed);
    this.statements = statements.stream().map(Mutations::tokens).toList();
    this.words = new ArrayList<>(keywords);
    this.statements.forEach(words::addAll);
  }

  private static List<String> tokens(String sql) {
    return TOKEN.matcher(sql).results().map(MatchResult::group).toList();
  }

  /** One of the statements with one change. */
  String next() {
    List<String> tokens = new ArrayList<>(any(statements));
    int i = random.nextInt(tokens.size());
    switch (random.nextInt(8)) {
      case 0 -> tokens.remove(i);
      case 1 -> tokens.add(i, " " + tokens.get(i));
      case 2 -> Collections.swap(tokens, i, random.nextInt(tokens.size()));
      case 3 -> tokens.set(i, " " + any(words));
      case 4 -> tokens.add(i, " " + any(words) + " ");
      case 5 -> tokens.set(i, any(SPACES) + tokens.get(i).strip());
      case 6 -> splice(tokens, i);
      default -> tokens.set(i, " `" + tokens.get(i).strip() + "`");
    }
    return String.join("", tokens).strip();
  }

  /** Puts a piece of a statement that begins with the same word in. */
  private void splice(List<String> tokens, int at) {
    List<List<String>> alike =
        statements.stream().filter(other -> other.get(0).equals(tokens.get(0))).toList();
    List<String> other = any(alike);
    int from = random.nextInt(other.size());
    int to = Math.min(other.size(), from + 1 + random.nextInt(6));
    tokens.add(at, " " + String.join("", other.subList(from, to)) + " ");
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
