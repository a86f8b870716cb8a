package org.auroraml.test.passthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.auroraml.test.server.TestDatabase;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F90: the URLs that reach us, and those that do not. */
class UrlTest {

  private final TestServer server = TestServer.get();
  private TestDatabase database;

  @BeforeEach
  void createDatabase() throws SQLException {
    database = server.createDatabase();
  }

  @AfterEach
  void dropDatabase() throws SQLException {
    database.close();
  }

  /** Fills in the server's address; a URL with two hosts names the same one twice. */
  private String url(String form) {
    return form.replace("HOST", server.hostPort()) + database.name();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:auroraml://HOST/",
        "jdbc:auroraml:mysql://HOST/",
        "jdbc:mysql:auroraml://HOST/",
        "jdbc:auroraml://HOST,HOST/",
        "jdbc:auroraml:mysql:loadbalance://HOST,HOST/",
        "jdbc:auroraml:mysql:replication://HOST,HOST/"
      })
  @DisplayName("F90: each form connects, by DriverManager and with our driver")
  void formsConnect(String form) throws SQLException {
    Properties properties = credentials();
    try (Connection connection = DriverManager.getConnection(url(form), properties);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT DATABASE()")) {
      assertThat(connection.getClass().getName()).startsWith("org.auroraml.");
      result.next();
      assertThat(result.getString(1)).isEqualTo(database.name());
    }
  }

  @Test
  @DisplayName("F90: the host may be given in Connector/J's key-value form")
  void keyValueForm() throws SQLException {
    String[] address = server.hostPort().split(":");
    String url =
        "jdbc:auroraml://address=(host=%s)(port=%s)/%s"
            .formatted(address[0], address.length > 1 ? address[1] : "3306", database.name());
    try (Connection connection = DriverManager.getConnection(url, credentials())) {
      assertThat(connection.getCatalog()).isEqualTo(database.name());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://HOST/",
        "jdbc:mysql:loadbalance://HOST/",
        "jdbc:mysql:replication://HOST/",
        "jdbc:mysql+srv://HOST/",
        "mysqlx://HOST/",
        "jdbc:mariadb://HOST/",
        "jdbc:auroramlx://HOST/"
      })
  @DisplayName("F90: other drivers' URLs are never claimed")
  void otherUrlsAreNotClaimed(String form) throws SQLException {
    Driver driver = driver();

    assertThat(driver.acceptsURL(url(form))).isFalse();
    assertThat(driver.connect(url(form), credentials())).isNull();
  }

  @Test
  @DisplayName("F90: plain jdbc:mysql: stays Connector/J's")
  void plainUrlIsConnectorJ() throws SQLException {
    try (Connection connection = database.connectMysql()) {
      assertThat(connection.getClass().getName()).startsWith("com.mysql.");
    }
  }

  @Test
  @DisplayName("user, password and settings may stand in the URL")
  void credentialsInUrl() throws SQLException {
    String url =
        database.auroraUrl(
            "user=" + URLEncoder.encode(server.user(), StandardCharsets.UTF_8),
            "password=" + URLEncoder.encode(server.password(), StandardCharsets.UTF_8),
            "connectionAttributes=program:x",
            "allowMultiQueries=true");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute("SELECT 1; SELECT 2")).isTrue();
    }
  }

  @Test
  @DisplayName("the caller's Properties stay as they are, and their defaults count")
  void propertiesStayUnchanged() throws SQLException {
    Properties properties = new Properties(credentials());
    properties.setProperty("allowMultiQueries", "true");
    properties.setProperty("mlConcurrency", "3");
    Properties before = (Properties) properties.clone();

    try (Connection connection = driver().connect(database.auroraUrl(), properties);
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute("SELECT 1; SELECT 2")).isTrue();
    }

    assertThat(properties).isEqualTo(before);
    assertThat(properties.getProperty("user")).isEqualTo(server.user());
  }

  @Test
  @DisplayName("a wrong password fails as it does on Connector/J")
  void wrongPassword() {
    assertThatThrownBy(
            () -> DriverManager.getConnection(database.auroraUrl(), "nobody", "wrong password"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1045))
        .hasMessageNotContaining("wrong password");
  }

  @Test
  @DisplayName("getPropertyInfo lists our settings and Connector/J's")
  void propertyInfo() throws SQLException {
    DriverPropertyInfo[] settings =
        driver().getPropertyInfo(database.auroraUrl("mlConcurrency=3"), credentials());

    Driver connectorJ = DriverManager.getDriver(database.mysqlUrl());
    assertThat(names(settings))
        .contains("awsRegion", "mlConcurrency")
        .containsAll(names(connectorJ.getPropertyInfo(database.mysqlUrl(), credentials())));
    assertThat(Arrays.stream(settings).filter(setting -> setting.name.equals("mlConcurrency")))
        .extracting(setting -> setting.value)
        .containsExactly("3");
  }

  @Test
  @DisplayName("the metadata's URL is Connector/J's, by which tools tell the database")
  void metadataUrl() throws SQLException {
    try (Connection connection = database.connectAurora()) {
      assertThat(connection.getMetaData().getURL()).isEqualTo(database.mysqlUrl());
    }
  }

  private static List<String> names(DriverPropertyInfo[] settings) {
    return Arrays.stream(settings).map(setting -> setting.name).toList();
  }

  private Driver driver() throws SQLException {
    return DriverManager.getDriver(database.auroraUrl());
  }

  private Properties credentials() {
    Properties properties = new Properties();
    properties.setProperty("user", server.user());
    properties.setProperty("password", server.password());
    return properties;
  }
}
