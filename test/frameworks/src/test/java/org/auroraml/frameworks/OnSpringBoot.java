package org.auroraml.frameworks;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.auroraml.test.oracle.MlDatabase;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Tests of a class share an application over a database of their own, in which a migration has made
 * the table {@code reading} and the ML function {@code anomaly_score}, whose model gives back what
 * it is asked for.
 */
@SpringBootTest(classes = FrameworksApplication.class, webEnvironment = WebEnvironment.NONE)
@DirtiesContext
abstract class OnSpringBoot {
  static final String ENDPOINT = "ml-num";

  /** The database of the class that runs. */
  private static MlDatabase database;

  @Autowired DataSource dataSource;
  @Autowired JdbcTemplate jdbc;

  @DynamicPropertySource
  static void server(DynamicPropertyRegistry properties) throws SQLException {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    TestServer server = TestServer.get();
    database = MlDatabase.create();
    String url = database.database().mysqlUrl();
    String models = URLEncoder.encode(database.models().uri().toString(), StandardCharsets.UTF_8);
    properties.add("test.server", server::hostPort);
    properties.add("test.database", () -> database.name());
    properties.add("test.options", () -> url.substring(url.indexOf('?') + 1));
    properties.add("test.user", server::user);
    properties.add("test.password", server::password);
    properties.add("test.models", () -> models);
    if (server.isMariaDb()) {
      // Connector/J asks MariaDB for its keywords as only MySQL can answer, and Hibernate can't
      // go on without them; on jdbc:mysql: it is the same.
      properties.add("spring.jpa.database-platform", () -> "org.hibernate.dialect.MariaDBDialect");
    }
  }

  @AfterAll
  static void drop() throws SQLException {
    database.close();
  }

  @BeforeEach
  void asMigrated() {
    jdbc.update("UPDATE reading SET score = NULL");
    database.models().resetCounters();
  }

  static MlDatabase database() {
    return database;
  }

  /** How many inputs the model was asked for since the test began. */
  static long inputs() {
    return database.models().inputs(ENDPOINT);
  }

  static long requests() {
    return database.models().requests(ENDPOINT);
  }

  HikariDataSource pool() {
    return (HikariDataSource) dataSource;
  }
}
