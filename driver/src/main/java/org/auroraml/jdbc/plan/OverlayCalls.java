package org.auroraml.jdbc.plan;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.auroraml.batching.Model;
import org.auroraml.batching.ModelInput;
import org.auroraml.batching.Prediction;
import org.auroraml.batching.Submission;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.registry.MlFunction;
import org.auroraml.jdbc.type.SqlType;

/**
 * The calls of an Overlay while its rows are read: they are asked window by window, while the rows
 * of earlier windows are being used. To be used by one thread at a time.
 */
public final class OverlayCalls implements Unfinished {
  private final SqlFragment sql;
  private final int hidden;
  private final List<Column> columns;
  private final List<Asked> asked;
  private final List<Check> checks;
  private final ParameterAssignment assignment;
  private final Asking asking;

  OverlayCalls(
      SqlFragment sql,
      int hidden,
      List<Column> columns,
      List<Asked> asked,
      List<Check> checks,
      boolean strict,
      Asking asking) {
    this.sql = sql;
    this.hidden = hidden;
    this.columns = List.copyOf(columns);
    this.asked = asked;
    this.checks = checks;
    this.assignment = new ParameterAssignment(strict);
    this.asking = asking;
  }

  /** Asks models while the statement goes on. */
  interface Asking {
    Submission submit(String function, Model model, List<ModelInput> inputs) throws SQLException;

    List<Prediction> await(String function, Submission submission) throws SQLException;

    /** As {@link StepRunner#assigned}. */
    String assigned(MlFunction function, Prediction prediction) throws SQLException;

    int concurrency();

    /** From any thread. */
    void stop();

    void end();
  }

  /**
   * Calls with the same values.
   *
   * @param number of them, from 0
   * @param first the hidden column of their first argument, from 0
   */
  record Asked(int number, MlFunction function, Model model, Arguments arguments, int first) {}

  /** A column of the result that shows the values of calls; its place as in OverlaidCall. */
  record Column(int position, Asked asked) {}

  /**
   * A condition on rows.
   *
   * @param hidden the hidden column that tells, from 0
   * @param bad its text for a row that the result can't have
   * @param failure what such a row is
   */
  record Check(int hidden, char bad, Supplier<SQLException> failure) {}

  /** What is sent in place of the statement. */
  public SqlFragment sql() {
    return sql;
  }

  /** Columns at the end of the rows that are not the user's. */
  public int hiddenColumns() {
    return hidden;
  }

  /** Columns of the user's that show the values of calls. */
  public int columns() {
    return columns.size();
  }

  /**
   * Which column of the result, counted from 0.
   *
   * @param visible the number of the user's columns
   */
  public int position(int column, int visible) {
    int position = columns.get(column).position();
    return position < 0 ? visible + position : position;
  }

  /** The type of a column's values. */
  public SqlType returns(int column) {
    return columns.get(column).asked().function().returns();
  }

  /** Windows that may be on their way at once, so that models are always busy. */
  public int windowsAtOnce() {
    return asking.concurrency();
  }

  /** Starts a window. */
  public Window window() {
    return new Window();
  }

  @Override
  public void end() {
    asking.end();
  }

  @Override
  public void stop() {
    asking.stop();
  }

  /** The server's text of a row's hidden columns. */
  @FunctionalInterface
  public interface HiddenColumns {
    /** Counted from 0; null for NULL. */
    byte[] get(int column);
  }

  /** Rows whose calls are asked together. */
  public final class Window {
    private final List<List<ModelInput>> inputs = new ArrayList<>();
    private final List<Submission> submissions = new ArrayList<>();
    private SQLException failure;
    private List<String[]> values;

    private Window() {
      asked.forEach(a -> inputs.add(new ArrayList<>()));
    }

    /** Adds a row, and gives about as many bytes as it takes in memory. */
    public int add(HiddenColumns row) {
      int bytes = 0;
      if (failure != null) {
        return bytes;
      }
      try {
        for (Check check : checks) {
          byte[] told = row.get(check.hidden());
          if (told != null && told.length == 1 && told[0] == check.bad()) {
            throw check.failure().get();
          }
        }
        for (Asked a : asked) {
          ModelInput input = a.arguments().input(arguments(row), a.first() + 1);
          assignment.require(a.function(), input);
          inputs.get(a.number()).add(input);
          for (int i = 0; i < input.size(); i++) {
            bytes += input.argument(i) == null ? 0 : input.argument(i).length();
          }
        }
      } catch (SQLException e) {
        failure = e;
      }
      return bytes;
    }

    /** Sends the calls on their way. A failure is told where the values are asked for. */
    public void ask() {
      if (failure != null) {
        return;
      }
      try {
        for (Asked a : asked) {
          submissions.add(
              asking.submit(a.function().qualifiedName(), a.model(), inputs.get(a.number())));
        }
      } catch (SQLException e) {
        failure = e;
      }
      inputs.clear();
    }

    /** Whether a failure is known that makes later windows useless. */
    public boolean hasFailed() {
      return failure != null;
    }

    /** Fails if a row can't be shown, whatever the models say. */
    public void requireRows() throws SQLException {
      if (failure != null) {
        throw failure;
      }
    }

    /**
     * Waits for the values of a column, in the order of the rows, as text that MySQL would read as
     * the value; null for NULL.
     */
    public String[] values(int column) throws SQLException {
      requireRows();
      if (values == null) {
        List<String[]> all = new ArrayList<>();
        for (Asked a : asked) {
          all.add(assigned(a, submissions.get(a.number())));
        }
        values = all;
        submissions.clear();
      }
      return values.get(columns.get(column).asked().number());
    }

    private String[] assigned(Asked a, Submission submission) throws SQLException {
      List<Prediction> predictions = asking.await(a.function().qualifiedName(), submission);
      String[] texts = new String[predictions.size()];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = asking.assigned(a.function(), predictions.get(i));
      }
      return texts;
    }
  }

  private static ArgumentRows arguments(HiddenColumns row) {
    return new ArgumentRows() {
      @Override
      public boolean next() {
        return false;
      }

      @Override
      public byte[] bytes(int column) {
        return row.get(column - 1);
      }

      @Override
      public String text(int column) {
        byte[] bytes = bytes(column);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
      }
    };
  }
}
