package org.auroraml.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import org.auroraml.batching.CallLimits;
import org.auroraml.batching.Tally;
import org.auroraml.jdbc.metrics.ServerMetrics;
import org.auroraml.jdbc.registry.MemoryStore;
import org.auroraml.jdbc.settings.ConnectionUrl;
import org.auroraml.jdbc.settings.Setting;
import org.auroraml.jdbc.status.CallStatus;

/**
 * The JDBC driver for {@code jdbc:auroraml:} URLs (feature F90):
 *
 * <ul>
 *   <li>{@code jdbc:auroraml://host/db?…}
 *   <li>{@code jdbc:auroraml:mysql:…}, any URL of MySQL Connector/J (replication, loadbalance, …)
 *   <li>{@code jdbc:mysql:auroraml://host/db?…}, for tools that look at the prefix
 * </ul>
 *
 * <p>Connections are Connector/J's own with ML functions and {@code INTO OUTFILE S3} added.
 * Settings of {@link Setting} stand in the URL or in the Properties; all others go to Connector/J.
 * Thread-safe. {@link DriverManager} finds it by itself.
 */
public final class AuroraMlDriver implements Driver {
  /** The one that DriverManager has: what connections of a JVM share hangs on it. */
  static final AuroraMlDriver REGISTERED = new AuroraMlDriver();

  static {
    try {
      DriverManager.registerDriver(REGISTERED, new Deregistration());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Map<ServerContext.Key, ServerContext> contexts = new HashMap<>();
  private final CallLimits limits = new CallLimits();

  /**
   * Functions of {@code functions=memory}, for each user of each server. They outlive the
   * connections that created them.
   */
  private final Map<List<String>, MemoryStore> memories = new HashMap<>();

  /** What was counted for each server, whoever is connected, and who shows it. */
  private final Map<String, Counted> servers = new HashMap<>();

  private record Counted(CallStatus status, ServerMetrics metrics) {
    static Counted of(String hosts) {
      CallStatus status = new CallStatus(new Tally());
      return new Counted(status, new ServerMetrics(hosts, status));
    }
  }

  /** For the service loader; applications need no driver of their own. */
  public AuroraMlDriver() {}

  @Override
  public boolean acceptsURL(String url) {
    return ConnectionUrl.accepts(url);
  }

  /** {@inheritDoc} The properties are read and never changed. */
  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    ConnectionUrl parsed = ConnectionUrl.parse(url, info);
    Connection connection = mysqlDriver().connect(parsed.mysqlUrl(), parsed.properties());
    if (connection == null) {
      throw new SQLException(
          "MySQL Connector/J does not know the URL that is left of the jdbc:auroraml: one: "
              + parsed,
          "08001");
    }
    ServerContext.Key key = ServerContext.Key.of(parsed);
    ServerContext context = acquire(key, parsed);
    try {
      context.load(connection);
      return new AuroraConnection(connection, context, () -> release(key, context));
    } catch (SQLException | RuntimeException e) {
      release(key, context);
      connection.close();
      throw e;
    }
  }

  private static Driver mysqlDriver() throws SQLException {
    return new com.mysql.cj.jdbc.Driver();
  }

  private synchronized ServerContext acquire(ServerContext.Key key, ConnectionUrl url) {
    Counted counted = servers.computeIfAbsent(url.hosts(), Counted::of);
    ServerMemory memory =
        new ServerMemory(
            memories.computeIfAbsent(
                List.of(url.hosts(), url.user().orElse("")), k -> new MemoryStore()),
            counted.status(),
            counted.metrics());
    ServerContext context =
        contexts.computeIfAbsent(key, k -> new ServerContext(k.settings(), memory, limits));
    context.connections++;
    return context;
  }

  private void release(ServerContext.Key key, ServerContext context) {
    synchronized (this) {
      context.connections--;
      if (context.connections > 0) {
        return;
      }
      contexts.remove(key, context);
    }
    context.close();
  }

  /** The driver's own properties, then those of MySQL Connector/J. */
  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
    List<DriverPropertyInfo> all = new ArrayList<>();
    ConnectionUrl parsed =
        ConnectionUrl.parse(acceptsURL(url) ? url : "jdbc:auroraml://localhost", info);
    for (Setting setting : Setting.values()) {
      DriverPropertyInfo property =
          new DriverPropertyInfo(setting.key(), parsed.settings().text(setting).orElse(null));
      property.description = setting.description();
      property.required = false;
      if (!setting.choices().isEmpty()) {
        property.choices = setting.choices().toArray(String[]::new);
      }
      all.add(property);
    }
    all.addAll(
        Arrays.asList(mysqlDriver().getPropertyInfo(parsed.mysqlUrl(), parsed.properties())));
    return all.toArray(DriverPropertyInfo[]::new);
  }

  @Override
  public int getMajorVersion() {
    return DriverVersion.MAJOR;
  }

  @Override
  public int getMinorVersion() {
    return DriverVersion.MINOR;
  }

  /** False, as Connector/J says: MySQL lacks parts of the SQL-92 entry level. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return Logger.getLogger("org.auroraml");
  }
}
