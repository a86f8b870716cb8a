package org.auroraml.test.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auroraml.stand.EmbeddedMariaDb;

/**
 * The database server that the tests run against, one for the whole JVM: started at first use,
 * stopped when the JVM ends. System properties choose it:
 *
 * <ul>
 *   <li>nothing: the embedded MariaDB
 *   <li>{@code auroraml.test.server=mysql}: MySQL 8.0.33, unpacked by Maven's profile of that name
 *   <li>{@code auroraml.test.url=jdbc:mysql://host:port/?options}, with {@code auroraml.test.user}
 *       (root) and {@code auroraml.test.password} (empty): any running server. The user must be
 *       allowed to create databases.
 * </ul>
 */
public final class TestServer {

  /** Tests connect often; TLS would take most of their time. */
  private static final String FAST = "sslMode=DISABLED&allowPublicKeyRetrieval=true";

  private static final Pattern URL =
      Pattern.compile("jdbc:mysql://(?<hostPort>[^/?]+)(/[^?]*)?(\\?(?<options>.*))?");

  /** Starts the server when it is first asked for. */
  private static final class Holder {
    static final TestServer SERVER = choose();
  }

  private final String hostPort;
  private final String user;
  private final String password;
  private final String options;
  private final boolean mariaDb;

  private TestServer(String hostPort, String user, String password, String options) {
    this.hostPort = hostPort;
    this.user = user;
    this.password = password;
    this.options = options;
    this.mariaDb = askIfMariaDb();
  }

  public static TestServer get() {
    return Holder.SERVER;
  }

  private static TestServer choose() {
    String url = System.getProperty("auroraml.test.url", "");
    String server = System.getProperty("auroraml.test.server", "mariadb");
    if (!url.isEmpty()) {
      return running(url);
    }
    return switch (server) {
      case "mariadb" -> startMariaDb();
      case "mysql" -> startMySql();
      default ->
          throw new IllegalStateException(
              "auroraml.test.server is mariadb or mysql, not " + server);
    };
  }

  private static TestServer running(String url) {
    Matcher matcher = URL.matcher(url);
    if (!matcher.matches()) {
      throw new IllegalStateException(
          "auroraml.test.url is jdbc:mysql://host:port/?options, not " + url);
    }
    return new TestServer(
        matcher.group("hostPort"),
        System.getProperty("auroraml.test.user", "root"),
        System.getProperty("auroraml.test.password", ""),
        matcher.group("options") == null ? "" : matcher.group("options"));
  }

  private static TestServer startMariaDb() {
    EmbeddedMariaDb server = EmbeddedMariaDb.start();
    return new TestServer(server.host() + ":" + server.port(), "root", "", FAST);
  }

  private static TestServer startMySql() {
    String home = System.getProperty("auroraml.test.mysql.home");
    if (home == null) {
      throw new IllegalStateException(
          "auroraml.test.mysql.home is not set; mvn -Dauroraml.test.server=mysql does it");
    }
    try {
      MySqlServer server = MySqlServer.start(Path.of(home));
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "mysql-shutdown"));
      return new TestServer("127.0.0.1:" + server.port(), "root", "", FAST);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String hostPort() {
    return hostPort;
  }

  public String user() {
    return user;
  }

  public String password() {
    return password;
  }

  public boolean isMariaDb() {
    return mariaDb;
  }

  /** Connector/J's URL of a database; an empty name stands for none. */
  public String mysqlUrl(String database, String... settings) {
    return url("jdbc:mysql://", database, settings);
  }

  /**
   * Our driver's URL of a database.
   *
   * @param settings ours or Connector/J's, as {@code name=value} with the value URL-encoded
   */
  public String auroraUrl(String database, String... settings) {
    return url("jdbc:auroraml://", database, settings);
  }

  private String url(String prefix, String database, String... settings) {
    StringBuilder url = new StringBuilder(prefix).append(hostPort).append('/').append(database);
    char separator = '?';
    if (!options.isEmpty()) {
      url.append(separator).append(options);
      separator = '&';
    }
    for (String setting : settings) {
      url.append(separator).append(setting);
      separator = '&';
    }
    return url.toString();
  }

  /** A connection of Connector/J's own. */
  public Connection connect(String database, String... settings) throws SQLException {
    return DriverManager.getConnection(mysqlUrl(database, settings), user, password);
  }

  /** Makes an empty database that no other test uses. */
  public TestDatabase createDatabase() throws SQLException {
    return createDatabase("t_" + UUID.randomUUID().toString().replace("-", ""));
  }

  /** Makes an empty database of a name that must be free. */
  public TestDatabase createDatabase(String name) throws SQLException {
    execute("CREATE DATABASE " + name + " DEFAULT CHARACTER SET utf8mb4");
    return new TestDatabase(this, name);
  }

  /** A database that is there. */
  public TestDatabase database(String name) {
    return new TestDatabase(this, name);
  }

  void drop(TestDatabase database) throws SQLException {
    execute("DROP DATABASE IF EXISTS " + database.name());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private boolean askIfMariaDb() {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement();
        ResultSet version = statement.executeQuery("SELECT VERSION()")) {
      version.next();
      return version.getString(1).contains("MariaDB");
    } catch (SQLException e) {
      throw new IllegalStateException("The server under test does not answer", e);
    }
  }
}
