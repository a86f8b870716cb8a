package org.auroraml.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.settings.ConnectionUrl;
import org.auroraml.jdbc.settings.Setting;

/**
 * A {@link javax.sql.DataSource} of the driver, as a bean (feature F93). It is Connector/J's {@code
 * MysqlDataSource} in all but two things: its connections evaluate ML functions, and it has the
 * driver's settings as further properties. So it knows every property of Connector/J, and what is
 * in its URL goes before its properties.
 *
 * <p>The URL is one that {@link AuroraMlDriver} takes; without one it is made of {@code
 * serverName}, {@code portNumber} and {@code databaseName}.
 *
 * <p>Each call of {@code getConnection} opens a connection: a pool goes on top of it. It owns none,
 * and no threads, so there is nothing to close. As a {@link javax.naming.Referenceable} it can be
 * bound in JNDI, with its password; {@link AuroraMlDataSourceFactory} makes it again. Like its
 * model it is thread-safe once its properties are set.
 */
public class AuroraMlDataSource extends ExportSettings {
  private static final long serialVersionUID = 1L;

  /** A data source of a server on this machine, without a user. */
  public AuroraMlDataSource() {}

  /** The URL that was set, else one of server, port and database. */
  @Override
  public String getUrl() {
    String url = super.getUrl();
    return explicitUrl ? url : "jdbc:auroraml:" + url.substring("jdbc:".length());
  }

  @Override
  public String getURL() {
    return getUrl();
  }

  /**
   * Opens a connection; both public methods of that name end here.
   *
   * @throws SQLException what the server or Connector/J says; SQLSTATE 01S00 where the URL is not
   *     one of the driver's or a setting has a value that it can't take
   */
  @Override
  protected Connection getConnection(Properties properties) throws SQLException {
    String url = getUrl();
    if (!ConnectionUrl.accepts(url)) {
      throw SqlErrors.otherUrl(AuroraMlDataSource.class.getSimpleName());
    }
    ConnectionUrl parsed = ConnectionUrl.parse(url, null);
    Properties all = new Properties();
    given().forEach((setting, value) -> all.setProperty(setting.key(), value));
    all.putAll(properties);
    all.putAll(parsed.urlProperties());
    return AuroraMlDriver.REGISTERED.connect(url, all);
  }

  /** A reference with all properties that were set, the password too. */
  @Override
  public Reference getReference() throws NamingException {
    Reference theirs = super.getReference();
    Reference reference =
        new Reference(theirs.getClassName(), AuroraMlDataSourceFactory.class.getName(), null);
    theirs.getAll().asIterator().forEachRemaining(reference::add);
    for (Map.Entry<Setting, String> entry : given().entrySet()) {
      reference.add(new StringRefAddr(entry.getKey().key(), entry.getValue()));
    }
    return reference;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("org.auroraml");
  }
}
