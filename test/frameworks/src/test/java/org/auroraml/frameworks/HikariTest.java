package org.auroraml.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.auroraml.jdbc.AuroraMlDataSource;
import org.auroraml.test.oracle.MlDatabase;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.DataSourceBuilder;

@DisplayName("F92, F93: HikariCP by itself, over our data source")
class HikariTest extends OnSpringBoot {

  @Test
  @DisplayName("F93: the pool sets the data source's properties, the driver's and Connector/J's")
  void byDataSourceClassName() throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setDataSourceClassName(AuroraMlDataSource.class.getName());
    config.setUsername(TestServer.get().user());
    config.setPassword(TestServer.get().password());
    config.addDataSourceProperty("url", database().database().auroraUrl());
    config.addDataSourceProperty("awsRegion", "us-east-1");
    config.addDataSourceProperty("sagemakerEndpointUrl", database().models().uri().toString());
    config.addDataSourceProperty("mlConcurrency", "2");
    config.addDataSourceProperty("s3FileSize", "1000000");
    config.addDataSourceProperty("allowMultiQueries", "true");
    config.setMaximumPoolSize(1);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      assertThat(pool.unwrap(AuroraMlDataSource.class).getMlConcurrency()).isEqualTo(2);
      for (int i = 1; i <= 2; i++) {
        try (Connection connection = pool.getConnection()) {
          assertThat(MlDatabase.rows(connection, "SELECT SUM(anomaly_score(amount)) FROM reading"))
              .containsExactly("15.0");
          assertThat(connection.createStatement().execute("SELECT 1; SELECT 2")).isTrue();
        }
      }
    }
    assertThat(inputs()).isEqualTo(6);
  }

  @Test
  @DisplayName("F93: Spring Boot's builder makes our data source where it is asked for that type")
  void bySpringsBuilder() throws SQLException {
    AuroraMlDataSource dataSource =
        DataSourceBuilder.create()
            .type(AuroraMlDataSource.class)
            .url(database().database().auroraUrl())
            .username(TestServer.get().user())
            .password(TestServer.get().password())
            .build();

    try (Connection connection = dataSource.getConnection()) {
      assertThat(MlDatabase.rows(connection, "SELECT COUNT(*) FROM reading")).containsExactly("3");
    }
  }
}
