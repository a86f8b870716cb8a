package org.auroraml.test.oracle;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.auroraml.test.oracle.OracleStatement.Order;

/** What the comparison of a statement with ML functions and with stored functions has shown. */
public sealed interface Verdict {

  /**
   * Both sides gave the same.
   *
   * @param failed whether it was the same error
   */
  record Equal(boolean failed) implements Verdict {}

  /**
   * The driver can't evaluate it yet, and said so.
   *
   * @param reason its words, without the statement's own names and places
   */
  record Refused(String reason) implements Verdict {}

  /**
   * The driver gave something else.
   *
   * @param what in a word: rows, columns, error, outcome, update counts, table content
   * @param stored the result with stored functions, as lines
   * @param ml the result with ML functions
   * @param details both results, for people
   */
  record Wrong(String what, List<String> stored, List<String> ml, String details)
      implements Verdict {
    public Wrong {
      stored = List.copyOf(stored);
      ml = List.copyOf(ml);
    }
  }

  /** Compares what both sides gave for a statement. */
  static Verdict of(OracleStatement statement, Answer stored, Answer ml) {
    Optional<Difference> difference =
        Oracle.difference(statement.sql(), stored.outcomes(), ml.outcomes())
            .filter(found -> !isTie(statement, stored, ml, found))
            .or(() -> writtenDifference(statement, stored, ml));
    if (difference.isEmpty()) {
      return new Equal(stored.outcomes().get(0) instanceof Outcome.Failure);
    }
    if (ml.outcomes().get(0) instanceof Outcome.Failure failure) {
      Optional<String> refusal = refusal(failure);
      if (refusal.isPresent()) {
        return new Refused(refusal.get());
      }
    }
    Difference found = difference.get();
    return new Wrong(found.what(), found.stored(), found.ml(), found.toString());
  }

  /** The reason of an error that says that something is not supported yet. */
  static Optional<String> refusal(Outcome.Failure failure) {
    if (failure.vendorCode() != 1235 || !failure.sqlState().equals("42000")) {
      return Optional.empty();
    }
    String reason = failure.message().replaceFirst("(?s).*can't be evaluated: ", "");
    return Optional.of(
        reason
            .replaceFirst("(?s)(its argument ).* (is assigned earlier)", "$1… $2")
            .replaceAll("(?s)'[^']*'", "…")
            .strip());
  }

  private static Optional<Difference> writtenDifference(
      OracleStatement statement, Answer stored, Answer ml) {
    return stored.written().equals(ml.written())
        ? Optional.empty()
        : Optional.of(
            new Difference("table content", statement.sql(), stored.written(), ml.written()));
  }

  /** Whether rows differ only in the order of those that the ORDER BY takes for equal. */
  private static boolean isTie(
      OracleStatement statement, Answer stored, Answer ml, Difference difference) {
    if (!difference.what().equals("rows")
        || !(statement.order() instanceof Order.ByColumns order)
        || stored.outcomes().size() != 1) {
      return false;
    }
    List<List<Outcome.Cell>> expected = ((Outcome.Rows) stored.outcomes().get(0)).rows();
    List<List<Outcome.Cell>> actual = ((Outcome.Rows) ml.outcomes().get(0)).rows();
    return counts(expected).equals(counts(actual))
        && keys(expected, order).equals(keys(actual, order));
  }

  private static Map<List<Outcome.Cell>, Integer> counts(List<List<Outcome.Cell>> rows) {
    Map<List<Outcome.Cell>, Integer> counts = new HashMap<>();
    rows.forEach(row -> counts.merge(row, 1, Integer::sum));
    return counts;
  }

  /** Without regard to case, as most collations sort. */
  private static List<List<String>> keys(List<List<Outcome.Cell>> rows, Order.ByColumns order) {
    return rows.stream()
        .map(
            row ->
                order.indexes().stream()
                    .map(index -> String.valueOf(row.get(index).text()).toLowerCase(Locale.ROOT))
                    .toList())
        .toList();
  }
}
