package org.auroraml.jdbc.gate;

/** The words of administrative statements that can concern the driver. */
final class AdministrationWords {
  private AdministrationWords() {}

  /** What a statement does, as far as its first word tells. */
  enum Action {
    GRANT,
    FLUSH,
    SHOW,
    /** CREATE, ALTER or DROP. */
    DEFINE,
    NONE
  }

  /** What the first word of a statement says. */
  static Action action(String sql, int start, int end) {
    return switch (sql.charAt(start)) {
      case 'g', 'G' -> Gate.is(sql, start, end, "GRANT") ? Action.GRANT : Action.NONE;
      case 'r', 'R' -> Gate.is(sql, start, end, "REVOKE") ? Action.GRANT : Action.NONE;
      case 'f', 'F' -> Gate.is(sql, start, end, "FLUSH") ? Action.FLUSH : Action.NONE;
      case 's', 'S' -> Gate.is(sql, start, end, "SHOW") ? Action.SHOW : Action.NONE;
      case 'a', 'A' -> Gate.is(sql, start, end, "ALTER") ? Action.DEFINE : Action.NONE;
      case 'c', 'C' -> Gate.is(sql, start, end, "CREATE") ? Action.DEFINE : Action.NONE;
      case 'd', 'D' -> Gate.is(sql, start, end, "DROP") ? Action.DEFINE : Action.NONE;
      default -> Action.NONE;
    };
  }

  /** Whether a function that is there is named behind FUNCTION. */
  static boolean isBeforeFunction(String sql, int start, int end) {
    return Gate.is(sql, start, end, "DROP")
        || Gate.is(sql, start, end, "ALTER")
        || Gate.is(sql, start, end, "CREATE");
  }

  /** Whether a word makes the statement one that can concern the driver. */
  static boolean concern(
      String sql, Action action, int previousStart, int previousEnd, int start, int end) {
    return switch (action) {
      case GRANT -> isRole(sql, previousStart, previousEnd, start, end);
      case FLUSH -> Gate.is(sql, start, end, "STATUS");
      case SHOW -> Gate.is(sql, start, end, "STATUS") && isShown(sql, previousStart, previousEnd);
      case DEFINE, NONE ->
          Gate.is(sql, start, end, "GLOBAL_STATUS") || Gate.is(sql, start, end, "SESSION_STATUS");
    };
  }

  /** Whether what is quoted in a GRANT may be a role: {@code GRANT 'AWS_SAGEMAKER_ACCESS' TO u}. */
  static boolean isQuotedRole(String sql, Action action, int start) {
    return action == Action.GRANT && isRoleName(sql, start);
  }

  private static boolean isRoleName(String sql, int start) {
    return sql.regionMatches(true, start, "AWS_", 0, 4);
  }

  private static boolean isRole(
      String sql, int previousStart, int previousEnd, int start, int end) {
    return Gate.is(sql, start, end, "INVOKE")
        || isRoleName(sql, start)
        || (Gate.is(sql, start, end, "S3")
            && (Gate.is(sql, previousStart, previousEnd, "INTO")
                || Gate.is(sql, previousStart, previousEnd, "FROM")));
  }

  private static boolean isShown(String sql, int start, int end) {
    return switch (sql.charAt(start)) {
      case 'f', 'F' -> Gate.is(sql, start, end, "FUNCTION");
      case 'g', 'G' -> Gate.is(sql, start, end, "GLOBAL");
      case 'l', 'L' -> Gate.is(sql, start, end, "LOCAL");
      case 's', 'S' -> Gate.is(sql, start, end, "SHOW") || Gate.is(sql, start, end, "SESSION");
      default -> false;
    };
  }
}
