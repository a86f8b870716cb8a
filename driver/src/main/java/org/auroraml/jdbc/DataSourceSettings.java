package org.auroraml.jdbc;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.auroraml.jdbc.settings.Setting;

/**
 * The settings of the driver as properties of a bean, beside those of Connector/J's {@link
 * MysqlDataSource}: {@link AwsSettings}, {@link ModelSettings} and {@link ExportSettings}. They
 * have the names and the meaning of docs/settings.md.
 *
 * <p>A value is not looked at before a connection is opened: one that a setting can't take makes
 * {@code getConnection} fail with SQLSTATE 01S00, naming it. Getters give what was set, else the
 * setting's default, and null where it has none; what the URL says they do not know, and it goes
 * before them. Setting null takes a value back. Not thread-safe while values are set.
 */
public abstract class DataSourceSettings extends MysqlDataSource {
  private static final long serialVersionUID = 1L;

  private final EnumMap<Setting, String> given = new EnumMap<>(Setting.class);

  DataSourceSettings() {}

  /** The settings that were given a value. */
  final Map<Setting, String> given() {
    return Collections.unmodifiableMap(given);
  }

  /** Gives a setting a value, or takes it back where that is null. */
  final void put(Setting setting, String value) {
    if (value == null) {
      given.remove(setting);
    } else {
      given.put(setting, value);
    }
  }

  final String text(Setting setting) {
    return given.getOrDefault(setting, setting.defaultValue().orElse(null));
  }

  final int number(Setting setting) {
    return Integer.parseInt(text(setting));
  }

  final long bytes(Setting setting) {
    return Long.parseLong(text(setting));
  }

  final boolean flag(Setting setting) {
    return Boolean.parseBoolean(text(setting));
  }
}
