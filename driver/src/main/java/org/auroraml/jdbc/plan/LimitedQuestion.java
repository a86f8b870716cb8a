package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auroraml.batching.Model;
import org.auroraml.batching.ModelInput;
import org.auroraml.batching.Prediction;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.registry.MlFunction;

/** Equal calls of a plan Limited, and the values of them that are known so far. */
final class LimitedQuestion {
  private final MlFunction function;
  private final Model model;
  private final Arguments arguments;
  private final int column;

  /** Values by their keys. */
  private final Map<String, String> known = new LinkedHashMap<>();

  /** Inputs that are wanted, by their keys. */
  private final Map<String, ModelInput> wanted = new LinkedHashMap<>();

  private final List<String> variables = new ArrayList<>();
  private LookupTable table;

  /**
   * @param column the first of the hidden columns with the arguments, from 1
   */
  LimitedQuestion(MlFunction function, Model model, Arguments arguments, int column) {
    this.function = function;
    this.model = model;
    this.arguments = arguments;
    this.column = column;
  }

  MlFunction function() {
    return function;
  }

  Arguments arguments() {
    return arguments;
  }

  /** Wants the value for a row, or fails if a function could not be called with its arguments. */
  void want(ArgumentRows row, boolean strict) throws SQLException {
    ModelInput input = arguments.input(row, arguments.keyIsGathered() ? column + 1 : column);
    new ParameterAssignment(strict).require(function, input);
    String key = Gathering.key(arguments, row, column, input);
    // Both zeros are found by the same number.
    wanted.putIfAbsent("-0".equals(key) ? "0" : key, input);
  }

  /** Whether a value is wanted. */
  boolean isWanted() {
    return !wanted.isEmpty();
  }

  /** Wants nothing any more. */
  void forget() {
    wanted.clear();
  }

  /** Asks for what is wanted. */
  void ask(StepRunner steps) throws SQLException {
    List<Prediction> predictions =
        steps.evaluate(function.qualifiedName(), model, List.copyOf(wanted.values()));
    int i = 0;
    for (String key : wanted.keySet()) {
      known.put(key, steps.assigned(function, predictions.get(i++)));
    }
    wanted.clear();
  }

  /** Sends the values that are known to the server. */
  void send(String prefix, Session session, LookupVariables names) throws SQLException {
    table = new LookupTable(prefix, arguments, function, session.dialect(), names.chunkLength());
    known.forEach(table::add);
    List<String> texts = table.texts();
    for (int i = 0; i < texts.size(); i++) {
      if (i == variables.size()) {
        variables.add(names.next());
      }
      names.set(variables.get(i), texts.get(i));
    }
  }

  /** The SQL for the value of a call, NULL where it is not known. */
  SqlFragment value(Optional<SqlFragment> precondition) {
    return table.lookup(arguments, variables, Lookup.Miss.NULL, precondition);
  }

  /** The SQL that tells whether the value of a call is wanted and not known. */
  SqlFragment isMissing(Optional<SqlFragment> precondition) {
    return table.isMissing(variables, precondition);
  }
}
