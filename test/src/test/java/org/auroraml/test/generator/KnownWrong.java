package org.auroraml.test.generator;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.auroraml.test.oracle.Verdict;

/**
 * What is known to be wrong and not mended yet. An entry goes when its evidence gives the same on
 * both sides.
 *
 * @param what in words
 * @param evidence a statement over {@link Tables} that shows it
 * @param feature what the text of such statements holds
 * @param symptom how their results differ
 */
record KnownWrong(String what, String evidence, Pattern feature, Predicate<Verdict.Wrong> symptom) {

  static final List<KnownWrong> KNOWN_WRONG =
      List.of(
          new KnownWrong(
              "an outer join that the server makes an inner one, or orders anew, tests WHERE on"
                  + " rows whose arguments were not gathered (error 30004)",
              "SELECT 1 FROM a t1 RIGHT JOIN p t2 ON t1.n = t2.g WHERE ml_dec(t1.u) IS NOT NULL",
              Pattern.compile("\\b(LEFT|RIGHT) JOIN\\b"),
              KnownWrong::saysRowsChanged),
          new KnownWrong(
              "a call in ORDER BY over the alias of a select item is gathered as if that were a"
                  + " column (error 1054)",
              "SELECT t1.d AS c1 FROM a t1 ORDER BY ml_num(c1), t1.id",
              Pattern.compile("ORDER BY .*\\bml_.*\\bc\\d"),
              wrong -> wrong.ml().get(0).startsWith("error 1054 ")),
          new KnownWrong(
              "a subquery with calls in ORDER BY of UPDATE or DELETE is neither evaluated nor"
                  + " refused (error 1305)",
              "UPDATE w SET n = 1 ORDER BY (SELECT 1 FROM a t1 WHERE ml_num(1) = 3), w.id LIMIT 6",
              Pattern.compile("^(UPDATE|DELETE) .* ORDER BY .*\\(SELECT\\b.*\\bml_"),
              wrong -> wrong.ml().get(0).startsWith("error 1305 ")),
          new KnownWrong(
              "on MySQL, a lookup is made for rows that a subquery in another condition would have"
                  + " rejected (error 30004)",
              "SELECT 1 FROM p t1 WHERE EXISTS (SELECT 1 FROM p t2 WHERE ml_num(t2.id) IS NULL)"
                  + " AND ml_num(t1.a_id) <=> 1",
              Pattern.compile("\\(SELECT\\b"),
              KnownWrong::saysRowsChanged),
          new KnownWrong(
              "on MySQL, an INT that goes through a temporary table (DISTINCT, ORDER BY, UNION)"
                  + " comes out as BIGINT of a lookup, and as INT of a function",
              "SELECT DISTINCT ml_int(t1.id) FROM q t1",
              Pattern.compile("\\bml_"),
              KnownWrong::isTypeOfTemporaryTable),
          new KnownWrong(
              "a long text that goes through a temporary table comes out as VARCHAR of a lookup,"
                  + " and as TEXT of a function",
              "SELECT DISTINCT HEX(ml_str(t1.g)) FROM a t1",
              Pattern.compile("\\bml_str\\("),
              KnownWrong::isTypeOfTemporaryTable),
          new KnownWrong(
              "the conditions of a derived table that is merged into the query around it"
                  + " name a column before the select item that it has become (error 1247)",
              "SELECT 1 FROM (SELECT ml_int(t1.y) AS c2, t1.name AS c3 FROM p t1"
                  + " WHERE t1.name < 'a' AND ml_num(t1.x) <> 1) t2",
              Pattern.compile("(FROM|JOIN|AS) \\(SELECT\\b"),
              wrong -> wrong.ml().get(0).startsWith("error 1247 ")),
          new KnownWrong(
              "on MySQL, an aggregate over columns of an outer query alone, in a subquery that is an"
                  + " argument, is gathered as if it were the outer query's own (errors 1242, 1140)",
              "SELECT t1.day FROM a t1 WHERE ml_int((SELECT COUNT(DISTINCT t1.b) FROM p t2)) IN (7)",
              Pattern.compile("ml_\\w+\\(.*\\(SELECT\\b"),
              wrong -> wrong.ml().get(0).matches("error (1242|1140) .*")));

  static Optional<KnownWrong> find(String sql, Verdict.Wrong wrong) {
    return KNOWN_WRONG.stream()
        .filter(known -> known.feature.matcher(sql).find() && known.symptom.test(wrong))
        .findFirst();
  }

  private static boolean saysRowsChanged(Verdict.Wrong wrong) {
    return wrong.ml().get(0).startsWith("error 30004 ");
  }

  private static boolean isTypeOfTemporaryTable(Verdict.Wrong wrong) {
    return wrong.what().equals("columns") && narrowed(wrong.stored()).equals(narrowed(wrong.ml()));
  }

  /** Without what a temporary table does to types. */
  private static List<String> narrowed(List<String> lines) {
    return lines.stream()
        .map(
            line ->
                line.replace("BIGINT signed -5 java.lang.Long", "INT signed 4 java.lang.Integer")
                    .replace("TEXT -1 java.lang.String", "VARCHAR 12 java.lang.String")
                    .replace(" not null", "")
                    .replace("' Long ", "' Integer "))
        .toList();
  }
}
