package org.auroraml.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Reserved words are no names, all other keywords are")
class KeywordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accessible",
        "cube",
        "dense_rank",
        "empty",
        "except",
        "fetch",
        "function",
        "groups",
        "intersect",
        "json_table",
        "lateral",
        "master_bind",
        "mod",
        "of",
        "over",
        "rank",
        "recursive",
        "rows",
        "schemas",
        "sql",
        "system",
        "undo",
        "usage",
        "window",
        "zerofill"
      })
  void reservedWords(String word) {
    assertThatThrownBy(() -> SqlParser.parse("SELECT 1 AS " + word, SqlMode.NONE))
        .isInstanceOf(SqlSyntaxException.class);
    Parsing.parse("SELECT 1 AS `" + word + "`");
    Parsing.parse("SELECT t." + word + " FROM t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "account",
        "action",
        "any",
        "array",
        "at",
        "avg",
        "begin",
        "bit",
        "comment",
        "count",
        "date",
        "do",
        "end",
        "engine",
        "escape",
        "event",
        "excluded",
        "first",
        "full",
        "global",
        "handler",
        "invoker",
        "json_value",
        "language",
        "level",
        "member",
        "names",
        "now",
        "nowait",
        "nulls",
        "off",
        "offset",
        "password",
        "path",
        "position",
        "quick",
        "role",
        "rollup",
        "session",
        "skip",
        "sounds",
        "source",
        "sql_no_cache",
        "status",
        "substring",
        "sum",
        "text",
        "time",
        "timestamp",
        "timestampadd",
        "trim",
        "type",
        "unknown",
        "user",
        "value",
        "view",
        "xml"
      })
  void otherKeywords(String word) {
    assertThat(Parsing.block("SELECT a + t." + word + " FROM t").items()).hasSize(1);
    Parsing.parse("SELECT a, t.a AS " + word + " FROM " + word + " AS " + word);
    Parsing.parse("CREATE TABLE " + word + " (" + word + " INT, a INT)");
    Parsing.parse("UPDATE " + word + " SET " + word + " = 1 WHERE a");
  }
}
