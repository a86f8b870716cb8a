package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.SqlMode;

/** Sends the JSON texts of look-ups to the server, in user variables of new names. */
final class LookupVariables {
  /** Characters of one JSON text, whatever max_allowed_packet would take. */
  private static final int MAX_CHUNK = 8 << 20;

  private final Session session;
  private final StepRunner steps;
  private final String prefix;
  private final List<String> names = new ArrayList<>();

  /**
   * @param prefix begins no name of the statement
   */
  LookupVariables(Session session, StepRunner steps, String prefix) {
    this.session = session;
    this.steps = steps;
    this.prefix = prefix;
  }

  /**
   * The most characters of one text. It is escaped on its way, and the packet holds more than it.
   */
  int chunkLength() {
    return (int) Math.min(MAX_CHUNK, session.maxAllowedPacket() / 3);
  }

  /** The name of a variable that is not used yet. */
  String next() {
    String name = "@" + prefix + (names.size() + 1);
    names.add(name);
    return name;
  }

  /** All names so far. */
  List<String> names() {
    return names;
  }

  /** Sends the texts, and tells the names of their variables, or other SQL that gives them. */
  List<String> set(List<String> texts) throws SQLException {
    List<String> all = new ArrayList<>();
    for (String text : texts) {
      String name = next();
      set(name, text);
      all.add(name);
    }
    return all;
  }

  /** Sends one text. */
  void set(String name, String text) throws SQLException {
    if (session.sqlModes().contains(SqlMode.NO_BACKSLASH_ESCAPES)) {
      // Connector/J does not notice that the session's sql_mode has changed.
      session.execute("SET " + name + " = " + LookupTable.jsonLiteral(text));
      return;
    }
    try (PreparedStatement set = steps.prepare(SqlFragment.text("SET " + name + " = ?"))) {
      set.setString(1, text);
      set.execute();
    }
  }
}
