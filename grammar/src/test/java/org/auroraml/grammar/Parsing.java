package org.auroraml.grammar;

import java.util.ArrayList;
import java.util.List;

/** Short spellings for tests of the parser. */
final class Parsing {
  private Parsing() {}

  static ParsedStatement parse(String sql, SqlMode... modes) {
    try {
      return SqlParser.parse(sql, modes.length == 0 ? SqlMode.NONE : java.util.Set.of(modes));
    } catch (SqlSyntaxException e) {
      throw new AssertionError(sql + ": " + e.getMessage(), e);
    }
  }

  static <T extends Statement> T statement(Class<T> kind, String sql) {
    return kind.cast(parse(sql).statement());
  }

  /** The only block of a query. */
  static QueryBlock block(String sql) {
    List<QueryBlock> blocks = statement(Statement.Query.class, sql).expression().blocks();
    if (blocks.size() != 1) {
      throw new AssertionError(blocks.size() + " blocks");
    }
    return blocks.get(0);
  }

  /** The expression as the only select item of a query without tables. */
  static Expression expression(String sql) {
    return block("SELECT " + sql).items().get(0).expression().orElseThrow();
  }

  static List<String> texts(List<SourceRange> ranges, String sql) {
    return ranges.stream().map(range -> range.of(sql)).toList();
  }

  /** The texts that columns cover. */
  static List<String> columns(List<ColumnReference> columns, String sql) {
    return columns.stream().map(column -> column.range().of(sql)).toList();
  }

  /** The texts that blocks cover, those of common tables first. */
  static List<String> blocks(QueryExpression query, String sql) {
    List<String> texts = new ArrayList<>();
    query
        .with()
        .ifPresent(
            with -> with.tables().forEach(table -> texts.addAll(blocks(table.query(), sql))));
    query.blocks().forEach(block -> texts.add(block.range().of(sql)));
    return texts;
  }

  /** The texts that expressions cover. */
  static List<String> sources(List<Expression> expressions, String sql) {
    return expressions.stream().map(expression -> expression.range().of(sql)).toList();
  }

  /** The texts that calls cover. */
  static List<String> calls(Expression expression, String sql) {
    return expression.calls().stream().map(call -> call.range().of(sql)).toList();
  }
}
