package org.auroraml.jdbc;

import java.sql.SQLException;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.Supplier;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import org.auroraml.jdbc.settings.Setting;

/**
 * Makes an {@link AuroraMlDataSource}, {@link AuroraMlConnectionPoolDataSource} or {@link
 * AuroraMlXADataSource} of a JNDI reference: of one that the data source made itself, or of a
 * resource that names this class as its factory, as Tomcat's {@code <Resource
 * type="org.auroraml.jdbc.AuroraMlDataSource"
 * factory="org.auroraml.jdbc.AuroraMlDataSourceFactory">} does. Attributes are the data source's
 * properties, {@code username} stands for {@code user}, and those that are no property (Tomcat's
 * {@code auth} and {@code scope}) are left alone. Thread-safe.
 */
public final class AuroraMlDataSourceFactory implements ObjectFactory {
  private static final Map<String, Supplier<AuroraMlDataSource>> MADE =
      Map.of(
          AuroraMlDataSource.class.getName(),
          AuroraMlDataSource::new,
          AuroraMlConnectionPoolDataSource.class.getName(),
          AuroraMlConnectionPoolDataSource::new,
          AuroraMlXADataSource.class.getName(),
          AuroraMlXADataSource::new);

  /** For JNDI. */
  public AuroraMlDataSourceFactory() {}

  /**
   * Returns the data source, or null where the object is not a reference to one.
   *
   * @throws SQLException Connector/J can't take a property's value
   * @throws NumberFormatException the port is not a number
   */
  @Override
  public Object getObjectInstance(
      Object object, Name name, Context context, Hashtable<?, ?> environment) throws SQLException {
    if (!(object instanceof Reference reference) || !MADE.containsKey(reference.getClassName())) {
      return null;
    }
    AuroraMlDataSource dataSource = MADE.get(reference.getClassName()).get();
    dataSource.setServerName(text(reference, "serverName", dataSource.getServerName()));
    dataSource.setDatabaseName(text(reference, "databaseName", dataSource.getDatabaseName()));
    dataSource.setUser(text(reference, "user", text(reference, "username", null)));
    dataSource.setPassword(text(reference, "password", null));
    String port = text(reference, "port", text(reference, "portNumber", null));
    // Connector/J looks a port that was set up differently from its default.
    if (port != null && Boolean.parseBoolean(text(reference, "explicitPort", "true"))) {
      dataSource.setPortNumber(Integer.parseInt(port));
    }
    String url = text(reference, "url", null);
    if (url != null && Boolean.parseBoolean(text(reference, "explicitUrl", "true"))) {
      dataSource.setUrl(url);
    }
    dataSource.setPropertiesViaRef(reference);
    for (Setting setting : Setting.values()) {
      dataSource.put(setting, text(reference, setting.key(), null));
    }
    return dataSource;
  }

  private static String text(Reference reference, String type, String otherwise) {
    RefAddr address = reference.get(type);
    return address == null || address.getContent() == null
        ? otherwise
        : address.getContent().toString();
  }
}
