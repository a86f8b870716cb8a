package org.auroraml.jdbc.diagnostics;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * FOUND_ROWS() tells of the last query (manual, section 12.15), which a SET with ML calls is none,
 * but the driver's queries for it are: what the server told before is remembered until the next
 * query. Not thread-safe.
 */
public final class FoundRows {
  private static final Pattern SET = Pattern.compile("\\s*SET\\b", Pattern.CASE_INSENSITIVE);

  /** A subquery, which in SET is a query to MariaDB. */
  private static final Pattern SELECT = Pattern.compile("\\bSELECT\\b", Pattern.CASE_INSENSITIVE);

  /** Statements that leave FOUND_ROWS() as it is. */
  private static final Pattern KEEPS =
      Pattern.compile("\\s*(SET|START|BEGIN|COMMIT|ROLLBACK|USE)\\b", Pattern.CASE_INSENSITIVE);

  private OptionalLong remembered = OptionalLong.empty();

  /** Whether a statement is one of those before which the server has to be asked. */
  public static boolean isSet(String sql) {
    return SET.matcher(sql).lookingAt();
  }

  /** Whether the server can't tell it any more. */
  public boolean areRemembered() {
    return remembered.isPresent();
  }

  /** The user's number, where the server tells another one. */
  public long orElse(long told) {
    return remembered.orElse(told);
  }

  /** The server tells it of the statement that has run. */
  public void forget() {
    remembered = OptionalLong.empty();
  }

  /** Another statement is about to run, which has nothing to do with models. */
  public void see(String sql) {
    if (remembered.isPresent() && !KEEPS.matcher(sql).lookingAt()) {
      forget();
    }
  }

  /**
   * A SET with calls is about to run.
   *
   * @param told what the server has told before it
   */
  public void seeSet(String sql, boolean mariaDb, long told) {
    if (mariaDb && SELECT.matcher(sql).find()) {
      forget();
    } else if (remembered.isEmpty()) {
      remembered = OptionalLong.of(told);
    }
  }
}
