package org.auroraml.grammar;

/**
 * A half-open range of a statement's text, in UTF-16 code units, as {@link String#substring(int,
 * int)} takes it.
 */
public record SourceRange(int start, int end) {
  public SourceRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a range: " + start + ".." + end);
    }
  }

  /** The text that this range covers. */
  public String of(String text) {
    return text.substring(start, end);
  }

  /** Whether {@code other} lies within this range; a range contains itself. */
  public boolean contains(SourceRange other) {
    return start <= other.start && other.end <= end;
  }
}
