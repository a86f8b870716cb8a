package org.auroraml.jdbc.gate;

import org.auroraml.jdbc.registry.FunctionNames;

/**
 * Says in one pass over a statement's text whether it can concern the driver; most can't, and go to
 * the server as they are. It errs on one side only: a name or keyword inside a string or comment
 * makes a statement concern us, and the parser then finds nothing in it.
 *
 * <p>The pass makes no object and costs about a nanosecond a character, less than looking the text
 * up in a cache would (which has to hash it first).
 */
public final class Gate {
  private Gate() {}

  /** Whether the statement can concern the driver. */
  public static boolean concerns(String sql, FunctionNames names) {
    int length = sql.length();
    int previousStart = 0;
    int previousEnd = 0;
    boolean dropping = false;
    int i = 0;
    while (i < length) {
      if (!isWordPart(sql.charAt(i))) {
        i++;
        continue;
      }
      int start = i;
      do {
        i++;
      } while (i < length && isWordPart(sql.charAt(i)));
      dropping |=
          is(sql, start, i, "FUNCTION") && is(sql, previousStart, previousEnd, "DROP");
      if (isKeywordPair(sql, previousStart, previousEnd, start, i)
          || ((dropping || isCalled(sql, i)) && names.contains(sql, start, i))) {
        return true;
      }
      previousStart = start;
      previousEnd = i;
    }
    return false;
  }

  /** Letters, digits, underscore, dollar and all that is not ASCII (manual, section 9.2). */
  private static boolean isWordPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '$'
        || c >= 0x80;
  }

  /** Whether a parenthesis follows, after the closing quote of a name, blanks and comments. */
  private static boolean isCalled(String sql, int end) {
    int i = end;
    if (i < sql.length() && (sql.charAt(i) == '`' || sql.charAt(i) == '"')) {
      i++;
    }
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (c == '(') {
        return true;
      } else if (c <= ' ') {
        i++;
      } else if (sql.startsWith("/*", i)) {
        int close = sql.indexOf("*/", i + 2);
        if (close < 0) {
          return false;
        }
        i = close + 2;
      } else if (c == '#' || sql.startsWith("--", i)) {
        int close = sql.indexOf('\n', i);
        if (close < 0) {
          return false;
        }
        i = close + 1;
      } else {
        return false;
      }
    }
    return false;
  }

  /** The two words that begin an extension: {@code OUTFILE S3}, {@code ALIAS AWS_…}. */
  private static boolean isKeywordPair(
      String sql, int previousStart, int previousEnd, int start, int end) {
    return switch (sql.charAt(start)) {
      case 's', 'S' ->
          is(sql, start, end, "S3") && is(sql, previousStart, previousEnd, "OUTFILE");
      case 'a', 'A' ->
          sql.regionMatches(true, start, "AWS_", 0, 4)
              && is(sql, previousStart, previousEnd, "ALIAS");
      default -> false;
    };
  }

  private static boolean is(String sql, int start, int end, String word) {
    return end - start == word.length() && sql.regionMatches(true, start, word, 0, word.length());
  }
}
