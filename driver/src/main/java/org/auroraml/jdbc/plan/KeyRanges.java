package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.auroraml.grammar.Condition;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.SqlParser;
import org.auroraml.grammar.SqlSyntaxException;
import org.auroraml.grammar.TableReference;
import org.auroraml.jdbc.registry.FunctionRegistry;
import org.auroraml.jdbc.type.Literals;

/**
 * The ranges of a table's primary key, one after the other. Their ends are in user variables, in
 * which they keep their types and collations; a condition names those of the current range.
 */
final class KeyRanges {
  private final String table;
  private final TableKey key;
  private final String prefix;
  private final List<String> from;
  private final List<String> to;
  private final String condition;
  private final Direction direction;
  private final StepRunner steps;
  private final Set<String> variables = new LinkedHashSet<>();
  private Range current;
  private Range selected;
  private int number;
  private boolean isLast;

  /**
   * A range, both ends included.
   *
   * @param from variables that keep its first key
   * @param to variables that keep its last key
   */
  record Range(List<String> from, List<String> to) {}

  /** How one range follows another: what comparison tells that a key comes after, or before. */
  private enum Direction {
    ASCENDING(">", "<"),
    DESCENDING("<", ">");

    private final String after;
    private final String before;

    Direction(String after, String before) {
      this.after = after;
      this.before = before;
    }
  }

  private KeyRanges(
      String table,
      TableKey key,
      String qualifier,
      String prefix,
      Direction direction,
      StepRunner steps) {
    this.direction = direction;
    this.table = table;
    this.key = key;
    this.prefix = prefix;
    this.steps = steps;
    from = key.variables(prefix + "from");
    to = key.variables(prefix + "to");
    condition =
        key.condition(qualifier, direction.after, direction.after + "=", from)
            + " AND "
            + key.condition(qualifier, direction.before, direction.before + "=", to);
    variables.addAll(from);
    variables.addAll(to);
  }

  /** The ranges of a plan's table; empty if it has no key to read it by. */
  static Optional<KeyRanges> of(Plan.Windows plan, Session session, StepRunner steps)
      throws SQLException {
    List<TableReference.Table> tables =
        plan.block().from().orElseThrow().tables().stream()
            .map(TableReference.Table.class::cast)
            .toList();
    if (new TableEngines(session, steps::prepare).without(tables).isPresent()) {
      return Optional.empty();
    }
    String text = plan.statement().text();
    String name = plan.table().table().of(text);
    String qualifier = Literals.identifier(plan.table().alias().orElse(plan.table().name())) + ".";
    return TableKey.of(name, key -> key.beginsWith(plan.order()), steps)
        .map(
            key ->
                new KeyRanges(
                    name,
                    key,
                    qualifier,
                    LookupTable.prefix(text),
                    plan.descending() ? Direction.DESCENDING : Direction.ASCENDING,
                    steps));
  }

  /** The condition that a row is in the current range. */
  String condition() {
    return condition;
  }

  /** The evaluation of the plan's statement for the current range. */
  Plan.Evaluate restricted(Plan.Windows plan, FunctionRegistry registry, Session session)
      throws SQLException {
    SourceRewriter rewriter = new SourceRewriter(plan.statement());
    QueryBlock block = plan.block();
    Optional<Condition> where = block.where();
    if (where.isPresent()) {
      SourceRange range = where.get().range();
      rewriter.replace(
          range, Arguments.wrap("(" + condition + ") AND (", rewriter.render(range), ")"));
    } else {
      int end = block.from().orElseThrow().range().end();
      rewriter.replace(new SourceRange(end, end), SqlFragment.text(" WHERE " + condition));
    }
    try {
      return Planner.plan(
              SqlParser.parse(rewriter.renderAll().sql(), session.sqlModes()), registry, session)
          .map(planned -> ((Plan.Windows) planned).lookups())
          .orElseThrow();
    } catch (SqlSyntaxException e) {
      throw new IllegalStateException("a condition more makes no other statement", e);
    }
  }

  /**
   * Goes on to the range of the next keys; at first also where there are none: then the keys are
   * NULL, which is equal to none.
   *
   * @param keys how many
   * @return whether there is a range
   */
  boolean next(long keys) throws SQLException {
    if (isLast) {
      return false;
    }
    boolean isFirst = current == null;
    if (!isFirst) {
      select(current);
    }
    String after = isFirst ? "" : key.condition("", direction.after, direction.after, to);
    isLast = !assign(from, after, order(direction), 0);
    if (isLast && !isFirst) {
      selected = null;
      return false;
    }
    String within = key.condition("", direction.after, direction.after + "=", from);
    if (!isLast && !assign(to, within, order(direction), keys - 1)) {
      isLast = true;
      boolean up = direction == Direction.ASCENDING;
      assign(to, "", order(up ? Direction.DESCENDING : Direction.ASCENDING), 0);
    }
    keep();
    return true;
  }

  private String order(Direction by) {
    return by == Direction.ASCENDING ? key.list() : key.descending();
  }

  private void keep() throws SQLException {
    number++;
    current = new Range(kept("from"), kept("to"));
    copy(from, current.from(), to, current.to());
    selected = current;
  }

  private List<String> kept(String end) {
    List<String> names = key.variables(prefix + end + number + "_");
    variables.addAll(names);
    return names;
  }

  /** The range that {@link #next} has come to. */
  Range current() {
    return current;
  }

  /** Makes a range the current one of {@link #condition()}. */
  void select(Range range) throws SQLException {
    if (!range.equals(selected)) {
      copy(range.from(), from, range.to(), to);
      selected = range;
    }
  }

  private void copy(List<String> a, List<String> toA, List<String> b, List<String> toB)
      throws SQLException {
    List<String> values = new ArrayList<>(a);
    values.addAll(b);
    List<String> names = new ArrayList<>(toA);
    names.addAll(toB);
    String sql =
        IntStream.range(0, names.size())
            .mapToObj(i -> names.get(i) + " = " + values.get(i))
            .collect(Collectors.joining(", ", "SET ", ""));
    try (PreparedStatement statement = steps.prepare(SqlFragment.text(sql))) {
      statement.execute();
    }
  }

  /** Assigns a key of the table to variables; false if there is none. */
  private boolean assign(List<String> names, String where, String order, long offset)
      throws SQLException {
    String sql =
        "SELECT %s INTO %s FROM %s%s ORDER BY %s LIMIT %d, 1"
            .formatted(
                key.list(),
                String.join(", ", names),
                table,
                where.isEmpty() ? "" : " WHERE " + where,
                order,
                offset);
    try (PreparedStatement statement = steps.prepare(SqlFragment.text(sql))) {
      statement.execute();
      return statement.getUpdateCount() > 0;
    }
  }

  /** All user variables that hold keys. */
  List<String> variables() {
    return List.copyOf(variables);
  }
}
