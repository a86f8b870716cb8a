package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.type.Literals;

/** The columns of a {@link WindowTable}, on their way into the statement. Used once. */
final class WindowColumns {
  private final WindowTable table;
  private final SourceRewriter rewriter;
  private final Session session;
  private final StepRunner steps;
  private final String prefix;
  private final String alias;
  private final SqlFragment.Builder columns = SqlFragment.builder();
  private final Map<SqlFragment, String> names = new HashMap<>();

  /**
   * @param prefix begins all names, since the statement holds no such name
   * @param rewriter the statement, which is changed
   */
  WindowColumns(
      WindowTable table,
      String prefix,
      Session session,
      StepRunner steps,
      SourceRewriter rewriter) {
    this.table = table;
    this.prefix = prefix;
    this.session = session;
    this.steps = steps;
    this.rewriter = rewriter;
    this.alias = prefix + "w" + table.block().range().start();
  }

  /**
   * Makes the block a SELECT from the derived table.
   *
   * @param with a WITH clause for the tables that may be named
   */
  void put(SqlFragment with) throws SQLException {
    // All parts before any of them is replaced, for one may be inside another's clause.
    for (SelectItem item : table.namedItems()) {
      // The same column for both: of two, MariaDB 11.4 makes one NULL WITH ROLLUP.
      add(rewriter.render(item.expression().orElseThrow().range()), item.label());
    }
    Map<SourceRange, SqlFragment> replacements = new HashMap<>();
    for (SelectItem item : table.block().items()) {
      if (item.expression().isEmpty()) {
        replacements.put(item.range(), wildcard(with, item));
      }
    }
    for (WindowTable.Part part : table.parts()) {
      replacements.put(part.range(), column(expression(part)));
    }
    GatherQuery.replaceAliases(table.positions(), rewriter);
    replacements.forEach(rewriter::replace);
    SourceRange range = table.range();
    rewriter.replace(
        new SourceRange(range.start(), range.start()),
        Arguments.wrap("(SELECT ", columns.build(), " FROM "));
    insert(range.end(), locking() + ") " + alias);
  }

  private void insert(int position, String text) {
    rewriter.replace(new SourceRange(position, position), SqlFragment.text(text));
  }

  /** A lock does not reach into a derived table (manual, section 15.7.2.4). */
  private String locking() {
    return table
        .block()
        .locking()
        .map(locking -> " " + locking.of(rewriter.text()))
        .orElse(table.lock().sql());
  }

  private SqlFragment expression(WindowTable.Part part) {
    SqlFragment expression = rewriter.render(part.range());
    boolean grouped = table.block().groupClause().isPresent();
    return part.ofRow() && grouped && !session.mariaDb() && !isGroupedBy(part.range())
        ? Arguments.wrap("ANY_VALUE(", expression, ")")
        : expression;
  }

  private boolean isGroupedBy(SourceRange column) {
    Set<String> groupBy =
        table.block().groupBy().stream()
            .map(Expression::range)
            .map(range -> range.of(rewriter.text()))
            .collect(Collectors.toSet());
    return groupBy.contains(column.of(rewriter.text()));
  }

  /** The name of a column; equal ones are one column, as SELECT DISTINCT … ORDER BY demands. */
  private SqlFragment column(SqlFragment expression) {
    if (!names.containsKey(expression)) {
      add(expression, prefix + (names.size() + 1));
    }
    return SqlFragment.text(alias + "." + names.get(expression));
  }

  private void add(SqlFragment expression, String name) {
    String quoted = Literals.identifier(name);
    names.put(expression, quoted);
    columns.append(columns.isEmpty() ? "" : ", ").append(expression).append(" AS " + quoted);
  }

  /** The columns that * or t.* stands for, as the server tells them. */
  private SqlFragment wildcard(SqlFragment with, SelectItem item) throws SQLException {
    String star = item.range().of(rewriter.text());
    SourceRange from = table.block().from().orElseThrow().range();
    SqlFragment query =
        with.append("SELECT " + star + " FROM ").append(rewriter.render(from)).append(" LIMIT 0");
    SqlFragment.Builder list = SqlFragment.builder();
    try (PreparedStatement statement = steps.prepare(query);
        ResultSet result = statement.executeQuery()) {
      ResultSetMetaData metaData = result.getMetaData();
      for (int i = 1; i <= metaData.getColumnCount(); i++) {
        String label = Literals.identifier(metaData.getColumnLabel(i));
        list.append(i == 1 ? "" : ", ")
            .append(column(SqlFragment.text(qualifier(star, metaData, i) + label)))
            .append(" AS " + label);
      }
    }
    return list.build();
  }

  /** What stands before the name: of *, a table where several have such a column. */
  private static String qualifier(String star, ResultSetMetaData metaData, int column)
      throws SQLException {
    if (!star.equals("*")) {
      return star.substring(0, star.length() - 1);
    }
    int found = 0;
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      found += metaData.getColumnLabel(i).equalsIgnoreCase(metaData.getColumnLabel(column)) ? 1 : 0;
    }
    return found == 1 ? "" : Literals.identifier(metaData.getTableName(column)) + ".";
  }
}
