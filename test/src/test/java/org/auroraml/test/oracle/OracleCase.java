package org.auroraml.test.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A statement, or a few in a row on one connection, that must give the same with ML functions as
 * with stored functions. {@code {db}} stands for the name of the database that the side uses.
 *
 * @param steps what is run and compared, in order
 * @param write whether table {@code w} is changed, whose content is then compared too
 * @param inputs SQL that counts the model inputs that are allowed, empty where nothing is said
 * @param session statements that set up the connection, run on both sides and not compared
 * @param connection settings of Connector/J for both connections
 */
record OracleCase(
    List<Step> steps,
    boolean write,
    Optional<String> inputs,
    List<String> session,
    List<String> connection) {

  /**
   * One statement.
   *
   * @param sql the text
   * @param parameters none for a Statement, one row for a PreparedStatement, several for a batch
   * @param ordered whether the order of rows is part of the result
   * @param keys whether generated keys are asked for
   */
  record Step(String sql, List<List<Object>> parameters, boolean ordered, boolean keys) {}

  OracleCase {
    steps = List.copyOf(steps);
    session = List.copyOf(session);
    connection = List.copyOf(connection);
  }

  /** A read. Its order counts if it says ORDER BY. */
  static OracleCase query(String sql) {
    return new OracleCase(List.of(step(sql)), false, Optional.empty(), List.of(), List.of());
  }

  /** A write to table {@code w}, a copy of {@code t}. */
  static OracleCase write(String sql) {
    return new OracleCase(List.of(step(sql)), true, Optional.empty(), List.of(), List.of());
  }

  private static Step step(String sql) {
    return new Step(sql, List.of(), sql.toUpperCase(Locale.ROOT).contains("ORDER BY"), false);
  }

  /** One more statement on the same connections. */
  OracleCase then(String sql) {
    List<Step> more = new ArrayList<>(steps);
    more.add(step(sql));
    return new OracleCase(more, write, inputs, session, connection);
  }

  /** Prepares the last statement and gives it these parameters; given again, makes a batch. */
  OracleCase with(Object... parameters) {
    Step last = last();
    List<List<Object>> rows = new ArrayList<>(last.parameters());
    rows.add(Arrays.asList(parameters));
    return replaceLast(new Step(last.sql(), rows, last.ordered(), last.keys()));
  }

  /** The last statement has an ORDER BY that does not order its rows, or not all of them. */
  OracleCase unordered() {
    Step last = last();
    return replaceLast(new Step(last.sql(), last.parameters(), false, last.keys()));
  }

  /** Asks for the generated keys of the last statement. */
  OracleCase keys() {
    Step last = last();
    return replaceLast(new Step(last.sql(), last.parameters(), last.ordered(), true));
  }

  /** The model inputs that may be sent at most; NULL arguments are not sent. */
  OracleCase inputs(int most) {
    return inputs("SELECT " + most);
  }

  /** The same, counted by SQL: the distinct inputs of the rows that reach the calls. */
  OracleCase inputs(String countQuery) {
    return new OracleCase(steps, write, Optional.of(countQuery), session, connection);
  }

  OracleCase session(String... statements) {
    return new OracleCase(steps, write, inputs, List.of(statements), connection);
  }

  OracleCase connection(String... settings) {
    return new OracleCase(steps, write, inputs, session, List.of(settings));
  }

  private Step last() {
    return steps.get(steps.size() - 1);
  }

  private OracleCase replaceLast(Step step) {
    List<Step> changed = new ArrayList<>(steps);
    changed.set(changed.size() - 1, step);
    return new OracleCase(changed, write, inputs, session, connection);
  }

  /** The case on one line, as tests are named. */
  String describe() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      text.append(text.isEmpty() ? "" : "; ").append(step.sql());
      if (!step.parameters().isEmpty()) {
        text.append(' ').append(step.parameters());
      }
    }
    connection.forEach(setting -> text.append(" [").append(setting).append(']'));
    session.forEach(statement -> text.append(" [").append(statement).append(']'));
    return text.toString().replaceAll("\\s+", " ");
  }
}
