package org.auroraml.jdbc.settings;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.exceptions.SQLExceptionsMapping;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A URL of the driver taken apart: what Connector/J gets, and the driver's own settings (feature
 * F90). The caller's Properties are read, never changed.
 *
 * @param mysqlUrl the URL for Connector/J, without the driver's own settings
 * @param properties the properties for Connector/J, without the driver's own settings
 * @param settings the driver's own settings
 */
public record ConnectionUrl(String mysqlUrl, Properties properties, Settings settings) {
  private static final String PREFIX = "jdbc:auroraml:";
  private static final String ALIAS = "jdbc:mysql:auroraml:";

  /** Whether the URL has one of the driver's forms; plain {@code jdbc:mysql:} is never claimed. */
  public static boolean accepts(String url) {
    return url != null && (url.startsWith(PREFIX) || url.startsWith(ALIAS));
  }

  /**
   * Takes a URL apart.
   *
   * @param url a URL that {@link #accepts}
   * @param info the caller's properties, may be null
   * @throws SQLException SQLSTATE 01S00 where a setting has a value it can't have
   */
  public static ConnectionUrl parse(String url, Properties info) throws SQLException {
    Map<String, String> own = new LinkedHashMap<>();
    String mysqlUrl = withoutOwnSettings(underlying(url), own);
    Properties rest = new Properties();
    if (info != null) {
      for (String key : info.stringPropertyNames()) {
        String value = info.getProperty(key);
        if (Settings.owns(key)) {
          own.put(key, value);
        } else {
          rest.setProperty(key, value);
        }
      }
    }
    return new ConnectionUrl(mysqlUrl, rest, Settings.of(own));
  }

  /**
   * {@code jdbc:auroraml://h/d} and {@code jdbc:mysql:auroraml://h/d} are {@code jdbc:mysql://h/d};
   * {@code jdbc:auroraml:mysql:X} is {@code jdbc:mysql:X}, any of Connector/J's forms.
   */
  private static String underlying(String url) {
    String rest = url.substring((url.startsWith(PREFIX) ? PREFIX : ALIAS).length());
    if (rest.startsWith("mysql+srv:")) {
      return "jdbc:" + rest;
    }
    return "jdbc:mysql:" + (rest.startsWith("mysql:") ? rest.substring("mysql:".length()) : rest);
  }

  private static String withoutOwnSettings(String url, Map<String, String> own) {
    int query = url.indexOf('?');
    if (query < 0) {
      return url;
    }
    List<String> rest = new ArrayList<>();
    for (String pair : url.substring(query + 1).split("&", -1)) {
      int equals = pair.indexOf('=');
      String key = decode(equals < 0 ? pair : pair.substring(0, equals)).strip();
      if (Settings.owns(key)) {
        own.put(key, equals < 0 ? "" : decode(pair.substring(equals + 1)));
      } else if (!pair.isEmpty()) {
        rest.add(pair);
      }
    }
    String base = url.substring(0, query);
    return rest.isEmpty() ? base : base + "?" + String.join("&", rest);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException strayPercent) {
      return text;
    }
  }

  /**
   * What the URL itself says, of Connector/J's properties and of the driver's settings, as far as
   * it holds for all its servers.
   *
   * @throws SQLException Connector/J can't read the URL
   */
  public Properties urlProperties() throws SQLException {
    Properties all = new Properties();
    try {
      all.putAll(
          com.mysql.cj.conf.ConnectionUrl.getConnectionUrlInstance(mysqlUrl, null)
              .getConnectionArgumentsAsProperties());
    } catch (CJException e) {
      throw SQLExceptionsMapping.translateException(e);
    }
    for (PropertyKey address : List.of(PropertyKey.HOST, PropertyKey.PORT, PropertyKey.DBNAME)) {
      all.remove(address.getKeyName());
    }
    settings.values().forEach((setting, value) -> all.setProperty(setting.key(), value));
    return all;
  }

  /**
   * The servers, as the URL names them: {@code host:port}, or the list of a replication URL;
   * neither user, database nor options.
   */
  public String hosts() {
    int start = mysqlUrl.indexOf("//") + 2;
    int end = start;
    while (end < mysqlUrl.length() && "/?".indexOf(mysqlUrl.charAt(end)) < 0) {
      end++;
    }
    String authority = mysqlUrl.substring(start, end);
    return authority.substring(authority.lastIndexOf('@') + 1);
  }

  /** The user in whose name connections are made, where the URL or the properties say. */
  public Optional<String> user() {
    String user = properties.getProperty("user");
    if (user != null) {
      return Optional.of(user);
    }
    int query = mysqlUrl.indexOf('?');
    if (query >= 0) {
      for (String pair : mysqlUrl.substring(query + 1).split("&", -1)) {
        if (pair.startsWith("user=")) {
          return Optional.of(decode(pair.substring("user=".length())));
        }
      }
    }
    return Optional.empty();
  }

  /** Shows the scheme alone: hosts and properties may hold the password. */
  @Override
  public String toString() {
    int hosts = mysqlUrl.indexOf("//");
    return "ConnectionUrl[" + (hosts < 0 ? "" : mysqlUrl.substring(0, hosts + 2)) + "…]";
  }
}
