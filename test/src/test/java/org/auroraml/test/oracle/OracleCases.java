package org.auroraml.test.oracle;

import static org.auroraml.test.oracle.OracleCase.query;

import java.util.List;

/** Statements that read, one a line, grouped by the clause that the calls stand in. */
final class OracleCases {

  /** Cases under a heading. */
  record Group(String name, List<OracleCase> cases) {
    static Group of(String name, OracleCase... cases) {
      return new Group(name, List.of(cases));
    }
  }

  private OracleCases() {}

  private static final String DISTINCT_D = "SELECT COUNT(DISTINCT d) FROM t";

  /** F20, F23: where calls may stand. */
  static List<Group> clauses() {
    return List.of(
        Group.of(
            "F20 select list",
            query("SELECT id, ml_num(d) FROM t ORDER BY id").inputs(DISTINCT_D),
            query("SELECT ml_num(d) FROM t").inputs(DISTINCT_D),
            query("SELECT t.*, ml_num(t.d) AS score FROM t").inputs(DISTINCT_D),
            query("SELECT *, ml_num(d) score FROM t ORDER BY id").inputs(DISTINCT_D),
            query("SELECT id, ml_int(d), ml_dec(d), ml_label(d) FROM t ORDER BY id"),
            query("SELECT id, ml_num(d) FROM t AS x WHERE x.id < 20 ORDER BY x.id")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE id < 20"),
            query("SELECT ml_num(d), ml_num(d) FROM t").inputs(DISTINCT_D),
            query("SELECT ALL ml_num(d) FROM t").inputs(DISTINCT_D),
            query("SELECT SQL_NO_CACHE ml_num(d) FROM t").inputs(DISTINCT_D),
            query("SELECT id, ml_num(d) FROM t FORCE INDEX (PRIMARY) ORDER BY id"),
            query("SELECT id, ml_num(d) FROM t WHERE id IN (1, 2, 3) FOR UPDATE")),
        Group.of(
            "F20 WHERE",
            query("SELECT id FROM t WHERE ml_num(d) > 5 ORDER BY id").inputs(DISTINCT_D),
            query("SELECT id FROM t WHERE ml_num(d) > 5 AND g = 2")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE g = 2"),
            query("SELECT id FROM t WHERE g = 2 AND ml_num(d) > 5 AND n < 10")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE g = 2 AND n < 10"),
            query("SELECT COUNT(*) > 0 FROM t WHERE RAND() < 0.9 AND ml_num(d) > -1e9"),
            query("SELECT MAX(ml_num(d)) IS NOT NULL FROM t WHERE RAND() < 0.9 AND g = 2"),
            query("SELECT id FROM t WHERE ml_num(d) > 5 OR g = 2"),
            query("SELECT id FROM t WHERE NOT (ml_num(d) > 5)"),
            query("SELECT id FROM t WHERE NOT ml_num(d)"),
            query("SELECT id FROM t WHERE ml_num(d)"),
            query("SELECT id FROM t WHERE ml_num(d) IS NULL"),
            query("SELECT id FROM t WHERE ml_num(d) IS NOT NULL AND g IS NULL"),
            query("SELECT id FROM t WHERE ml_num(d) <=> NULL"),
            query("SELECT id FROM t WHERE ml_num(d) BETWEEN -3 AND 3.5"),
            query("SELECT id FROM t WHERE ml_int(d) IN (1, 2, 3, NULL)"),
            query("SELECT id FROM t WHERE ml_int(d) NOT IN (1, 2, 3)"),
            query("SELECT id FROM t WHERE ml_label(d) = 'POSITIVE'"),
            query("SELECT id FROM t WHERE ml_label(d) LIKE 'N%'"),
            query("SELECT id FROM t WHERE ml_label(d) REGEXP '^N'"),
            query("SELECT id FROM t WHERE d > ml_num(n)"),
            query("SELECT id FROM t WHERE (d, ml_num(n)) = (1.5, 3)"),
            query("SELECT id FROM t WHERE ml_dec(d) = 2.5250"),
            query("SELECT id FROM t WHERE ml_num(d) > 5 XOR g = 2"),
            query("SELECT id FROM t WHERE g = 2 && ml_num(d) > 5"),
            query("SELECT id FROM t WHERE ml_num(d) > 5 LIMIT 0").inputs(0)),
        Group.of(
            "F20 select list and WHERE",
            query("SELECT *, ml_num(d) score FROM t WHERE ml_num(d) > 3 ORDER BY id")
                .inputs(DISTINCT_D),
            query("SELECT id, ml_label(d) FROM t WHERE ml_num(d) > 3")
                .inputs(
                    "SELECT COUNT(DISTINCT d) + COUNT(DISTINCT IF(d > 3 AND d <> 13, d, NULL)) FROM t"),
            query("SELECT id, ml_num(n) FROM t WHERE ml_num(d) > 10 AND g < 3")
                .inputs(
                    "SELECT COUNT(*) FROM (SELECT d FROM t WHERE g < 3 UNION SELECT n FROM t"
                        + " WHERE g < 3 AND d > 10 AND d <> 13) x"),
            query("SELECT ml_num(d) + ml_num(d) FROM t WHERE ml_num(d) = ml_num(d)")
                .inputs(DISTINCT_D)),
        Group.of(
            "F23 aggregates",
            query("SELECT AVG(ml_num(d)) + 3 * STD(ml_num(d)) FROM t").inputs(DISTINCT_D),
            query("SELECT COUNT(ml_num(d)), COUNT(*) FROM t"),
            query("SELECT MIN(ml_num(d)), MAX(ml_num(d)) FROM t"),
            query("SELECT SUM(ml_int(d)), AVG(ml_int(d)) FROM t"),
            query("SELECT SUM(ml_dec(d)), AVG(ml_dec(d)) FROM t"),
            query("SELECT MIN(ml_label(d)), MAX(ml_label(d)) FROM t"),
            query("SELECT COUNT(DISTINCT ml_label(d)) FROM t"),
            query(
                "SELECT GROUP_CONCAT(ml_label(d) ORDER BY id SEPARATOR '|') FROM t WHERE id < 15"),
            query("SELECT GROUP_CONCAT(DISTINCT ml_int(d) ORDER BY ml_int(d)) FROM t"),
            query("SELECT g, AVG(ml_num(d)) FROM t GROUP BY g ORDER BY g"),
            query(
                "SELECT g, COUNT(*), MAX(ml_dec(d)) FROM t WHERE ml_num(d) > 0 GROUP BY g ORDER BY g"),
            query("SELECT g, SUM(ml_int(d)) FROM t GROUP BY g HAVING COUNT(*) > 30 ORDER BY g"),
            query("SELECT g, SUM(ml_int(d)) s FROM t GROUP BY g WITH ROLLUP").unordered(),
            query("SELECT BIT_OR(ml_int(d)), VAR_SAMP(ml_int(d)) FROM t"),
            query("SELECT SUM(ml_num(d) > 3) FROM t"),
            query("SELECT id, SUM(ml_num(d)) OVER (PARTITION BY ml_label(d)) FROM t"),
            query("SELECT id, ml_num(d) - LAG(ml_num(d)) OVER (ORDER BY id) FROM t"),
            query("SELECT AVG(ml_num(d)) FROM t WHERE 1 = 0").inputs(0)),
        Group.of(
            "F23 CASE and other control flow",
            query(
                "SELECT AVG(CASE ml_label(d) WHEN 'POSITIVE' THEN 1.0 WHEN 'NEGATIVE' THEN -1.0"
                    + " ELSE 0.0 END) FROM t"),
            query(
                "SELECT id, CASE WHEN ml_num(d) > 3 THEN 'high' WHEN ml_num(d) < -3 THEN 'low' END FROM t"),
            query("SELECT id, CASE ml_label(d) WHEN 'POSITIVE' THEN id ELSE NULL END FROM t"),
            query("SELECT id, IF(ml_num(d) > 0, 'p', 'n') FROM t"),
            query("SELECT id, IFNULL(ml_num(d), -1), COALESCE(ml_label(d), 'unknown') FROM t"),
            query("SELECT id, NULLIF(ml_int(d), 3) FROM t"),
            query("SELECT id, ml_label(d) IS NULL, ISNULL(ml_num(d)) FROM t"),
            query(
                "SELECT id, CASE WHEN g = 1 THEN ml_num(d) WHEN g = 2 THEN ml_num(n) ELSE 0 END FROM t"),
            query("SELECT id, ELT(1 + (ml_num(d) > 0), 'no', 'yes') FROM t")),
        Group.of(
            "F20 expressions around calls",
            query("SELECT id, ml_num(d) * 2 + 1 FROM t"),
            query("SELECT id, -ml_num(d) FROM t"),
            query("SELECT id, ml_num(d) / 3, ml_int(d) DIV 3, ml_int(d) % 7, ml_dec(d) / 3 FROM t"),
            query("SELECT id, ROUND(ml_num(d), 1), ROUND(ml_dec(d), 1), FLOOR(ml_num(d)) FROM t"),
            query("SELECT id, CONCAT(ml_label(d), '-', id) FROM t"),
            query("SELECT id, CONCAT(ml_num(d), '') FROM t"),
            query("SELECT id, LOWER(ml_label(d)), LENGTH(ml_label(d)) FROM t"),
            query("SELECT id, CAST(ml_num(d) AS DECIMAL(10,2)), CAST(ml_num(d) AS CHAR) FROM t"),
            query("SELECT id, ml_dec(d) + ml_int(d), ml_dec(d) * ml_num(d) FROM t"),
            query("SELECT id, ml_num(d) > ml_num(n) FROM t"),
            query("SELECT id, (ml_num(d)), ((ml_num(d)) + (1)) FROM t"),
            query("SELECT id, ml_int(d) | 8, ml_int(d) << 1, ~ml_int(d) FROM t"),
            query("SELECT id, DATE_ADD(day, INTERVAL ml_int(d) DAY) FROM t"),
            query("SELECT id, JSON_OBJECT('label', ml_label(d), 'id', id) FROM t"),
            query("SELECT id, FORMAT(ml_num(d), 2), HEX(ml_int(d)), HEX(ml_label(d)) FROM t"),
            query("SELECT id, GREATEST(ml_num(d), ml_num(n)), LEAST(ml_dec(d), 1) FROM t"),
            query("SELECT id, COLLATION(ml_label(d)), CHARSET(ml_label(d)) FROM t")),
        Group.of(
            "F20 several functions",
            query(
                "SELECT id, ml_num(d), ml_int(n), ml_dec(m), ml_str(s), ml_label(f) FROM t ORDER BY id"),
            query("SELECT id, ml_num(d) FROM t WHERE ml_label(n) = 'NEUTRAL' AND ml_int(d) > 2"),
            query(
                "SELECT id, ml_num(d), ml_num(n), ml_num(m), ml_num(f), ml_num(u) FROM t ORDER BY id"),
            query("SELECT ml_num(d), ml_num(n) FROM t WHERE ml_num(m) > 0 OR ml_num(f) > 5")),
        Group.of(
            "F20 two arguments",
            query("SELECT id, ml_two(d, n) FROM t ORDER BY id"),
            query("SELECT id, ml_two(n, d), ml_two(d, n) FROM t"),
            query("SELECT id, ml_two(d, 1), ml_two(1, d), ml_two(d, d) FROM t"),
            query("SELECT id FROM t WHERE ml_two(d, n) > 10"),
            query("SELECT SUM(ml_two(n, g)) FROM t"),
            query(
                "SELECT ml_two(1, 2), ml_two(NULL, 2), ml_two(1, NULL), ml_two(NULL, NULL), ml_two(13, 1)"),
            query("SELECT id, ml_two(d + 1, n * 2) FROM t WHERE id < 30")
                .inputs("SELECT COUNT(*) FROM (SELECT DISTINCT d, n FROM t WHERE id < 30) x")),
        Group.of(
            "F24 nested calls",
            query("SELECT id, ml_num(ml_num(d)) FROM t ORDER BY id"),
            query("SELECT id, ml_label(ml_num(d)) FROM t"),
            query("SELECT id, ml_int(ml_two(ml_num(d), n)) FROM t"),
            query("SELECT id, ml_two(ml_num(d), ml_int(n)) FROM t"),
            query("SELECT id FROM t WHERE ml_num(ml_num(d) + 1) > 5"),
            query("SELECT id, ml_label(ml_dec(d) - 3) FROM t WHERE ml_num(ml_int(d)) > 2"),
            query("SELECT id, ml_str(ml_label(d)) FROM t"),
            query("SELECT ml_num(ml_num(ml_num(2.5)))"),
            query("SELECT AVG(ml_num(ml_int(d))) FROM t"),
            query("SELECT id, ml_str(CONCAT(ml_label(d), ml_label(n))) FROM t")));
  }

  /** Queries of more than one block or table. */
  static List<Group> blocks() {
    return List.of(
        Group.of(
            "F23 subqueries that stand alone",
            query("SELECT id FROM t WHERE d > (SELECT AVG(ml_num(d)) FROM t) ORDER BY id")
                .inputs(DISTINCT_D),
            query("SELECT id FROM t WHERE ml_num(d) > (SELECT AVG(d) FROM t)").inputs(DISTINCT_D),
            query("SELECT id FROM t WHERE ml_num(d) > (SELECT AVG(ml_num(d)) FROM t)")
                .inputs(DISTINCT_D),
            query("SELECT id FROM t WHERE d IN (SELECT ml_num(x) FROM p)"),
            query("SELECT id FROM t WHERE id NOT IN (SELECT id FROM p WHERE ml_num(x) > 1)"),
            query("SELECT id FROM t WHERE EXISTS (SELECT 1 FROM p WHERE ml_num(x) > 1)"),
            query(
                "SELECT id FROM t WHERE d > ALL (SELECT ml_num(x) FROM p WHERE x < 0 AND x > -2)"),
            query("SELECT (SELECT MAX(ml_num(d)) FROM t), (SELECT MIN(ml_int(d)) FROM t)"),
            query("SELECT id, ml_num((SELECT MAX(x) FROM p)) FROM t WHERE id < 10"),
            query("SELECT id, ml_two(d, (SELECT MAX(x) FROM p)) FROM t WHERE id < 10")),
        Group.of(
            "F23 derived tables in subqueries",
            query(
                "SELECT id FROM t WHERE id IN (SELECT id FROM (SELECT id, ml_num(d) s FROM t) x"
                    + " WHERE s > 5)"),
            query(
                "SELECT id FROM p WHERE EXISTS (SELECT 1 FROM (SELECT id, ml_num(d) s FROM t) x"
                    + " WHERE s > 5 AND x.id = p.t_id)"),
            query(
                "SELECT id FROM p WHERE t_id = ANY (SELECT id FROM (SELECT id, ml_label(d) l"
                    + " FROM t) x WHERE l = 'POSITIVE')"),
            query(
                "WITH x AS (SELECT id, ml_num(d) s FROM t)"
                    + " SELECT id FROM t WHERE id IN (SELECT id FROM x WHERE s > 5)"),
            query(
                "WITH x AS (SELECT id, ml_num(d) s FROM t)"
                    + " SELECT id FROM p WHERE t_id NOT IN (SELECT id FROM x WHERE s > 5)")),
        Group.of(
            "F23 derived tables",
            query(
                "SELECT * FROM (SELECT id, ml_num(d) AS score FROM t) x WHERE score > 3 ORDER BY id"),
            query("SELECT id, ml_num(score) FROM (SELECT id, d * 2 AS score FROM t) x ORDER BY id"),
            query(
                    "SELECT * FROM (SELECT id, g, ml_num(d) AS score FROM t) x WHERE g = 2 AND score > 1 ORDER BY id")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE g = 2"),
            query(
                    "SELECT * FROM (SELECT DISTINCT g, n AS m, ml_num(d) AS n FROM t) x WHERE x.g = 2 AND m > 9")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE g = 2 AND n > 9"),
            query(
                "SELECT * FROM (SELECT DISTINCT a.id, a.d, (SELECT MAX(ml_num(b.x)) FROM p b WHERE b.t_id = a.id) s FROM t a) x WHERE d > 3"),
            query(
                "SELECT * FROM (SELECT DISTINCT id, d FROM t WHERE ml_num(d) > (SELECT ml_num(MIN(x)) FROM p WHERE t_id <> t.id)) x WHERE d > 3"),
            query(
                "SELECT x.l FROM p JOIN (SELECT *, ml_label(d) l FROM t) x ON x.id = p.t_id AND x.c > 'b' ORDER BY p.id"),
            query(
                "SELECT p.id, x.l FROM p LEFT JOIN (SELECT *, ml_label(d) l FROM t) x ON x.id = p.t_id AND x.c > 'b' WHERE x.g IS NULL ORDER BY p.id"),
            query("SELECT AVG(score) FROM (SELECT ml_num(d) AS score FROM t WHERE g = 1) AS x"),
            query(
                "SELECT label, COUNT(*) FROM (SELECT ml_label(d) AS label FROM t) x GROUP BY label ORDER BY label"),
            query("SELECT ml_int(a) FROM (SELECT g, AVG(n) a FROM t GROUP BY g) x ORDER BY g"),
            query(
                "SELECT ml_num(y.score) FROM (SELECT ml_num(x.d) score FROM (SELECT d FROM t WHERE g = 1) x) y"),
            query("SELECT COUNT(*) FROM (SELECT DISTINCT ml_label(d) FROM t) x"),
            query("SELECT * FROM (SELECT ml_num(1)) x")),
        Group.of(
            "F24 UNION",
            query("SELECT ml_num(d) FROM t UNION SELECT ml_num(x) FROM p"),
            query("SELECT ml_num(d) FROM t UNION ALL SELECT ml_num(x) FROM p"),
            query("SELECT id, ml_label(d) FROM t UNION SELECT id, ml_str(name) FROM p"),
            query("SELECT ml_num(d) FROM t UNION SELECT d FROM t"),
            query(
                "SELECT d FROM t WHERE ml_num(d) > 1 UNION ALL SELECT x FROM p WHERE ml_num(x) < 1"),
            query("(SELECT ml_int(d) AS a FROM t) UNION (SELECT ml_int(x) FROM p) ORDER BY a"),
            query("SELECT ml_num(1) UNION SELECT ml_num(2) UNION SELECT ml_num(NULL)"),
            query("SELECT id FROM t WHERE id < 5 UNION SELECT ml_int(x) FROM p")),
        Group.of(
            "F24 ORDER BY, DISTINCT, LIMIT",
            query("SELECT id FROM t ORDER BY ml_num(d), id"),
            query("SELECT id, ml_num(d) score FROM t ORDER BY score DESC, id"),
            query("SELECT id, ml_label(d) FROM t ORDER BY 2, 1"),
            query("SELECT id, d FROM t ORDER BY ml_int(d) * -1, id LIMIT 10"),
            query("SELECT id FROM t ORDER BY ml_label(d), ml_num(n), id LIMIT 5 OFFSET 3"),
            query("SELECT DISTINCT ml_label(d) FROM t"),
            query("SELECT DISTINCT g, ml_label(d) FROM t ORDER BY g, ml_label(d)"),
            query("SELECT DISTINCT ml_num(d) FROM t WHERE g = 2"),
            query("SELECT id, ml_num(d) FROM t ORDER BY id LIMIT 7"),
            query("SELECT id, ml_num(d) FROM t ORDER BY id LIMIT 5, 7"),
            query("SELECT id FROM t WHERE ml_num(d) > 3 ORDER BY id LIMIT 3"),
            query("SELECT id FROM t ORDER BY ml_num(NULL), id LIMIT 3").inputs(0)),
        Group.of(
            "F24 joins",
            query(
                "SELECT t.id, p.id, ml_num(t.d), ml_num(p.x) FROM t JOIN p ON p.t_id = t.id ORDER BY t.id, p.id"),
            query("SELECT t.id, ml_two(t.d, p.x) FROM t JOIN p ON p.t_id = t.id")
                .inputs(
                    "SELECT COUNT(*) FROM (SELECT DISTINCT t.d, p.x FROM t JOIN p ON p.t_id = t.id) x"),
            query(
                "SELECT t.id, p.name FROM t JOIN p ON p.t_id = t.id WHERE ml_num(p.x) > 1 AND ml_num(t.d) < 20"),
            query("SELECT p.id, ml_num(t.d) FROM p LEFT JOIN t ON p.t_id = t.id ORDER BY p.id"),
            query("SELECT p.id, ml_str(t.s) FROM t RIGHT JOIN p ON p.t_id = t.id"),
            query("SELECT t.id, ml_num(x) FROM t, p WHERE p.t_id = t.id AND ml_num(x) > 0"),
            query("SELECT id, ml_num(x) FROM t JOIN p USING (id) ORDER BY id"),
            query("SELECT id, ml_num(x) FROM t NATURAL JOIN p"),
            query(
                "SELECT a.id, b.id FROM t a JOIN t b ON a.id = b.id + 1 WHERE ml_num(a.d) < ml_num(b.d)"),
            query(
                "SELECT t.id, x.score FROM t JOIN (SELECT id, ml_num(x) score FROM p) x ON x.id = t.id ORDER BY t.id"),
            query(
                "SELECT COUNT(*) FROM t STRAIGHT_JOIN p WHERE p.t_id = t.id AND ml_label(d) = 'NEUTRAL'"),
            query("SELECT * FROM t CROSS JOIN p WHERE p.t_id = t.id AND ml_num(t.d) > p.x")),
        Group.of(
            "F23 user variables",
            query("SET @x = (SELECT AVG(ml_num(d)) FROM t)").then("SELECT @x"),
            query("SET @x = (SELECT AVG(ml_num(d)) + 3 * STD(ml_num(d)) FROM t)")
                .then("SELECT id, ml_num(d) score FROM t WHERE ml_num(d) > @x ORDER BY id"),
            query("SET @x = ml_num(2.5)").then("SELECT @x"),
            query("SET @x = ml_label(20), @y = ml_int(4) + 1").then("SELECT @x, @y"),
            query("SET @x := (SELECT MAX(ml_label(d)) FROM t), @z = 3").then("SELECT @x, @z"),
            query("SELECT ml_num(@a), ml_num(@a + 1), ml_label(@b)")
                .session("SET @a = 4.25, @b = '40'"),
            query("SELECT id, ml_two(d, @a) FROM t ORDER BY id").session("SET @a = 4.25"),
            query("SELECT id FROM t WHERE ml_num(d) > @a ORDER BY id").session("SET @a = 4.25"),
            query("SELECT ml_num(@undefined)").inputs(0),
            query("SELECT ml_int(d) INTO @x FROM t WHERE id = 8").then("SELECT @x")));
  }

  /** Values and their types on the way in and out. */
  static List<Group> values() {
    return List.of(
        Group.of(
            "F30 literals and NULL",
            query(
                "SELECT ml_num(1), ml_num(1.5), ml_num(-2e3), ml_num('7.25'), ml_num(NULL), ml_num(TRUE)"),
            query(
                "SELECT ml_int(5), ml_dec(5), ml_label(50), ml_label(-50), ml_label(0), ml_str('x')"),
            query("SELECT ml_num(13), ml_int(17), ml_dec(1.25), ml_str('none'), ml_label(13)"),
            query(
                "SELECT ml_num(1) AS a, ml_num(1) + 1 AS b, ml_num(0x10) AS c, ml_num(b'101') AS d"),
            query("SELECT ml_num(-1), ml_num(- -1), ml_num(+1), ml_num((1)), ml_num(1 + 2 * 3)"),
            query("SELECT ml_num(1) FROM t WHERE id < 4"),
            query("SELECT ml_num(1) FROM DUAL"),
            query("SELECT ml_num(DAYOFMONTH('2024-02-03')), ml_num(PI()), ml_num(ABS(-4))"),
            query("SELECT 1 WHERE ml_num(3) > 2"),
            query("SELECT ml_num(NULL), ml_str(NULL), ml_label(NULL), ml_dec(NULL), ml_int(NULL)")
                .inputs(0),
            query("SELECT ml_num(NULL) FROM t").inputs(0),
            query("SELECT id FROM t WHERE ml_num(NULL) IS NULL AND id < 9").inputs(0),
            query("SELECT ml_str('')"),
            query(
                "SELECT ml_str('a\\'b'), ml_str(\"a\"\"b\"), ml_str('a''b'), ml_str(N'n'), ml_str('a' 'b')"),
            query(
                "SELECT ml_str(_latin1 X'E9'), ml_str(_utf8mb4 'x'), ml_str('é' COLLATE utf8mb4_bin)"),
            query("SELECT ml_str(12.50), ml_str(1e3), ml_str(TRUE), ml_str(DATE '2024-01-02')")),
        Group.of(
            "F30 strings",
            query("SELECT id, ml_str(s) FROM t ORDER BY id"),
            query("SELECT id, ml_str(b), ml_str(uc), ml_str(l) FROM t ORDER BY id"),
            query("SELECT DISTINCT ml_str(s) FROM t WHERE id < 40").unordered(),
            query("SELECT id FROM t WHERE ml_str(s) = 'great'"),
            query("SELECT id FROM t WHERE ml_str(s) = s"),
            query("SELECT id FROM t WHERE ml_str(uc) = uc"),
            query("SELECT id FROM t WHERE ml_str(b) = b"),
            query("SELECT id FROM t WHERE ml_str(l) = l"),
            query("SELECT id FROM t WHERE ml_str(s) = uc"),
            query("SELECT id FROM t WHERE ml_str(s) <> b"),
            query("SELECT id FROM t WHERE ml_str(l) LIKE 'caf%'"),
            query("SELECT id FROM t WHERE ml_str(s) LIKE BINARY 'gr%'"),
            query("SELECT COUNT(DISTINCT ml_str(s)) FROM t"),
            query("SELECT ml_str(s) x, COUNT(*) FROM t GROUP BY id"),
            query("SELECT id, LENGTH(ml_str(s)), CHAR_LENGTH(ml_str(s)), HEX(ml_str(s)) FROM t"),
            query("SELECT id, ml_str(CONCAT(s, l)) FROM t"),
            query("SELECT id, CONCAT(ml_str(s), '|', ml_str(l)) FROM t"),
            query("SELECT id, ml_str(s) FROM t ORDER BY ml_str(s), id"),
            query("SELECT id, ml_str(LEFT(s, 2)) FROM t"),
            query(
                "SELECT id, UPPER(ml_str(s)), REVERSE(ml_str(s)), ml_str(s) COLLATE utf8mb4_bin FROM t"),
            query("SELECT id, COLLATION(ml_str(l)), COERCIBILITY(ml_label(d)) FROM t"),
            query("SELECT ml_str(REPEAT('x', 255))"),
            query("SELECT ml_str(REPEAT('x', 256))"),
            query("SELECT ml_str(REPEAT('ü', 255))")),
        Group.of(
            "F30 collations: a function's result is coercible",
            query("SELECT id FROM t WHERE ml_label(d) = c"),
            query("SELECT id FROM t WHERE c = ml_label(d) ORDER BY id"),
            query("SELECT id, CONCAT(c, ml_label(d)) FROM t"),
            query("SELECT id FROM t WHERE c IN (ml_label(d), ml_label(n))"),
            query("SELECT id, IF(g > 2, c, ml_label(d)) FROM t"),
            query("SELECT id, COALESCE(ml_label(d), c) FROM t"),
            query("SELECT c FROM t UNION SELECT ml_label(d) FROM t"),
            query("SELECT id FROM t WHERE ml_label(d) = uc OR ml_label(d) = b")),
        Group.of(
            "F30 DECIMAL, unsigned BIGINT, FLOAT",
            query("SELECT id, ml_num(m), ml_dec(m), ml_int(m) FROM t ORDER BY id"),
            query("SELECT id, ml_num(u), ml_int(u), ml_two(u, u) FROM t ORDER BY id"),
            query("SELECT id, ml_num(f), ml_dec(f), ml_num(f) = f FROM t ORDER BY id"),
            query("SELECT id, ml_num(d) FROM t WHERE ml_num(m) = m ORDER BY id"),
            query("SELECT id, ml_num(n) = n, ml_num(u) = u FROM t"),
            query("SELECT SUM(ml_num(f)), AVG(ml_dec(f)) FROM t"),
            query("SELECT id, ml_num(u + 1), ml_num(m * m), ml_num(f * 2) FROM t"),
            query("SELECT id, ml_str(m), ml_str(u), ml_str(n) FROM t"),
            query(
                "SELECT ml_num(CAST(12.3456 AS DECIMAL(10,4))), ml_dec(0.1 + 0.2), ml_num(0.1e0 + 0.2e0)")),
        Group.of(
            "F30 dates and JSON",
            query("SELECT id, ml_str(day), ml_str(at) FROM t ORDER BY id"),
            query("SELECT id FROM t WHERE ml_str(day) = day"),
            query("SELECT id FROM t WHERE ml_str(day) > '2024-02-01'"),
            query("SELECT id, ml_num(day), ml_num(DAYOFYEAR(day)) FROM t"),
            query("SELECT id, ml_str(DATE_FORMAT(at, '%Y, %M')) FROM t"),
            query("SELECT id, ml_num(JSON_EXTRACT(j, '$.score')) FROM t"),
            query("SELECT id, ml_str(JSON_UNQUOTE(JSON_EXTRACT(j, '$.tag'))) FROM t"),
            query("SELECT id, ml_str(j) FROM t WHERE id < 50")),
        Group.of(
            "F30 numbers at the ends",
            query("SELECT id, ml_num(d) FROM edge ORDER BY id"),
            query("SELECT id, ml_num(d) = d FROM edge ORDER BY id"),
            query("SELECT id, ml_num(u), ml_num(i) FROM edge ORDER BY id"),
            query("SELECT id, ml_two(d, 0) FROM edge ORDER BY id"),
            query("SELECT id FROM edge WHERE ml_num(d) < 1e-5"),
            query("SELECT id, ml_str(d), ml_str(u), ml_str(i) FROM edge ORDER BY id"),
            query("SELECT ml_num(1e308), ml_num(-1e308), ml_num(1e-307), ml_num(4.9e-324)"),
            query("SELECT ml_num(18446744073709551615), ml_num(-9223372036854775808)"),
            query("SELECT ml_num(-0e0), ml_num(0)"),
            query("SELECT id, ml_num(d) = 0 FROM zero ORDER BY id"),
            query("SELECT id FROM zero WHERE ml_num(d) = 0 ORDER BY id")),
        Group.of(
            "F30 empty tables",
            query("SELECT id, ml_num(d), ml_label(d), ml_str(s), ml_dec(d) FROM e").inputs(0),
            query("SELECT * FROM e WHERE ml_num(d) > 3").inputs(0),
            query("SELECT AVG(ml_num(d)), COUNT(ml_num(d)) FROM e").inputs(0),
            query("SELECT g, MAX(ml_label(d)) FROM e GROUP BY g").inputs(0),
            query("SELECT t.id, ml_num(e.d) FROM t LEFT JOIN e ON e.id = t.id").inputs(0),
            query("SELECT ml_num((SELECT d FROM e))").inputs(0),
            query("SELECT ml_label(d) FROM e UNION SELECT ml_label(d) FROM e").inputs(0)));
  }

  /** How a statement is written, and what the session is like. */
  static List<Group> writings() {
    return List.of(
        Group.of(
            "comments and formatting",
            query("select ID, ML_NUM ( D ) from t order by id"),
            query("SELECT /* ml_num(1) */ id, ml_num(d) -- ml_num(n)\nFROM t # end\nORDER BY id;"),
            query("SELECT ml_num/* c */(d)\n\t,\n'ml_num(d)' FROM t"),
            query("  \n SELECT\tid,ml_num(d)FROM t WHERE(ml_num(d))>3 "),
            query("SELECT /*! STRAIGHT_JOIN */ id, ml_num(d) FROM t"),
            query("/* first */ SELECT ml_num(d) FROM t"),
            query("SELECT ml_num(d) FROM t WHERE s = 'a,b,c' AND ml_str(s) = 'a,b,c'"),
            query("SELECT 'ml_num(1)', \"ml_num(2)\", ml_num(3)"),
            query("SELECT `id`, `ml_num`(`d`) FROM `t` ORDER BY `id`"),
            query("SELECT id, {db}.ml_num(d) FROM t"),
            query("SELECT id, `{db}`.`ml_num`(t.d) FROM {db}.t"),
            query("SELECT {db} . ml_num ( {db}.t.d ) FROM {db}.t WHERE {db}.t.id < 9")),
        Group.of(
            "labels and aliases",
            query("SELECT ml_num( d ),ml_num(d)+1 FROM t"),
            query("SELECT ml_num(d) AS `select`, ml_num(n) AS `from`, id `group by` FROM t"),
            query("SELECT ml_num(d) AS 'a label', ml_num(n) \"another\" FROM t"),
            query("SELECT ml_num(d) AS `back``quote`, ml_num(n) AS `é` FROM t"),
            query("SELECT /* c */ ml_num(d) /* d */ FROM t"),
            query("SELECT ml_num(1), ml_num('a' = 'b'), 'x' FROM t WHERE id = 1"),
            query("SELECT id AS ml_num, ml_num(d) AS id FROM t"),
            query("SELECT ml_label(d) AS auroraml_k, ml_num(d) AS auroraml_v FROM t")),
        Group.of(
            "names like those inside a lookup",
            query("SELECT k, v, ml_num(k), ml_num(v) FROM clash"),
            query("SELECT auroraml_k, ml_num(auroraml_k) FROM clash"),
            query(
                "SELECT auroraml_v, ml_num(auroraml_v), ml_two(auroraml_k, auroraml_v) FROM clash"),
            query("SELECT ml_str(auroraml_r) FROM clash"),
            query("SELECT ml_num(auroraml_r.v) FROM clash auroraml_r"),
            query(
                "SELECT ml_num(auroraml_j.v), ml_num(auroraml_j.auroraml_k) FROM clash auroraml_j"),
            query("SELECT ml_num(r.k), ml_num(j.v) FROM clash r JOIN clash j ON r.k = j.k"),
            query("SELECT ml_num(`select`), ml_num(`my col`) FROM clash"),
            query("SELECT k FROM clash WHERE ml_num(v) > ml_num(k)"),
            query("SELECT @auroraml_1, ml_num(v) FROM clash").session("SET @auroraml_1 = 'mine'")),
        Group.of(
            "sql_mode",
            query("SELECT \"id\", ml_num(\"d\") AS \"score\" FROM \"t\" ORDER BY \"id\"")
                .session("SET sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES')"),
            query("SELECT \"ml_num\"(d), ml_str('it''s \"x\"') FROM t")
                .session("SET sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES')"),
            query("SELECT ml_str('a\\b'), ml_str(s) FROM t")
                .session("SET sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES')"),
            query("SELECT ml_str('\\'), ml_label(d) AS '\\' FROM t WHERE id < 9")
                .session("SET sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES')"),
            query("SELECT g, s, MAX(ml_num(d)) FROM t WHERE id = 5 GROUP BY g")
                .session("SET sql_mode = ''"),
            query("SELECT id, ml_label(d) || ml_label(n) FROM t")
                .session("SET sql_mode = CONCAT(@@sql_mode, ',PIPES_AS_CONCAT')"),
            query("SELECT id FROM t WHERE ml_num(d) > 0 || ml_num(n) > 0"),
            query("SELECT ml_num (d) FROM t")
                .session("SET sql_mode = CONCAT(@@sql_mode, ',IGNORE_SPACE')"),
            query("SELECT id FROM t WHERE NOT ml_num(d) BETWEEN -5 AND 5")
                .session("SET sql_mode = CONCAT(@@sql_mode, ',HIGH_NOT_PRECEDENCE')"),
            query("SELECT ml_num('abc')").session("SET sql_mode = ''"),
            query("SELECT id, ml_num(s) FROM t ORDER BY id").session("SET sql_mode = ''"),
            query("SELECT ml_num('abc')"),
            query("SELECT ml_num('')"),
            query("SELECT id, ml_num(s) FROM t ORDER BY id")),
        Group.of(
            "character set and collation of the connection",
            query("SELECT id, ml_str(s) FROM t ORDER BY id")
                .connection("characterEncoding=ISO-8859-1"),
            query("SELECT ml_str('\u00e9t\u00e9'), ml_str(l) FROM t")
                .connection("characterEncoding=ISO-8859-1"),
            query("SELECT id FROM t WHERE ml_str(l) = 'caf\u00e9'")
                .connection("characterEncoding=ISO-8859-1"),
            query("SELECT id, ml_label(d) FROM t WHERE ml_label(d) = c")
                .connection("characterEncoding=ISO-8859-1"),
            query("SELECT id, ml_str(s) FROM t WHERE ml_str(s) = s").session("SET NAMES latin1"),
            query("SELECT id, ml_label(d) FROM t WHERE ml_label(d) = 'neutral'")
                .connection("connectionCollation=utf8mb4_bin"),
            query("SELECT id, ml_label(d) FROM t WHERE ml_label(d) = 'neutral'")
                .connection("characterEncoding=UTF-8"),
            query("SELECT id FROM t WHERE ml_label(d) = c ORDER BY id")
                .connection("characterEncoding=UTF-8"),
            query("SELECT id, ml_str(s) FROM t WHERE ml_str(s) = 'GREAT'")
                .connection("connectionCollation=utf8mb4_general_ci")),
        Group.of(
            "errors of the server",
            query("SELECT ml_num(d) FROM nowhere"),
            query("SELECT ml_num(nothing) FROM t"),
            query("SELECT ml_num(d), nothing FROM t"),
            query("SELECT ml_num(d) FROM t WHERE"),
            query("SELECT ml_num()"),
            query("SELECT ml_num(1, 2)"),
            query("SELECT ml_two(d) FROM t"),
            query("SELECT ml_num(id) FROM t JOIN p"),
            query("SELECT ml_num(d) FROM t WHERE d = (SELECT x FROM p)"),
            query("SELECT ml_num((SELECT x FROM p))"),
            query("SELECT ml_num(*) FROM t"),
            query("SELECT nowhere.ml_num(d) FROM t"),
            query("SELECT ml_num(d) FROM t GROUP BY"),
            query("SELECT ml_num(d), COUNT(*) FROM t GROUP BY g")
                .session("SET sql_mode = 'ONLY_FULL_GROUP_BY'"),
            query("SELECT ml_num(d) FROM t UNION SELECT 1, 2"),
            query("SELECT id FROM t WHERE ml_num(1e308 * 10) > 1"),
            query("SELECT id, EXP(ml_num(d) * 1000) FROM t WHERE id < 20")));
  }

  /** F26: prepared statements. */
  static List<Group> prepared() {
    return List.of(
        Group.of(
            "F26 prepared reads",
            query("SELECT ml_num(?)").with(2.5),
            query("SELECT ml_num(?), ml_str(?), ml_two(?, ?)").with(2.5, "a'b", 1, 3),
            query("SELECT ml_num(?), ml_str(?)").with(null, null).inputs(0),
            query("SELECT id, ml_two(d, ?) FROM t WHERE id < ? ORDER BY id").with(3, 20),
            query("SELECT ?, id, ml_num(d) FROM t WHERE g = ? AND ml_num(d) > ?")
                .with("first", 2, 1.5)
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE g = 2"),
            query("SELECT id FROM t WHERE ml_two(d, ?) > ? AND id > ?").with(3, 10, 5),
            query("SELECT id, ml_num(d + ?), ml_num(d + ?) FROM t WHERE id < ?").with(1, 2, 30),
            query("SELECT id, ml_num(d) FROM t ORDER BY id LIMIT ?").with(5),
            query("SELECT id, CASE WHEN ml_num(d) > ? THEN ? ELSE ? END FROM t")
                .with(3, "high", "low"),
            query("SELECT id FROM t WHERE ml_label(d) = ?").with("POSITIVE"),
            query("SELECT id FROM t WHERE ml_str(s) = ? OR s = ?")
                .with("\uD83D\uDE00 smile", "it's \"quoted\", with commas"),
            query(
                    "SELECT * FROM (SELECT id, ml_two(d, ?) score FROM t WHERE g = ?) x WHERE score > ?")
                .with(1, 2, 3),
            query("SELECT ml_num(d) FROM t WHERE g = ? UNION SELECT ml_num(x) FROM p WHERE id < ?")
                .with(1, 9),
            query("SELECT id, ml_num(d) FROM t WHERE s = '?' OR id = ? ORDER BY id").with(3),
            query("SELECT ml_num(d) FROM t WHERE id = ? -- ?\n").with(3),
            query("SELECT ml_num(?)").with(new java.math.BigDecimal("12.3456")),
            query("SELECT ml_str(?)").with(java.sql.Date.valueOf("2024-01-02")),
            query("SELECT ml_num(?), ml_num(?)").with(true, Long.MIN_VALUE),
            query("SET @x = (SELECT AVG(ml_two(d, ?)) FROM t)").with(4).then("SELECT @x"),
            query("SELECT ml_num(ml_two(?, d)) FROM t WHERE ml_num(?) = ?").with(1, 2, 2),
            query("SELECT id FROM t WHERE id = ? AND ml_num(d) > ?").with(3)));
  }
}
