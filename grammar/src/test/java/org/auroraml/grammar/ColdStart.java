package org.auroraml.grammar;

import java.util.List;
import org.auroraml.grammar.antlr.Stages;
import org.auroraml.grammar.antlr.TreeParser;

/** What the first parse of a JVM consists of; answers with the milliseconds of each stage. */
final class ColdStart {
  static final List<String> STAGES =
      List.of(
          "the lexer's classes and ATN",
          "the table of keywords",
          "the parser's classes and ATN",
          "first tokens",
          "first parse tree",
          "first model");

  private ColdStart() {}

  private interface Stage {
    void run() throws SqlSyntaxException;
  }

  /** The JVM's main method. */
  public static void main(String[] arguments) throws SqlSyntaxException {
    String sql = Trial.FIRST;
    Stage[] stages = {
      Stages::loadLexer,
      Stages::loadKeywords,
      Stages::loadParser,
      () -> Stages.prepareTokens(sql, SqlMode.NONE),
      () -> TreeParser.parse(sql, SqlMode.NONE),
      () -> SqlParser.parse(sql, SqlMode.NONE)
    };
    StringBuilder millis = new StringBuilder();
    for (Stage stage : stages) {
      long start = System.nanoTime();
      stage.run();
      millis.append((System.nanoTime() - start) / 1e6).append(' ');
    }
    FreshJvm.answer(millis.toString());
  }
}
