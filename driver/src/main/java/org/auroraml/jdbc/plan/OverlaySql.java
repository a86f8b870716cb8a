package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auroraml.batching.Model;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.registry.MlFunction;
import org.auroraml.jdbc.type.Literals;

/**
 * Writes the statement of an Overlay: in place of each call a NULL of the function's type, so that
 * label and type come from the server, and after the user's columns the arguments, which are hidden
 * from the user.
 */
final class OverlaySql {
  private final Plan.Overlay plan;
  private final Session session;
  private final StepRunner steps;
  private final SourceRewriter rewriter;
  private final CallModels models;
  private final List<SqlFragment> hidden = new ArrayList<>();
  private final Map<Question, OverlayCalls.Asked> asked = new LinkedHashMap<>();
  private final List<OverlayCalls.Column> columns = new ArrayList<>();

  OverlaySql(Plan.Overlay plan, Session session, StepRunner steps) {
    this.plan = plan;
    this.session = session;
    this.steps = steps;
    this.rewriter = new SourceRewriter(plan.statement());
    this.models = new CallModels(steps, rewriter);
  }

  /** Equal calls, which share their values. */
  private record Question(MlFunction function, Model model, List<SqlFragment> arguments) {}

  /** The statement, and what to do with its columns. */
  OverlayCalls write(OverlayCalls.Asking asking) throws SQLException {
    for (OverlaidCall call : plan.calls()) {
      CallSite site = call.site();
      Arguments arguments = Arguments.of(site, rewriter, Optional.empty(), session.strict());
      Question question = new Question(site.function(), models.of(site), arguments.values());
      OverlayCalls.Asked values = asked.get(question);
      if (values == null) {
        values =
            new OverlayCalls.Asked(
                asked.size(), site.function(), question.model(), arguments, hidden.size());
        asked.put(question, values);
        hidden.addAll(arguments.values());
      }
      columns.add(new OverlayCalls.Column(call.position(), values));
    }
    List<OverlayCalls.Check> checks = numberChecks();
    for (OverlaidCall call : plan.calls()) {
      rewriter.replace(
          call.site().range(), LookupTable.none(call.site().function(), session.dialect()));
      if (call.label() != null) {
        insert(
            call.site().range().end(),
            SqlFragment.text(" AS " + Literals.identifier(call.label())));
      }
    }
    List<SelectItem> items = plan.block().items();
    String prefix = LookupTable.prefix(plan.statement().text());
    int end = items.get(items.size() - 1).range().end();
    for (int i = 0; i < hidden.size(); i++) {
      insert(end, Arguments.wrap(", ", hidden.get(i), " AS " + prefix + i));
    }
    return new OverlayCalls(
        rewriter.renderAll(),
        hidden.size(),
        columns,
        List.copyOf(asked.values()),
        checks,
        session.strict(),
        asking);
  }

  private void insert(int position, SqlFragment text) {
    rewriter.replace(new SourceRange(position, position), text);
  }

  private List<OverlayCalls.Check> numberChecks() throws SQLException {
    NumberArguments numbers =
        new NumberArguments(
            session, steps, rewriter, plan.with(), plan.block().from().orElseThrow().range());
    List<OverlayCalls.Check> checks = new ArrayList<>();
    for (NumberArguments.Text text :
        numbers.texts(
            asked.values().stream().map(OverlayCalls.Asked::function).toList(),
            asked.values().stream().map(OverlayCalls.Asked::arguments).toList())) {
      checks.add(new OverlayCalls.Check(hidden.size(), NumberArguments.Text.NO, text.failure()));
      hidden.add(text.isNumber());
    }
    return checks;
  }
}
