package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.plan.LimitClause.Numbers;
import org.auroraml.jdbc.plan.NumberArguments.Text;
import org.auroraml.jdbc.plan.StageRunner.Reading;
import org.auroraml.jdbc.registry.MlFunction;

/**
 * One run of a plan Limited. The statement runs in rounds, with look-ups in place of calls; a row
 * whose value is not known yet passes a filter, and says so in a hidden column. While there are
 * such rows among those that LIMIT gives, they are asked for, and some after them that might have
 * to take the place of those that will fail. Rows that are all known are the statement's result,
 * whatever the order in which the server reads them: the last run too says of each row whether it
 * is.
 */
final class LimitedRows {
  /** Rows that are asked for beyond those that LIMIT gives; twice as many each time. */
  private static final int FIRST_AHEAD = 500;

  private static final int MOST_AHEAD = 100_000;

  /** A LIMIT of more rows is no reason to read them twice. */
  private static final int MOST_ROWS = 10_000;

  /** With so many rounds, arguments differ each time: a view may have RAND(). */
  private static final int MOST_ROUNDS = 50;

  private final Plan.Limited plan;
  private final Session session;
  private final StepRunner steps;
  private final SourceRewriter rewriter;
  private final String prefix;
  private final CallModels models;
  private final LookupVariables variables;
  private final Map<Equal, LimitedQuestion> questions = new LinkedHashMap<>();
  private final List<Asked> asked = new ArrayList<>();

  /** Arguments, and whether they are numbers; after them come the columns that tell of misses. */
  private final List<SqlFragment> arguments = new ArrayList<>();

  private final List<Check> checks = new ArrayList<>();

  LimitedRows(Plan.Limited plan, Session session, StepRunner steps) {
    this.plan = plan;
    this.session = session;
    this.steps = steps;
    this.rewriter = new SourceRewriter(plan.statement());
    this.prefix = LookupTable.prefix(plan.statement().text());
    this.models = new CallModels(steps, rewriter);
    this.variables = new LookupVariables(session, steps, prefix);
  }

  /** What makes calls equal. */
  private record Equal(MlFunction function, Model model, List<SqlFragment> arguments) {}

  /**
   * A call.
   *
   * @param filter which filter it stands in; the number of filters for the select list
   */
  private record Asked(CallSite site, LimitedQuestion question, int filter) {}

  /** The hidden column that says whether an argument is a number. */
  private record Check(LimitedQuestion question, int column, Text text) {}

  /**
   * Finds the rows.
   *
   * @param asking for the run of the result
   * @param reading how the statement's own run sees the rows
   * @return the statement as it runs last; empty if the plan is none for so many rows
   */
  Optional<OverlayCalls> find(OverlayCalls.Asking asking, Reading reading) throws SQLException {
    Numbers limit = plan.limit().numbers(rewriter, steps);
    if (limit.offset() + limit.count() > MOST_ROWS) {
      return Optional.empty();
    }
    Adjustments adjustments = new Adjustments(plan.lookups(), session, rewriter);
    adjustments.before();
    for (Stage stage : plan.lookups().stages()) {
      constants(isKnown(stage) ? reading : Reading.CHANGING).evaluate(stage);
    }
    prepareQuestions();
    int ahead = plan.filters().isEmpty() ? 0 : FIRST_AHEAD;
    int rounds = 0;
    for (boolean more = limit.count() > 0; more; rounds++) {
      if (rounds == MOST_ROUNDS) {
        return Optional.empty();
      }
      more = round((int) limit.offset(), (int) (limit.offset() + limit.count()), ahead);
      ahead = Math.min(2 * ahead, MOST_AHEAD);
    }
    adjustments.after(false);
    return Optional.of(
        new OverlayCalls(
            last(),
            1,
            List.of(),
            List.of(),
            List.of(new OverlayCalls.Check(0, '1', () -> SqlErrors.rowsChanged(null))),
            session.strict(),
            asking));
  }

  /** Whether the rows that reach a stage's constant calls are known before the rounds. */
  private boolean isKnown(Stage stage) {
    return stage.constants().stream().allMatch(site -> site.equals(site.beforeAllCalls()))
        && stage.rows().filters().stream()
            .noneMatch(
                known ->
                    plan.filters().stream()
                        .anyMatch(filter -> filter.condition().equals(known.condition().range())));
  }

  private ConstantCalls constants(Reading reading) {
    ArgumentCheck check = new ArgumentCheck(session, steps);
    Gatherer gatherer = new Gatherer(plan.lookups(), session, steps, rewriter, check);
    return new ConstantCalls(
        session,
        steps,
        rewriter,
        check,
        models,
        new ReachedCalls(plan.lookups(), session, steps, gatherer, reading));
  }

  /** The user variables that hold what is looked up. */
  List<String> variables() {
    return variables.names();
  }

  private void prepareQuestions() throws SQLException {
    for (int i = 0; i < plan.filters().size(); i++) {
      prepare(plan.filters().get(i).calls(), i);
    }
    prepare(plan.items(), plan.filters().size());
    List<LimitedQuestion> all = List.copyOf(questions.values());
    NumberArguments numbers =
        new NumberArguments(
            session, steps, rewriter, plan.with(), plan.block().from().orElseThrow().range());
    for (Text text :
        numbers.texts(
            all.stream().map(LimitedQuestion::function).toList(),
            all.stream().map(LimitedQuestion::arguments).toList())) {
      arguments.add(text.isNumber());
      checks.add(new Check(all.get(text.call()), arguments.size(), text));
    }
    for (LimitedQuestion question : all) {
      question.send(prefix, session, variables);
    }
  }

  private void prepare(List<CallSite> sites, int filter) throws SQLException {
    for (CallSite site : sites) {
      Arguments ofCall = Arguments.of(site, rewriter, Optional.empty(), session.strict());
      Equal equal = new Equal(site.function(), models.of(site), ofCall.values());
      LimitedQuestion question = questions.get(equal);
      if (question == null) {
        question =
            new LimitedQuestion(site.function(), equal.model(), ofCall, arguments.size() + 1);
        questions.put(equal, question);
        arguments.addAll(ofCall.gatheredColumns());
      }
      asked.add(new Asked(site, question, filter));
    }
  }

  /**
   * Reads the first rows and asks for what is missing of them.
   *
   * @param from the first row that the user gets, from 0
   * @param to the row after the last one
   * @return whether something was missing
   */
  private boolean round(int from, int to, int ahead) throws SQLException {
    boolean some = false;
    boolean known = true;
    try (PreparedStatement statement = steps.prepare(probe(to + ahead));
        ResultSet result = statement.executeQuery()) {
      int visible = result.getMetaData().getColumnCount() - arguments.size() - asked.size();
      ArgumentRows row = ArgumentRows.of(result, visible);
      for (int i = 0; (i < to || !known) && row.next(); i++) {
        List<Asked> missing = missing(row);
        boolean passes = missing.isEmpty() || missing.get(0).filter() == plan.filters().size();
        if (missing.isEmpty() || (passes && (!known || i < from || i >= to))) {
          continue;
        }
        if (known && !passes) {
          // What the select list needs is asked for when it is known which rows there are.
          questions.values().forEach(LimitedQuestion::forget);
          known = false;
        }
        some = true;
        try {
          want(missing, row);
        } catch (SQLException e) {
          if (i < to) {
            throw e;
          }
          // LIMIT may have its rows before this one.
          break;
        }
      }
    }
    for (LimitedQuestion question : questions.values()) {
      if (question.isWanted()) {
        question.ask(steps);
        question.send(prefix, session, variables);
      }
    }
    return some;
  }

  /** The calls of the first filter with a value that is missing, or else of the select list. */
  private List<Asked> missing(ArgumentRows row) throws SQLException {
    List<Asked> missing = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      if ((missing.isEmpty() || missing.get(0).filter() == asked.get(i).filter())
          && "1".equals(row.text(arguments.size() + i + 1))) {
        missing.add(asked.get(i));
      }
    }
    return missing;
  }

  private void want(List<Asked> missing, ArgumentRows row) throws SQLException {
    for (Asked call : missing) {
      for (Check check : checks) {
        String is = check.question() == call.question() ? row.text(check.column()) : null;
        if (is != null && is.charAt(0) == Text.NO) {
          throw check.text().failure().get();
        }
      }
      call.question().want(row, session.strict());
    }
  }

  /** The statement with what is hidden; without the user's columns where nothing needs them. */
  private SqlFragment probe(int rows) {
    SourceRewriter text = lookedUp();
    List<SqlFragment> columns = new ArrayList<>(arguments);
    asked.forEach(call -> columns.add(isMissing(call)));
    SqlFragment.Builder list = SqlFragment.builder();
    columns.forEach(column -> list.append(list.isEmpty() ? "" : ", ").append(column));
    List<SelectItem> items = plan.block().items();
    SourceRange all =
        new SourceRange(items.get(0).range().start(), items.get(items.size() - 1).range().end());
    if (plan.block().orderBy().isEmpty()) {
      text.replace(all, list.build());
    } else {
      text.replace(
          new SourceRange(all.end(), all.end()), SqlFragment.text(", ").append(list.build()));
    }
    text.replace(plan.limit().range(), SqlFragment.text("LIMIT " + rows));
    return text.renderAll();
  }

  /** The statement, and whether a value of a row is missing. */
  private SqlFragment last() {
    SourceRewriter text = lookedUp();
    List<SelectItem> items = plan.block().items();
    int end = items.get(items.size() - 1).range().end();
    text.replace(
        new SourceRange(end, end), Arguments.wrap(", ", anyMissing(asked), " AS " + prefix + "0"));
    return text.renderAll();
  }

  private SourceRewriter lookedUp() {
    SourceRewriter text = new SourceRewriter(rewriter);
    for (Asked call : asked) {
      text.replace(call.site().range(), call.question().value(condition(call)));
    }
    for (int i = 0; i < plan.filters().size(); i++) {
      int filter = i;
      SourceRange condition = plan.filters().get(i).condition();
      SqlFragment missing =
          anyMissing(asked.stream().filter(call -> call.filter() == filter).toList());
      text.replace(
          condition,
          Arguments.wrap("((", text.render(condition), ") OR ").append(missing).append(")"));
    }
    return text;
  }

  private SqlFragment anyMissing(List<Asked> calls) {
    SqlFragment.Builder any = SqlFragment.builder();
    for (Asked call : calls) {
      any.append(any.isEmpty() ? "(" : " OR ").append(isMissing(call));
    }
    return any.append(")").build();
  }

  private SqlFragment isMissing(Asked call) {
    return call.question().isMissing(condition(call));
  }

  private Optional<SqlFragment> condition(Asked call) {
    return GatherQuery.all(call.site().conditions(), rewriter);
  }
}
