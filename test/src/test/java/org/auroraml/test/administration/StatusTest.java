package org.auroraml.test.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F45: Aurora's status variables, on a server that has none of them. */
class StatusTest {
  private MlDatabase database;
  private Connection connection;

  @BeforeEach
  void start() throws SQLException {
    database = MlDatabase.create();
    connection = database.connect();
    MlDatabase.createFunctions(connection);
    MlDatabase.execute(
        connection,
        "FLUSH STATUS",
        "CREATE TABLE t (i INT)",
        "INSERT INTO t VALUES (1), (2), (2), (3), (3), (3)");
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    database.close();
  }

  private static Map<String, String> status(Connection connection, String sql) throws SQLException {
    Map<String, String> rows = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.put(result.getString(1), result.getString(2));
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show status like 'Aurora_ml%'",
        "SHOW SESSION STATUS LIKE 'aurora\\_ml%'",
        "SHOW LOCAL STATUS WHERE Variable_name LIKE 'Aurora_ml%'",
        "SHOW GLOBAL STATUS LIKE 'AURORA_ML%'",
      })
  @DisplayName("counts what was asked for, sent and answered, under Aurora's names")
  void counts(String sql) throws SQLException {
    MlDatabase.rows(connection, "SELECT i FROM t WHERE ml_num(i) > 1");

    Map<String, String> rows = status(connection, sql);

    assertThat(rows)
        .containsExactly(
            Map.entry("Aurora_ml_actual_request_cnt", "1"),
            Map.entry("Aurora_ml_actual_response_cnt", "1"),
            Map.entry("Aurora_ml_cache_hit_cnt", "0"),
            Map.entry("Aurora_ml_logical_request_cnt", "3"),
            Map.entry("Aurora_ml_logical_response_cnt", "3"),
            Map.entry("Aurora_ml_retry_request_cnt", "0"),
            Map.entry("Aurora_ml_single_request_cnt", "0"));
  }

  @Test
  @DisplayName("cache hits + logical responses = logical requests; one input alone is single")
  void invariant() throws SQLException {
    MlDatabase.rows(connection, "SELECT ml_num(1), ml_num(1), ml_num(2)");
    MlDatabase.rows(connection, "SELECT ml_num(5)");

    Map<String, String> rows = status(connection, "SHOW STATUS LIKE 'Aurora_ml%'");

    assertThat(rows)
        .containsEntry("Aurora_ml_logical_request_cnt", "4")
        .containsEntry("Aurora_ml_cache_hit_cnt", "1")
        .containsEntry("Aurora_ml_logical_response_cnt", "3")
        .containsEntry("Aurora_ml_single_request_cnt", "1");
  }

  @Test
  @DisplayName("a session counts its own calls, GLOBAL those of all connections, closed ones too")
  void scopes() throws SQLException {
    try (Connection other = database.connect("mlConcurrency=3")) {
      MlDatabase.rows(other, "SELECT ml_num(1)");
    }

    assertThat(status(connection, "SHOW STATUS LIKE 'Aurora_ml_logical_request_cnt'"))
        .containsValue("0");
    assertThat(status(connection, "SHOW GLOBAL STATUS LIKE 'Aurora_ml_logical_request_cnt'"))
        .containsValue("1");
  }

  @Test
  @DisplayName("FLUSH STATUS resets both, and reaches the server")
  void flush() throws SQLException {
    MlDatabase.rows(connection, "SELECT ml_num(1)");
    MlDatabase.rows(connection, "SELECT i FROM t ORDER BY i");
    String sorts = "SHOW SESSION STATUS LIKE 'Sort_rows'";
    assertThat(status(connection, sorts)).doesNotContainValue("0");

    MlDatabase.execute(connection, "flush /* all */ status");

    assertThat(status(connection, sorts)).containsValue("0");
    assertThat(status(connection, "SHOW STATUS LIKE 'Aurora_ml%'").values()).containsOnly("0");
    assertThat(status(connection, "SHOW GLOBAL STATUS LIKE 'Aurora_ml%'").values())
        .containsOnly("0");
  }

  @Test
  @DisplayName("a user who may not flush resets nothing")
  void flushWithoutPrivilege() throws SQLException {
    try (TestUser user = TestUser.create(database);
        Connection theirs = user.connect()) {
      MlDatabase.rows(connection, "SELECT ml_num(1)");

      assertThatThrownBy(() -> MlDatabase.execute(theirs, "FLUSH STATUS"))
          .extracting("errorCode")
          .isEqualTo(1227);

      assertThat(status(theirs, "SHOW GLOBAL STATUS LIKE 'Aurora_ml_logical_request_cnt'"))
          .containsValue("1");
    }
  }

  @Test
  @DisplayName("SHOW STATUS without a filter has the server's variables and these, in order")
  void all() throws SQLException {
    for (String scope : new String[] {"", "GLOBAL "}) {
      Map<String, String> rows = status(connection, "SHOW " + scope + "STATUS");
      assertThat(rows)
          .containsKeys("Uptime", "Threads_connected", "Aurora_ml_cache_hit_cnt", "Sort_rows");
      assertThat(List.copyOf(rows.keySet()))
          .containsSubsequence("Aborted_clients", "Aurora_ml_cache_hit_cnt", "Uptime")
          .hasSizeGreaterThan(300);
    }
    assertThat(
            status(
                connection,
                "SHOW STATUS WHERE Variable_name IN ('Uptime', 'Aurora_ml_cache_hit_cnt')"))
        .containsOnlyKeys("Uptime", "Aurora_ml_cache_hit_cnt");
  }

  @Test
  @DisplayName("a filter that finds none of them is the server's alone; parameters are bound")
  void filters() throws SQLException {
    assertThat(status(connection, "SHOW STATUS LIKE 'Uptime'")).containsOnlyKeys("Uptime");
    try (PreparedStatement show =
        connection.prepareStatement("SHOW STATUS WHERE Variable_name = ?")) {
      show.setString(1, "Aurora_ml_cache_hit_cnt");
      try (ResultSet result = show.executeQuery()) {
        assertThat(result.next()).isTrue();
        assertThat(result.getInt("Value")).isZero();
        assertThat(result.next()).isFalse();
      }
    }
  }

  @Test
  @DisplayName("its columns are those of the server's SHOW STATUS")
  void metaData() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SHOW STATUS LIKE 'Aurora_ml%'")) {
      assertThat(result.getMetaData().getColumnLabel(1)).isEqualTo("Variable_name");
      assertThat(result.getMetaData().getColumnLabel(2)).isEqualTo("Value");
      assertThat(result.getMetaData().getColumnType(1)).isEqualTo(Types.VARCHAR);
      assertThat(result.getMetaData().getColumnType(2)).isEqualTo(Types.VARCHAR);
    }
  }

  @Test
  @DisplayName("the tables of the same contents have them, too")
  void tables() throws SQLException {
    MlDatabase.rows(connection, "SELECT ml_num(1)");
    String schema =
        database.database().server().isMariaDb() ? "information_schema" : "performance_schema";

    for (String table : new String[] {"global_status", "session_status"}) {
      String from = schema + "." + table;
      assertThat(
              MlDatabase.rows(
                  connection,
                  "SELECT VARIABLE_VALUE FROM "
                      + from
                      + " WHERE VARIABLE_NAME = 'Aurora_ml_logical_request_cnt'"))
          .containsExactly("1");
      assertThat(
              MlDatabase.rows(
                  connection,
                  "SELECT COUNT(*) FROM " + from + " s WHERE s.VARIABLE_NAME LIKE 'uptime'"))
          .containsExactly("1");
    }
  }
}
