package org.auroraml.test.oracle;

import static org.auroraml.test.oracle.OracleCase.query;
import static org.auroraml.test.oracle.OracleCase.write;

import java.util.List;
import org.auroraml.test.oracle.OracleCases.Group;

/** F24, F25, F28: a case for each clause and kind of block, read and written. */
final class ClauseCases {
  private static final String DISTINCT_D = "SELECT COUNT(DISTINCT d) FROM t";

  private ClauseCases() {}

  /** F24: clauses that group, join and order. */
  static List<Group> clauses() {
    return List.of(
        Group.of(
            "F29 orders that no key has",
            query(
                "SELECT id, CONCAT(ml_str(s), '!') FROM t WHERE ml_num(d) > 0 ORDER BY g DESC, id"),
            query("SELECT *, ml_num(d) + 1 FROM t ORDER BY s, id"),
            query(
                "SELECT ml_int(n) + 1, ml_dec(d) * 2, ml_label(d) = s, id AS k FROM t ORDER BY n, k"),
            query("SELECT id FROM t WHERE g = 2 AND ml_num(d) > 1 ORDER BY d DESC, t.id"),
            query(
                "SELECT p.id, ml_num(p.x) + t.d FROM p LEFT JOIN t ON t.id = p.t_id ORDER BY p.name, p.id")),
        Group.of(
            "F29 blocks that are merged",
            query(
                "SELECT q.id, q.s FROM (SELECT id, ml_num(d) AS s FROM t WHERE g > 1) q WHERE q.s > 1 ORDER BY q.id"),
            query(
                "SELECT q.a, q.c FROM (SELECT g AS a, id AS b, CONCAT(ml_str(s), '!') AS c FROM t) q WHERE c > 'b' ORDER BY b DESC"),
            query(
                "SELECT q.*, ml_int(n) + s FROM (SELECT *, ml_num(d) + 1 AS more FROM t) q ORDER BY id"),
            query(
                "WITH x AS (SELECT * FROM t WHERE g < 3), y (k, v) AS (SELECT id, ml_num(d) FROM x) SELECT k, v + 1 FROM y WHERE ml_num(v) > 2")),
        Group.of(
            "F24 ON",
            query("SELECT t.id, p.id FROM t JOIN p ON ml_num(t.d) > p.x AND p.t_id = t.id")
                .inputs("SELECT COUNT(DISTINCT d) FROM t JOIN p ON p.t_id = t.id"),
            query("SELECT t.id, p.id FROM t JOIN p ON ml_num(t.d) = ml_num(p.x)"),
            query("SELECT t.id, p.id FROM t, p WHERE ml_num(t.d) = p.x AND t.g = 2"),
            query(
                "SELECT t.id, p.id FROM t LEFT JOIN p ON p.t_id = t.id AND ml_num(p.x) > 2 ORDER BY t.id, p.id"),
            query(
                "SELECT t.id, p.id FROM t LEFT JOIN p ON p.t_id = t.id AND ml_num(t.d) > 2 WHERE p.id IS NULL"),
            query(
                "SELECT t.id, p.id FROM p RIGHT JOIN t ON p.t_id = t.id AND ml_two(p.x, t.d) > 2"),
            query("SELECT t.id, e.id FROM t LEFT JOIN e ON ml_num(t.d) = e.d WHERE t.g = 1"),
            query(
                "SELECT t.id, p.id, q.id FROM t JOIN p ON p.t_id = t.id LEFT JOIN p q ON q.id = p.id AND ml_num(q.x) > ml_num(t.d)"),
            query(
                "SELECT t.id FROM t JOIN (p JOIN p q ON ml_num(p.x) <= ml_num(q.x)) ON p.t_id = t.id WHERE q.id < 5"),
            query("SELECT t.id, ml_num(t.d) FROM t JOIN p ON p.t_id = t.id AND ml_num(t.d) > 1"),
            query("SELECT COUNT(*) FROM t NATURAL JOIN w WHERE ml_num(d) > 1"),
            query("SELECT id, ml_num(p.x) FROM t JOIN p USING (id) WHERE ml_num(t.d) > 0")),
        Group.of(
            "F24 GROUP BY",
            query("SELECT COUNT(*) FROM t GROUP BY ml_label(d)").inputs(DISTINCT_D),
            query("SELECT ml_label(d), COUNT(*) FROM t GROUP BY ml_label(d)").inputs(DISTINCT_D),
            query("SELECT ml_label(d) lab, COUNT(*) FROM t GROUP BY lab ORDER BY lab"),
            query("SELECT ml_label(d), COUNT(*) FROM t GROUP BY 1 ORDER BY 2, 1"),
            query("SELECT ml_int(d) + 1, SUM(n) FROM t GROUP BY ml_int(d) ORDER BY ml_int(d)"),
            query("SELECT g, ml_label(d), COUNT(*) FROM t GROUP BY g, ml_label(d) ORDER BY 1, 2"),
            query("SELECT g, ml_num(g) FROM t GROUP BY g ORDER BY g")
                .inputs("SELECT COUNT(DISTINCT g) FROM t"),
            query("SELECT ml_num(g) FROM t GROUP BY g HAVING g > 2")
                .inputs("SELECT COUNT(DISTINCT g) FROM t WHERE g > 2"),
            query("SELECT COUNT(*) FROM t GROUP BY g, ml_num(g) + 1"),
            query(
                "SELECT ml_label(g) l, 7 k FROM t GROUP BY ml_label(g) ORDER BY ml_num(k), ml_label(g)"),
            query("SELECT s, ml_str(s) FROM t GROUP BY s ORDER BY 1"),
            query("SELECT g, COUNT(DISTINCT ml_num(d)), MIN(ml_num(d)) FROM t GROUP BY g"),
            query("SELECT GROUP_CONCAT(ml_label(d) ORDER BY ml_num(d), id) FROM t GROUP BY g"),
            query("SELECT g, SUM(ml_num(d)) FROM t GROUP BY g WITH ROLLUP"),
            query("SELECT ml_label(d), COUNT(*) FROM t GROUP BY ml_label(d) WITH ROLLUP"),
            query(
                "SELECT g + 0.5, ml_label(d) l, COUNT(*) FROM t GROUP BY g, ml_label(d) WITH ROLLUP"),
            query("SELECT ml_label(d) l, COUNT(*) FROM t GROUP BY l WITH ROLLUP"),
            query("SELECT ml_label(d), COUNT(*) FROM t GROUP BY 1 WITH ROLLUP"),
            query("SELECT COUNT(*) c FROM t GROUP BY ml_label(d) WITH ROLLUP").unordered(),
            query("SELECT g FROM t GROUP BY g ORDER BY ml_num(MAX(d)), g")),
        Group.of(
            "F24 calls over aggregates",
            query("SELECT ml_num(AVG(d)) FROM t").inputs(1),
            query("SELECT ml_num(AVG(n)), ml_num(AVG(m) / 3), COUNT(*) FROM t"),
            query("SELECT g, ml_num(AVG(n)), ml_two(AVG(m), g) FROM t GROUP BY g ORDER BY g"),
            query("SELECT ml_num(COUNT(*)) FROM t WHERE id < 0").inputs(1),
            query("SELECT ml_num(MAX(d)) FROM e").inputs(0),
            query("SELECT ml_num(SUM(n)), ml_num(MAX(ml_num(d))), COUNT(*) FROM t"),
            query("SELECT g, ml_num(AVG(d)), ml_two(MIN(d), g) FROM t GROUP BY g ORDER BY g"),
            query("SELECT g, ml_num(SUM(ml_num(d))) FROM t GROUP BY g"),
            query("SELECT c, ml_num(COUNT(*)) FROM t GROUP BY c ORDER BY c"),
            query("SELECT day, ml_num(MAX(u)) FROM t GROUP BY day HAVING ml_num(MAX(u)) > 5"),
            query("SELECT CASE WHEN COUNT(*) > 40 THEN ml_num(COUNT(*)) END FROM t GROUP BY g")
                .inputs(
                    "SELECT COUNT(DISTINCT c) FROM (SELECT COUNT(*) c FROM t GROUP BY g) x WHERE c > 40")),
        Group.of(
            "F24 HAVING",
            query("SELECT g FROM t GROUP BY g HAVING MAX(ml_num(d)) > 5"),
            query("SELECT g FROM t GROUP BY g HAVING ml_num(MAX(d)) > 5 AND g > 2")
                .inputs(
                    "SELECT COUNT(DISTINCT m) FROM (SELECT MAX(d) m FROM t WHERE g > 2 GROUP BY g) x"),
            query("SELECT g, SUM(n) s FROM t GROUP BY g HAVING ml_num(s) > 0 ORDER BY g"),
            query("SELECT g, SUM(n) s FROM t GROUP BY g HAVING s > 0 AND ml_num(g) > 0 ORDER BY g"),
            query("SELECT id, d FROM t HAVING ml_num(d) > 5"),
            query("SELECT id, d * 2 AS e FROM t HAVING ml_num(e) > 5"),
            query("SELECT COUNT(*) FROM t HAVING ml_num(COUNT(*)) > 1")),
        Group.of(
            "F24 ORDER BY",
            query("SELECT id FROM t ORDER BY ml_num(d), id"),
            query("SELECT id, d + 1 AS e FROM t ORDER BY ml_num(e) DESC, id"),
            query("SELECT id, ml_num(d) e FROM t ORDER BY ml_num(e), id"),
            query("SELECT DISTINCT g, ml_num(g) FROM t ORDER BY ml_num(g), g"),
            query("SELECT id, ml_num(n) FROM t ORDER BY ml_num(d) DESC, id LIMIT 4"),
            query("SELECT id, ml_num(n) AS d FROM t ORDER BY ml_int(g) DESC, t.d, id LIMIT 4, 9"),
            query("SELECT g, ml_num(n) FROM t GROUP BY g, n ORDER BY ml_num(5), g, n LIMIT 4")),
        Group.of(
            "F24 ORDER BY of a UNION",
            query("SELECT d FROM t UNION SELECT x FROM p ORDER BY ml_num(d), d"),
            query(
                "(SELECT id, d FROM t WHERE g = 1) UNION ALL (SELECT id, ml_num(x) FROM p) ORDER BY ml_num(d) DESC, id, d LIMIT 5"),
            query(
                "WITH x AS (SELECT x d FROM p) SELECT d FROM t UNION SELECT d FROM x ORDER BY ml_num(d) + 1, d"),
            query(
                "SELECT COUNT(*) FROM (SELECT d FROM t EXCEPT SELECT x FROM p ORDER BY ml_num(d) LIMIT 3) y")),
        Group.of(
            "F24 windows",
            query("SELECT id, SUM(d) OVER w FROM t WINDOW w AS (ORDER BY ml_num(d), id)"),
            query("SELECT id, RANK() OVER (ORDER BY ml_num(d)) FROM t ORDER BY id"),
            query("SELECT id, SUM(ml_num(d)) OVER (PARTITION BY ml_label(d) ORDER BY id) FROM t"),
            query("SELECT g, RANK() OVER (ORDER BY ml_num(MAX(d))) FROM t GROUP BY g").unordered(),
            query(
                "SELECT id, LAG(ml_num(d)) OVER (ORDER BY id) + ml_num(d) FROM t WHERE ml_num(d) > 0")),
        Group.of(
            "F24 calls over windows",
            query("SELECT id, ml_num(ROW_NUMBER() OVER (ORDER BY id)) FROM t ORDER BY id")
                .inputs("SELECT COUNT(*) FROM t"),
            query("SELECT id, ml_num(LAG(d) OVER w) FROM t WINDOW w AS (ORDER BY id) ORDER BY id"),
            query("SELECT id, ml_two(n, RANK() OVER (ORDER BY g)) FROM t WHERE ml_num(d) > 0")
                .unordered(),
            query("SELECT id, ml_label(COUNT(*) OVER (PARTITION BY g)) FROM t ORDER BY id")
                .inputs("SELECT COUNT(DISTINCT c) FROM (SELECT COUNT(*) c FROM t GROUP BY g) x"),
            query("SELECT id, ml_str(MAX(s) OVER (PARTITION BY g)) FROM t ORDER BY id"),
            query("SELECT id, RANK() OVER (ORDER BY d) r FROM t ORDER BY ml_num(r), id"),
            query("SELECT DISTINCT ml_num(DENSE_RANK() OVER (ORDER BY g)) FROM t"),
            query("SELECT g, ml_num(RANK() OVER (ORDER BY COUNT(*), g)) FROM t GROUP BY g"),
            query("SELECT id, ml_num(ml_num(RANK() OVER (ORDER BY ml_num(d)))) FROM t").unordered(),
            query(
                "SELECT * FROM (SELECT id, ml_num(ROW_NUMBER() OVER (ORDER BY id)) r FROM t) x WHERE r > 9"),
            query("SELECT *, ml_num(RANK() OVER (ORDER BY d)) FROM t ORDER BY id"),
            query(
                "SELECT t.*, p.x, ml_int(RANK() OVER (ORDER BY t.d, p.id)) r FROM t JOIN p ON p.t_id = t.id ORDER BY t.id, p.id"),
            query(
                "SELECT id, g + 1 AS k, ml_num(d) m, ml_int(ROW_NUMBER() OVER (ORDER BY ml_num(d), id)) r FROM t ORDER BY k, id + 1"),
            query(
                "SELECT g, COUNT(*) + ml_num(SUM(COUNT(*)) OVER w) * g FROM t GROUP BY g HAVING COUNT(*) > 1 WINDOW w AS (ORDER BY g) ORDER BY ml_num(RANK() OVER w) DESC, g"),
            query(
                "SELECT n MOD 3 AS k, ml_num(RANK() OVER (ORDER BY COUNT(*))) FROM t GROUP BY k HAVING k > 0 ORDER BY k"),
            query(
                "SELECT n MOD 3, ml_num(RANK() OVER (ORDER BY COUNT(*))) FROM t GROUP BY 1 ORDER BY 1"),
            query("SELECT g, ml_num(SUM(SUM(d)) OVER (ORDER BY g)) FROM t GROUP BY g WITH ROLLUP")
                .unordered(),
            query(
                "SELECT id, CASE WHEN g = 1 THEN ml_num(RANK() OVER w) ELSE ml_num(d) END, d FROM t WINDOW w AS (ORDER BY d) ORDER BY id LIMIT 5"),
            query(
                "SELECT id, (SELECT COUNT(*) FROM p WHERE p.t_id = t.id) + ml_num(RANK() OVER (ORDER BY d)) FROM t ORDER BY id"),
            query(
                "SELECT *, ml_num(RANK() OVER (ORDER BY t.d, p.id)) FROM t JOIN p ON p.t_id = t.id ORDER BY t.id, p.id"),
            query(
                "WITH c AS (SELECT id, d FROM t WHERE g = 2) SELECT *, ml_num(RANK() OVER (ORDER BY d)) FROM c ORDER BY id"),
            query(
                "SELECT ml_num(RANK() OVER (ORDER BY id)) FROM p UNION ALL SELECT ml_num(RANK() OVER (ORDER BY id)) FROM t WHERE g = 1 ORDER BY 1"),
            query("SELECT id, ml_num(RANK() OVER (ORDER BY d)) FROM t ORDER BY id FOR UPDATE")),
        Group.of(
            "F24 GROUPING()",
            query("SELECT g, ml_num(COUNT(*)) FROM t GROUP BY g WITH ROLLUP"),
            query("SELECT g, ml_num(g) FROM t GROUP BY g WITH ROLLUP"),
            query("SELECT ml_label(SUM(n)), COUNT(*) FROM t GROUP BY ml_int(d)").unordered(),
            query("SELECT id, ml_num(DEFAULT(n)) FROM t WHERE id < 5").inputs(0)),
        Group.of(
            "conditions that the server tests after it has looked a value up",
            query("SELECT t.id, p.id FROM t LEFT JOIN p ON p.t_id = t.id WHERE ml_num(p.x) > 1"),
            query(
                "SELECT b.id FROM t RIGHT JOIN t b ON ml_num(t.d) NOT BETWEEN -4 AND 1 JOIN p ON t.id = p.id AND ml_num(p.y) IS NULL"),
            query(
                "WITH x AS (SELECT 1 c FROM p WHERE ml_two(1, t_id) <=> 1 GROUP BY id) SELECT 'a' FROM x LEFT JOIN p ON x.c = ml_int(p.t_id)"),
            query(
                "SELECT t.id FROM t RIGHT JOIN p ON p.t_id = t.id AND t.g = 2 WHERE ml_num(t.d) < 9"),
            query(
                "SELECT id FROM t WHERE EXISTS (SELECT 1 FROM p WHERE ml_num(p.id) IS NULL) AND ml_num(d) > 1"),
            query(
                "SELECT id FROM t WHERE d IN (SELECT ml_num(x) FROM p WHERE p.id > 2 AND y > 1) AND g = 1")));
  }

  /** F24: what MariaDB has not, or the driver refuses there. */
  static List<Group> onMySql() {
    return List.of(
        Group.of(
            "F24 LATERAL",
            query(
                "SELECT t.id, x.m FROM t JOIN LATERAL (SELECT MAX(ml_num(p.x)) m FROM p WHERE p.t_id = t.id) x ORDER BY t.id"),
            query(
                "SELECT t.id, x.s FROM t, LATERAL (SELECT ml_num(t.d) s) x WHERE x.s > 2 AND t.g = 1"),
            query(
                "SELECT t.id, x.a FROM t LEFT JOIN LATERAL (SELECT ml_two(p.x, t.d) a FROM p WHERE p.t_id = t.id ORDER BY p.id LIMIT 1) x ON TRUE")),
        Group.of(
            "F25 CALL with a subquery",
            query("CALL take(ml_num(2), (SELECT MAX(ml_num(x)) FROM p))")
                .session(
                    "CREATE PROCEDURE IF NOT EXISTS take(IN x DOUBLE, IN y DOUBLE) SET @taken = x + y")
                .then("SELECT @taken")),
        Group.of(
            "F24 VALUES and TABLE",
            query("SELECT ml_num(column_0) FROM (VALUES ROW(1), ROW(2.5)) v"),
            query("VALUES ROW(ml_num(1), 2), ROW(3, ml_num(4))"),
            query("TABLE p ORDER BY ml_num(x), id LIMIT 3"),
            query("SELECT ml_num(x) FROM (TABLE p) v ORDER BY id")));
  }

  /** F24: blocks inside blocks. */
  static List<Group> blocks() {
    return List.of(
        Group.of(
            "F24 WITH",
            query("WITH x AS (SELECT ml_num(d) s FROM t) SELECT * FROM x"),
            query("WITH x AS (SELECT ml_num(d) s FROM t) SELECT id FROM t ORDER BY id").inputs(0),
            query(
                "WITH x AS (SELECT ml_num(d) s FROM t), y AS (SELECT s FROM x) SELECT (WITH z AS (SELECT s FROM y) SELECT MAX(s) FROM z)"),
            query("WITH x AS (SELECT d FROM t WHERE g = 2) SELECT ml_num(d) FROM x")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE g = 2"),
            query(
                "WITH x (a) AS (SELECT ml_num(d) FROM t), y AS (SELECT ml_num(a) b FROM x WHERE a > 1) SELECT COUNT(*), SUM(b) FROM y WHERE ml_num(b) < 20"),
            query(
                    "WITH RECURSIVE r AS (SELECT 1 n UNION ALL SELECT n + 1 FROM r WHERE n < 9) SELECT n, ml_num(n) FROM r")
                .inputs(9),
            query(
                "SELECT id FROM t WHERE d IN (WITH x AS (SELECT x FROM p) SELECT ml_num(x) FROM x)"),
            query(
                "WITH x AS (SELECT d FROM t WHERE g = 1), y AS (SELECT d FROM t WHERE g = 2) SELECT ml_num(x.d) FROM x JOIN y ON ml_num(x.d) = ml_num(y.d)"),
            query(
                "WITH x AS (SELECT id, ml_num(d) s FROM t) SELECT a.id FROM x a JOIN x b ON a.s = b.s AND a.id < b.id")),
        Group.of(
            "F24 correlated subqueries",
            query("SELECT id FROM t WHERE (SELECT MAX(ml_two(p.x, t.d)) FROM p) > 30"),
            query(
                    "SELECT id FROM t WHERE EXISTS (SELECT 1 FROM p WHERE p.t_id = t.id AND ml_num(x) > 1)")
                .inputs("SELECT COUNT(DISTINCT x) FROM p JOIN t ON p.t_id = t.id"),
            query("SELECT id, (SELECT SUM(ml_num(x)) FROM p WHERE p.t_id = t.id) FROM t"),
            query(
                "SELECT id, (SELECT ml_num(SUM(x)) FROM p WHERE p.t_id = t.id) FROM t ORDER BY id"),
            query(
                "SELECT id, (SELECT ml_num(COUNT(*)) FROM p WHERE p.t_id = t.id) FROM t ORDER BY id"),
            query("SELECT id, (SELECT ml_label(COUNT(*)) FROM p WHERE t.d > 3) FROM t ORDER BY id"),
            query("SELECT id FROM t WHERE (SELECT ml_num(COUNT(*) - g) FROM p WHERE x > t.d) > 5"),
            query("SELECT id, (SELECT ml_num(COUNT(*)) FROM p) FROM t ORDER BY id"),
            query(
                "SELECT id FROM t WHERE d > (SELECT ml_num(COUNT(*)) FROM w WHERE w.g = t.g HAVING ml_num(COUNT(*)) > 0)"),
            query(
                "SELECT id FROM t WHERE d < (SELECT SUM(t.d) FROM p WHERE ml_num(x) > 1) AND ml_num(n) > 0"),
            query("SELECT id, (SELECT ml_num(t.d)) FROM t WHERE g = 1")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE g = 1"),
            query("SELECT id FROM t WHERE d > (SELECT AVG(ml_num(d)) FROM w WHERE w.g = t.g)"),
            query(
                "SELECT id FROM t WHERE ml_num(d) IN (SELECT ml_num(x) FROM p WHERE p.t_id = t.id)"),
            query(
                "SELECT id FROM t WHERE g = 2 AND EXISTS (SELECT 1 FROM p WHERE EXISTS (SELECT 1 FROM w WHERE w.id = t.id AND ml_two(w.d, p.x) > 3))"),
            query("SELECT g, (SELECT ml_num(MAX(x)) FROM p WHERE p.t_id = g) FROM t GROUP BY g"),
            query(
                "SELECT id, (SELECT COUNT(*) FROM p WHERE ml_num(p.x) > t.d) c FROM t WHERE id < 20")),
        Group.of(
            "F24 set operations",
            query("SELECT ml_num(d) FROM t WHERE g = 1 UNION SELECT ml_num(x) FROM p").unordered(),
            query(
                "(SELECT id, ml_num(d) s FROM t ORDER BY ml_num(d), id LIMIT 3) UNION ALL (SELECT id, ml_num(x) FROM p ORDER BY id LIMIT 2) ORDER BY s, id"),
            query(
                "SELECT * FROM (SELECT ml_label(d) a FROM t UNION SELECT name FROM p) u ORDER BY a")));
  }

  /** F28: what short circuits decide is not asked. */
  static List<Group> shortCircuits() {
    return List.of(
        Group.of(
            "F28",
            query("SELECT id, CASE WHEN g = 1 THEN ml_num(d) ELSE 0 END FROM t")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE g = 1"),
            query("SELECT id, CASE g WHEN 1 THEN 0 WHEN 2 THEN ml_num(d) END FROM t")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE g = 2"),
            query("SELECT id, CASE WHEN g = 1 THEN 0 WHEN ml_num(d) > 1 THEN 1 ELSE 2 END FROM t")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE (g = 1) IS NOT TRUE"),
            query("SELECT id, CASE WHEN g = 1 THEN 0 WHEN g = 2 THEN 1 ELSE ml_num(d) END FROM t")
                .inputs(
                    "SELECT COUNT(DISTINCT d) FROM t WHERE (g = 1) IS NOT TRUE AND (g = 2) IS NOT TRUE"),
            query("SELECT IF(1 > 2, ml_num(5), 0), COALESCE(1, ml_num(6))").inputs(0),
            query("SELECT id, CASE 1 WHEN 2 THEN ml_num(5) ELSE ml_num(7) END FROM t").inputs(1),
            query("SELECT IF(? IS NULL, 0, ml_str(?)), IF(? IS NULL, 0, ml_num(?))")
                .with(null, "a", 1, 2)
                .inputs(1),
            query("SELECT id, IF(COUNT(*) > 3, ml_num(5), 0) FROM t GROUP BY id").inputs(1),
            write(
                    "INSERT INTO w (id, d, s) VALUES (901, IF(1 = 2, ml_num(5), 0), CASE WHEN 1 = 1 THEN 'a' ELSE ml_str('b') END)")
                .inputs(0),
            query("SELECT id, IF(g > 2, ml_num(d), 0) FROM t")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE g > 2"),
            query("SELECT id, IF(g > 2, 0, ml_num(d)) FROM t")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE (g > 2) IS NOT TRUE"),
            query("SELECT id, IFNULL(n, ml_num(d)), COALESCE(m, n, ml_num(d)) FROM t")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE n IS NULL"),
            query("SELECT id FROM t WHERE g = 1 OR ml_num(d) > 5")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE (g = 1) IS NOT TRUE"),
            query("SELECT id FROM t WHERE ml_num(d) > 5 OR g = 1")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE (g = 1) IS NOT TRUE"),
            query("SELECT id, g = 1 AND ml_num(d) > 5 FROM t")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE (g = 1) IS NOT FALSE"),
            query("SELECT id, NOT (g = 1 AND (n > 0 OR ml_num(d) > 5)) FROM t")
                .inputs(
                    "SELECT COUNT(DISTINCT d) FROM t WHERE (g = 1) IS NOT FALSE AND (n > 0) IS NOT TRUE"),
            query(
                    "SELECT id, CASE WHEN g = 1 THEN ml_num(d) WHEN g = 2 THEN ml_num(d) + 1 END FROM t")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE g IN (1, 2)"),
            query("SELECT SUM(CASE WHEN g = 1 THEN ml_num(d) END) FROM t")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE g = 1"),
            query("SELECT CASE WHEN g = 1 THEN ml_num(d) END, ml_num(d) > 1 FROM t")
                .inputs(DISTINCT_D),
            write("UPDATE w SET d = IF(g = 1, ml_num(d), 0)")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE g = 1"),
            write("DELETE FROM w WHERE g = 1 OR ml_num(d) > 5")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE (g = 1) IS NOT TRUE")));
  }

  /** F25: writes of all kinds. */
  static List<Group> writes() {
    return List.of(
        Group.of(
            "F25 INSERT … SELECT",
            write("INSERT INTO w (d) SELECT ml_num(d) FROM t WHERE g = 1")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE g = 1"),
            write("INSERT INTO w (n, d) SELECT g, MAX(ml_num(d)) FROM t GROUP BY g ORDER BY g"),
            write("INSERT INTO w (d) SELECT ml_num(d) + 1 FROM w WHERE id < 10"),
            write("REPLACE INTO w (id, d) SELECT id, ml_num(d) FROM t WHERE ml_num(d) > 20"),
            write(
                "INSERT INTO w (id, d) SELECT id, ml_num(x) FROM p ON DUPLICATE KEY UPDATE d = VALUES(d) + 1"),
            write("INSERT INTO w (d) SELECT ml_num(x) FROM p UNION ALL SELECT 1"),
            write(
                "INSERT INTO w (d) WITH x AS (SELECT d FROM t WHERE g = 2) SELECT ml_num(d) FROM x")),
        Group.of(
            "F25 ON DUPLICATE KEY UPDATE",
            write("INSERT INTO w (id, d) VALUES (1, 1) ON DUPLICATE KEY UPDATE d = ml_num(5)"),
            write(
                "INSERT INTO w (id, d) VALUES (1, 1), (1000, 2) ON DUPLICATE KEY UPDATE d = (SELECT MAX(ml_num(x)) FROM p)"),
            write(
                "INSERT INTO w (id, d) VALUES (1, 1) ON DUPLICATE KEY UPDATE d = w.d + (SELECT COUNT(*) FROM p WHERE ml_num(x) > 2), n = (SELECT ml_int(9))"),
            write(
                "INSERT INTO w (id, d) VALUES (1, 1) ON DUPLICATE KEY UPDATE d = ml_num((SELECT MAX(ml_num(x)) FROM p))"),
            write(
                "INSERT INTO w (id, d) SELECT id, x FROM p ON DUPLICATE KEY UPDATE d = (SELECT SUM(ml_num(q.x)) FROM p q)"),
            write(
                "INSERT INTO w (id, d) VALUES (1, ml_num(2)), (1000, ml_num(3)) ON DUPLICATE KEY UPDATE d = VALUES(d) * 2"),
            write(
                    "INSERT INTO w (id, d) VALUES (1, 7), (1000, 8), (2, 9) ON DUPLICATE KEY UPDATE d = ml_num(VALUES(d))")
                .inputs(2),
            write(
                "INSERT INTO w (id, n) VALUES (1, 7), (2, 9) ON DUPLICATE KEY UPDATE d = ml_num(w.d) + 1, s = ml_label(w.n)"),
            write(
                "INSERT INTO w (id, d) VALUES (1, 7), (1, 8), (1, 9) ON DUPLICATE KEY UPDATE d = ml_num(VALUES(d)), n = ml_int(d)"),
            write(
                "INSERT INTO w (id, d) SELECT t_id, x FROM p WHERE ml_num(x) > 0 ON DUPLICATE KEY UPDATE w.d = ml_two(p.x, w.d)"),
            write(
                    "INSERT INTO w (id, d) VALUES (1, ?), (2, ?) ON DUPLICATE KEY UPDATE s = ml_str(CONCAT(?, w.id))")
                .with(1, 2, "x"),
            write(
                    "INSERT INTO w (id, d) VALUES (1, 1) ON DUPLICATE KEY UPDATE d = IF(w.g = 9, ml_num(w.d), 0)")
                .inputs(0),
            write(
                "INSERT INTO w (id, d) VALUES (1, 1) ON DUPLICATE KEY UPDATE d = ml_num(nothing)"),
            write("INSERT INTO w (id, d) VALUES (1000, 5) ON DUPLICATE KEY UPDATE d = ml_num(w.d)")
                .inputs(0)),
        Group.of(
            "F25 UPDATE of columns that were assigned before",
            write("UPDATE w SET n = n + 1, d = ml_num(n) WHERE id < 9"),
            write("UPDATE w SET d = ml_num(d), m = ml_dec(d), s = ml_label(m) WHERE id < 20"),
            write("UPDATE w SET n = 2, d = ml_num(ml_num(n)) WHERE g = 1").inputs(2),
            write(
                "UPDATE w JOIN p ON p.t_id = w.id SET w.n = p.id, w.d = ml_num(w.n) WHERE ml_num(p.x) > 0")),
        Group.of(
            "F25 writes whose conditions are tested after a value is looked up",
            write("UPDATE w LEFT JOIN p ON p.t_id = w.id SET w.d = 1 WHERE ml_num(p.x) > 1"),
            write(
                "DELETE FROM w WHERE g = 1 AND EXISTS (SELECT 1 FROM p WHERE p.t_id = w.id AND ml_num(p.x) > ml_num(w.d))")),
        Group.of(
            "F25 several tables",
            write("UPDATE w JOIN p ON p.t_id = w.id SET w.d = ml_num(p.x)"),
            write(
                "UPDATE w, p SET w.d = ml_num(w.d) + 1, w.n = 3 WHERE p.t_id = w.id AND ml_num(p.x) > 1"),
            write("UPDATE w JOIN (SELECT id, ml_num(d) s FROM t) x ON x.id = w.id SET w.d = x.s"),
            write("UPDATE w LEFT JOIN p ON p.t_id = w.id AND ml_num(p.x) > 2 SET w.n = p.id"),
            write("DELETE w FROM w JOIN p ON p.t_id = w.id WHERE ml_num(w.d) > 1"),
            write("DELETE FROM w USING w JOIN p ON ml_num(p.x) = w.d")),
        Group.of(
            "F22 ORDER BY and LIMIT of writes",
            write("UPDATE w SET g = 1 ORDER BY ml_num(d), id LIMIT 3"),
            write("DELETE FROM w ORDER BY ml_num(d) DESC, id LIMIT 3"),
            write("UPDATE w SET d = ml_num(d) + 1 WHERE ml_num(d) > 0 ORDER BY id LIMIT 5")),
        Group.of(
            "F25 correlated writes",
            write("UPDATE w SET d = (SELECT MAX(ml_num(x)) FROM p WHERE p.t_id = w.id)"),
            write(
                "DELETE FROM w WHERE EXISTS (SELECT 1 FROM p WHERE p.t_id = w.id AND ml_num(x) > 0)")),
        Group.of(
            "F25 CREATE TABLE … SELECT",
            query("CREATE TABLE made AS SELECT id, ml_num(d) s, ml_str(s) u FROM t WHERE g = 1")
                .session("DROP TABLE IF EXISTS made")
                .then("SELECT * FROM made ORDER BY id"),
            query("CREATE TEMPORARY TABLE made (id INT PRIMARY KEY) SELECT id, ml_label(d) FROM t")
                .session("DROP TABLE IF EXISTS made")
                .then("SELECT * FROM made ORDER BY id")),
        Group.of(
            "F25 CALL",
            query("CALL take(ml_num(2), ml_num(3) + 1)")
                .session(
                    "CREATE PROCEDURE IF NOT EXISTS take(IN x DOUBLE, IN y DOUBLE) SET @taken = x + y")
                .then("SELECT @taken")),
        Group.of(
            "F25 DO and SET",
            query("DO ml_num(1)").inputs(1),
            query("SET @a = ml_num(2), @b = (SELECT MAX(ml_num(d)) FROM t WHERE ml_num(d) < 5)")
                .then("SELECT @a, @b")));
  }
}
