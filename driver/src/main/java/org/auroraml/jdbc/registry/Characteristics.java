package org.auroraml.jdbc.registry;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.auroraml.grammar.SourceRange;
import org.auroraml.jdbc.error.SqlErrors;

/**
 * What CREATE FUNCTION and ALTER FUNCTION may say of an ML function beside its model.
 *
 * @param comment the literal after COMMENT, as written
 * @param security the word after SQL SECURITY
 */
public record Characteristics(Optional<String> comment, Optional<String> security) {
  /** Those that say what an ML function is not (feature F4). */
  private static final List<String> REFUSED =
      List.of("DETERMINISTIC", "CONTAINS SQL", "NO SQL", "READS SQL DATA", "MODIFIES SQL DATA");

  private static final String COMMENT = "COMMENT";
  private static final String SECURITY = "SQL SECURITY ";

  /**
   * Those of a statement; what every ML function is, NOT DETERMINISTIC and LANGUAGE SQL, is left
   * out.
   *
   * @param function its name, for the message
   * @throws SQLException 42000 for those of another kind of function
   */
  public static Characteristics of(String function, List<SourceRange> written, String text)
      throws SQLException {
    Optional<String> comment = Optional.empty();
    Optional<String> security = Optional.empty();
    for (SourceRange range : written) {
      String words = range.of(text).strip();
      String upper = words.replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
      if (REFUSED.contains(upper)) {
        throw SqlErrors.unsupported(
            "ML function "
                + function
                + " can't be "
                + upper
                + ": a model may change without notice, so ML functions are NOT DETERMINISTIC and name no use of SQL. Leave the word out.");
      } else if (upper.startsWith(COMMENT)) {
        comment = Optional.of(words.substring(COMMENT.length()).strip());
      } else if (upper.startsWith(SECURITY)) {
        security = Optional.of(upper.substring(SECURITY.length()));
      }
    }
    return new Characteristics(comment, security);
  }

  /** Whether SQL SECURITY INVOKER is written. */
  public boolean isInvoker() {
    return security.filter("INVOKER"::equals).isPresent();
  }

  /** These where others say nothing. */
  Characteristics with(Characteristics others) {
    return new Characteristics(
        others.comment.or(() -> comment), others.security.or(() -> security));
  }

  /** The clauses, each behind a blank. */
  String sql() {
    return securitySql() + comment.map(literal -> " COMMENT " + literal).orElse("");
  }

  String securitySql() {
    return security.map(word -> " " + SECURITY + word).orElse("");
  }
}
