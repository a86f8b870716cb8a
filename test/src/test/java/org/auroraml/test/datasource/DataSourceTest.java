package org.auroraml.test.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.naming.spi.NamingManager;
import org.auroraml.jdbc.AuroraMlDataSource;
import org.auroraml.jdbc.AuroraMlDataSourceFactory;
import org.auroraml.test.oracle.MlDatabase;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F93: the data source as a bean, by JNDI and serialized; each connection asks a model. */
class DataSourceTest {
  private static final String QUERY = "SELECT f(v) FROM t";

  private final TestServer server = TestServer.get();
  private MlDatabase database;

  @BeforeEach
  void create() throws SQLException {
    database = MlDatabase.create();
    database.execute("CREATE TABLE t (v DOUBLE)", "INSERT INTO t VALUES (2)");
    try (Connection connection = database.connect()) {
      MlDatabase.createFunction(connection, "f(x DOUBLE) RETURNS DOUBLE", "ml-num");
    }
  }

  @AfterEach
  void drop() throws SQLException {
    database.close();
  }

  private AuroraMlDataSource byUrl() {
    AuroraMlDataSource dataSource = settings();
    dataSource.setUrl(database.database().auroraUrl());
    return dataSource;
  }

  private AuroraMlDataSource settings() {
    AuroraMlDataSource dataSource = new AuroraMlDataSource();
    dataSource.setUser(server.user());
    dataSource.setPassword(server.password());
    dataSource.setAwsRegion("us-east-1");
    dataSource.setSagemakerEndpointUrl(database.models().uri().toString());
    return dataSource;
  }

  private void assertAsksTheModel(javax.sql.DataSource dataSource) throws SQLException {
    database.models().resetCounters();
    try (Connection connection = dataSource.getConnection()) {
      assertThat(MlDatabase.rows(connection, QUERY)).hasSize(1);
    }
    assertThat(database.models().inputs("ml-num")).isEqualTo(1);
  }

  @Test
  @DisplayName("F93: URL, user, password and settings as properties")
  void aBeanWithAUrl() throws SQLException {
    assertAsksTheModel(byUrl());
  }

  @Test
  @DisplayName("F93: server, port and database as properties, and Connector/J's own")
  void aBeanWithoutAUrl() throws Exception {
    URI address = URI.create("mysql://" + server.hostPort());
    AuroraMlDataSource dataSource = settings();
    dataSource.setServerName(address.getHost());
    dataSource.setPortNumber(address.getPort());
    dataSource.setDatabaseName(database.name());
    dataSource.setAllowPublicKeyRetrieval(true);
    dataSource.setAllowMultiQueries(true);

    assertThat(dataSource.getUrl()).startsWith("jdbc:auroraml:mysql://" + address.getHost());
    assertAsksTheModel(dataSource);
    try (Connection connection = dataSource.getConnection()) {
      assertThat(connection.createStatement().execute("SELECT 1; SELECT 2")).isTrue();
    }
  }

  @Test
  @DisplayName(
      "F92: getConnection(user, password), and what is wrong with them, as Connector/J says")
  void userAndPasswordOfACall() throws SQLException {
    AuroraMlDataSource ours = byUrl();
    ours.setUser("nobody");
    MysqlDataSource theirs = new MysqlDataSource();
    theirs.setUrl(database.database().mysqlUrl());

    ours.getConnection(server.user(), server.password()).close();

    SQLException expected = failure(theirs, "nobody", "wrong password");
    SQLException actual = failure(ours, "nobody", "wrong password");
    assertThat(actual.getErrorCode()).isEqualTo(expected.getErrorCode());
    assertThat(actual.getSQLState()).isEqualTo(expected.getSQLState());
    assertThat(actual.getMessage()).isEqualTo(expected.getMessage());
  }

  private static SQLException failure(MysqlDataSource dataSource, String user, String password) {
    try (Connection connection = dataSource.getConnection(user, password)) {
      throw new AssertionError("connected as " + connection);
    } catch (SQLException e) {
      return e;
    }
  }

  @Test
  @DisplayName("F92: what stands in the URL goes before the bean's properties, as on Connector/J")
  void theUrlGoesBeforeProperties() throws SQLException {
    MysqlDataSource theirs = new MysqlDataSource();
    theirs.setUrl(database.database().mysqlUrl("allowMultiQueries=true"));
    AuroraMlDataSource ours = new AuroraMlDataSource();
    ours.setUrl(database.database().auroraUrl("allowMultiQueries=true", "mlConcurrency=2"));
    // A value that would make the connection fail, were it not for the URL's.
    ours.setMlConcurrency(-1);
    for (MysqlDataSource dataSource : new MysqlDataSource[] {theirs, ours}) {
      dataSource.setUser(server.user());
      dataSource.setPassword(server.password());
      dataSource.setAllowMultiQueries(false);
      try (Connection connection = dataSource.getConnection()) {
        assertThat(connection.createStatement().execute("SELECT 1; SELECT 2")).isTrue();
      }
    }
  }

  @Test
  @DisplayName("F93: a value that a setting can't take is named when a connection is opened")
  void aWrongValue() {
    AuroraMlDataSource dataSource = byUrl();
    dataSource.setMlConcurrency(0);

    assertThatThrownBy(dataSource::getConnection)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("01S00"))
        .hasMessageContaining("'mlConcurrency'");
  }

  @Test
  @DisplayName("F90: another driver's URL is refused with the form that works, and not repeated")
  void anotherDriversUrl() {
    for (String url : new String[] {"jdbc:mysql://h/d?password=secret", null}) {
      AuroraMlDataSource dataSource = settings();
      dataSource.setUrl(url);

      assertThatThrownBy(dataSource::getConnection)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("01S00"))
          .hasMessageContaining("jdbc:auroraml://HOST:PORT/DATABASE")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  @DisplayName("F93: bound in JNDI and looked up, it is the same")
  void throughJndi() throws Exception {
    AuroraMlDataSource bound = byUrl();
    bound.setMlConcurrency(3);
    bound.setAllowMultiQueries(true);

    AuroraMlDataSource found = lookedUp(bound.getReference());

    assertThat(found).isNotSameAs(bound);
    assertThat(found.getUrl()).isEqualTo(bound.getUrl());
    assertThat(found.getMlConcurrency()).isEqualTo(3);
    assertThat(found.getAllowMultiQueries()).isTrue();
    assertAsksTheModel(found);
  }

  @Test
  @DisplayName("F93: without a URL too")
  void throughJndiWithoutAUrl() throws Exception {
    AuroraMlDataSource bound = settings();
    bound.setServerName("db.example.com");
    bound.setPortNumber(3307);
    bound.setDatabaseName("shop");

    assertThat(lookedUp(bound.getReference()).getUrl())
        .isEqualTo("jdbc:auroraml:mysql://db.example.com:3307/shop");
  }

  @Test
  @DisplayName("F93: a resource of a container, which knows nothing of references")
  void aResourceOfTomcat() throws Exception {
    Reference resource =
        new Reference(
            AuroraMlDataSource.class.getName(), AuroraMlDataSourceFactory.class.getName(), null);
    resource.add(new StringRefAddr("auth", "Container"));
    resource.add(new StringRefAddr("scope", "Shareable"));
    resource.add(new StringRefAddr("url", database.database().auroraUrl()));
    resource.add(new StringRefAddr("username", server.user()));
    resource.add(new StringRefAddr("password", server.password()));
    resource.add(new StringRefAddr("awsRegion", "us-east-1"));
    resource.add(new StringRefAddr("sagemakerEndpointUrl", database.models().uri().toString()));

    assertAsksTheModel(lookedUp(resource));
  }

  @Test
  @DisplayName("F93: the factory leaves other objects to other factories")
  void anotherObject() throws Exception {
    AuroraMlDataSourceFactory factory = new AuroraMlDataSourceFactory();

    assertThat(factory.getObjectInstance("text", null, null, null)).isNull();
    assertThat(factory.getObjectInstance(new Reference("java.lang.String"), null, null, null))
        .isNull();
  }

  private static AuroraMlDataSource lookedUp(Reference reference) throws Exception {
    return (AuroraMlDataSource) NamingManager.getObjectInstance(reference, null, null, null);
  }

  @Test
  @DisplayName("F93: it can be serialized")
  void serialized() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(byUrl());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertAsksTheModel((AuroraMlDataSource) in.readObject());
    }
  }
}
