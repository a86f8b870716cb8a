package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.auroraml.batching.Model;
import org.auroraml.batching.ModelInput;
import org.auroraml.batching.Prediction;
import org.auroraml.grammar.Condition;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.SqlParser;
import org.auroraml.grammar.SqlSyntaxException;
import org.auroraml.jdbc.plan.StageRunner.Reading;
import org.auroraml.jdbc.registry.FunctionRegistry;
import org.auroraml.jdbc.registry.MlFunction;
import org.auroraml.jdbc.type.Literals;

/**
 * One run of a plan Windows: the user's statement, run for one range of the table's primary key
 * after the other, in one snapshot, each as Lookup does. So there are never more rows and inputs in
 * memory than those of a window.
 *
 * <p>Windows begin small, so that the first row comes early and a result that is closed early has
 * cost little, and grow until there is work for all calls that may be under way, while what they
 * hold takes no more than a share of the heap. To be used by one thread at a time, but for {@link
 * #stop()}.
 */
public final class RowWindows implements Unfinished {
  private static final int FIRST_ROWS = 500;

  /** The default of MAX_BATCH_SIZE: rows for a request. */
  private static final int REQUEST_ROWS = 10_000;

  /** Where a filter without a model leaves few rows, a window still ends. */
  private static final int MOST_KEYS = 200_000;

  private static final int SHARE_OF_HEAP = 20;

  /** For the objects of a row or an input, beside what is in it. */
  private static final int OBJECT_BYTES = 400;

  private final String table;
  private final TableKey key;
  private final List<String> from;
  private final List<String> to;
  private final Plan.Evaluate lookups;
  private final Session session;
  private final StepRunner steps;
  private final Reader reader;
  private final int mostRows;
  private final Set<String> variables = new LinkedHashSet<>();
  private long keys;
  private long target;
  private long inputs;
  private long inputBytes;
  private boolean isLast;
  private boolean ended;

  /** What the windows are read for. */
  interface Reader {
    /** Calls that may be under way at once. */
    int concurrency();

    /** A window is run, until {@link #waits}: the user does nothing meanwhile. */
    void reads();

    void waits();

    /**
     * No more windows are read.
     *
     * @param failure why, null if all is well
     */
    void ends(SQLException failure) throws SQLException;

    /** Ends what services do, from any thread. */
    void stops();
  }

  private RowWindows(
      String table,
      TableKey key,
      List<String> from,
      List<String> to,
      Plan.Evaluate lookups,
      Session session,
      StepRunner steps,
      Fetching fetching,
      int concurrency,
      Reader reader) {
    this.table = table;
    this.key = key;
    this.from = from;
    this.to = to;
    this.lookups = lookups;
    this.session = session;
    this.steps = steps;
    this.keys = fetching.first(FIRST_ROWS);
    this.target = keys;
    this.mostRows = concurrency * REQUEST_ROWS;
    this.reader = reader;
    variables.addAll(from);
    variables.addAll(to);
  }

  /**
   * Prepares a run.
   *
   * @param fetching how the user reads the result
   * @return empty if the table has no key that its rows can be read by
   */
  static Optional<RowWindows> of(
      Plan.Windows plan,
      FunctionRegistry registry,
      Session session,
      StepRunner steps,
      Fetching fetching,
      Reader reader)
      throws SQLException {
    String text = plan.statement().text();
    String name = plan.table().table().of(text);
    Optional<TableKey> found =
        new TableEngines(session, steps::prepare).without(List.of(plan.table())).isPresent()
            ? Optional.empty()
            : TableKey.of(name, steps);
    if (found.isEmpty() || !found.get().beginsWith(plan.order())) {
      return Optional.empty();
    }
    TableKey key = found.get();
    String prefix = LookupTable.prefix(text);
    List<String> from = key.variables(prefix + "from");
    List<String> to = key.variables(prefix + "to");
    String qualifier =
        plan.table()
            .alias()
            .map(alias -> Literals.identifier(alias) + ".")
            .orElse(Literals.identifier(plan.table().name()) + ".");
    String range =
        key.condition(qualifier, ">", ">=", from)
            + " AND "
            + key.condition(qualifier, "<", "<=", to);
    return Optional.of(
        new RowWindows(
            name,
            key,
            from,
            to,
            restricted(plan, range, registry, session),
            session,
            steps,
            fetching,
            reader.concurrency(),
            reader));
  }

  /** The evaluation of the statement under one more condition. */
  private static Plan.Evaluate restricted(
      Plan.Windows plan, String condition, FunctionRegistry registry, Session session)
      throws SQLException {
    SourceRewriter rewriter = new SourceRewriter(plan.statement());
    QueryBlock block = plan.block();
    Optional<Condition> where = block.where();
    if (where.isPresent()) {
      SourceRange range = where.get().range();
      rewriter.replace(
          range,
          Arguments.wrap(
              "(" + condition + ") AND (", new SourceRewriter(rewriter).render(range), ")"));
    } else {
      int end = block.from().orElseThrow().range().end();
      rewriter.replace(new SourceRange(end, end), SqlFragment.text(" WHERE " + condition));
    }
    try {
      return Planner.plan(
              SqlParser.parse(rewriter.renderAll().sql(), session.sqlModes()), registry, session)
          .map(planned -> ((Plan.Windows) planned).lookups())
          .orElseThrow();
    } catch (SqlSyntaxException e) {
      throw new IllegalStateException("a condition more makes no other statement", e);
    }
  }

  /**
   * The statement for the first window. Where the table has no rows its keys are NULL, which is
   * equal to none.
   */
  SqlFragment first() throws SQLException {
    isLast = !assign(from, "", key.list(), 0);
    if (!isLast) {
      findEnd();
    }
    return evaluated(Reading.SAME);
  }

  /** The rows of the next window; empty if there is none. The caller closes them. */
  public Optional<ResultSet> next() throws SQLException {
    if (isLast || ended) {
      return Optional.empty();
    }
    reader.reads();
    try {
      String after = key.condition("", ">", ">", to);
      if (!assign(from, after, key.list(), 0)) {
        isLast = true;
        return Optional.empty();
      }
      findEnd();
      return Optional.of(run());
    } catch (SQLException e) {
      ended = true;
      reader.ends(e);
      throw e;
    } finally {
      reader.waits();
    }
  }

  private ResultSet run() throws SQLException {
    try {
      return query(evaluated(Reading.SAME));
    } catch (SQLException e) {
      if (!LookupTable.isMiss(e)) {
        throw e;
      }
      return query(again());
    }
  }

  private ResultSet query(SqlFragment sql) throws SQLException {
    PreparedStatement statement = steps.prepare(sql);
    try {
      statement.closeOnCompletion();
      return statement.executeQuery();
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  /**
   * The statement for a window that has failed since the server looks values up for rows that
   * another condition is about to reject. The values are known.
   */
  SqlFragment again() throws SQLException {
    return evaluated(Reading.EARLY);
  }

  /**
   * Tells what a window has held, by which the next one is sized.
   *
   * @param rows the rows of its result
   * @param bytes in them
   */
  public void held(long rows, long bytes) {
    target = Math.min(2 * target, mostRows);
    double load = Math.max(1, Math.max(rows, inputs)) / (double) keys;
    double size = Math.max(1, bytes + inputBytes + OBJECT_BYTES * (rows + inputs)) / (double) keys;
    double budget = Runtime.getRuntime().maxMemory() / (double) SHARE_OF_HEAP;
    double most = Math.min(target / load, budget / size);
    keys = (long) Math.max(1, Math.min(Math.min(most, 4.0 * keys), MOST_KEYS));
    inputs = 0;
    inputBytes = 0;
  }

  private void findEnd() throws SQLException {
    if (!assign(to, key.condition("", ">", ">=", from), key.list(), keys - 1)) {
      isLast = true;
      assign(to, "", key.descending(), 0);
    }
  }

  /** Assigns a key of the table to variables; false if there is none. */
  private boolean assign(List<String> names, String where, String order, long offset)
      throws SQLException {
    String sql =
        "SELECT %s INTO %s FROM %s%s ORDER BY %s LIMIT %d, 1"
            .formatted(
                key.list(),
                String.join(", ", names),
                table,
                where.isEmpty() ? "" : " WHERE " + where,
                order,
                offset);
    try (PreparedStatement statement = steps.prepare(SqlFragment.text(sql))) {
      statement.execute();
      return statement.getUpdateCount() > 0;
    }
  }

  private SqlFragment evaluated(Reading reading) throws SQLException {
    StageRunner stages = new StageRunner(lookups, session, new Counting(), reading);
    stages.run();
    variables.addAll(stages.variables());
    return stages.rewriter().renderAll();
  }

  /** The user variables that hold values. */
  List<String> variables() {
    return new ArrayList<>(variables);
  }

  @Override
  public void end() throws SQLException {
    if (!ended) {
      ended = true;
      reader.ends(null);
    }
  }

  @Override
  public void stop() {
    reader.stops();
  }

  /** The steps of the run, which tell how much is asked for. */
  private final class Counting implements StepRunner {
    @Override
    public PreparedStatement prepare(SqlFragment fragment) throws SQLException {
      return steps.prepare(fragment);
    }

    @Override
    public List<Prediction> evaluate(String function, Model model, List<ModelInput> asked)
        throws SQLException {
      inputs += asked.size();
      for (ModelInput input : asked) {
        for (int i = 0; i < input.size(); i++) {
          inputBytes += input.argument(i) == null ? 0 : 2L * input.argument(i).length();
        }
      }
      return steps.evaluate(function, model, asked);
    }

    @Override
    public String assigned(MlFunction function, Prediction prediction) throws SQLException {
      return steps.assigned(function, prediction);
    }
  }
}
