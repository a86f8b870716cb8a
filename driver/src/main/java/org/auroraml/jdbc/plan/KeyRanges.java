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
import org.auroraml.grammar.SqlFragment;

/**
 * The ranges of a key, where the result is in the order of that key or in any. Their ends are in
 * user variables, in which they keep their types and collations.
 */
final class KeyRanges implements TableParts {
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
  private record Range(List<String> from, List<String> to) {}

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

  /** The ranges of a plan's table; empty if no key of it has the order of the result. */
  static Optional<KeyRanges> of(Plan.Windows plan, StepRunner steps) throws SQLException {
    String text = plan.statement().text();
    String name = plan.table().table().of(text);
    return TableKey.of(name, plan.order()::isThatOf, steps)
        .map(
            key ->
                new KeyRanges(
                    name,
                    key,
                    TableParts.qualifier(plan),
                    LookupTable.prefix(text),
                    plan.order().isDescending() ? Direction.DESCENDING : Direction.ASCENDING,
                    steps));
  }

  @Override
  public String condition() {
    return condition;
  }

  /** Where there are no rows, the keys are NULL, which is equal to none. */
  @Override
  public Optional<Part> next(long keys) throws SQLException {
    if (isLast) {
      return Optional.empty();
    }
    boolean isFirst = current == null;
    if (!isFirst) {
      select(current);
    }
    String after = isFirst ? "" : key.condition("", direction.after, direction.after, to);
    isLast = !assign(from, after, order(direction), 0);
    if (isLast && !isFirst) {
      selected = null;
      return Optional.empty();
    }
    String within = key.condition("", direction.after, direction.after + "=", from);
    if (!isLast && !assign(to, within, order(direction), keys - 1)) {
      isLast = true;
      boolean up = direction == Direction.ASCENDING;
      assign(to, "", order(up ? Direction.DESCENDING : Direction.ASCENDING), 0);
    }
    Range next = keep();
    return Optional.of(() -> select(next));
  }

  private String order(Direction by) {
    return by == Direction.ASCENDING ? key.list() : key.descending();
  }

  private Range keep() throws SQLException {
    number++;
    current = new Range(kept("from"), kept("to"));
    copy(from, current.from(), to, current.to());
    selected = current;
    return current;
  }

  private List<String> kept(String end) {
    List<String> names = key.variables(prefix + end + number + "_");
    variables.addAll(names);
    return names;
  }

  private void select(Range range) throws SQLException {
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

  @Override
  public List<String> variables() {
    return List.copyOf(variables);
  }

  @Override
  public void close() {}
}
