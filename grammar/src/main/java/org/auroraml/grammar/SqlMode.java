package org.auroraml.grammar;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The members of {@code @@sql_mode} that change how a text is read (MySQL 8.0 manual, section
 * 5.1.11, "Server SQL Modes"). All other members leave the grammar alone.
 */
public enum SqlMode {
  ANSI_QUOTES,
  NO_BACKSLASH_ESCAPES,
  PIPES_AS_CONCAT,
  HIGH_NOT_PRECEDENCE,
  IGNORE_SPACE;

  /** The default of every MySQL and MariaDB server: none of them. */
  public static final Set<SqlMode> NONE =
      Collections.unmodifiableSet(EnumSet.noneOf(SqlMode.class));

  /** Reads the value of {@code @@sql_mode}, a comma-separated list; unknown members are skipped. */
  public static Set<SqlMode> parse(String sqlMode) {
    EnumSet<SqlMode> modes = EnumSet.noneOf(SqlMode.class);
    for (String member : sqlMode.toUpperCase(Locale.ROOT).split(",")) {
      for (SqlMode mode : values()) {
        if (mode.name().equals(member.strip())) {
          modes.add(mode);
        }
      }
    }
    return Collections.unmodifiableSet(modes);
  }
}
