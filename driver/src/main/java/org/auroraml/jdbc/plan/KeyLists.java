package org.auroraml.jdbc.plan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;

/**
 * Lists of keys, where the result is in an order that no key has. The server sorts the keys, and
 * keeps them behind a cursor; a part is what comes next, as a JSON text that is joined with the
 * table and gives its rows their order. Sorted by their own columns they would go through a
 * temporary table, which on MySQL changes the types of some results.
 */
final class KeyLists implements TableParts {
  /** Characters of keys after which a part ends. */
  private static final int MOST_LENGTH = 1 << 20;

  private static final int ROWS_IN_MEMORY = 5_000;

  private final Plan.Windows plan;
  private final List<KeyColumn> columns;
  private final ResultSet keys;
  private final LookupVariables variables;
  private final String variable;

  /** Names the list where it is joined, and begins the names of its columns. */
  private final String alias;

  private String selected;

  private KeyLists(
      Plan.Windows plan, List<KeyColumn> columns, ResultSet keys, LookupVariables variables) {
    this.plan = plan;
    this.columns = columns;
    this.keys = keys;
    this.variables = variables;
    this.variable = variables.next();
    this.alias = variable.substring(1);
  }

  /**
   * The lists for a plan's table; empty if it has no key whose values can be sent back, the order
   * is not that of the block which reads it, or all columns of a join are shown.
   */
  static Optional<KeyLists> of(Plan.Windows plan, Session session, RowWindows.Steps steps)
      throws SQLException {
    String text = plan.statement().text();
    String table = plan.table().table().of(text);
    Optional<TableKey> key = TableKey.of(table, any -> true, steps);
    Optional<List<KeyColumn>> columns =
        key.isEmpty() ? Optional.empty() : KeyColumn.of(key.get(), table, steps);
    if (columns.isEmpty()
        || plan.block().orderBy().isEmpty()
        || (isJoined(plan) && !stars(plan).isEmpty())) {
      return Optional.empty();
    }
    ResultSet keys = steps.openCursor(query(plan, columns.get()), ROWS_IN_MEMORY);
    LookupVariables variables =
        new LookupVariables(session, steps, LookupTable.prefix(text) + "keys");
    return Optional.of(new KeyLists(plan, columns.get(), keys, variables));
  }

  private static boolean isJoined(Plan.Windows plan) {
    return !plan.block().from().orElseThrow().reference().equals(plan.table());
  }

  /** The select items that are the columns of all tables. */
  private static List<SourceRange> stars(Plan.Windows plan) {
    return plan.block().items().stream()
        .map(SelectItem::range)
        .filter(item -> item.of(plan.statement().text()).equals("*"))
        .toList();
  }

  /** All keys in the order of the result, but those of rows that a condition certainly rejects. */
  private static SqlFragment query(Plan.Windows plan, List<KeyColumn> columns) {
    SourceRewriter text = new SourceRewriter(plan.statement());
    String qualifier = TableParts.qualifier(plan);
    SqlFragment.Builder query =
        SqlFragment.builder()
            .append(
                columns.stream()
                    .map(column -> column.written(qualifier))
                    .collect(Collectors.joining(", ", "SELECT ", " FROM ")))
            .append(text.render(plan.table().range()))
            .append(" WHERE TRUE");
    for (Expression condition : plan.known()) {
      if (!isJoined(plan) && isSure(condition)) {
        query.append(" AND (").append(text.render(condition.range())).append(")");
      }
    }
    return query.append(" ORDER BY " + plan.order().list(qualifier)).build();
  }

  /** Whether a condition that is tested twice lets the same rows pass. */
  private static boolean isSure(Expression condition) {
    return Stages.isRepeatable(condition)
        && condition.calls().isEmpty()
        && condition.queries().isEmpty();
  }

  @Override
  public String condition() {
    String qualifier = TableParts.qualifier(plan);
    return joined(
        " AND ",
        i ->
            qualifier
                + columns.get(i).name()
                + " = "
                + columns.get(i).read(alias + "." + alias + "_" + i));
  }

  @Override
  public void join(SourceRewriter statement) {
    String list =
        "(JSON_TABLE(%s, '$[*]' COLUMNS (%s_n FOR ORDINALITY, %s)) %s JOIN "
            .formatted(
                variable,
                alias,
                joined(
                    ", ",
                    i ->
                        "%s_%d %s PATH '$[%d]' ERROR ON EMPTY ERROR ON ERROR"
                            .formatted(alias, i, columns.get(i).type(), i)),
                alias);
    SourceRange table = plan.table().range();
    statement.replace(new SourceRange(table.start(), table.start()), SqlFragment.text(list));
    statement.replace(new SourceRange(table.end(), table.end()), SqlFragment.text(")"));
    int order = plan.block().orderBy().get(0).range().start();
    statement.replace(
        new SourceRange(order, plan.block().range().end()),
        SqlFragment.text(alias + "." + alias + "_n"));
    for (SourceRange star : stars(plan)) {
      statement.replace(star, SqlFragment.text(TableParts.qualifier(plan) + "*"));
    }
  }

  private String joined(String separator, IntFunction<String> column) {
    return IntStream.range(0, columns.size())
        .mapToObj(column)
        .collect(Collectors.joining(separator));
  }

  @Override
  public Optional<Part> next(long most) throws SQLException {
    StringBuilder json = new StringBuilder("[");
    for (long count = 0; count < most && json.length() < MOST_LENGTH && keys.next(); count++) {
      json.append(count == 0 ? "[" : ",[");
      for (int i = 1; i <= columns.size(); i++) {
        JsonText.append(json.append(i == 1 ? "" : ","), keys.getString(i));
      }
      json.append(']');
    }
    String list = json.append(']').toString();
    if (selected != null && list.equals("[]")) {
      return Optional.empty();
    }
    select(list);
    return Optional.of(() -> select(list));
  }

  private void select(String list) throws SQLException {
    if (!list.equals(selected)) {
      variables.set(variable, list);
      selected = list;
    }
  }

  @Override
  public List<String> variables() {
    return variables.names();
  }

  @Override
  public void close() throws SQLException {
    keys.getStatement().close();
  }
}
