package org.auroraml.jdbc.administration;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.auroraml.grammar.FunctionCall;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.Statement;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.plan.Administration;
import org.auroraml.jdbc.plan.ExplainedPlan;
import org.auroraml.jdbc.plan.InputCount;
import org.auroraml.jdbc.plan.Planner;
import org.auroraml.jdbc.plan.Session;
import org.auroraml.jdbc.registry.FunctionRegistry;
import org.auroraml.jdbc.registry.MlFunction;

/**
 * {@code EXPLAIN} of a statement with ML calls: the server's answer, in which the tables that the
 * arguments come from say so (feature F44), and how many inputs models would be asked for (F47). No
 * model is asked for it, but the arguments are gathered to count them.
 *
 * <p>The server explains the user's own text, stubs and all. Where it does not know the functions,
 * or would run a stub, it explains the same with an expression in place of each call that has the
 * same arguments and differs each time, as a model's value may.
 *
 * @param calls the ML calls, inner ones first, and their functions
 */
record ExplainStatement(ParsedStatement statement, Map<FunctionCall, MlFunction> calls)
    implements Administration {
  /** Of an EXPLAIN whose statement holds ML calls, and is not run for it. */
  static Optional<ExplainStatement> of(
      ParsedStatement statement, FunctionRegistry registry, Session session) {
    if (!(statement.statement() instanceof Statement.Explain explain)
        || Planner.isAnalyzed(explain, session)) {
      return Optional.empty();
    }
    String database = session.database();
    Map<FunctionCall, MlFunction> calls =
        statement.calls().stream()
            .filter(call -> registry.find(call.name(), database).isPresent())
            .collect(
                Collectors.toMap(
                    call -> call,
                    call -> registry.find(call.name(), database).orElseThrow(),
                    (one, other) -> one,
                    LinkedHashMap::new));
    return calls.isEmpty() ? Optional.empty() : Optional.of(new ExplainStatement(statement, calls));
  }

  @Override
  public SqlFragment sql(Steps steps) throws SQLException {
    ExplainedPlan plan;
    try {
      plan = explained(new SourceRewriter(statement).renderAll(), steps);
    } catch (SQLException e) {
      if (e.getErrorCode() != SqlErrors.STUB && e.getErrorCode() != SqlErrors.NO_SUCH_FUNCTION) {
        throw e;
      }
      plan = explained(withoutCalls(), steps);
    }
    Optional<String> inputs = inputs(steps);
    plan.mark(new ArgumentTables(statement).of(calls.keySet()));
    inputs.ifPresent(plan::tellInputs);
    return plan.query();
  }

  private static ExplainedPlan explained(SqlFragment sql, Steps steps) throws SQLException {
    return ExplainedPlan.of(steps.prepare(sql));
  }

  /** How many inputs the statement would send, or why it would be refused. */
  private Optional<String> inputs(Steps steps) throws SQLException {
    try {
      return InputCount.of(statement, steps)
          .filter(inputs -> inputs.total() > 0 || !inputs.isComplete())
          .map(InputCount::toString);
    } catch (SQLException e) {
      if (e.getErrorCode() != SqlErrors.UNSUPPORTED) {
        throw e;
      }
      return Optional.of("the statement would be refused: " + e.getMessage());
    }
  }

  private SqlFragment withoutCalls() {
    SourceRewriter rewriter = new SourceRewriter(statement);
    calls.forEach(
        (call, function) -> {
          SqlFragment.Builder value =
              SqlFragment.builder()
                  .append(
                      function.returns().isText() ? "CONCAT(RAND()" : "(RAND() + LENGTH(CONCAT(''");
          call.arguments()
              .forEach(argument -> value.append(", ").append(rewriter.render(argument.range())));
          value.append(function.returns().isText() ? ")" : ")))");
          rewriter.replace(call.range(), value.build());
        });
    return rewriter.renderAll();
  }
}
