package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;

/**
 * The SQL that reads the rows of a call: parts of the user's statement, with values in place of the
 * calls that are known.
 */
final class GatherQuery {
  /** Between the rows of a list of arguments, and between the arguments of a row. */
  static final String ROW_SEPARATOR = ";";

  static final String COLUMN_SEPARATOR = ",";

  /** In such a list, an argument that is NULL. */
  static final String NULL = "-";

  private final Rows rows;
  private final SourceRewriter text;
  private final List<List<KnownCondition>> conditions;
  private boolean isLimited;

  /**
   * @param rows the rows
   * @param known the statement with the values that are known
   * @param conditions for each call that is asked for, what holds where its value matters
   * @param nested ends of queries inside the statement, which have to lock their rows themselves
   */
  GatherQuery(
      Rows rows,
      SourceRewriter known,
      List<List<KnownCondition>> conditions,
      List<Integer> nested) {
    this.rows = rows;
    this.text = new SourceRewriter(known);
    this.conditions = conditions;
    for (SourceRange omitted : rows.omitted()) {
      text.replace(omitted, SqlFragment.text("TRUE"));
    }
    if (rows.lock() != Rows.Lock.NONE) {
      for (int end : nested) {
        if (rows.endAt(end)) {
          // The gathering query's own clause is enough.
          continue;
        }
        text.replace(new SourceRange(end, end), SqlFragment.text(rows.lock().sql()));
      }
    }
    replaceAliases(rows.aliases(), text);
  }

  /** Puts select items' expressions in place of their names. */
  static void replaceAliases(Map<SourceRange, SourceRange> aliases, SourceRewriter text) {
    aliases.forEach(
        (name, expression) -> {
          SqlFragment item = text.render(expression);
          // A number, in parentheses too, would be taken for the position of an item.
          boolean isNumber = item.sql().chars().allMatch(Character::isDigit);
          text.replace(name, Arguments.wrap(isNumber ? "COALESCE(" : "(", item, ")"));
        });
  }

  /** A WITH clause for the tables that may be named, if there are any. */
  SqlFragment with() {
    List<SourceRange> tables = rows.tables().ranges();
    if (tables.isEmpty()) {
      return SqlFragment.text("");
    }
    SqlFragment.Builder with =
        SqlFragment.builder().append(rows.tables().recursive() ? "WITH RECURSIVE " : "WITH ");
    for (int i = 0; i < tables.size(); i++) {
      with.append(i == 0 ? "" : ", ").append(text.render(tables.get(i)));
    }
    return with.append(" ").build();
  }

  /** FROM, WHERE, GROUP BY and HAVING. */
  SqlFragment from() {
    return from(true);
  }

  private SqlFragment from(boolean withConditions) {
    SqlFragment.Builder from = SqlFragment.builder();
    rows.from()
        .map(text::render)
        .map(tables -> rows.areCombined() ? Arguments.wrap("(", tables, ") auroraml_rows") : tables)
        .ifPresent(tables -> from.append(" FROM ").append(tables));
    boolean grouped = rows.groups().isPresent();
    append(" WHERE ", conjunction(rows.filters(), !grouped && withConditions), from);
    if (grouped) {
      Rows.Groups groups = rows.groups().get();
      groups.clause().ifPresent(clause -> from.append(" ").append(text.render(clause)));
      append(" HAVING ", conjunction(Filter.of(groups.filters()), withConditions), from);
    }
    return from.build();
  }

  private static void append(String word, List<SqlFragment> parts, SqlFragment.Builder sql) {
    String joint = word;
    for (SqlFragment part : parts) {
      sql.append(joint).append(part);
      joint = " AND ";
    }
  }

  private List<SqlFragment> conjunction(List<Filter> filters, boolean withConditions) {
    List<SqlFragment> parts = new ArrayList<>();
    filters.forEach(filter -> parts.add(filter.render(text)));
    if (withConditions) {
      any().ifPresent(parts::add);
    }
    return parts;
  }

  /** A row is asked for if one of the calls needs it. */
  private Optional<SqlFragment> any() {
    SqlFragment any = null;
    for (List<KnownCondition> one : conditions) {
      Optional<SqlFragment> all = all(one, text);
      if (all.isEmpty()) {
        return Optional.empty();
      }
      any = any == null ? all.get() : any.append(" OR ").append(all.get());
    }
    return Optional.ofNullable(any).map(condition -> Arguments.wrap("(", condition, ")"));
  }

  /** All conditions together; empty if there are none. */
  static Optional<SqlFragment> all(List<KnownCondition> conditions, SourceRewriter text) {
    SqlFragment all = null;
    for (KnownCondition condition : conditions) {
      SqlFragment operand = Arguments.wrap("(", text.render(condition.operand()), ")");
      if (condition.value().isPresent()) {
        operand =
            Arguments.wrap("((", text.render(condition.value().get()), ") = ")
                .append(operand)
                .append(")");
      }
      SqlFragment test = Arguments.wrap("", operand, " " + condition.test().sql());
      all = all == null ? test : all.append(" AND ").append(test);
    }
    return Optional.ofNullable(all);
  }

  /** What groups are told by. Not the expressions themselves: of a text, any row's may stand. */
  static Optional<List<SqlFragment>> groupKey(Rows rows, SourceRewriter text) {
    if (rows.groups().isEmpty()) {
      return Optional.empty();
    }
    Rows.Groups groups = rows.groups().get();
    if (groups.isSingle()) {
      return Optional.of(List.of(SqlFragment.text("'-'")));
    }
    return groups.keyed()
        ? Optional.of(
            groups.expressions().stream()
                .map(range -> Arguments.wrap("MIN(CAST(", text.render(range), " AS BINARY))"))
                .toList())
        : Optional.empty();
  }

  /** Whether only the first rows are read, where there is a limit. */
  GatherQuery limited(boolean value) {
    isLimited = value;
    return this;
  }

  /** The distinct arguments. */
  SqlFragment query(List<SqlFragment> columns) {
    if (rows.groups().isEmpty() && !isLimited) {
      return with().append("SELECT DISTINCT ").append(columns(columns)).append(locked());
    }
    // In a derived table: MariaDB 11.4 loses groups of SELECT DISTINCT SUM(x) + 1 … GROUP BY y. The
    // conditions are columns of it: HAVING can't name what a select item may, and which rows are
    // the first does not depend on them.
    SqlFragment.Builder names = SqlFragment.builder();
    List<SqlFragment> named = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      names.append(i == 0 ? "auroraml_0" : ", auroraml_" + i);
      named.add(columns.get(i).append(" AS auroraml_" + i));
    }
    Optional<SqlFragment> condition = any();
    condition.ifPresent(any -> named.add(any.append(" AS auroraml_any")));
    return with()
        .append("SELECT DISTINCT ")
        .append(names.build())
        .append(" FROM (SELECT ")
        .append(columns(named))
        .append(from(false))
        .append(isLimited ? tail() : SqlFragment.text(""))
        .append(rows.lock().sql())
        .append(") auroraml_rows")
        .append(condition.isPresent() ? " WHERE auroraml_any" : "");
  }

  /** One row if a row, or a group, reaches the calls, else none. */
  SqlFragment any(SqlFragment column) {
    return rows.groups().isPresent()
        ? query(List.of(column))
        : with()
            .append("SELECT ")
            .append(column)
            .append(from())
            .append(" LIMIT 1" + rows.lock().sql());
  }

  private SqlFragment tail() {
    return Arguments.wrap(" ", text.render(rows.limit().orElseThrow().tail()), "");
  }

  private SqlFragment locked() {
    return from().append(rows.lock().sql());
  }

  private static SqlFragment columns(List<SqlFragment> columns) {
    SqlFragment.Builder list = SqlFragment.builder();
    for (SqlFragment column : columns) {
      list.append(list.isEmpty() ? "" : ", ").append(column);
    }
    return list.build();
  }

  /**
   * The arguments of rows that depend on rows around them: one text for each of those, with a list
   * of its rows' arguments.
   *
   * @param columns the select list
   * @param levels how many blocks around are needed
   */
  SqlFragment correlated(List<SqlFragment> columns, int levels, String hint) {
    SqlFragment row = row(columns);
    SqlFragment.Builder tables = SqlFragment.builder();
    List<SqlFragment> filters = new ArrayList<>();
    Rows outer = rows.around().orElseThrow();
    Rows outermost = outer;
    for (int level = 1; level <= levels; level++) {
      GatherQuery around = new GatherQuery(outer, text, List.of(), List.of());
      if (outer.from().isPresent()) {
        tables
            .append(tables.isEmpty() ? " FROM " : ", ")
            .append(around.text.render(outer.from().get()));
      }
      filters.addAll(around.conjunction(outer.filters(), false));
      outermost = outer;
      outer = outer.around().orElse(null);
    }
    append(" WHERE ", filters, tables);
    return with()
        .append("SELECT " + hint + "DISTINCT ")
        .append(ownRows(row))
        .append(tables.build())
        .append(outermost.lock().sql());
  }

  /** The arguments of a row as one text. */
  static SqlFragment row(List<SqlFragment> columns) {
    SqlFragment row = SqlFragment.text("CONCAT_WS('" + COLUMN_SEPARATOR + "'");
    for (SqlFragment column : columns) {
      row =
          row.append(
              Arguments.wrap(
                  ",IFNULL(HEX(CAST(", column, " AS CHAR CHARACTER SET utf8mb4)),'" + NULL + "')"));
    }
    return row.append(")");
  }

  private SqlFragment ownRows(SqlFragment row) {
    if (rows.groups().isEmpty()) {
      return inner(row, from());
    }
    return rows.groups().get().isSingle()
        ? Arguments.wrap("(SELECT ", row.append(from()), ")")
        : inner(
            SqlFragment.text("auroraml_row"),
            Arguments.wrap(" FROM (SELECT ", row, " AS auroraml_row")
                .append(from())
                .append(") auroraml_rows"));
  }

  /** Without a column of its own the list would be one of the rows around (manual, 12.19.1). */
  private static SqlFragment inner(SqlFragment row, SqlFragment from) {
    String own = " FROM (SELECT 1 AS auroraml_own) auroraml_o";
    String rest = from.sql().startsWith(" FROM ") ? "," + from.sql().substring(5) : from.sql();
    return Arguments.wrap(
            "(SELECT GROUP_CONCAT(DISTINCT IF(auroraml_own = 1, ",
            row,
            ", NULL) SEPARATOR '" + ROW_SEPARATOR + "')" + own)
        .append(new SqlFragment(rest, from.parameters()))
        .append(")");
  }
}
