package org.auroraml.jdbc;

/**
 * Whether the user holds LOCK TABLES: a transaction of ours would release the locks without a word
 * (manual, section 13.3.6). The server does not tell, so the statements that pass are looked at;
 * {@link org.auroraml.jdbc.plan.Session} sees where the session has begun anew since. Not
 * thread-safe, as the connection is not.
 */
final class TableLocks {
  private boolean held;

  /**
   * Looks at a statement that is going to run; costs a look at its first letter.
   *
   * @return whether it takes locks
   */
  boolean see(String sql) {
    int start = 0;
    while (start < sql.length() && sql.charAt(start) <= ' ') {
      start++;
    }
    if (start == sql.length()) {
      return false;
    }
    boolean takes = begins(sql, start, "LOCK", "TABLE");
    switch (sql.charAt(start)) {
      case 'l', 'L' -> held |= takes;
      case 'u', 'U' -> held &= !begins(sql, start, "UNLOCK", "TABLE");
      case 's', 'S' -> held &= !begins(sql, start, "START", "TRANSACTION");
      case 'b', 'B' -> held &= !sql.regionMatches(true, start, "BEGIN", 0, "BEGIN".length());
      default -> {
        // No other statement takes or releases them, but for the end of the session.
      }
    }
    return takes;
  }

  private static boolean begins(String sql, int start, String first, String second) {
    if (!sql.regionMatches(true, start, first, 0, first.length())) {
      return false;
    }
    int next = start + first.length();
    while (next < sql.length() && sql.charAt(next) <= ' ') {
      next++;
    }
    return next > start + first.length()
        && sql.regionMatches(true, next, second, 0, second.length());
  }

  boolean areHeld() {
    return held;
  }
}
