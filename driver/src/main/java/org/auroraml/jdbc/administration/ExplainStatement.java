package org.auroraml.jdbc.administration;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.auroraml.grammar.FunctionCall;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.Statement;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.plan.Administration;
import org.auroraml.jdbc.plan.InputCount;
import org.auroraml.jdbc.plan.JsonText;
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
  /** As Aurora MySQL says it. */
  private static final String BATCHED = "Batched machine learning";

  private static final Pattern JSON_TABLE = Pattern.compile("\\n( *)\"table_name\": \"([^\"]*)\"");
  private static final Pattern TREE_TABLE = Pattern.compile("(?m)^(.* on (\\S+)\\b.*)$");

  /** Of an EXPLAIN whose statement holds ML calls. */
  static Optional<ExplainStatement> of(
      ParsedStatement statement, FunctionRegistry registry, String database) {
    if (!(statement.statement() instanceof Statement.Explain explain) || explain.analyze()) {
      return Optional.empty();
    }
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
    LiteralRows plan;
    try {
      plan = explained(new SourceRewriter(statement).renderAll(), steps);
    } catch (SQLException e) {
      if (e.getErrorCode() != SqlErrors.STUB && e.getErrorCode() != SqlErrors.NO_SUCH_FUNCTION) {
        throw e;
      }
      plan = explained(withoutCalls(), steps);
    }
    Optional<InputCount> inputs = InputCount.of(statement, steps);
    mark(plan);
    if (inputs.isPresent() && (inputs.get().total() > 0 || !inputs.get().isComplete())) {
      tell(inputs.get(), plan);
    }
    return SqlFragment.text(plan.query());
  }

  private static LiteralRows explained(SqlFragment sql, Steps steps) throws SQLException {
    try (PreparedStatement explain = steps.prepare(sql);
        ResultSet result = explain.executeQuery()) {
      return LiteralRows.of(result);
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

  private void mark(LiteralRows plan) {
    Set<String> tables = new ArgumentTables(statement).of(calls.keySet());
    int table = column(plan, "table");
    int extra = column(plan, "Extra");
    if (table < 0 || extra < 0) {
      plan.rows().forEach(row -> row.replaceAll(text -> marked(text, tables)));
      return;
    }
    boolean any = false;
    for (List<String> row : plan.rows()) {
      if (row.get(table) != null && tables.contains(row.get(table).toLowerCase(Locale.ROOT))) {
        mark(row, extra);
        any = true;
      }
    }
    // Constant arguments come from no table: the statement itself has them evaluated.
    if (!any && !plan.rows().isEmpty()) {
      mark(plan.rows().get(0), extra);
    }
  }

  /**
   * Behind the first table that is marked, in a tree at its end, and in JSON as a member of its
   * own.
   */
  private static void tell(InputCount inputs, LiteralRows plan) {
    int extra = column(plan, "Extra");
    for (List<String> row : plan.rows()) {
      int last = row.size() - 1;
      if (extra >= 0 && row.get(extra) != null && row.get(extra).endsWith(BATCHED)) {
        row.set(extra, row.get(extra) + "; " + inputs);
        return;
      } else if (extra < 0 && row.get(last) != null) {
        row.set(last, told(inputs, row.get(last)));
        return;
      }
    }
  }

  private static String told(InputCount inputs, String text) {
    if (!text.startsWith("{")) {
      return text.stripTrailing() + "\n-> " + BATCHED + ": " + inputs + "\n";
    }
    StringBuilder json = new StringBuilder("{\n  \"batched_machine_learning_inputs\": ");
    JsonText.append(json, inputs.toString());
    return json.append(',').append(text.substring(1)).toString();
  }

  private static void mark(List<String> row, int extra) {
    String text = row.get(extra);
    row.set(extra, text == null || text.isEmpty() ? BATCHED : text + "; " + BATCHED);
  }

  private static int column(LiteralRows plan, String label) {
    return IntStream.range(0, plan.columns().size())
        .filter(i -> plan.columns().get(i).label().equals(label))
        .findFirst()
        .orElse(-1);
  }

  /** A plan as a text: in JSON a member of the table's object, in a tree a word behind its line. */
  private static String marked(String text, Set<String> tables) {
    if (text == null) {
      return null;
    }
    if (text.startsWith("{")) {
      return JSON_TABLE
          .matcher(text)
          .replaceAll(
              found ->
                  tables.contains(found.group(2).toLowerCase(Locale.ROOT))
                      ? Matcher.quoteReplacement(
                          "\n"
                              + found.group(1)
                              + "\"batched_machine_learning\": true,"
                              + found.group())
                      : Matcher.quoteReplacement(found.group()));
    }
    return TREE_TABLE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    tables.contains(found.group(2).toLowerCase(Locale.ROOT))
                        ? found.group(1) + "  [" + BATCHED + "]"
                        : found.group(1)));
  }
}
