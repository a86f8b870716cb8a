package org.auroraml.jdbc.variable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.auroraml.jdbc.settings.Settings;

/**
 * The values that one connection's session has given to Aurora's variables. Those that the server
 * has itself (on Aurora) are the server's: SQL goes to it as it is, and their values are asked of
 * it. Not thread-safe.
 */
public final class SessionVariables {
  /**
   * A user variable that is 1 in a session with values. A session that is reset, or a new one in
   * its place (Connector/J's resetServerState, changeUser and autoReconnect), has lost it, as it
   * has lost what SET has given to the server's own variables.
   */
  public static final String MARK = "@auroraml_session";

  private final Settings settings;
  private final Set<AuroraVariable> ofServer;
  private final Map<AuroraVariable, String> values = new EnumMap<>(AuroraVariable.class);

  /**
   * @param ofServer those that the server has
   */
  public SessionVariables(Settings settings, Set<AuroraVariable> ofServer) {
    this.settings = settings;
    this.ofServer = ofServer;
  }

  /** Asks which of them the server has, and the values with which sessions begin. */
  public static Map<AuroraVariable, String> ofServer(Connection connection) throws SQLException {
    String names =
        Stream.of(AuroraVariable.values())
            .map(variable -> "'" + variable.sqlName() + "'")
            .collect(Collectors.joining(", "));
    Map<AuroraVariable, String> found = new EnumMap<>(AuroraVariable.class);
    try (Statement statement = connection.createStatement();
        ResultSet shown =
            statement.executeQuery("SHOW VARIABLES WHERE Variable_name IN (" + names + ")")) {
      while (shown.next()) {
        String value = Objects.requireNonNullElse(shown.getString(2), "");
        AuroraVariable.named(shown.getString(1)).ifPresent(name -> found.put(name, value));
      }
    }
    return found;
  }

  /** The variable of that name, if the driver answers for it. */
  public Optional<AuroraVariable> find(String name) {
    return AuroraVariable.named(name).filter(variable -> !ofServer.contains(variable));
  }

  /** Those that the driver answers for. */
  public Set<AuroraVariable> answered() {
    return EnumSet.complementOf(copyOf(ofServer));
  }

  private static EnumSet<AuroraVariable> copyOf(Set<AuroraVariable> variables) {
    return variables.isEmpty() ? EnumSet.noneOf(AuroraVariable.class) : EnumSet.copyOf(variables);
  }

  /** The session's value of one that the driver answers for; the empty text for none. */
  public String value(AuroraVariable variable) {
    String set = values.get(variable);
    return set == null ? globalValue(variable) : set;
  }

  /** What a session begins with. */
  public String globalValue(AuroraVariable variable) {
    return variable.normal(settings.text(variable.setting()).orElse(""));
  }

  /**
   * The value that is in force, the server's where it has the variable; the empty text for none.
   */
  public String effective(AuroraVariable variable, Connection connection) throws SQLException {
    if (!ofServer.contains(variable)) {
      return value(variable);
    }
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT @@" + variable.sqlName())) {
      result.next();
      return Optional.ofNullable(result.getString(1)).orElse("");
    }
  }

  /** The session has begun anew. */
  public void reset() {
    values.clear();
  }

  /** Gives the session values that {@link AuroraVariable#checked} has taken. */
  public void set(Map<AuroraVariable, String> checked) {
    values.putAll(checked);
  }
}
