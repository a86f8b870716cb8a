package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.auroraml.batching.Model;
import org.auroraml.batching.ModelInput;
import org.auroraml.batching.Prediction;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.registry.MlFunction;

/**
 * How many distinct inputs a statement would send to models (feature F47): its arguments are
 * gathered, without locks, as far as they and the rows that they come from depend on no model's
 * value.
 *
 * @param models of each model that is known to be asked, by name
 * @param isComplete whether no others can be asked for
 * @param isUpperBound whether LIMIT may make it fewer
 */
public record InputCount(Map<String, Long> models, boolean isComplete, boolean isUpperBound) {

  /**
   * Counts.
   *
   * @param statement an EXPLAIN
   * @return empty where the server refuses the statement, or to read its arguments
   * @throws SQLException 1235 where the driver would refuse the statement; or if it was
   *     interrupted, or the connection is gone
   */
  public static Optional<InputCount> of(ParsedStatement statement, Administration.Steps steps)
      throws SQLException {
    Session session = steps.session();
    try {
      Optional<Plan> plan = Planner.planExplained(statement, steps.services().registry(), session);
      return plan.isEmpty() ? Optional.empty() : Optional.of(count(plan.get(), steps));
    } catch (SQLException e) {
      if (SqlErrors.isOfStatement(e) && e.getErrorCode() != SqlErrors.UNSUPPORTED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static InputCount count(Plan plan, Administration.Steps steps) throws SQLException {
    Plan.Evaluate evaluate = Planner.lookups(plan);
    evaluate.requireLogOfRows(steps.session());
    Counter counter = new Counter(steps);
    boolean all = evaluate.rehearsals().isEmpty();
    try {
      new StageRunner(evaluate.unlocked(), steps.session(), counter, StageRunner.Reading.CHANGING)
          .run();
    } catch (Unknown needsValues) {
      all &= counter.covers(evaluate);
    }
    return new InputCount(counter.counts(), all, plan instanceof Plan.Limited);
  }

  /** Values are needed; needs no trace of where. */
  private static final class Unknown extends SQLException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  /** Writes down what models would be asked, and ends where a value is needed. */
  private static final class Counter implements StepRunner {
    private final Administration.Steps steps;
    private final Map<String, Set<ModelInput>> inputs = new TreeMap<>();
    private int stages;
    private boolean lacksValues;

    Counter(Administration.Steps steps) {
      this.steps = steps;
    }

    Map<String, Long> counts() {
      Map<String, Long> counts = new TreeMap<>();
      inputs.forEach((model, distinct) -> counts.put(model, (long) distinct.size()));
      return counts;
    }

    /** Whether the calls of the stages that were not reached are all among the others. */
    boolean covers(Plan.Evaluate plan) {
      Set<String> known = new HashSet<>();
      boolean all = true;
      for (int i = 0; i < plan.stages().size(); i++) {
        Stage stage = plan.stages().get(i);
        for (CallSite site :
            Stream.concat(stage.constants().stream(), stage.lookups().stream()).toList()) {
          String call = key(plan, stage, site);
          if (i < stages) {
            known.add(call);
          } else {
            all &= known.contains(call);
          }
        }
      }
      return all;
    }

    /** Equal calls of one block over fewer rows need no more inputs. */
    private static String key(Plan.Evaluate plan, Stage stage, CallSite site) {
      List<String> key = new ArrayList<>();
      key.add(stage.rows().scope() + site.function().qualifiedName() + site.grouping());
      for (Expression argument : site.arguments()) {
        key.add(argument.range().of(plan.statement().text()));
      }
      return key.toString();
    }

    @Override
    public void nextStage() throws SQLException {
      if (lacksValues) {
        throw new Unknown();
      }
      stages++;
    }

    @Override
    public PreparedStatement prepare(SqlFragment fragment) throws SQLException {
      return steps.prepare(fragment);
    }

    @Override
    public List<Prediction> evaluate(String function, Model model, List<ModelInput> asked) {
      Set<ModelInput> distinct = inputs.computeIfAbsent(model.describe(), m -> new HashSet<>());
      for (ModelInput input : asked) {
        if (steps.services().evaluator().isSent(model, input)) {
          distinct.add(input);
        }
      }
      lacksValues = true;
      return BatchInputs.none(asked);
    }

    @Override
    public Answers ask(String function, Model model, List<ModelInput> asked) {
      evaluate(function, model, asked);
      return () -> {
        throw new Unknown();
      };
    }

    @Override
    public String assigned(MlFunction function, Prediction prediction) {
      return null;
    }
  }

  /** The inputs of all models together, as {@code maxMlInputs} counts them. */
  public long total() {
    return models.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What EXPLAIN says: a line of text without data of the statement. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    models.forEach(
        (model, count) ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(model)
                .append(": ")
                .append(isUpperBound ? "at most " : "")
                .append(count)
                .append(count == 1 ? " input" : " inputs"));
    return isComplete
        ? text.toString()
        : text.append(", and those that need values of models").toString();
  }
}
