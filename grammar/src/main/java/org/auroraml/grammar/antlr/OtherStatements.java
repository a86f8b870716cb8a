package org.auroraml.grammar.antlr;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Statements that the driver need not understand: it knows them by their first two words. */
final class OtherStatements {
  /** First words and what may follow; nothing is given where anything may. */
  private static final Map<String, Set<String>> WORDS =
      Map.ofEntries(
          Map.entry("BINLOG", Set.of()),
          Map.entry("CACHE", Set.of("INDEX")),
          Map.entry("CHANGE", Set.of("MASTER", "REPLICATION")),
          Map.entry("CLONE", Set.of("INSTANCE", "LOCAL")),
          Map.entry("IMPORT", Set.of("TABLE")),
          Map.entry("INSTALL", Set.of("COMPONENT", "PLUGIN")),
          Map.entry("PURGE", Set.of("BINARY", "MASTER")),
          Map.entry("RESTART", Set.of("", ";")),
          Map.entry("SHUTDOWN", Set.of("", ";")),
          Map.entry("START", Set.of("GROUP_REPLICATION", "REPLICA", "SLAVE")),
          Map.entry("STOP", Set.of("GROUP_REPLICATION", "REPLICA", "SLAVE")),
          Map.entry("UNINSTALL", Set.of("COMPONENT", "PLUGIN")),
          Map.entry(
              "XA", Set.of("BEGIN", "COMMIT", "END", "PREPARE", "RECOVER", "ROLLBACK", "START")));

  private OtherStatements() {}

  /** Whether one of these statements begins with two words; an end is an empty word. */
  static boolean beginWith(String first, String second) {
    Set<String> seconds = WORDS.get(upper(first));
    return seconds != null && (seconds.isEmpty() || seconds.contains(upper(second)));
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
