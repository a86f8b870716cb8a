package org.auroraml.test.oracle;

import static org.auroraml.test.oracle.OracleCase.write;

import java.util.List;
import org.auroraml.test.oracle.OracleCases.Group;

/** Statements that change table {@code w}, a copy of {@code t}. */
final class WriteCases {
  private WriteCases() {}

  static List<Group> all() {
    return List.of(
        Group.of(
            "F21 INSERT … VALUES",
            write("INSERT INTO w (d) VALUES (ml_num(2.5))").inputs(1),
            write(
                    "INSERT INTO w (d) VALUES (ml_num(1)), (ml_num(2)), (ml_num(3)), (ml_num(NULL)), (ml_num(13))")
                .inputs(4),
            write("INSERT INTO w (d, n) VALUES (ml_num(1), ml_int(1)), (ml_num(1), ml_int(1))")
                .inputs(2),
            write(
                "INSERT INTO w (d, n, m, s) VALUES (ml_num(1.5) + 1, ml_int(4) * 2, ml_dec(4), ml_str('it''s'))"),
            write(
                "INSERT INTO w (s) VALUES (ml_label(40)), (LOWER(ml_label(-40))), (CONCAT(ml_label(0), '!'))"),
            write(
                "INSERT INTO w (s, b, l) VALUES (ml_str('a\nb'), ml_str('\uD83D\uDE00'), ml_str('caf\u00e9'))"),
            write("INSERT INTO w (n) VALUES (ml_num(2.5)), (ml_num(-2.5)), (ml_dec(2))"),
            write("INSERT INTO w (m) VALUES (ml_num(2.123456)), (ml_dec(7))"),
            write("INSERT INTO w (f) VALUES (ml_num(0.1))"),
            write("INSERT INTO w (u) VALUES (ml_num(18446744073709551615e0 / 2))"),
            write("INSERT INTO w (u) VALUES (ml_num(-1))"),
            write("INSERT INTO w (n) VALUES (ml_num(1e15))"),
            write("INSERT INTO w (n) VALUES (ml_str('abc'))"),
            write("INSERT INTO w (day) VALUES (ml_str('2024-02-03'))"),
            write("INSERT INTO w (day) VALUES (ml_str('no date'))"),
            write("INSERT INTO w (c) VALUES (ml_str('longer than ten'))"),
            write("INSERT IGNORE INTO w (id, d) VALUES (1, ml_num(1)), (1000, ml_num(2))"),
            write("INSERT INTO w (id, d) VALUES (1000, ml_num(2)), (1, ml_num(1))"),
            write(
                "INSERT INTO w VALUES (NULL, 1, ml_num(1), 1, DEFAULT, 5, 6, 's', 'u', 'b', 'l', 'c', NULL, NULL, NULL)"),
            write("INSERT INTO w (d) VALUES (ml_num((SELECT MAX(x) FROM p)))"),
            write("INSERT INTO w (d) VALUES ((SELECT MAX(ml_num(x)) FROM p))"),
            write("INSERT INTO w (d) VALUES (ml_num(@a)), (@a)").session("SET @a = 2.25"),
            write("INSERT INTO w SET d = ml_num(1.25), s = ml_label(30), g = 2"),
            write("INSERT INTO w () VALUES ()").inputs(0),
            write("INSERT INTO w (d) VALUE (ml_num(9))"),
            write("INSERT w (d) VALUES (ml_num(9))"),
            write("INSERT LOW_PRIORITY INTO {db}.w (d) VALUES (ml_num(9))"),
            write("INSERT INTO w (n, d) VALUES (3, ml_num(ml_int(4)))"),
            write("INSERT INTO w (d) VALUES (CASE WHEN ml_num(1) > 0 THEN ml_num(2) ELSE 0 END)")),
        Group.of(
            "F21 REPLACE",
            write(
                "REPLACE INTO w (id, d) VALUES (1, ml_num(1)), (2, ml_num(2)), (1001, ml_num(3))"),
            write("REPLACE INTO w SET id = 5, s = ml_str('five')")),
        Group.of(
            "F26 generated keys",
            write("INSERT INTO w (d) VALUES (ml_num(2.5))").keys(),
            write("INSERT INTO w (d) VALUES (ml_num(1)), (ml_num(2)), (ml_num(3))").keys(),
            write("INSERT INTO w (d) VALUES (ml_num(?))").with(2.5).keys(),
            write("INSERT INTO w (d) VALUES (ml_num(?))").with(1).with(2).with(3).keys(),
            write("INSERT INTO w (d) VALUES (ml_num(1))").then("SELECT LAST_INSERT_ID()")),
        Group.of(
            "F22 UPDATE",
            write("UPDATE w SET d = ml_num(n)").inputs("SELECT COUNT(DISTINCT n) FROM t"),
            write("UPDATE w SET d = ml_num(d)"),
            write("UPDATE w SET n = ml_int(d), s = ml_label(d) WHERE g = 2"),
            write("UPDATE w SET n = n + ml_int(d) WHERE id < 50")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE id < 50"),
            write("UPDATE w SET g = 77, n = g + ml_int(d) WHERE id < 50"),
            write("UPDATE w SET g = 77, n = IF(g = 77, ml_int(d), n) WHERE id < 50"),
            write("UPDATE w SET g = 9 WHERE ml_num(d) > 5"),
            write("UPDATE w SET g = ml_int(n) WHERE ml_num(d) > 5 AND g < 4"),
            write("UPDATE w SET s = ml_str(b), b = ml_str(l) WHERE ml_label(d) = 'NEUTRAL'"),
            write("UPDATE w SET c = LOWER(ml_label(d)) WHERE c = ml_label(d)"),
            write("UPDATE w SET m = ml_dec(d)"),
            write("UPDATE w SET l = ml_str(l)"),
            write("UPDATE w SET d = ml_num(1.5)").inputs(1),
            write("UPDATE w SET d = ml_num(NULL)").inputs(0),
            write("UPDATE w SET d = ml_two(d, n) WHERE ml_two(n, d) > 3"),
            write("UPDATE w SET d = ml_num(ml_int(d)) WHERE id < 99"),
            write("UPDATE w SET d = CASE WHEN ml_num(d) > 0 THEN ml_num(n) ELSE d END"),
            write("UPDATE w SET d = (SELECT MAX(ml_num(x)) FROM p) WHERE g = 1"),
            write("UPDATE w SET d = ml_num(d) + 1 WHERE d > (SELECT AVG(ml_num(x)) FROM p)"),
            write("UPDATE w AS a SET a.d = ml_num(a.n) WHERE a.id < 10"),
            write("UPDATE w SET d = ml_num(n) ORDER BY id LIMIT 5")
                .inputs("SELECT COUNT(DISTINCT n) FROM (SELECT n FROM t ORDER BY id LIMIT 5) x"),
            write("UPDATE w SET d = ml_num(n) WHERE id > 5 ORDER BY id DESC LIMIT 3").inputs(3),
            write("UPDATE w SET d = IF(g = 1, ml_num(n), 0) ORDER BY g, id LIMIT 9")
                .inputs(
                    "SELECT COUNT(DISTINCT n) FROM (SELECT * FROM t ORDER BY g, id LIMIT 9) x WHERE g = 1"),
            write(
                    "UPDATE w SET d = ml_num(n), u = id + ml_int(d) WHERE ml_num(d) > 0 ORDER BY id LIMIT ?")
                .with(4),
            write("UPDATE w SET d = ml_num(n) ORDER BY id LIMIT 0").inputs(0),
            write("UPDATE w SET d = ml_num(n) ORDER BY ml_num(d) DESC, id LIMIT 5"),
            write("UPDATE w SET d = ml_num(d) ORDER BY ml_num(d) DESC, ml_int(1), id LIMIT 5"),
            write("UPDATE IGNORE w SET id = 1, d = ml_num(n) WHERE ml_num(d) > 3"),
            write("UPDATE w SET id = 1 WHERE ml_num(d) > 3"),
            write("UPDATE w SET u = ml_num(d)"),
            write("UPDATE w SET n = ml_str(s) WHERE id < 9"),
            write("UPDATE w SET d = ml_num(n) WHERE 1 = 0").inputs(0),
            write("UPDATE w SET nothing = ml_num(n)"),
            write("UPDATE w SET d = ml_num(nothing)"),
            write("UPDATE {db}.w SET {db}.w.d = ml_num({db}.w.n) WHERE w.id < 20"),
            write("UPDATE `w` SET `d` = `ml_num`(`n`)")),
        Group.of(
            "F22 DELETE",
            write("DELETE FROM w WHERE ml_num(d) > 5"),
            write("DELETE FROM w WHERE ml_num(d) > 5 AND g = 1")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE g = 1"),
            write("DELETE FROM w WHERE ml_label(d) = c OR ml_num(n) IS NULL"),
            write("DELETE FROM w WHERE ml_num(d) > (SELECT AVG(d) FROM t)"),
            write("DELETE FROM w WHERE d > (SELECT AVG(ml_num(d)) FROM t)"),
            write("DELETE FROM w WHERE ml_num(d) > 0 ORDER BY id LIMIT 4"),
            write("DELETE IGNORE FROM w WHERE ml_num(d) > 0"),
            write("DELETE FROM w WHERE ml_num(NULL)").inputs(0),
            write("DELETE QUICK FROM {db}.w WHERE ml_num(w.d) > 5")),
        Group.of(
            "F26 prepared writes",
            write("INSERT INTO w (d, s) VALUES (ml_num(?), ?)").with(2.5, "x"),
            write("INSERT INTO w (s, d, n) VALUES (?, ml_num(?), ml_int(?) + ?)")
                .with("x", 1, 2, 3),
            write("INSERT INTO w (d, s) VALUES (ml_num(?), ml_str(?)), (ml_num(?), ?)")
                .with(1, "it's", 2, "\uD83D\uDE00"),
            write("INSERT INTO w (d) VALUES (ml_num(?))").with((Object) null).inputs(0),
            write("UPDATE w SET d = ml_two(n, ?), s = ? WHERE ml_num(d) > ? AND id < ?")
                .with(1, "s", 2, 99),
            write("UPDATE w SET s = ml_str(?) WHERE id = ?").with("new", 3),
            write("DELETE FROM w WHERE ml_num(d) > ? AND g = ?").with(3, 2),
            write("REPLACE INTO w (id, d) VALUES (?, ml_num(?))").with(3, 4)),
        Group.of(
            "F26 batches",
            write("INSERT INTO w (d, s) VALUES (ml_num(?), ?)")
                .with(1, "a")
                .with(2, "b")
                .with(1, null)
                .with(null, "c"),
            write("UPDATE w SET d = ml_two(n, ?) WHERE id = ?").with(1, 1).with(2, 2).with(3, 1000),
            write("DELETE FROM w WHERE id = ? AND ml_num(d) > ?")
                .with(1, -99)
                .with(2, -99)
                .with(3, 99),
            write("INSERT INTO w (id, d) VALUES (?, ml_num(?))")
                .with(1001, 1)
                .with(1, 2)
                .with(1003, 3),
            write("INSERT INTO w (d) VALUES (ml_num(?))")
                .with(1)
                .with(2)
                .connection("rewriteBatchedStatements=true")),
        Group.of(
            "F22 session settings and writes",
            write("INSERT INTO w (c) VALUES (ml_str('longer than ten'))")
                .session("SET sql_mode = ''"),
            write("UPDATE w SET n = ml_str(s)").session("SET sql_mode = ''"),
            write("INSERT INTO \"w\" (\"d\", s) VALUES (ml_num(1), ml_str('\"'))")
                .session("SET sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES')"),
            write("INSERT INTO w (s) VALUES (ml_str('\\')), ('\\')")
                .session("SET sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES')"),
            write("UPDATE w SET d = ml_num(n) WHERE id < 50")
                .session("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"),
            write("UPDATE w SET d = ml_num(n) WHERE g = 1")
                .session("SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE"),
            write("UPDATE w SET s = ml_str(l)").connection("characterEncoding=ISO-8859-1"),
            write("UPDATE w SET g = g WHERE ml_num(d) > 0").connection("useAffectedRows=true")));
  }
}
