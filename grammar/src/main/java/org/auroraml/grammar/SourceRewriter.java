package org.auroraml.grammar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Renders a statement's text with some of its ranges replaced: all else, comments and hints too,
 * stays as the user wrote it.
 *
 * <p>Of replacements inside each other the outer one wins. A replacement of an empty range is an
 * insertion; it also takes place right at the start or end of another replaced range or of the
 * rendered range. Insertions at one place take place in the order they were asked for. Not
 * thread-safe.
 */
public final class SourceRewriter {
  private static final Comparator<Replacement> OUTER_FIRST =
      Comparator.comparingInt((Replacement replacement) -> replacement.range.start())
          .thenComparing(Replacement::isInsertion, Comparator.reverseOrder())
          .thenComparing(replacement -> replacement.range.end(), Comparator.reverseOrder());

  private final ParsedStatement statement;
  private final List<Replacement> replacements = new ArrayList<>();
  private boolean sorted = true;

  private record Replacement(SourceRange range, SqlFragment fragment) {
    boolean isInsertion() {
      return range.start() == range.end();
    }
  }

  /** Starts without replacements. */
  public SourceRewriter(ParsedStatement statement) {
    this.statement = statement;
  }

  /** Starts with the replacements of another; later ones of either are its own. */
  public SourceRewriter(SourceRewriter other) {
    this.statement = other.statement;
    this.replacements.addAll(other.replacements);
    this.sorted = other.sorted;
  }

  /**
   * Has {@code fragment} stand where {@code range} stands. Of several replacements of one range the
   * last one counts; ranges must not overlap unless one contains the other.
   *
   * @return this rewriter
   */
  public SourceRewriter replace(SourceRange range, SqlFragment fragment) {
    if (range.end() > statement.text().length()) {
      throw new IllegalArgumentException("beyond the text: " + range);
    }
    Replacement replacement = new Replacement(range, fragment);
    if (!replacement.isInsertion()) {
      replacements.removeIf(other -> other.range.equals(range));
    }
    replacements.add(replacement);
    sorted = false;
    return this;
  }

  /** The statement's own text. */
  public String text() {
    return statement.text();
  }

  /** The text of {@code range} with the replacements inside it, {@code range} itself included. */
  public SqlFragment render(SourceRange range) {
    if (!sorted) {
      replacements.sort(OUTER_FIRST);
      sorted = true;
    }
    SqlFragment.Builder rendered = SqlFragment.builder();
    int position = range.start();
    for (Replacement replacement : replacements) {
      SourceRange replaced = replacement.range;
      if (replaced.start() >= position && range.contains(replaced)) {
        copy(position, replaced.start(), rendered);
        rendered.append(replacement.fragment);
        position = replaced.end();
      } else if (overlaps(replaced, range) || cuts(replaced, position, range)) {
        throw new IllegalStateException(replaced + " overlaps " + range);
      }
    }
    copy(position, range.end(), rendered);
    return rendered.build();
  }

  /** The whole text with all replacements. */
  public SqlFragment renderAll() {
    return render(new SourceRange(0, statement.text().length()));
  }

  /** Whether a replacement reaches over the end, at {@code position}, of the one before it. */
  private static boolean cuts(SourceRange replaced, int position, SourceRange range) {
    return replaced.start() < position && replaced.end() > position && range.contains(replaced);
  }

  private static boolean overlaps(SourceRange one, SourceRange other) {
    return one.start() < other.end()
        && other.start() < one.end()
        && !one.contains(other)
        && !other.contains(one);
  }

  private void copy(int start, int end, SqlFragment.Builder rendered) {
    rendered.append(statement.text(), start, end);
    List<SourceRange> parameters = statement.parameters();
    for (int i = firstParameter(start); i < parameters.size(); i++) {
      if (parameters.get(i).start() >= end) {
        break;
      }
      rendered.parameter(i + 1);
    }
  }

  /** Index of the first parameter at or after a position. */
  private int firstParameter(int position) {
    List<SourceRange> parameters = statement.parameters();
    int low = 0;
    int high = parameters.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (parameters.get(middle).start() < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
