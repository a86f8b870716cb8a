package org.auroraml.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.auroraml.grammar.Parsing.calls;
import static org.auroraml.grammar.Parsing.expression;
import static org.auroraml.grammar.Parsing.parse;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.auroraml.grammar.Expression.Trait;
import org.auroraml.grammar.FunctionCall.Guard;
import org.auroraml.grammar.FunctionCall.Guard.Operator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An expression tells its calls, columns, subqueries and what else it depends on")
class ExpressionTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "f(1)                 |      | f",
        "db.f(1)              | db   | f",
        "`f`(1)               |      | f",
        "`my db`.`a``b`(1)    | my db| a`b",
        "f (1)                |      | f",
        "f /* why */ (1)      |      | f",
        "db . f (1)           | db   | f",
        "F()                  |      | F",
        "db.count(1)          | db   | count",
        "coalesce(1)          |      | coalesce",
        "date(x)              |      | date",
      })
  @DisplayName("Any name before a parenthesis may be a stored or ML function")
  void aCallHasTheNameThatTheServerKnows(String sql, String schema, String name) {
    FunctionCall call = expression(sql).calls().get(0);
    assertThat(call.name()).isEqualTo(new RoutineName(Optional.ofNullable(schema), name));
    assertThat(call.range().of("SELECT " + sql)).isEqualTo(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "count(*)",
        "now()",
        "cast(a as char)",
        "substring(a from 1)",
        "if(a, b, c)",
        "trim(both 'x' from a)",
        "extract(day from a)",
        "date_add(a, interval 1 day)",
        "json_value(a, '$.b' returning double)",
        "rank() over (order by a)",
        "a in (1, 2)",
        "left(a, 1)",
        "values(a)",
      })
  @DisplayName("What has a syntax of its own is no call")
  void nativeSyntaxIsNoCall(String sql) {
    assertThat(expression(sql).calls()).isEmpty();
  }

  @Test
  @DisplayName("F24: nested calls are reached through the arguments")
  void nestedCalls() {
    String sql = "SELECT g(a, f(b, 1)) + h(c)";
    Expression expression = expression(sql.substring(7));
    assertThat(calls(expression, sql)).containsExactly("g(a, f(b, 1))", "h(c)");
    FunctionCall outer = expression.calls().get(0);
    assertThat(Parsing.sources(outer.arguments(), sql)).containsExactly("a", "f(b, 1)");
    assertThat(calls(outer.arguments().get(1), sql)).containsExactly("f(b, 1)");
    assertThat(Parsing.columns(expression.columns(), sql)).containsExactly("a", "b", "c");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a + b.c * `d`.`e`.f               | a;b.c;`d`.`e`.f",
        "f(x) + match (y, z) against ('w') | x;y;z",
        "doc->'$.a' + doc->>'$.b'          | doc;doc",
        "cast(a as char character set latin1) | a",
        "a collate utf8mb4_bin             | a",
        "a + interval b day                | a;b",
        "sum(a) over (partition by b order by c) | a;b;c",
        "sum(a) over w                     | a",
        "f(1) + @x + 'y' + :z              | ",
        "{fn f(a)}                         | a",
        "(select a from t)                 | ",
        "date '2020-01-01' + a             | a",
        "group_concat(a order by b)        | a;b",
        "convert(a using utf8mb4)          | a",
      })
  @DisplayName("Columns are references to columns, not aliases, functions, types or collations")
  void columns(String expression, String columns) {
    String sql = "SELECT " + expression.replace(" + :z", "");
    List<String> expected = columns == null ? List.of() : Arrays.asList(columns.split(";"));
    assertThat(Parsing.columns(Parsing.expression(sql.substring(7)).columns(), sql))
        .containsExactlyElementsOf(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a + f(b)                     | ",
        "count(*)                     | AGGREGATE COUNTS_ROWS",
        "sum(1) + max(a)              | AGGREGATE COUNTS_ROWS",
        "count(distinct a)            | AGGREGATE",
        "1 + avg(f(a))                | AGGREGATE",
        "json_arrayagg(a)             | AGGREGATE",
        "group_concat(a)              | AGGREGATE",
        "std(a)                       | AGGREGATE",
        "bit_or(a)                    | AGGREGATE",
        "avg(a) over ()               | WINDOW",
        "rank() over (order by a)     | WINDOW",
        "rand()                       | NONDETERMINISTIC",
        "f(uuid())                    | NONDETERMINISTIC",
        "sleep(1)                     | NONDETERMINISTIC",
        "get_lock('a', 1)             | NONDETERMINISTIC",
        "nextval(s)                   | NONDETERMINISTIC",
        "sysdate()                    | NONDETERMINISTIC",
        "now()                        | ",
        "db.rand()                    | ",
        "@a := f(1)                   | ASSIGNS_VARIABLE",
        "@a + 1                       | READS_VARIABLE",
        "f(@@session.sql_mode)        | READS_VARIABLE",
        "values(a)                    | CONTEXTUAL",
        "default(a)                   | CONTEXTUAL",
        "grouping(a)                  | CONTEXTUAL",
        "(select avg(a) from t)       | ",
      })
  void traits(String sql, String traits) {
    Set<Trait> expected =
        traits == null
            ? Set.of()
            : Arrays.stream(traits.split(" ")).map(Trait::valueOf).collect(Collectors.toSet());
    assertThat(expression(sql).traits()).isEqualTo(expected);
  }

  @Test
  @DisplayName("F23: a call inside an aggregate has arguments that are no aggregates")
  void argumentsInsideAnAggregateAreOfTheRow() {
    Expression item = expression("avg(f(x)) + 3 * std(f(x))");
    assertThat(item.traits()).containsExactly(Trait.AGGREGATE);
    assertThat(item.calls()).hasSize(2).allMatch(FunctionCall::aggregated);
    assertThat(expression("f(avg(x)) + sum(f(y)) over ()").calls())
        .noneMatch(FunctionCall::aggregated);
    assertThat(item.calls().get(0).arguments().get(0).traits()).isEmpty();
    assertThat(expression("f(avg(x))").calls().get(0).arguments().get(0).traits())
        .containsExactly(Trait.AGGREGATE);
  }

  @Test
  @DisplayName("Of aggregates and windows inside each other, and inside calls, the outermost count")
  void aggregatesAreTheOutermostOnes() {
    String sql =
        "x + f(sum(a)) * sum(count(*)) over (order by max(b)) - grouping(c) + (select max(d) from e)";
    assertThat(expression(sql).aggregates())
        .extracting(range -> range.of("SELECT " + sql))
        .containsExactly("sum(a)", "sum(count(*)) over (order by max(b))", "grouping(c)");
  }

  @Test
  void aSubqueryBelongsToItsOwnBlock() {
    Expression expression = expression("a + f((select g(b) from t))");
    assertThat(expression.columns()).hasSize(1);
    assertThat(expression.calls()).hasSize(1);
    assertThat(expression.queries()).hasSize(1);
    QueryBlock block = expression.queries().get(0).blocks().get(0);
    assertThat(block.kind()).isEqualTo(QueryBlock.Kind.SUBQUERY);
    assertThat(block.items().get(0).expression().orElseThrow().calls()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a and f(1)                             | AND 1",
        "a && b and f(1) && c                   | AND 2",
        "a or b and f(1)                        | OR 1;AND 1",
        "a xor f(1) or b                        | OR 0;XOR 1",
        "not f(1)                               | NOT 0",
        "not not f(1) and a                     | AND 0;NOT 0",
        "a and ! f(1)                           | AND 1;NOT 0",
        "(a or f(1)) and b                      | AND 0;OR 1",
        "case f(1) when 1 then 2 end            | SIMPLE_CASE 0",
        "case when a then b when f(1) then 2 end| SEARCHED_CASE 2",
        "case when a then b else f(1) end       | SEARCHED_CASE 2",
        "if(a, b, f(1))                         | IF 2",
        "ifnull(a, f(1))                        | IFNULL 1",
        "coalesce(a, b, f(1))                   | COALESCE 2",
        "a + f(1) between 1 and 2               | STRICT 1",
        "a between f(1) and 2                   | ",
        "f(1) < a                               | STRICT 0",
        "a = b or f(1) <=> a                    | OR 1",
        "a = b = f(1)                           | ",
        "a - (b * f(1))                         | STRICT 1;STRICT 1",
        "a + interval f(1) day                  | STRICT 1",
        "interval f(1) day + a                  | STRICT 0",
        "date_add(a, interval f(1) day)         | STRICT 1",
        "adddate(f(1), a)                       | STRICT 0",
        "concat(a, greatest(f(1), b))           | STRICT 1;STRICT 0",
        "g(a and f(1))                          | AND 1",
        "ifnull(a, case when f(1) then 1 end)   | IFNULL 1;SEARCHED_CASE 0",
        "db.ifnull(a, f(1))                     | ",
        "case when a then sum(b and f(1)) end   | AND 1",
        "a and sum(f(1)) over (order by b)      | ",
      })
  @DisplayName("F28: guards are the operators that may make a call irrelevant, outermost first")
  void guards(String sql, String guards) {
    List<String> expected = guards == null ? List.of() : Arrays.asList(guards.split(";"));
    FunctionCall call = innermost(expression(sql));
    assertThat(call.guards())
        .extracting(g -> g.operator() + " " + g.operand())
        .containsExactlyElementsOf(expected);
  }

  private static FunctionCall innermost(Expression expression) {
    FunctionCall call = expression.calls().get(0);
    if (call.name().name().equals("f")) {
      return call;
    }
    return call.arguments().stream()
        .filter(argument -> !argument.calls().isEmpty())
        .map(ExpressionTest::innermost)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aGuardsRangeIsItsOperator() {
    String sql = "SELECT (a or b and f(1)) is null";
    List<Guard> guards = expression(sql.substring(7)).calls().get(0).guards();
    assertThat(guards)
        .containsExactly(
            new Guard(
                Operator.OR,
                new SourceRange(8, 23),
                List.of(new SourceRange(8, 9), new SourceRange(13, 23)),
                1),
            new Guard(
                Operator.AND,
                new SourceRange(13, 23),
                List.of(new SourceRange(13, 14), new SourceRange(19, 23)),
                1));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a                                | a",
        "a and b && c                     | a;b;c",
        "((a and (b and c)) and d)        | a;b;c;d",
        "a and (b or c)                   | a;(b or c)",
        "a or b and c                     | a or b and c",
        "a xor b                          | a xor b",
        "a and not (b and c)              | a;not (b and c)",
        "a between 1 and 2 and b          | a between 1 and 2;b",
        "(a, b) = (1, 2) and c            | (a, b) = (1, 2);c",
        "a and @x := b and c              | a;@x := b and c",
      })
  @DisplayName("F28: a WHERE condition is cut at its ANDs")
  void conjuncts(String condition, String conjuncts) {
    String sql = "SELECT 1 FROM t WHERE " + condition;
    Condition where = Parsing.block(sql).where().orElseThrow();
    assertThat(where.range().of(sql)).isEqualTo(condition);
    assertThat(Parsing.sources(where.conjuncts(), sql)).containsExactly(conjuncts.split(";"));
  }

  @Test
  void aCallInAConjunctIsGuardedByTheAnd() {
    String sql = "SELECT 1 FROM t WHERE a AND f(b)";
    Condition where = Parsing.block(sql).where().orElseThrow();
    assertThat(where.conjuncts().get(1).calls().get(0).guards())
        .containsExactly(
            new Guard(
                Operator.AND,
                where.range(),
                where.conjuncts().stream().map(Expression::range).toList(),
                1));
  }

  @Test
  @DisplayName("PIPES_AS_CONCAT: || is no OR")
  void pipes() {
    String sql = "SELECT f(a) || b";
    assertThat(guards(parse(sql))).extracting(Guard::operator).containsExactly(Operator.OR);
    assertThat(guards(parse(sql, SqlMode.PIPES_AS_CONCAT)))
        .extracting(Guard::operator)
        .containsExactly(Operator.STRICT);
  }

  private static List<Guard> guards(ParsedStatement parsed) {
    Statement.Query query = (Statement.Query) parsed.statement();
    SelectItem item = query.expression().blocks().get(0).items().get(0);
    return item.expression().orElseThrow().calls().get(0).guards();
  }
}
