package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.auroraml.batching.Model;
import org.auroraml.batching.ModelInput;
import org.auroraml.batching.Prediction;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.type.ValueAssignment;

/** Evaluates calls whose arguments are the same for all rows: the plan Inline. */
final class ConstantCalls {
  /** Columns of one query for constant arguments; MySQL takes 4,096 in a select list. */
  private static final int MAX_COLUMNS = 1000;

  private final Session session;
  private final StepRunner steps;
  private final SourceRewriter rewriter;
  private final ArgumentCheck check;
  private final CallModels models;
  private final ReachedCalls reached;

  ConstantCalls(
      Session session,
      StepRunner steps,
      SourceRewriter rewriter,
      ArgumentCheck check,
      CallModels models,
      ReachedCalls reached) {
    this.session = session;
    this.steps = steps;
    this.rewriter = rewriter;
    this.check = check;
    this.models = models;
    this.reached = reached;
  }

  /** Puts values in place of a stage's constant calls, and NULL where no row needs one. */
  void evaluate(Stage stage) throws SQLException {
    Set<CallSite> unreached = reached.unreached(stage);
    for (CallSite site : unreached) {
      rewriter.replace(site.range(), constant(site, Prediction.NULL));
    }
    evaluate(stage.constants().stream().filter(site -> !unreached.contains(site)).toList());
  }

  private void evaluate(List<CallSite> sites) throws SQLException {
    List<ModelInput> inputs = inputs(sites);
    Map<Model, List<Integer>> positions = new LinkedHashMap<>();
    for (int i = 0; i < sites.size(); i++) {
      CallSite site = sites.get(i);
      if (inputs.get(i) == null) {
        rewriter.replace(site.range(), constant(site, Prediction.NULL));
      } else {
        positions.computeIfAbsent(models.of(site), model -> new ArrayList<>()).add(i);
      }
    }
    for (Map.Entry<Model, List<Integer>> entry : positions.entrySet()) {
      List<Integer> group = entry.getValue();
      List<Prediction> predictions =
          steps.evaluate(
              sites.get(group.get(0)).function().qualifiedName(),
              entry.getKey(),
              group.stream().map(inputs::get).toList());
      for (int i = 0; i < group.size(); i++) {
        CallSite site = sites.get(group.get(i));
        rewriter.replace(site.range(), constant(site, predictions.get(i)));
      }
    }
  }

  private SqlFragment constant(CallSite site, Prediction prediction) throws SQLException {
    String value = steps.assigned(site.function(), prediction);
    return switch (site.form()) {
      case LITERAL ->
          SqlFragment.text(
              ValueAssignment.literal(site.function().returns(), Optional.ofNullable(value)));
      case TYPED -> LookupTable.single(site.function(), value, session.dialect());
    };
  }

  /**
   * Arguments of a call.
   *
   * @param condition tells whether its value matters; empty if it may
   */
  private record Asked(Arguments arguments, Optional<SqlFragment> condition) {
    int columns() {
      return arguments.types().size() + (condition.isPresent() ? 1 : 0);
    }

    SqlFragment list() {
      return condition
          .map(matters -> arguments.list().append(", ").append(matters))
          .orElseGet(arguments::list);
    }
  }

  private Asked asked(CallSite site) {
    return new Asked(
        Arguments.of(site, rewriter, Optional.empty(), session.strict()),
        GatherQuery.all(
            site.conditions().stream().filter(KnownCondition::constant).toList(), rewriter));
  }

  /** All arguments in as few queries as their number allows; null where no value matters. */
  private List<ModelInput> inputs(List<CallSite> sites) throws SQLException {
    List<ModelInput> inputs = new ArrayList<>();
    while (inputs.size() < sites.size()) {
      int first = inputs.size();
      List<Asked> row = new ArrayList<>();
      SqlFragment.Builder query = SqlFragment.builder().append("SELECT ");
      for (int columns = 0; first + row.size() < sites.size() && columns < MAX_COLUMNS; ) {
        Asked asked = asked(sites.get(first + row.size()));
        query.append(columns == 0 ? "" : ",").append(asked.list());
        row.add(asked);
        columns += asked.columns();
      }
      try (PreparedStatement statement = steps.prepare(query.build())) {
        readRow(statement, row, inputs);
        for (int i = 0; i < row.size(); i++) {
          if (inputs.get(first + i) != null) {
            check.check(
                sites.get(first + i).function(),
                row.get(i).arguments(),
                inputs.subList(first + i, first + i + 1),
                Optional.empty(),
                statement);
          }
        }
      }
    }
    return inputs;
  }

  private static void readRow(PreparedStatement statement, List<Asked> row, List<ModelInput> inputs)
      throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      ArgumentRows rows = ArgumentRows.of(result);
      int column = 1;
      for (Asked asked : row) {
        int condition = column + asked.arguments().types().size();
        boolean matters = asked.condition().isEmpty() || "1".equals(rows.text(condition));
        inputs.add(matters ? asked.arguments().input(rows, column) : null);
        column += asked.columns();
      }
    }
  }
}
