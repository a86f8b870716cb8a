package org.auroraml.jdbc.plan;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.SqlMode;
import org.auroraml.jdbc.diagnostics.InformationFunctions;
import org.auroraml.jdbc.forwarding.ParameterBindings;
import org.auroraml.jdbc.forwarding.Underlying;
import org.auroraml.jdbc.variable.AuroraVariable;
import org.auroraml.jdbc.variable.SessionVariables;

/**
 * The server session behind a connection, as the driver's own statements see it. Its facts are
 * asked of the server once for each statement with ML calls: the user may change them by SQL that
 * the driver does not read.
 *
 * @param connection the underlying driver's connection
 * @param database the current database, null for none
 * @param sqlModes the members of sql_mode that change how texts are read
 * @param strict whether sql_mode makes a value that does not fit an error
 * @param maxAllowedPacket the largest packet the server takes, in bytes
 * @param tmpTableSize the session's tmp_table_size
 * @param maxHeapTableSize the session's max_heap_table_size
 * @param logsStatements whether writes go to the binary log as statements
 * @param dialect what kind of server it is
 * @param tablesLocked whether the user holds LOCK TABLES
 * @param information what the server has told of the user's statement before
 * @param variables Aurora's variables that the driver answers for
 */
public record Session(
    Connection connection,
    String database,
    Set<SqlMode> sqlModes,
    boolean strict,
    long maxAllowedPacket,
    long tmpTableSize,
    long maxHeapTableSize,
    boolean logsStatements,
    Dialect dialect,
    boolean tablesLocked,
    InformationFunctions information,
    SessionVariables variables) {

  /**
   * A user variable that is set where the user has locked tables. Connector/J's resetServerState,
   * changeUser and autoReconnect end both.
   */
  private static final String LOCKS_MARK = "@auroraml_locks";

  private static final String FACTS =
      "SELECT DATABASE(), @@sql_mode, @@max_allowed_packet,"
          + " @@tmp_table_size, @@max_heap_table_size, VERSION(),"
          + " @@log_bin AND @@sql_log_bin AND @@binlog_format = 'STATEMENT', "
          + SessionVariables.MARK
          + " IS NULL, "
          + LOCKS_MARK
          + " IS NOT NULL";

  /** Only for a statement that asks: FOUND_ROWS() will be gone from later servers. */
  private static final String INFORMATION = ", ROW_COUNT(), FOUND_ROWS()";

  /**
   * Asks the server.
   *
   * @param tablesLocked whether the user has locked tables, if the session is still the same
   * @param informed whether the statement asks what the server tells of the one before
   */
  public static Session of(
      Connection connection, boolean tablesLocked, boolean informed, SessionVariables variables)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // While a result streams, Connector/J does not see whether a transaction is open.
      statement.setFetchSize(0);
      ResultSet facts = statement.executeQuery(FACTS + (informed ? INFORMATION : ""));
      facts.next();
      if (facts.getBoolean(8) && !Proxy.isProxyClass(connection.getClass())) {
        // A connection to several hosts goes on with the values of all of them.
        variables.reset();
      }
      return new Session(
          connection,
          facts.getString(1),
          SqlMode.parse(facts.getString(2)),
          facts.getString(2).contains("STRICT_"),
          facts.getLong(3),
          facts.getLong(4),
          facts.getLong(5),
          facts.getBoolean(7),
          Dialect.of(facts.getString(6)),
          tablesLocked && facts.getBoolean(9),
          new InformationFunctions(
              informed ? facts.getLong(10) : -1, informed ? facts.getLong(11) : 0),
          variables);
    }
  }

  /** Before a statement that locks tables. */
  public static void markLocks(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET " + LOCKS_MARK + " = 1");
    }
  }

  /** Servers that need other SQL of ours. */
  enum Dialect {
    MYSQL,
    /** Without JSON_VALUE, which came with 8.0.21. */
    EARLY_MYSQL,
    MARIADB;

    private static final Pattern EARLY = Pattern.compile("8\\.0\\.(1?\\d|20)\\b.*");

    static Dialect of(String version) {
      if (version.contains("MariaDB")) {
        return MARIADB;
      }
      return EARLY.matcher(version).matches() ? EARLY_MYSQL : MYSQL;
    }
  }

  /** Whether it is MariaDB. */
  public boolean mariaDb() {
    return dialect == Dialect.MARIADB;
  }

  /**
   * Whether a statement would be a transaction of its own, so that one of ours may take its place:
   * autocommit is on, no START TRANSACTION or XA START is open, also none that the user sent as
   * SQL, and no LOCK TABLES, which ours would release.
   */
  public boolean isAutocommit() throws SQLException {
    return !tablesLocked
        && connection.getAutoCommit()
        && !Underlying.of(connection).getSession().getServerSession().inTransactionOnServer();
  }

  /** Whether results are Connector/J's own objects: those of several hosts are proxies of them. */
  boolean isPlain() {
    return !Proxy.isProxyClass(connection.getClass());
  }

  /** The value of one of Aurora's variables, whoever keeps it; the empty text for none. */
  String variable(AuroraVariable variable) throws SQLException {
    return variables.effective(variable, connection);
  }

  /** Runs a statement without parameters and without a result. */
  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Frees the values of user variables. */
  public void release(List<String> variables) throws SQLException {
    if (!variables.isEmpty()) {
      execute("SET " + String.join(" = NULL, ", variables) + " = NULL");
    }
  }

  /**
   * Prepares a statement on the client, so that rows come as the server's own text, whatever the
   * connection's useServerPrepStmts says, and binds the parameters of the user's statement.
   */
  PreparedStatement prepare(SqlFragment fragment, ParameterBindings bindings) throws SQLException {
    PreparedStatement prepared =
        Underlying.of(connection)
            .clientPrepareStatement(
                fragment.sql(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    try {
      bind(prepared, fragment, bindings);
      return prepared;
    } catch (SQLException e) {
      prepared.close();
      throw e;
    }
  }

  /** The same on the server: rows come in the binary protocol, without a cursor. */
  PreparedStatement prepareOnServer(SqlFragment fragment, ParameterBindings bindings)
      throws SQLException {
    PreparedStatement prepared =
        Underlying.of(connection)
            .serverPrepareStatement(
                fragment.sql(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    try {
      prepared.setFetchSize(0);
      bind(prepared, fragment, bindings);
      return prepared;
    } catch (SQLException e) {
      prepared.close();
      throw e;
    }
  }

  /** Binds the parameters of the user's statement to those of a fragment of it. */
  public static void bind(
      PreparedStatement target, SqlFragment fragment, ParameterBindings bindings)
      throws SQLException {
    for (int i = 0; i < fragment.parameters().size(); i++) {
      bindings.apply(fragment.parameters().get(i), target, i + 1);
    }
  }
}
