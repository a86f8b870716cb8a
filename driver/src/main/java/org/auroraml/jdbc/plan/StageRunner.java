package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auroraml.batching.Model;
import org.auroraml.batching.ModelInput;
import org.auroraml.batching.Prediction;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.Statement;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.registry.MlFunction;
import org.auroraml.jdbc.type.Literals;
import org.auroraml.jdbc.type.ValueAssignment;

/**
 * Evaluates the model calls of one run of a statement, stage by stage, and puts their values in
 * place of the calls. Used once.
 */
final class StageRunner {
  /** Columns of one query for constant arguments; MySQL takes 4,096 in a select list. */
  private static final int MAX_COLUMNS = 1000;

  /** Characters of one JSON text, whatever max_allowed_packet would take. */
  private static final int MAX_CHUNK = 8 << 20;

  private final Plan.Evaluate plan;
  private final Session session;
  private final StepRunner steps;
  private final SourceRewriter rewriter;
  private final Map<LookupKey, Staged> lookups = new HashMap<>();
  private final String prefix;
  private final ArgumentCheck check;
  private final TemporaryTables temporaryTables;
  private int variables;
  private long lookedUp;

  StageRunner(Plan.Evaluate plan, Session session, StepRunner steps) {
    this.plan = plan;
    this.session = session;
    this.steps = steps;
    this.rewriter = new SourceRewriter(plan.statement());
    this.prefix = LookupTable.prefix(plan.statement().text());
    this.check = new ArgumentCheck(session, steps);
    this.temporaryTables = new TemporaryTables(session);
  }

  /** Equal calls in one block, which share their values. */
  private record LookupKey(SourceRange scope, String function, Arguments arguments, Model model) {}

  /** Values that are on the server, in user variables. */
  private record Staged(LookupTable table, List<String> variables) {}

  /** Evaluates all stages; afterwards {@link #rewriter()} renders the statement with the values. */
  void run() throws SQLException {
    for (Stage stage : plan.stages()) {
      constants(stage.constants());
      lookups(stage);
    }
    for (Plan.Repeated repeated : plan.repeated()) {
      rewriter.replace(repeated.range(), SqlFragment.text(Integer.toString(repeated.position())));
    }
    for (SelectItem item : plan.labelled()) {
      int end = item.range().end();
      rewriter.replace(
          new SourceRange(end, end), SqlFragment.text(" AS " + Literals.identifier(item.label())));
    }
  }

  /** The number of values that the statement looks up. */
  long lookedUp() {
    return lookedUp;
  }

  /** The statement, with values in place of the calls evaluated so far. */
  SourceRewriter rewriter() {
    return rewriter;
  }

  private Arguments arguments(CallSite site) {
    List<SqlFragment> written = new ArrayList<>();
    for (Expression argument : site.arguments()) {
      written.add(rewriter.render(argument.range()));
    }
    return Arguments.of(site.function().parameters(), written);
  }

  private void constants(List<CallSite> sites) throws SQLException {
    List<ModelInput> inputs = constantInputs(sites);
    Map<Model, List<Integer>> positions = new LinkedHashMap<>();
    for (int i = 0; i < sites.size(); i++) {
      positions.computeIfAbsent(model(sites.get(i)), model -> new ArrayList<>()).add(i);
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

  private static SqlFragment constant(CallSite site, Prediction prediction) throws SQLException {
    String value = assigned(site.function(), prediction);
    return switch (site.form()) {
      case LITERAL ->
          SqlFragment.text(
              ValueAssignment.literal(site.function().returns(), Optional.ofNullable(value)));
      case TYPED -> LookupTable.single(site.function(), value);
    };
  }

  /** All arguments in as few queries as their number allows. */
  private List<ModelInput> constantInputs(List<CallSite> sites) throws SQLException {
    List<ModelInput> inputs = new ArrayList<>();
    while (inputs.size() < sites.size()) {
      int first = inputs.size();
      List<Arguments> row = new ArrayList<>();
      SqlFragment.Builder query = SqlFragment.builder().append("SELECT ");
      for (int columns = 0; first + row.size() < sites.size() && columns < MAX_COLUMNS; ) {
        Arguments arguments = arguments(sites.get(first + row.size()));
        query.append(columns == 0 ? "" : ",").append(arguments.list());
        row.add(arguments);
        columns += arguments.types().size();
      }
      try (PreparedStatement statement = steps.prepare(query.build())) {
        readRow(statement, row, inputs);
        for (int i = 0; i < row.size(); i++) {
          check.check(
              sites.get(first + i).function(),
              row.get(i),
              inputs.subList(first + i, first + i + 1),
              SqlFragment.text(""),
              statement);
        }
      }
    }
    return inputs;
  }

  private static void readRow(
      PreparedStatement statement, List<Arguments> row, List<ModelInput> inputs)
      throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      int column = 1;
      for (Arguments arguments : row) {
        inputs.add(arguments.input(result, column));
        column += arguments.types().size();
      }
    }
  }

  private void lookups(Stage stage) throws SQLException {
    Map<Arguments, Gathering> gatherings = new HashMap<>();
    for (CallSite site : stage.lookups()) {
      Arguments arguments = arguments(site);
      Model model = model(site);
      LookupKey key =
          new LookupKey(stage.rows().scope(), site.function().qualifiedName(), arguments, model);
      Staged staged = lookups.get(key);
      if (staged == null) {
        Gathering gathering = gatherings.get(arguments);
        if (gathering == null) {
          gathering = gather(site, stage.rows(), arguments);
          gatherings.put(arguments, gathering);
        }
        staged = stage(site.function(), model, arguments, gathering);
        lookups.put(key, staged);
      }
      rewriter.replace(
          site.range(),
          staged
              .table()
              .lookup(
                  staged.variables(),
                  all(stage.rows().guards()),
                  all(stage.rows().preconditions())));
    }
  }

  private Optional<SqlFragment> all(List<Expression> conditions) {
    SqlFragment all = null;
    for (Expression condition : conditions) {
      SqlFragment part = Arguments.wrap("(", rewriter.render(condition.range()), ")");
      all = all == null ? part : all.append(SqlFragment.text(" AND ")).append(part);
    }
    return Optional.ofNullable(all);
  }

  private Gathering gather(CallSite site, Stage.Rows rows, Arguments arguments)
      throws SQLException {
    SqlFragment read = read(rows);
    SqlFragment query =
        Arguments.wrap(temporaryTables.gathering() + "SELECT DISTINCT ", arguments.gathered(), "")
            .append(read)
            .append(rows.lock().sql());
    try (PreparedStatement statement = steps.prepare(query)) {
      Gathering gathering = Gathering.read(arguments, statement);
      check.check(site.function(), arguments, gathering.inputs(), read, statement);
      return gathering;
    } catch (SQLException e) {
      throw isUnknownColumn(e) && !isOutermost(rows) ? correlated(site, e) : e;
    }
  }

  /** FROM and WHERE of the rows. */
  private SqlFragment read(Stage.Rows rows) {
    SqlFragment.Builder read =
        SqlFragment.builder().append(" FROM ").append(rewriter.render(rows.from().orElseThrow()));
    String joint = " WHERE (";
    for (Expression filter : rows.filters()) {
      read.append(joint).append(rewriter.render(filter.range())).append(")");
      joint = " AND (";
    }
    return read.build();
  }

  /** ER_BAD_FIELD_ERROR: the block can't be read on its own, since it names columns around it. */
  private static boolean isUnknownColumn(SQLException e) {
    return e.getErrorCode() == 1054;
  }

  /** Whether there is no query around the rows that their conditions could depend on. */
  private boolean isOutermost(Stage.Rows rows) {
    return rows.scope().equals(plan.statement().statement().range())
        || (plan.statement().statement() instanceof Statement.Query query
            && query.expression().blocks().stream()
                .anyMatch(block -> block.range().equals(rows.scope())));
  }

  private SQLException correlated(CallSite site, SQLException cause) {
    SQLException refusal =
        SqlErrors.unsupported(
            "ML function "
                + site.function().qualifiedName()
                + " at "
                + TextPosition.of(plan.statement().text(), site.range().start())
                + " can't be evaluated: "
                + cause.getMessage()
                + " (calls in a subquery that depends on the query around it are not supported yet).");
    refusal.initCause(cause);
    return refusal;
  }

  private Staged stage(MlFunction function, Model model, Arguments arguments, Gathering gathering)
      throws SQLException {
    List<ModelInput> inputs = gathering.inputs();
    List<Prediction> predictions = steps.evaluate(function.qualifiedName(), model, inputs);
    LookupTable table =
        new LookupTable(
            prefix,
            arguments,
            function,
            // A text is escaped on its way, and the packet holds more than the text.
            (int) Math.min(MAX_CHUNK, session.maxAllowedPacket() / 3));
    for (int i = 0; i < inputs.size(); i++) {
      table.add(gathering.key(i), assigned(function, predictions.get(i)));
    }
    lookedUp += inputs.size();
    List<String> names = new ArrayList<>();
    for (String text : table.texts()) {
      String name = "@" + prefix + ++variables;
      try (PreparedStatement set = steps.prepare(SqlFragment.text("SET " + name + " = ?"))) {
        set.setString(1, text);
        set.execute();
      }
      names.add(name);
    }
    return new Staged(table, names);
  }

  private static String assigned(MlFunction function, Prediction prediction) throws SQLException {
    String answer = prediction.output(function.output());
    return answer == null
        ? null
        : ValueAssignment.assign(
            function.returns(), answer, "function '" + function.qualifiedName() + "'");
  }

  /** The model, with the batch size that the call gives. */
  private Model model(CallSite site) throws SQLException {
    if (!site.hasBatchSize()) {
      return site.function().model();
    }
    SqlFragment query =
        SqlFragment.text("SELECT CAST(")
            .append(rewriter.render(site.batchSize().range()))
            .append(" AS SIGNED)");
    try (PreparedStatement statement = steps.prepare(query);
        ResultSet result = statement.executeQuery()) {
      result.next();
      long size = result.getLong(1);
      if (size < 1) {
        throw SqlErrors.modelInput(
            "ML function "
                + site.function().qualifiedName()
                + ": max_batch_size must be greater than 0, not "
                + (result.wasNull() ? "NULL" : size)
                + ".",
            null);
      }
      return new Model.Sentiment((int) Math.min(size, Integer.MAX_VALUE));
    }
  }
}
