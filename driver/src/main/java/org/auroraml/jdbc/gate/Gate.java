package org.auroraml.jdbc.gate;

import org.auroraml.jdbc.gate.AdministrationWords.Action;
import org.auroraml.jdbc.registry.FunctionNames;
import org.auroraml.jdbc.variable.AuroraVariable;

/**
 * Says in one pass over a statement's text whether it can concern the driver; most can't, and go to
 * the server as they are. Strings and comments are passed over. It errs on one side only: what it
 * can't tell without the session's sql_mode concerns the driver, and the parser then finds nothing.
 *
 * <p>The pass makes no object and costs about a nanosecond a character, less than looking the text
 * up in a cache would (which has to hash it first).
 */
public final class Gate {
  private static final int UNSURE = -1;

  private Gate() {}

  /** Whether the statement can concern the driver. */
  public static boolean concerns(String sql, FunctionNames names) {
    int length = sql.length();
    int previousStart = 0;
    int previousEnd = 0;
    boolean dropping = false;
    Action action = Action.NONE;
    boolean sure = true;
    int i = 0;
    while (i < length) {
      char c = sql.charAt(i);
      if (isWordPart(c)) {
        int start = i;
        do {
          i++;
        } while (i < length && isWordPart(sql.charAt(i)));
        if (previousEnd == 0) {
          action = AdministrationWords.action(sql, start, i);
        }
        dropping |=
            action != Action.NONE
                && is(sql, start, i, "FUNCTION")
                && AdministrationWords.isBeforeFunction(sql, previousStart, previousEnd);
        if (isKeywordPair(sql, previousStart, previousEnd, start, i)
            || AdministrationWords.concern(sql, action, previousStart, previousEnd, start, i)
            || isVariable(sql, previousStart, previousEnd, start, i)
            || ((dropping || isCalled(sql, i)) && names.contains(sql, start, i))) {
          return true;
        }
        previousStart = start;
        previousEnd = i;
        continue;
      }
      int next = sure ? endOfQuotedOrComment(sql, i, c) : i + 1;
      if (next == UNSURE) {
        sure = false;
        next = i + 1;
      } else if (next > i + 1 && AdministrationWords.isQuotedRole(sql, action, i + 1)) {
        return true;
      } else if (next > i + 1
          && (c == '`' || c == '"')
          && (AuroraVariable.isName(sql, i + 1, next - 1)
              || ((dropping || isCalled(sql, next)) && names.contains(sql, i + 1, next - 1)))) {
        return true;
      }
      i = next;
    }
    return false;
  }

  /** The place after the quoted text or comment that begins at {@code i}, or {@code i + 1}. */
  private static int endOfQuotedOrComment(String sql, int i, char c) {
    return switch (c) {
      case '\'', '"', '`' -> endOfQuoted(sql, i, c);
      case '#', '-', '/' -> Math.max(i + 1, endOfComment(sql, i));
      default -> i + 1;
    };
  }

  /** A backslash before the quote ends the text or does not, as NO_BACKSLASH_ESCAPES says. */
  private static int endOfQuoted(String sql, int start, char quote) {
    int end = sql.indexOf(quote, start + 1);
    return end < 0 || (quote != '`' && sql.charAt(end - 1) == '\\') ? UNSURE : end + 1;
  }

  /**
   * The place after the comment that begins at {@code i}, or {@code i} if none does. What stands in
   * a version comment is code.
   */
  private static int endOfComment(String sql, int i) {
    if (sql.startsWith("/*", i)) {
      boolean code = sql.startsWith("!", i + 2) || sql.startsWith("M!", i + 2);
      return code ? i : after(sql.indexOf("*/", i + 2), 2, sql);
    }
    boolean dashes = sql.startsWith("--", i) && (i + 2 == sql.length() || sql.charAt(i + 2) <= ' ');
    return dashes || sql.charAt(i) == '#' ? after(sql.indexOf('\n', i), 1, sql) : i;
  }

  private static int after(int found, int length, String sql) {
    return found < 0 ? sql.length() : found + length;
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
    while (i < sql.length() && sql.charAt(i) != '(') {
      int next = sql.charAt(i) <= ' ' ? i + 1 : endOfComment(sql, i);
      if (next == i) {
        return false;
      }
      i = next;
    }
    return i < sql.length();
  }

  /** The two words that begin an extension: {@code OUTFILE S3}, {@code ALIAS AWS_…}. */
  private static boolean isKeywordPair(
      String sql, int previousStart, int previousEnd, int start, int end) {
    return switch (sql.charAt(start)) {
      case 's', 'S' -> is(sql, start, end, "S3") && is(sql, previousStart, previousEnd, "OUTFILE");
      case 'a', 'A' ->
          sql.regionMatches(true, start, "AWS_", 0, 4)
              && is(sql, previousStart, previousEnd, "ALIAS");
      default -> false;
    };
  }

  /** A variable of Aurora's, or SHOW VARIABLES with a filter that may name one. */
  private static boolean isVariable(
      String sql, int previousStart, int previousEnd, int start, int end) {
    return switch (sql.charAt(start)) {
      case 'a', 'A' -> AuroraVariable.isName(sql, start, end);
      case 'v', 'V' ->
          is(sql, start, end, "VARIABLES")
              && (is(sql, previousStart, previousEnd, "SHOW")
                  || is(sql, previousStart, previousEnd, "SESSION")
                  || is(sql, previousStart, previousEnd, "GLOBAL")
                  || is(sql, previousStart, previousEnd, "LOCAL"))
              && (contains(sql, end, "aurora") || contains(sql, end, "aws"));
      default -> false;
    };
  }

  private static boolean contains(String sql, int from, String word) {
    for (int i = from; i <= sql.length() - word.length(); i++) {
      if (sql.regionMatches(true, i, word, 0, word.length())) {
        return true;
      }
    }
    return false;
  }

  static boolean is(String sql, int start, int end, String word) {
    return end - start == word.length() && sql.regionMatches(true, start, word, 0, word.length());
  }
}
