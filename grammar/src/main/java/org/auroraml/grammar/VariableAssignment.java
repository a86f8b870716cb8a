package org.auroraml.grammar;

import java.util.Arrays;
import java.util.Locale;

/**
 * An assignment of SET to a variable (MySQL 8.0 manual, section 13.7.6.1).
 *
 * @param target the variable as written, its scope included
 * @param scope which variable it is
 * @param name its name, unquoted: without {@code @}, {@code @@} or the scope, but with the name of
 *     a component or instance before a dot
 * @param value the assigned expression; the words DEFAULT, ON, ALL … are expressions without
 *     dependencies
 */
public record VariableAssignment(SourceRange target, Scope scope, String name, Expression value) {

  /** Where a variable lives. */
  public enum Scope {
    /** A user variable, {@code @name}. */
    USER,
    /**
     * A name without a scope: the session's system variable, or in a stored program a local
     * variable or parameter.
     */
    UNSCOPED,
    SESSION,
    GLOBAL,
    PERSIST,
    PERSIST_ONLY;

    /** Whether a word of SQL names a scope. */
    static boolean isWord(String word) {
      String upper = word.toUpperCase(Locale.ROOT);
      return upper.equals("LOCAL")
          || (!upper.equals(USER.name())
              && !upper.equals(UNSCOPED.name())
              && Arrays.stream(values()).anyMatch(scope -> scope.name().equals(upper)));
    }

    /** The scope that a word of SQL names; LOCAL is SESSION. */
    static Scope of(String word) {
      String upper = word.toUpperCase(Locale.ROOT);
      return upper.equals("LOCAL") ? SESSION : valueOf(upper);
    }
  }
}
