package org.auroraml.test.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F94: the tests run on MariaDB, on MySQL and on any other server. */
class TestServerTest {

  private final TestServer server = TestServer.get();

  @Test
  @DisplayName("the server is the one that was asked for")
  void serverIsTheOneAskedFor() {
    String url = System.getProperty("auroraml.test.url", "");
    boolean mysql = System.getProperty("auroraml.test.server", "mariadb").equals("mysql");

    if (url.isEmpty()) {
      assertThat(server.isMariaDb()).isNotEqualTo(mysql);
    } else {
      assertThat(url).contains(server.hostPort());
    }
  }

  @Test
  @DisplayName("a test's database is its own and does not outlive it")
  void databaseIsDropped() throws SQLException {
    String name;
    try (TestDatabase one = server.createDatabase();
        TestDatabase other = server.createDatabase()) {
      name = one.name();
      assertThat(name).isNotEqualTo(other.name());
      one.execute("CREATE TABLE t (i INT)", "INSERT INTO t VALUES (1)");
      assertThat(exists(name)).isTrue();
    }
    assertThat(exists(name)).isFalse();
  }

  private boolean exists(String database) throws SQLException {
    try (Connection connection = server.connect("");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW DATABASES LIKE '" + database + "'")) {
      return rows.next();
    }
  }
}
