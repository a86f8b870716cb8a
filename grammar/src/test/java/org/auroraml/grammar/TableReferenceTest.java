package org.auroraml.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.auroraml.grammar.Parsing.block;

import java.util.List;
import org.auroraml.grammar.Expression.Trait;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Table references are the tree of joins that MySQL makes of them")
class TableReferenceTest {

  private static FromClause from(String tables) {
    return block("SELECT 1 FROM " + tables).from().orElseThrow();
  }

  /** A join as its operands in brackets, with the first letter of its kind between them. */
  private static String shape(TableReference reference) {
    if (reference instanceof TableReference.Join join) {
      return "["
          + shape(join.left())
          + (join.natural() ? " N" : " ")
          + join.kind().name().charAt(0)
          + " "
          + shape(join.right())
          + (join.on().isPresent() ? " ON" : "")
          + (join.using().isEmpty() ? "" : " " + String.join(",", join.using()))
          + "]";
    }
    if (reference instanceof TableReference.Table table) {
      return table.alias().orElse(table.name());
    }
    if (reference instanceof TableReference.DerivedTable derived) {
      return (derived.lateral() ? "lateral " : "") + derived.alias().orElseThrow();
    }
    return ((TableReference.JsonTable) reference).alias().orElseThrow();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a                                                  | a",
        "db.a AS x PARTITION (p)                            | x",
        "a, b, c                                            | [[a I b] I c]",
        "a JOIN b ON 1 LEFT JOIN c ON 2                     | [[a I b ON] L c ON]",
        "a LEFT JOIN b JOIN c ON 1 ON 2                     | [a L [b I c ON] ON]",
        "a JOIN b LEFT JOIN c ON a.x = c.x                  | [[a I b] L c ON]",
        "a RIGHT OUTER JOIN b USING (x, `y z`)              | [a R b x,y z]",
        "a NATURAL LEFT JOIN b CROSS JOIN c                 | [[a NL b] I c]",
        "(a, b) JOIN (c LEFT JOIN d ON 1) ON 2              | [[a I b] I [c L d ON] ON]",
        "a STRAIGHT_JOIN b ON 1                             | [a I b ON]",
        "{oj a LEFT OUTER JOIN b ON 1}                      | [a L b ON]",
        "a, LATERAL (SELECT 1) l (x), (SELECT 2) AS d       | [[a I lateral l] I d]",
        "a, JSON_TABLE(a.j, '$' COLUMNS (x INT PATH '$')) j | [a I j]",
      })
  @DisplayName("F24: joins, ON and USING")
  void joins(String tables, String shape) {
    String written = tables.replace("db.a AS x PARTITION (p)", "db.a PARTITION (p) AS x");
    assertThat(shape(from(written).reference())).isEqualTo(shape);
  }

  @Test
  void theRangeOfAJoinIsATableReferenceOfItsOwn() {
    String sql = "SELECT 1 FROM (a, b x) LEFT JOIN (c JOIN d ON 1) ON 2 JOIN e USING (y) WHERE 3";
    List<TableReference.Join> joins = block(sql).from().orElseThrow().joins();
    assertThat(joins)
        .extracting(join -> join.range().of(sql))
        .containsExactly(
            "(a, b x) LEFT JOIN (c JOIN d ON 1) ON 2 JOIN e USING (y)",
            "(a, b x) LEFT JOIN (c JOIN d ON 1) ON 2",
            "a, b x",
            "c JOIN d ON 1");
    assertThat(block(sql).from().orElseThrow().tables())
        .extracting(table -> table.range().of(sql))
        .containsExactly("a", "b x", "c", "d", "e");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = T.a)            | true",
        "SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = x.a)            | false",
        "SELECT a FROM t x WHERE EXISTS (SELECT 1 FROM u WHERE u.a = x.a)          | true",
        "SELECT a FROM t WHERE EXISTS (SELECT 1 FROM t WHERE t.a = 1)              | false",
        "SELECT a FROM t WHERE a IN (SELECT a FROM u)                              | false",
        "SELECT (SELECT MAX(b) FROM u HAVING MAX(b) > t.a) FROM t                  | true",
        "SELECT (SELECT (SELECT t.a FROM v) FROM u) FROM t                         | true",
        "SELECT a FROM t, LATERAL (SELECT t.a FROM u) l                            | true",
        "SELECT a FROM t, (SELECT t.a FROM u) l                                    | false",
        "UPDATE t SET a = (SELECT b FROM u WHERE db.t.a = u.a)                     | true",
        "DELETE FROM t AS x WHERE a = (SELECT MAX(b) FROM u WHERE u.a = x.a)       | true",
      })
  @DisplayName("F24: a block that names a table around it is correlated")
  void correlation(String sql, boolean correlated) {
    assertThat(firstSubquery(sql).correlated()).isEqualTo(correlated);
  }

  private static QueryBlock firstSubquery(String sql) {
    Statement statement = Parsing.parse(sql).statement();
    List<QueryExpression> queries =
        statement instanceof Statement.Query query
            ? query.expression().blocks().get(0).queries()
            : statement instanceof Statement.Update update
                ? update.assignments().get(0).value().queries()
                : ((Statement.Delete) statement)
                    .where().orElseThrow().conjuncts().stream()
                        .flatMap(conjunct -> conjunct.queries().stream())
                        .toList();
    return queries.get(0).blocks().get(0);
  }

  @Test
  @DisplayName("F24: an expression tells whether it surely names a table around its block")
  void outerReferences() {
    QueryBlock block = firstSubquery("SELECT (SELECT f(u.b), g(t.a), h(a) FROM u) FROM t");
    assertThat(block.items())
        .extracting(
            item -> item.expression().orElseThrow().traits().contains(Trait.OUTER_REFERENCE))
        .containsExactly(false, true, false);
  }
}
