package org.auroraml.test.oracle;

import static org.auroraml.test.oracle.OracleCase.query;

import java.util.ArrayList;
import java.util.List;
import org.auroraml.test.oracle.OracleCases.Group;

/** SELECTs whose calls are whole select items, and their neighbours that are not. */
final class OverlayCases {
  private OverlayCases() {}

  /**
   * How rows come from the server.
   *
   * @param settings of Connector/J
   */
  record Fetch(List<String> settings) {
    static final Fetch BUFFERED = new Fetch(List.of());

    /** Through a server's cursor, in the binary protocol. */
    static final Fetch CURSOR = new Fetch(List.of("useCursorFetch=true", "defaultFetchSize=3"));

    /** While they are on the wire. */
    static final Fetch STREAMED = new Fetch(List.of("defaultFetchSize=" + Integer.MIN_VALUE));

    /** In the binary protocol without a cursor. */
    static final Fetch SERVER_PREPARED = new Fetch(List.of("useServerPrepStmts=true"));
  }

  /** All cases as a mode of fetching reads them. */
  static List<Group> all(Fetch fetch) {
    List<Group> groups = new ArrayList<>();
    for (Group group : all()) {
      groups.add(
          new Group(
              group.name(),
              group.cases().stream()
                  .map(
                      c -> {
                        List<String> settings = new ArrayList<>(c.connection());
                        settings.addAll(fetch.settings());
                        return c.connection(settings.toArray(String[]::new));
                      })
                  .toList()));
    }
    return groups;
  }

  private static List<Group> all() {
    return List.of(
        Group.of(
            "F30 select items",
            query("SELECT id, ml_num(d) FROM t ORDER BY id")
                .inputs("SELECT COUNT(DISTINCT d) FROM t"),
            query("SELECT ml_num(d), id FROM t ORDER BY id"),
            query("SELECT t.*, ml_num(t.d) AS score FROM t"),
            query("SELECT *, ml_num(d) score, ml_label(d) FROM t ORDER BY id"),
            query("SELECT ml_num(d) score, t.*, ml_label(d), id FROM t ORDER BY id"),
            query("SELECT t.*, ml_num(d), t.* FROM t ORDER BY id"),
            query("SELECT id, ml_int(d), ml_dec(d), ml_label(d), ml_str(s), ml_two(d, n) FROM t"),
            query("SELECT ml_num(d), ml_num(d), ml_num( d ) FROM t"),
            query("SELECT ml_two(d, n), ml_two(n, d), ml_two(d, d) FROM t"),
            query("SELECT ml_num(d) id, id d FROM t WHERE id < 30"),
            query("SELECT ml_num(13), ml_num(d), ml_str('x') FROM t WHERE id < 5"),
            query("SELECT ml_num(NULL), ml_num(d) FROM t WHERE id < 5"),
            query("SELECT ALL SQL_NO_CACHE ml_num(d) FROM t"),
            query("SELECT /* a comment */ id, ml_num(d) -- the end\nFROM t"),
            query("SELECT 'ml_num(1)', \"ml_num(2)\", ml_num(d) 'the label' FROM t"),
            query("SELECT id, ml_num(d) `a``b` FROM t"),
            query("SELECT auroraml_k, ml_num(auroraml_v), `my col` FROM clash"),
            query("SELECT ml_num(`my col`), ml_num(`select`) FROM clash")),
        Group.of(
            "F30 arguments",
            query("SELECT id, ml_num(d * 2 + 1), ml_num(-n), ml_num(f), ml_num(u) FROM t"),
            query("SELECT id, ml_num(m), ml_dec(m), ml_int(m), ml_str(m) FROM t ORDER BY id"),
            query("SELECT id, ml_str(s), ml_str(uc), ml_str(b), ml_str(l) FROM t ORDER BY id"),
            query("SELECT id, ml_str(day), ml_str(at), ml_str(j) FROM t"),
            query("SELECT id, ml_str(CONCAT(s, l)), ml_str(LEFT(s, 2)) FROM t"),
            query("SELECT id, ml_num((SELECT MAX(x) FROM p WHERE p.t_id = t.id)) FROM t"),
            query("SELECT id, ml_num(d), (SELECT COUNT(*) FROM p WHERE p.t_id = t.id) FROM t"),
            query("SELECT id, ml_two(d, @a) FROM t ORDER BY id").session("SET @a = 4.25"),
            query("SELECT id, ml_num(CASE WHEN g = 1 THEN d ELSE n END) FROM t"),
            query("SELECT id, ml_num(d), ml_int(u), ml_num(i), ml_str(d) FROM edge ORDER BY id"),
            query("SELECT id, ml_num(d) FROM zero ORDER BY id"),
            query("SELECT ml_num(s) FROM t WHERE s = '12.50'"),
            query("SELECT ml_num(s) FROM t"),
            query("SELECT id, ml_two(d, s) FROM t ORDER BY id"),
            query("SELECT ml_num(s) FROM t WHERE id < 0").inputs(0),
            query("SELECT id, ml_num(s) FROM t ORDER BY id").session("SET sql_mode = ''"),
            query("SELECT ml_str(REPEAT(s, 60)) FROM t")),
        Group.of(
            "F30 rows",
            query("SELECT id, ml_num(d) FROM t WHERE g = 2 AND n < 10 ORDER BY id")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE g = 2 AND n < 10"),
            query("SELECT id, ml_num(d) FROM t ORDER BY id LIMIT 7")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE id <= 7"),
            query("SELECT id, ml_num(d) FROM t ORDER BY g DESC, id LIMIT 5, 7"),
            query("SELECT id, ml_num(d) FROM t ORDER BY 1 LIMIT 7"),
            query("SELECT id, ml_num(d) FROM t ORDER BY d, id LIMIT 7").inputs(7),
            query("SELECT id, ml_num(d) FROM t LIMIT 0").inputs(0),
            query("SELECT id, ml_num(d) FROM t WHERE id < 0").inputs(0),
            query(
                "SELECT t.id, p.id, ml_num(t.d), ml_two(p.x, t.d) FROM t JOIN p ON p.t_id = t.id"),
            query("SELECT p.id, ml_num(t.d) FROM p LEFT JOIN t ON p.t_id = t.id ORDER BY p.id"),
            query("SELECT id, ml_num(x) FROM t JOIN p USING (id) ORDER BY id"),
            query("SELECT id, ml_num(v) FROM (SELECT id, d * 2 AS v FROM t) x ORDER BY id"),
            query("SELECT ml_int(a) FROM (SELECT g, AVG(n) a FROM t GROUP BY g) x ORDER BY g"),
            query("WITH x AS (SELECT id, d FROM t WHERE g = 1) SELECT id, ml_num(d) FROM x"),
            query("SELECT id, ml_num(d), ROW_NUMBER() OVER (ORDER BY id) FROM t"),
            query("SELECT id, ml_num(d) FROM t WHERE id IN (SELECT t_id FROM p) ORDER BY id"),
            query("SELECT id, ml_num(d) FROM t WHERE id < 9 FOR UPDATE"),
            query("SELECT id, ml_num(d) FROM t WHERE id < 9 LOCK IN SHARE MODE")),
        Group.of(
            "F30 rows that depend on a call",
            query("SELECT id, ml_num(d) score FROM t ORDER BY score, id"),
            query("SELECT id, ml_num(d) FROM t ORDER BY 2, 1"),
            query("SELECT ml_num(d) id, id k FROM t ORDER BY id, k"),
            query("SELECT id, ml_num(d) d FROM t ORDER BY t.d, id"),
            query("SELECT id, ml_num(d) score FROM t HAVING score > 3 ORDER BY id"),
            query("SELECT DISTINCT ml_label(d) FROM t"),
            query("SELECT g, ml_num(g) FROM t GROUP BY g ORDER BY g"),
            query("SELECT id, ml_num(d) FROM t WHERE ml_int(d) > 2 ORDER BY id"),
            query("SELECT id, ml_num(ml_int(d)) FROM t ORDER BY id"),
            query("SELECT id, ml_num(d), ml_num(d) + 1 FROM t ORDER BY id"),
            query("SELECT ml_num(d) FROM t UNION ALL SELECT ml_num(x) FROM p")),
        Group.of(
            "F29 LIMIT",
            query("SELECT id, d FROM t WHERE ml_num(d) > 10 ORDER BY id LIMIT 5"),
            query("SELECT id, d FROM t WHERE ml_num(d) > 10 ORDER BY n DESC, id DESC LIMIT 3, 5"),
            query("SELECT id FROM t WHERE ml_num(d) > 10 AND g = 1 ORDER BY id LIMIT 4 OFFSET 2"),
            query("SELECT * FROM t WHERE ml_num(d) > 10 ORDER BY id LIMIT 1000"),
            query("SELECT id FROM t WHERE ml_num(d) IS NULL ORDER BY id LIMIT 3"),
            query("SELECT id FROM t WHERE NOT ml_num(d) > 10 ORDER BY id LIMIT 3"),
            query("SELECT id FROM t WHERE ml_num(d) > 1e9 LIMIT 3"),
            query("SELECT id FROM t WHERE ml_num(d) > 10 LIMIT 0").inputs(0),
            query("SELECT id FROM t WHERE ml_int(u) LIMIT 100"),
            query("SELECT id, ml_num(d) FROM t WHERE ml_num(d) > 10 ORDER BY id LIMIT 5"),
            query("SELECT id, ml_label(d) l FROM t WHERE ml_num(d) > 10 ORDER BY id LIMIT 5, 5"),
            query(
                "SELECT ml_num(d) + 1, CONCAT(ml_label(d), '!'), ml_dec(d) FROM t WHERE id > 4"
                    + " ORDER BY id LIMIT 2, 6"),
            query("SELECT id, ml_num(d) * 2 FROM t ORDER BY id LIMIT 7")
                .inputs("SELECT COUNT(DISTINCT d) FROM t WHERE id <= 7"),
            query(
                "SELECT id, CONCAT(ml_str(s), ml_label(d)), ml_int(d) + ml_int(n) FROM t"
                    + " ORDER BY id LIMIT 4"),
            query(
                "SELECT id FROM t WHERE ml_num(d) > 5 AND ml_label(d) <> 'high' ORDER BY id LIMIT 9"),
            query("SELECT id FROM t WHERE ml_num(d) > 20 OR ml_str(s) > 'm' ORDER BY id LIMIT 9"),
            query("SELECT id FROM t WHERE (g = 1 OR ml_num(d) > 20) AND n > 1 ORDER BY id LIMIT 9"),
            query(
                "SELECT id FROM t WHERE CASE WHEN g = 1 THEN ml_num(d) ELSE n END > 5"
                    + " ORDER BY id LIMIT 9"),
            query(
                "SELECT id, IF(g = 1, ml_num(d), NULL), COALESCE(n, ml_num(d)) FROM t ORDER BY id"
                    + " LIMIT 9"),
            query(
                "SELECT id FROM t WHERE ml_two(d, n) > 1 AND ml_two(n, d) > 1 ORDER BY id LIMIT 9"),
            query("SELECT id FROM t WHERE ml_num(f) > 1 AND ml_num(m) > 1 ORDER BY id LIMIT 9"),
            query("SELECT id FROM t WHERE ml_str(s) IN ('a', 'b', LEFT(s, 3)) ORDER BY id LIMIT 9"),
            query("SELECT id FROM t WHERE ml_str(uc) = uc OR ml_str(b) = b ORDER BY id LIMIT 9"),
            query("SELECT id FROM t WHERE ml_num(13) > 1 AND ml_num(d) > 1 ORDER BY id LIMIT 9"),
            query(
                "SELECT id, (SELECT COUNT(*) FROM p WHERE p.t_id = t.id) FROM t"
                    + " WHERE ml_num((SELECT MAX(x) FROM p WHERE p.t_id = t.id)) > 0 ORDER BY id LIMIT 9"),
            query(
                "SELECT t.id, p.id FROM t JOIN p ON p.t_id = t.id WHERE ml_two(p.x, t.d) > 1"
                    + " ORDER BY p.id LIMIT 9"),
            query(
                "SELECT p.id, ml_num(t.d) + 1 FROM p LEFT JOIN t ON p.t_id = t.id ORDER BY p.id"
                    + " LIMIT 9"),
            query(
                "SELECT * FROM (SELECT id, d * 2 AS v FROM t) x WHERE ml_num(v) > 3 ORDER BY id"
                    + " LIMIT 9"),
            query(
                "WITH x AS (SELECT id, d FROM t WHERE g = 1) SELECT * FROM x WHERE ml_num(d) > 3"
                    + " ORDER BY id LIMIT 9"),
            query("SELECT auroraml_k FROM clash WHERE ml_num(auroraml_v) > 0 ORDER BY 1 LIMIT 9"),
            query("SELECT id, ml_num(d) * 2 FROM t ORDER BY 1 LIMIT 7"),
            query("SELECT id k, ml_num(d) * 2 FROM t ORDER BY k DESC LIMIT 7"),
            query("SELECT id FROM edge WHERE ml_num(d) <> ml_int(u) ORDER BY id LIMIT 50"),
            query("SELECT id, d FROM zero WHERE ml_num(d) = 0 ORDER BY id LIMIT 50"),
            query("SELECT id FROM t WHERE id < ? AND ml_num(d) > ? ORDER BY id LIMIT ?, ?")
                .with(1000, 5, 2, 5),
            query("SELECT id FROM t WHERE ml_num(ml_int(d)) > 5 ORDER BY id LIMIT 5"),
            query("SELECT id, ml_num(d) s FROM t HAVING s > 5 ORDER BY id LIMIT 5"),
            query("SELECT SQL_CALC_FOUND_ROWS id FROM t WHERE ml_num(d) > 5 ORDER BY id LIMIT 5")
                .then("SELECT FOUND_ROWS()"),
            query("SELECT id FROM t WHERE ml_num(d) > 5 ORDER BY ml_int(d), id LIMIT 5"),
            query("SELECT DISTINCT g FROM t WHERE ml_num(d) > 5 ORDER BY g LIMIT 5"),
            query(
                "SELECT g, ROW_NUMBER() OVER (ORDER BY id) FROM t WHERE ml_num(d) > 5 ORDER BY id"
                    + " LIMIT 5"),
            query("SELECT COUNT(*) FROM t WHERE ml_num(d) > 5 LIMIT 5"),
            query("SELECT id FROM t WHERE ml_num(d) > 5 ORDER BY id LIMIT 5 FOR UPDATE"),
            query("SELECT id FROM t WHERE ml_num(s) > 1 ORDER BY id LIMIT 1000"),
            query("SELECT id FROM t WHERE ml_num(s) > 1 ORDER BY id LIMIT 1000")
                .session("SET sql_mode = ''"),
            query("SELECT id FROM t WHERE ml_str(REPEAT(s, 60)) > '' ORDER BY id LIMIT 1000"),
            query("SELECT id FROM t WHERE ml_num(nothing) > 1 LIMIT 5"),
            query("SELECT id FROM t WHERE ml_num(d) > 1 LIMIT -5"),
            query("SELECT id FROM t WHERE ml_num(d) > 10 ORDER BY id LIMIT 5")
                .session("SET autocommit = 0"),
            query("SELECT id FROM t WHERE ml_num(d) > 10 ORDER BY id LIMIT 5")
                .session(
                    "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
                    "SET autocommit = 0")),
        Group.of(
            "F26 parameters",
            query("SELECT id, ml_num(d + ?) FROM t WHERE id < ? ORDER BY id").with(1.5, 50),
            query("SELECT id, ml_two(?, d), ? FROM t ORDER BY id LIMIT ?").with(2.5, "x", 9),
            query("SELECT id, ml_str(?), ml_num(d) FROM t WHERE id IN (?, ?, ?) ORDER BY id")
                .with("it's", 3, 4, 5),
            query("SELECT id, ml_num(?) FROM t WHERE id < 4").with((Object) null).inputs(0)),
        Group.of(
            "F30 errors of the server",
            query("SELECT id, ml_num(nothing) FROM t"),
            query("SELECT id, ml_num(d), nothing FROM t"),
            query("SELECT id, ml_num(d) FROM nowhere"),
            query("SELECT id, ml_num(d, d) FROM t"),
            query("SELECT id, ml_num(d) FROM t ORDER BY nothing")));
  }
}
