package org.auroraml.jdbc.diagnostics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auroraml.jdbc.type.Literals;

/**
 * What the server would tell of the user's last statement, had none of the driver's followed: a
 * COMMIT resets ROW_COUNT() and the list of SHOW WARNINGS (manual, sections 12.15 and 13.7.7.42).
 * FOUND_ROWS() and LAST_INSERT_ID() stand through it. Immutable.
 *
 * @param rowCount what ROW_COUNT() tells
 * @param conditions what SHOW WARNINGS lists
 */
public record Diagnostics(long rowCount, List<Condition> conditions) {
  private static final Pattern SHOW =
      Pattern.compile(
          "\\s*SHOW\\s+(?:(?<count>COUNT\\s*\\(\\s*\\*\\s*\\))\\s+)?(?<what>WARNINGS|ERRORS)"
              + "(?<limit>\\s+LIMIT\\s[\\d\\s,]+)?\\s*;?\\s*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern COUNT =
      Pattern.compile(
          "\\s*SELECT\\s+(?<label>@@(?:(?:SESSION|LOCAL)\\.)?(?<what>WARNING|ERROR)_COUNT)\\s*;?\\s*",
          Pattern.CASE_INSENSITIVE);

  private static final String ERROR = "Error";

  /** A row of SHOW WARNINGS. */
  public record Condition(String level, int code, String message) {}

  public Diagnostics {
    conditions = List.copyOf(conditions);
  }

  /**
   * Those of a statement that has just run. Asks the server only if it has warned.
   *
   * @param done the underlying driver's statement, which keeps its warnings from now on
   */
  public static Diagnostics of(Statement done) throws SQLException {
    long rowCount = done.getLargeUpdateCount();
    if (done.getWarnings() == null) {
      return new Diagnostics(rowCount, List.of());
    }
    List<Condition> conditions = new ArrayList<>();
    try (Statement statement = done.getConnection().createStatement();
        ResultSet warnings = statement.executeQuery("SHOW WARNINGS")) {
      while (warnings.next()) {
        conditions.add(
            new Condition(warnings.getString(1), warnings.getInt(2), warnings.getString(3)));
      }
    }
    return new Diagnostics(rowCount, conditions);
  }

  /** Those of a statement that has failed. */
  public static Diagnostics of(SQLException failure) {
    return new Diagnostics(
        -1,
        List.of(
            new Condition(ERROR, failure.getErrorCode(), String.valueOf(failure.getMessage()))));
  }

  /** A query that answers what a SHOW statement asks for; empty if it asks for none of this. */
  public Optional<String> answer(String sql) {
    Matcher show = SHOW.matcher(sql);
    if (show.matches()) {
      boolean errors = show.group("what").equalsIgnoreCase("ERRORS");
      return Optional.of(
          show.group("count") == null
              ? list(errors) + Optional.ofNullable(show.group("limit")).orElse("")
              : count(errors, "@@session." + (errors ? "error" : "warning") + "_count"));
    }
    Matcher count = COUNT.matcher(sql);
    return count.matches()
        ? Optional.of(count(count.group("what").equalsIgnoreCase("ERROR"), count.group("label")))
        : Optional.empty();
  }

  private static boolean isError(Condition condition) {
    return condition.level().equals(ERROR);
  }

  private String list(boolean errors) {
    StringBuilder query = new StringBuilder();
    for (Condition condition : conditions) {
      if (!errors || isError(condition)) {
        query
            .append(query.isEmpty() ? "SELECT " : " UNION ALL SELECT ")
            .append(text(condition.level()))
            .append(" AS Level, ")
            .append(condition.code())
            .append(" AS Code, ")
            .append(text(condition.message()))
            .append(" AS Message");
      }
    }
    return query.isEmpty()
        ? "SELECT '' AS Level, 0 AS Code, '' AS Message FROM DUAL WHERE FALSE"
        : query.toString();
  }

  private static String text(String text) {
    return "_utf8mb4 " + Literals.hex(text);
  }

  private String count(boolean errors, String label) {
    long count =
        errors ? conditions.stream().filter(Diagnostics::isError).count() : conditions.size();
    return "SELECT CAST(" + count + " AS UNSIGNED) AS " + Literals.identifier(label);
  }
}
