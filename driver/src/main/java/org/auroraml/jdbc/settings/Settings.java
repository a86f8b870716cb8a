package org.auroraml.jdbc.settings;

import java.net.URI;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The checked values of the driver's settings for one connection. Immutable; equal values are equal
 * objects, so that connections with the same settings share what hangs on them.
 *
 * @param values the values given, by setting
 * @param endpointUrls {@code sagemakerEndpointUrl.NAME} settings, by endpoint name
 */
public record Settings(Map<Setting, String> values, Map<String, URI> endpointUrls) {
  /** SQLSTATE of a bad connection attribute, as Connector/J uses it. */
  private static final String INVALID_CONNECTION_ATTRIBUTE = "01S00";

  private static final String ENDPOINT_URL_PREFIX = Setting.SAGEMAKER_ENDPOINT_URL.key() + ".";

  public Settings {
    values = Map.copyOf(values);
    endpointUrls = Map.copyOf(endpointUrls);
  }

  /** Whether a connection property of that name is the driver's own. */
  static boolean owns(String key) {
    return Setting.byKey(key) != null || key.startsWith(ENDPOINT_URL_PREFIX);
  }

  /**
   * Checks values.
   *
   * @param given properties whose names the driver {@link #owns}
   * @throws SQLException SQLSTATE 01S00, naming the setting, the value and the values it takes
   */
  static Settings of(Map<String, String> given) throws SQLException {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    Map<String, URI> endpointUrls = new TreeMap<>();
    for (Map.Entry<String, String> entry : given.entrySet()) {
      String value = entry.getValue();
      Setting setting = Setting.byKey(entry.getKey());
      Setting checked = setting == null ? Setting.SAGEMAKER_ENDPOINT_URL : setting;
      if (!checked.accepts(value)) {
        throw new SQLException(
            "The setting '"
                + entry.getKey()
                + "' can't be '"
                + value
                + "': it takes "
                + checked.accepted()
                + ".",
            INVALID_CONNECTION_ATTRIBUTE);
      }
      if (setting == null) {
        endpointUrls.put(entry.getKey().substring(ENDPOINT_URL_PREFIX.length()), URI.create(value));
      } else {
        values.put(setting, value);
      }
    }
    return new Settings(values, endpointUrls);
  }

  /** The value given, or the default. */
  public Optional<String> text(Setting setting) {
    return Optional.ofNullable(values.get(setting)).or(setting::defaultValue);
  }

  /** The value of a URL setting. */
  public Optional<URI> url(Setting setting) {
    return text(setting).map(URI::create);
  }

  /** The value of a numeric setting, which has a default. */
  public int number(Setting setting) {
    return Integer.parseInt(text(setting).orElseThrow());
  }

  /** The value of a setting of bytes, which has a default. */
  public long bytes(Setting setting) {
    return Long.parseLong(text(setting).orElseThrow());
  }

  /** The values of a setting that takes several, none if it is not given. */
  public Set<String> names(Setting setting) {
    return text(setting).stream()
        .flatMap(Pattern.compile(",")::splitAsStream)
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The value of a yes-or-no setting, which has a default. */
  public boolean flag(Setting setting) {
    return Boolean.parseBoolean(text(setting).orElseThrow());
  }
}
