package org.auroraml.test.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.auroraml.test.report.Report;

/**
 * {@code mvn -q -Poracle-report -Dqueries=FILE [-Dschema=FILE]}: runs anybody's statements over
 * anybody's tables with the functions of the oracle, once as stored functions through Connector/J
 * and once as ML functions through the driver, and tells what differs.
 *
 * <p>The two sides take turns: the schema is loaded, all statements are run with stored functions,
 * the databases are dropped and loaded again, and all statements are run with ML functions. So both
 * sides see the same names, which the script and the statements may spell as they like, equal
 * counters of AUTO_INCREMENT, and no function of the other side; to rewrite a script's database
 * name wherever it stands would be to guess.
 */
public final class OracleReport {
  private static final int SHOWN = 300;

  private final List<OracleStatement> statements;
  private final List<Verdict> verdicts = new ArrayList<>();
  private int inputs;

  private OracleReport(List<OracleStatement> statements) {
    this.statements = statements;
  }

  /** Prints the report. Arguments: the file of statements, and perhaps one that makes tables. */
  public static void main(String[] arguments) {
    Report.run(() -> run(arguments));
  }

  private static void run(String[] arguments) throws SQLException, IOException {
    if (arguments.length == 0 || arguments[0].isBlank()) {
      throw new IllegalArgumentException("-Dqueries=FILE says which statements to run");
    }
    boolean ownTables = arguments.length < 2 || arguments[1].isBlank();
    List<String> script = ownTables ? List.of() : SqlScript.read(Path.of(arguments[1]));
    OracleReport report =
        new OracleReport(
            SqlScript.read(Path.of(arguments[0])).stream().map(OracleStatement::of).toList());
    report.compare(ownTables ? ScriptDatabases.Loader.ORACLE : ScriptDatabases.loader(script));
    report.print();
  }

  private void compare(ScriptDatabases.Loader loader) throws SQLException {
    Functions functions = Functions.ofOracle();
    List<Answer> expected = new ArrayList<>();
    TableContents loaded;
    try (ScriptDatabases databases = ScriptDatabases.load(loader);
        Side stored = databases.storedSide(functions)) {
      loaded = stored.loaded();
      for (OracleStatement statement : statements) {
        expected.add(stored.answer(statement));
      }
    }
    try (ScriptDatabases databases = ScriptDatabases.load(loader);
        RecordedModels models = new RecordedModels(functions.models());
        Side ml = databases.mlSide(functions, models)) {
      if (!loaded.equals(ml.loaded())) {
        throw new IllegalStateException("The schema's script does not make the same rows twice");
      }
      for (int i = 0; i < statements.size(); i++) {
        models.forget();
        verdicts.add(Verdict.of(statements.get(i), expected.get(i), ml.answer(statements.get(i))));
        inputs += models.count();
      }
    }
  }

  private void print() {
    Map<String, Integer> reasons = new TreeMap<>();
    int equal = 0;
    int failed = 0;
    int wrong = 0;
    for (int i = 0; i < verdicts.size(); i++) {
      Verdict verdict = verdicts.get(i);
      if (verdict instanceof Verdict.Wrong different) {
        wrong++;
        System.out.printf("%nstatement %d: wrong, %s%n", i + 1, different.details());
      } else if (verdict instanceof Verdict.Refused refused) {
        reasons.merge(refused.reason(), 1, Integer::sum);
        System.out.printf(
            "%nstatement %d: refused, %s%n  %s%n",
            i + 1, refused.reason(), shortened(statements.get(i).sql()));
      } else if (verdict instanceof Verdict.Equal same) {
        equal++;
        failed += same.failed() ? 1 : 0;
      }
    }
    System.out.println();
    reasons.forEach((reason, count) -> System.out.printf("refused %d: %s%n", count, reason));
    if (failed > 0) {
      System.out.printf("equal because they fail with the same error: %d%n", failed);
    }
    System.out.printf(
        Locale.ROOT,
        "oracle: queries=%d equal=%d refused=%d wrong=%d inputs=%d%n",
        verdicts.size(),
        equal,
        reasons.values().stream().mapToInt(Integer::intValue).sum(),
        wrong,
        inputs);
  }

  private static String shortened(String sql) {
    String line = sql.replaceAll("\\s+", " ");
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
  }
}
