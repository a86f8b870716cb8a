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
              "on MariaDB, a lookup for the only group is made for a derived table that an EXISTS"
                  + " empties (error 30004)",
              "SELECT 1 FROM a t1 JOIN (SELECT ml_label(MAX(t2.g)) c3 FROM a t2 WHERE t2.m IS NULL"
                  + " AND EXISTS (SELECT SUM(t2.n) FROM p t3)) t4 ON t1.g = 0",
              Pattern.compile("EXISTS \\(SELECT SUM"),
              KnownWrong::saysRowsChanged),
          new KnownWrong(
              "MariaDB takes any row for a group of which a column is asked that it does not"
                  + " determine: no two statements need agree",
              "SELECT t1.id, (SELECT COUNT(DISTINCT t1.b) FROM p t2) FROM a t1",
              Pattern.compile("\\(SELECT .*\\b(COUNT|SUM|MIN|MAX|AVG)\\("),
              wrong ->
                  wrong.what().equals("rows")
                      && wrong.stored().size() == wrong.ml().size()
                      && wrong.stored().stream().filter(line -> line.startsWith("[")).count() == 1),
          new KnownWrong(
              "an INT that goes through a temporary table (DISTINCT, ORDER BY, UNION) comes out as"
                  + " BIGINT of MySQL's expressions, all but those of a column or stored function;"
                  + " and of a lookup in place",
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
              "on MySQL, an aggregate over columns of an outer query alone, in a subquery that is an"
                  + " argument, is gathered as if it were the outer query's own (errors 1242, 1140)",
              "SELECT t1.day FROM a t1 WHERE ml_int((SELECT COUNT(DISTINCT t1.b) FROM p t2)) IN (7)",
              Pattern.compile("ml_\\w+\\(.*\\(SELECT\\b"),
              wrong -> wrong.ml().get(0).matches("error (1242|1140) .*")),
          new KnownWrong(
              "on MariaDB, stored functions alone: AVG of outer rows in a subquery is cut to four"
                  + " digits; with lookups it is not",
              "SELECT ((SELECT AVG(t2.n) AS c1 FROM a t2 WHERE ml_int(t1.m) > 0) + ml_two(1, 1))"
                  + " FROM a t1",
              Pattern.compile("\\(SELECT AVG\\("),
              wrong -> wrong.what().equals("rows")),
          new KnownWrong(
              "on MariaDB, stored functions alone: an aggregate over outer columns in a subquery is"
                  + " asked for each row (error 1242); with lookups it is not",
              "SELECT (SELECT COUNT(DISTINCT t1.name) c1 FROM a t6 WHERE ml_dec(t6.m)) FROM p t1",
              Pattern.compile("\\(SELECT"),
              wrong -> wrong.stored().get(0).startsWith("error 1242 ")),
          new KnownWrong(
              "on MariaDB, stored functions alone: a query with several windows evaluates one while"
                  + " another has no value yet, and sorts by that",
              "SELECT ml_label(IF(1 BETWEEN 0 AND ROW_NUMBER() OVER (ORDER BY t1.m, t1.id), 1, 2)),"
                  + " COUNT(*) OVER () FROM a t1"
                  + " ORDER BY SUM(1) OVER (PARTITION BY t1.g ORDER BY t1.id), t1.id",
              Pattern.compile(" OVER .* OVER "),
              wrong -> wrong.what().equals("rows")),
          new KnownWrong(
              "MySQL alone: a window in a subquery of IN or ANY can refuse the query (1235); in a"
                  + " derived table it does not",
              "SELECT 1 FROM a w WHERE 1 IN (SELECT ml_int(ROW_NUMBER() OVER (ORDER BY w.g, t1.id))"
                  + " FROM a t1)",
              Pattern.compile("\\(SELECT .* OVER "),
              wrong -> wrong.stored().get(0).startsWith("error 1235 ")),
          new KnownWrong(
              "a second select item that holds the call of a GROUP BY expression is not seen to"
                  + " depend on it alone (error 1055)",
              "SELECT ml_str(t1.s), COALESCE(ml_str(t1.s), 'none') FROM a t1"
                  + " GROUP BY ml_str(t1.s), COALESCE(ml_str(t1.s), 'none')",
              Pattern.compile("GROUP BY .*\\bml_"),
              wrong -> wrong.ml().get(0).startsWith("error 1055 ")),
          new KnownWrong(
              "a DECIMAL made of a lookup may tell more digits before the point",
              "SELECT GREATEST(AVG(t1.c), AVG(t1.c)) FROM (SELECT ml_int(v) AS c FROM q) t1",
              Pattern.compile("\\bml_(int|dec)\\("),
              KnownWrong::isPrecision),
          new KnownWrong(
              "an UPDATE of several tables assigns in no particular order (manual, 13.2.17): of a"
                  + " column that it assigns and reads, no two statements need agree",
              "UPDATE w JOIN p ON 1 SET w.d = 1, w.s = ml_label(w.d)",
              Pattern.compile("UPDATE .*\\b(JOIN|,) .*\\bSET .*=.*, .*="),
              wrong -> wrong.what().equals("table content")),
          new KnownWrong(
              "MySQL takes > ALL and < ANY for a comparison with MAX and MIN, which are those of the"
                  + " function's collation and not of the comparison's",
              "SELECT t1.g FROM p t1 WHERE t1.name > ALL (SELECT ml_str(t2.b) FROM a t2)",
              Pattern.compile("(ALL|ANY) \\(SELECT .*ml_str"),
              wrong -> wrong.what().equals("rows")));

  /** Whether what is known is shown like all else that is wrong. */
  private static final boolean SHOWN = Boolean.getBoolean("auroraml.generator.known.shown");

  static Optional<KnownWrong> find(String sql, Verdict.Wrong wrong) {
    return KNOWN_WRONG.stream()
        .filter(known -> !SHOWN)
        .filter(known -> known.feature.matcher(sql).find() && known.symptom.test(wrong))
        .findFirst();
  }

  private static boolean saysRowsChanged(Verdict.Wrong wrong) {
    return wrong.ml().get(0).startsWith("error 30004 ");
  }

  private static boolean isTypeOfTemporaryTable(Verdict.Wrong wrong) {
    return wrong.what().equals("columns") && narrowed(wrong.stored()).equals(narrowed(wrong.ml()));
  }

  private static boolean isPrecision(Verdict.Wrong wrong) {
    return wrong.what().equals("columns")
        && withoutPrecision(wrong.stored()).equals(withoutPrecision(wrong.ml()));
  }

  private static List<String> withoutPrecision(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll("DECIMAL\\(\\d+,", "DECIMAL(")).toList();
  }

  /** Without what a temporary table does to types. */
  private static List<String> narrowed(List<String> lines) {
    return lines.stream()
        .map(
            line ->
                line.replace("BIGINT signed -5 java.lang.Long", "INT signed 4 java.lang.Integer")
                    .replace("TEXT -1 java.lang.String", "VARCHAR 12 java.lang.String")
                    .replaceAll("\\bCHAR 1 java.lang.String", "VARCHAR 12 java.lang.String")
                    .replace(" not null", "")
                    .replace("' Long ", "' Integer "))
        .toList();
  }
}
