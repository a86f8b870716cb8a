package org.auroraml.test.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F91: what the connection's time zone makes of values. */
class TimeZoneTest extends OnEachRoute {
  private static final Instant INSTANT = Instant.parse("2024-05-01T20:15:30Z");

  @BeforeEach
  void createTable() throws SQLException {
    execute("CREATE TABLE t (at DATETIME)");
  }

  private interface Parameter {
    void set(PreparedStatement statement) throws SQLException;
  }

  /** Stores a value in Tokyo's time, and returns the text that the server has of it. */
  private String stored(Connection tokyo, Parameter parameter) throws SQLException {
    try (PreparedStatement insert = tokyo.prepareStatement("INSERT INTO t VALUES (?)")) {
      parameter.set(insert);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    return rows("SELECT CAST(at AS CHAR) FROM t").get(0);
  }

  private Connection tokyo() throws SQLException {
    return connect("connectionTimeZone=%2B09:00", "forceConnectionTimeZoneToSession=true");
  }

  @Test
  @DisplayName("an instant is stored in the connection's zone, and comes back as the same")
  void instants() throws SQLException {
    try (Connection tokyo = tokyo()) {
      assertThat(stored(tokyo, s -> s.setObject(1, INSTANT.atOffset(ZoneOffset.ofHours(-5)))))
          .isEqualTo("2024-05-02 05:15:30");
      try (ResultSet row = tokyo.createStatement().executeQuery("SELECT at FROM t")) {
        row.next();
        assertThat(row.getObject(1, OffsetDateTime.class).toInstant()).isEqualTo(INSTANT);
        assertThat(row.getTimestamp(1).toInstant()).isEqualTo(INSTANT);
      }
    }
  }

  @Test
  @DisplayName("a Calendar says in which zone a timestamp is written and read")
  void calendars() throws SQLException {
    Calendar utc = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
    try (Connection tokyo = tokyo()) {
      assertThat(stored(tokyo, s -> s.setTimestamp(1, Timestamp.from(INSTANT), utc)))
          .isEqualTo("2024-05-01 20:15:30");
      try (ResultSet row = tokyo.createStatement().executeQuery("SELECT at FROM t")) {
        row.next();
        assertThat(row.getTimestamp(1, utc).toInstant()).isEqualTo(INSTANT);
      }
    }
  }

  @Test
  @DisplayName("a local date and time knows no zone")
  void localTimes() throws SQLException {
    LocalDateTime local = LocalDateTime.of(2024, 5, 1, 1, 2, 3);
    try (Connection tokyo = tokyo()) {
      assertThat(stored(tokyo, s -> s.setObject(1, local))).isEqualTo("2024-05-01 01:02:03");
      try (ResultSet row = tokyo.createStatement().executeQuery("SELECT at FROM t")) {
        row.next();
        assertThat(row.getObject(1, LocalDateTime.class)).isEqualTo(local);
      }
    }
  }

  @Test
  @DisplayName("the session has the connection's zone")
  void session() throws SQLException {
    try (Connection tokyo = tokyo();
        ResultSet zone = tokyo.createStatement().executeQuery("SELECT @@session.time_zone")) {
      zone.next();
      assertThat(zone.getString(1)).isEqualTo("+09:00");
    }
  }
}
