package org.auroraml.jdbc.privilege;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.auroraml.grammar.SqlFragment;

/**
 * The roles that a session has active. They are asked for when a statement takes one and kept for a
 * second, since the server would be asked before each statement else; what the session itself does
 * to them counts at once. Not thread-safe.
 */
public final class ActiveRoles {
  /** Both servers list here what is active, roles of roles included. */
  private static final String QUERY =
      "SELECT ROLE_NAME FROM information_schema.ENABLED_ROLES WHERE ROLE_NAME IS NOT NULL";

  /**
   * After so long they are asked for again. Both servers leave a session the roles that others
   * revoke, so it is for what passes by unseen: a pool that changes the user, say.
   */
  private static final Duration AGE = Duration.ofSeconds(1);

  /** What may change them: SET ROLE, or a routine or prepared statement that does it. */
  private static final Pattern CHANGE =
      Pattern.compile(
          "(?:\\s|/\\*.*?\\*/|--[^\\n]*\\n|#[^\\n]*\\n)*+(?:SET|GRANT|REVOKE|DROP|CALL|EXECUTE)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Optional<Set<String>> known = Optional.empty();
  private long read;

  /** None are known yet. */
  public ActiveRoles() {}

  /** Prepares a query that the user's statement can cancel. */
  @FunctionalInterface
  public interface Preparing {
    PreparedStatement prepare(SqlFragment sql) throws SQLException;
  }

  /** Looks at a statement that is going to run. */
  public void see(String sql) {
    if (known.isPresent() && (sql.indexOf(';') >= 0 || CHANGE.matcher(sql).lookingAt())) {
      known = Optional.empty();
    }
  }

  /** Their names, in upper case. */
  Set<String> names(Preparing steps) throws SQLException {
    if (known.isPresent() && System.nanoTime() - read < AGE.toNanos()) {
      return known.get();
    }
    long now = System.nanoTime();
    Set<String> names = new HashSet<>();
    try (PreparedStatement query = steps.prepare(SqlFragment.text(QUERY));
        ResultSet result = query.executeQuery()) {
      while (result.next()) {
        names.add(result.getString(1).toUpperCase(Locale.ROOT));
      }
    }
    read = now;
    known = Optional.of(names);
    return names;
  }
}
