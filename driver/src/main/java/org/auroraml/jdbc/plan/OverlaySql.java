package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
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
import org.auroraml.jdbc.type.SqlType;

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
      Arguments arguments = Arguments.of(site, rewriter, Optional.empty());
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
    List<OverlayCalls.NumberCheck> checks = session.strict() ? numberChecks() : List.of();
    for (OverlaidCall call : plan.calls()) {
      rewriter.replace(call.site().range(), placeholder(call.site().function()));
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
        session.mariaDb(),
        asking);
  }

  private void insert(int position, SqlFragment text) {
    rewriter.replace(new SourceRange(position, position), text);
  }

  /** A NULL of the type after RETURNS. */
  private SqlFragment placeholder(MlFunction function) {
    SqlType returns = function.returns();
    return session.mariaDb() && returns.isText() && returns.length().isPresent()
        ? SqlFragment.text(
            "CAST(NULL AS CHAR(" + returns.length().getAsInt() + ") CHARACTER SET utf8mb4)")
        : LookupTable.single(function, null, session.dialect());
  }

  /**
   * In strict mode a text that is no number can't be a numeric argument. Whether an argument is a
   * text only the server knows; if so, it is also asked whether the text is a number.
   */
  private List<OverlayCalls.NumberCheck> numberChecks() throws SQLException {
    List<SqlFragment> numbers = new ArrayList<>();
    List<OverlayCalls.NumberCheck> possible = new ArrayList<>();
    for (OverlayCalls.Asked values : asked.values()) {
      Arguments arguments = values.arguments();
      for (int i = 0; i < arguments.types().size(); i++) {
        if (arguments.types().get(i).isNumber()) {
          numbers.add(arguments.written().get(i));
          possible.add(new OverlayCalls.NumberCheck(-1, values, i));
        }
      }
    }
    if (numbers.isEmpty()) {
      return List.of();
    }
    List<OverlayCalls.NumberCheck> checks = new ArrayList<>();
    try (PreparedStatement statement = steps.prepare(types(numbers));
        ResultSet none = statement.executeQuery()) {
      ResultSetMetaData types = none.getMetaData();
      for (int i = 0; i < numbers.size(); i++) {
        if (ArgumentCheck.isText(types.getColumnType(i + 1))) {
          checks.add(
              new OverlayCalls.NumberCheck(
                  hidden.size(), possible.get(i).asked(), possible.get(i).argument()));
          hidden.add(
              Arguments.wrap(
                  "(CONVERT(",
                  numbers.get(i),
                  " USING utf8mb4) REGEXP '" + ArgumentCheck.NUMBER + "')"));
        }
      }
    }
    return checks;
  }

  private SqlFragment types(List<SqlFragment> expressions) {
    SqlFragment.Builder sql = SqlFragment.builder();
    plan.with().ifPresent(with -> sql.append(rewriter.render(with)).append(" "));
    for (int i = 0; i < expressions.size(); i++) {
      sql.append(i == 0 ? "SELECT (" : ", (").append(expressions.get(i)).append(")");
    }
    return sql.append(" FROM ")
        .append(rewriter.render(plan.block().from().orElseThrow().range()))
        .append(" LIMIT 0")
        .build();
  }
}
