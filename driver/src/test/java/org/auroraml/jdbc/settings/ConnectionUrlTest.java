package org.auroraml.jdbc.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F90: the URL says what is ours and what is Connector/J's")
class ConnectionUrlTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:auroraml://h:1/d?useSSL=false, jdbc:mysql://h:1/d?useSSL=false",
    "jdbc:mysql:auroraml://h/d, jdbc:mysql://h/d",
    "jdbc:auroraml:mysql://h/d, jdbc:mysql://h/d",
    "jdbc:auroraml:mysql:replication://a:1/d, jdbc:mysql:replication://a:1/d",
    "jdbc:auroraml:mysql+srv://h/d, jdbc:mysql+srv://h/d",
    "jdbc:auroraml://h/d?awsRegion=x&a=b&mlConcurrency=2, jdbc:mysql://h/d?a=b",
    "jdbc:auroraml://h/d?awsRegion=x, jdbc:mysql://h/d",
  })
  void leavesConnectorJItsOwnUrl(String url, String mysqlUrl) throws SQLException {
    assertThat(ConnectionUrl.parse(url, new Properties()).mysqlUrl()).isEqualTo(mysqlUrl);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:auroraml://h:1/d?a=b | h:1",
        "jdbc:auroraml://u:p@h:1 | h:1",
        "jdbc:auroraml:mysql:replication://a:1,b:2/d | a:1,b:2",
      })
  void namesTheServers(String url, String hosts) throws SQLException {
    assertThat(ConnectionUrl.parse(url, null).hosts()).isEqualTo(hosts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:mysql://h/d", "jdbc:mariadb://h/d", "jdbc:auroramlx://h"})
  void claimsNoOtherUrl(String url) {
    assertThat(ConnectionUrl.accepts(url)).isFalse();
  }

  @Test
  void propertiesWinOverTheUrlAndAreNotChanged() throws SQLException {
    Properties info = new Properties();
    info.setProperty("mlConcurrency", "3");
    info.setProperty("user", "u");
    info.setProperty("password", "secret");
    Properties before = (Properties) info.clone();

    ConnectionUrl url = ConnectionUrl.parse("jdbc:auroraml://h/d?mlConcurrency=2", info);

    assertThat(url.settings().number(Setting.ML_CONCURRENCY)).isEqualTo(3);
    assertThat(url.properties()).containsOnlyKeys("user", "password");
    assertThat(info).isEqualTo(before);
    assertThat(url.toString()).doesNotContain("secret");
  }

  @Test
  void oneEndpointCanHaveItsOwnUrl() throws SQLException {
    ConnectionUrl url =
        ConnectionUrl.parse(
            "jdbc:auroraml://h/d?sagemakerEndpointUrl.churn=http%3A%2F%2Flocalhost%3A8080%2Finvocations",
            null);
    assertThat(url.settings().endpointUrls())
        .containsEntry("churn", URI.create("http://localhost:8080/invocations"));
  }

  @ParameterizedTest
  @CsvSource({
    "mlConcurrency, many",
    "mlConcurrency, 0",
    "mlConcurrency, 99999999999",
    "functions, table",
    "logInputs, yes",
    "sagemakerEndpointUrl, ftp://h/",
    "sagemakerEndpointUrl.e, nowhere",
  })
  void aWrongValueIsNamedWithWhatTheSettingTakes(String setting, String value) {
    assertThatThrownBy(
            () -> ConnectionUrl.parse("jdbc:auroraml://h/d?" + setting + "=" + value, null))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("'" + setting + "'")
        .hasMessageContaining("'" + value + "'")
        .hasMessageContaining("it takes ")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("01S00");
  }
}
