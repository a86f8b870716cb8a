package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.auroraml.batching.Model;
import org.auroraml.batching.ModelInput;
import org.auroraml.batching.Prediction;
import org.auroraml.batching.Submission;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.plan.OverlayCalls.Asking;
import org.auroraml.jdbc.plan.StageRunner.Reading;
import org.auroraml.jdbc.registry.FunctionRegistry;
import org.auroraml.jdbc.registry.MlFunction;

/**
 * One run of a plan Windows: the user's statement, run for one part of a table after the other, in
 * one snapshot, each as Lookup does. While the user reads the rows of a window, the models are
 * asked for the next ones. So there are never more rows in memory than those of a window, and no
 * more inputs than those of the windows under way.
 *
 * <p>Windows begin small, so that the first row comes early and a result that is closed early has
 * cost little; they become longer and more of them are under way while the user reads on, and all
 * that they hold takes a share of the heap. To be used by one thread at a time, but for {@link
 * #stop()}.
 */
public final class RowWindows implements Unfinished {
  private final TableParts parts;
  private final Plan.Evaluate lookups;
  private final Session session;
  private final Steps steps;
  private final Asking asking;
  private final Ending ending;
  private final Fetching fetching;

  /** By a cursor, no miss must fail the opening of it. */
  private final Reading reading;

  private final WindowSize size;
  private final Set<String> variables = new LinkedHashSet<>();
  private final Deque<Window> underWay = new ArrayDeque<>();
  private Window current;
  private int ahead;
  private boolean binary;
  private boolean ended;

  /** What is done when no more windows are read. */
  @FunctionalInterface
  interface Ending {
    /**
     * Ends the run.
     *
     * @param failure why, null if all is well
     */
    void end(SQLException failure) throws SQLException;
  }

  /** The steps of a run that reads windows. */
  interface Steps extends StepRunner {
    /** As {@link #prepare}, for rows in the binary protocol. */
    PreparedStatement prepareOnServer(SqlFragment fragment) throws SQLException;

    /**
     * Opens a cursor, between whose rows other statements can run.
     *
     * @param rows how many are in memory at once
     * @return the rows; their statement is closed with the run, if not before
     */
    ResultSet openCursor(SqlFragment query, int rows) throws SQLException;
  }

  private RowWindows(
      TableParts parts,
      Plan.Evaluate lookups,
      Session session,
      Steps steps,
      Asking asking,
      Fetching fetching,
      Ending ending) {
    this.parts = parts;
    this.lookups = lookups;
    this.session = session;
    this.steps = steps;
    this.asking = asking;
    this.ending = ending;
    this.fetching = fetching;
    this.reading = fetching.isByCursor() ? Reading.EARLY : Reading.SAME;
    this.size = new WindowSize(fetching, asking.concurrency());
  }

  /**
   * Prepares a run.
   *
   * @param fetching how the user reads the result
   * @return empty if the table has no key that its rows can be read by, or what is joined with it
   *     would be read as a whole for each window
   */
  static Optional<RowWindows> of(
      Plan.Windows plan,
      FunctionRegistry registry,
      Session session,
      Steps steps,
      Asking asking,
      Fetching fetching,
      Ending ending)
      throws SQLException {
    Optional<TableParts> found = TableParts.of(plan, session, steps);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    TableParts parts = found.get();
    RowWindows windows =
        new RowWindows(
            parts,
            parts.restricted(plan, registry, session),
            session,
            steps,
            asking,
            fetching,
            ending);
    windows.advance();
    if (!new JoinedReads(plan, parts, steps).areCheap()) {
      parts.close();
      session.release(parts.variables());
      return Optional.empty();
    }
    return Optional.of(windows);
  }

  /** A window whose models are asked. */
  private final class Window implements StepRunner {
    private final TableParts.Part part;
    private final long keys = size.keys();
    private StageRunner stages;
    private long inputs;
    private long inputBytes;

    Window(TableParts.Part part) {
      this.part = part;
    }

    void begin(Reading reading) throws SQLException {
      stages = new StageRunner(lookups, session, this, reading);
      stages.begin();
    }

    SqlFragment finish() throws SQLException {
      part.select();
      stages.finish();
      variables.addAll(stages.variables());
      return stages.rewriter().renderAll();
    }

    @Override
    public PreparedStatement prepare(SqlFragment fragment) throws SQLException {
      return steps.prepare(fragment);
    }

    @Override
    public List<Prediction> evaluate(String function, Model model, List<ModelInput> asked)
        throws SQLException {
      return ask(function, model, asked).await();
    }

    @Override
    public Answers ask(String function, Model model, List<ModelInput> asked) throws SQLException {
      inputs += asked.size();
      for (ModelInput input : asked) {
        for (int i = 0; i < input.size(); i++) {
          inputBytes += input.argument(i) == null ? 0 : input.argument(i).length();
        }
      }
      Submission submission = asking.submit(function, model, asked);
      return () -> asking.await(function, submission);
    }

    @Override
    public String assigned(MlFunction function, Prediction prediction) throws SQLException {
      return asking.assigned(function, prediction);
    }
  }

  /** Begins with the next part of the table; false if there is none. */
  private boolean advance() throws SQLException {
    Optional<Window> window = parts.next(size.keys()).map(Window::new);
    window.ifPresent(underWay::add);
    return window.isPresent();
  }

  /** The statement for the first window. */
  SqlFragment first() throws SQLException {
    current = underWay.remove();
    current.begin(reading);
    return current.finish();
  }

  /**
   * The statement for a window that has failed since the server looks values up for rows that
   * another condition is about to reject. The values are known.
   */
  SqlFragment again() throws SQLException {
    current.part.select();
    current.begin(Reading.EARLY);
    return current.finish();
  }

  /**
   * The rows of the current window once more, where the failure of reading them says that the
   * server looks values up for rows that another condition is about to reject; else empty.
   */
  public Optional<ResultSet> repeated(SQLException failure) throws SQLException {
    return LookupTable.isMiss(failure) ? Optional.of(query(again())) : Optional.empty();
  }

  /** The rows of the next window; empty if there is none. The caller closes them. */
  public Optional<ResultSet> next() throws SQLException {
    if (ended) {
      return Optional.empty();
    }
    try {
      ahead = Math.min(ahead + 1, asking.concurrency());
      while (underWay.size() <= ahead && advance()) {
        underWay.getLast().begin(reading);
      }
      if (underWay.isEmpty()) {
        return Optional.empty();
      }
      current = underWay.remove();
      return Optional.of(run());
    } catch (SQLException e) {
      SQLException failure = SqlErrors.ofCancelled(e);
      ended = true;
      ending.end(failure);
      throw failure;
    }
  }

  private ResultSet run() throws SQLException {
    try {
      return query(current.finish());
    } catch (SQLException e) {
      if (!LookupTable.isMiss(e)) {
        throw e;
      }
      return query(again());
    }
  }

  private ResultSet query(SqlFragment sql) throws SQLException {
    PreparedStatement statement = binary ? steps.prepareOnServer(sql) : steps.prepare(sql);
    try {
      statement.closeOnCompletion();
      if (fetching.isByCursor()) {
        // As the first one: a cursor's temporary table has other types.
        statement.setFetchSize(fetching.size());
      }
      return statement.executeQuery();
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  /** Tells that the first window came in the binary protocol, so that the others do, too. */
  public void binary() {
    binary = true;
  }

  /**
   * Tells what the rows of a window take, by which those that come are sized.
   *
   * @param rows how many there are
   * @param bytes in them
   */
  public void held(long rows, long bytes) {
    size.held(current.keys, rows, bytes, current.inputs, current.inputBytes, ahead);
  }

  /** The user variables that hold values. */
  List<String> variables() {
    List<String> all = new ArrayList<>(parts.variables());
    all.addAll(variables);
    return all;
  }

  @Override
  public void end() throws SQLException {
    if (!ended) {
      ended = true;
      underWay.clear();
      parts.close();
      ending.end(null);
    }
  }

  @Override
  public void stop() {
    asking.stop();
  }
}
