package org.auroraml.test.datasource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.MysqlXid;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.naming.spi.NamingManager;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.auroraml.jdbc.AuroraMlConnectionPoolDataSource;
import org.auroraml.jdbc.AuroraMlDataSource;
import org.auroraml.jdbc.AuroraMlXADataSource;
import org.auroraml.test.oracle.MlDatabase;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F25, F31, F93: statements with ML calls on the logical connections of pooled ones. */
class PooledDataSourceTest {
  private static final int ROWS = 1500;

  private final TestServer server = TestServer.get();
  private MlDatabase database;

  @BeforeEach
  void create() throws SQLException {
    database = MlDatabase.create();
    database.execute(
        "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, v DOUBLE) ENGINE = InnoDB",
        "INSERT INTO t (v) VALUES (1), (2), (3)");
    for (int there = 3; there < ROWS; there *= 2) {
      database.execute("INSERT INTO t (v) SELECT v + " + there + " FROM t WHERE id > 0");
    }
    database.execute("DELETE FROM t WHERE v > " + ROWS);
    try (Connection connection = database.connect()) {
      MlDatabase.createFunction(connection, "f(x DOUBLE) RETURNS DOUBLE", "echo");
    }
    database.models().endpoint("echo", rows -> rows.stream().map(row -> row.get(0)).toList());
  }

  @AfterEach
  void drop() throws SQLException {
    database.close();
  }

  private <T extends AuroraMlDataSource> T set(T dataSource, String... settings) {
    dataSource.setUrl(database.database().auroraUrl(settings));
    dataSource.setUser(server.user());
    dataSource.setPassword(server.password());
    dataSource.setAwsRegion("us-east-1");
    dataSource.setSagemakerEndpointUrl(database.models().uri().toString());
    return dataSource;
  }

  private List<String> plainly(String sql) throws SQLException {
    try (Connection connection = database.connectMysql()) {
      return MlDatabase.rows(connection, sql);
    }
  }

  @Test
  @DisplayName("F31, F93: reads and writes in a global transaction are part of it")
  void inAGlobalTransaction() throws Exception {
    XAConnection xa = set(new AuroraMlXADataSource()).getXAConnection();
    XAResource resource = xa.getXAResource();
    Connection connection = xa.getConnection();
    Xid first = xid(1);
    resource.start(first, XAResource.TMNOFLAGS);
    MlDatabase.execute(connection, "UPDATE t SET v = f(v) + 10000 WHERE f(v) <= 3");
    assertThat(MlDatabase.rows(connection, "SELECT COUNT(*) FROM t WHERE f(v) > 10000"))
        .containsExactly("3");
    assertThat(plainly("SELECT COUNT(*) FROM t WHERE v > 10000")).containsExactly("0");
    resource.end(first, XAResource.TMSUCCESS);
    resource.rollback(first);
    assertThat(plainly("SELECT COUNT(*) FROM t WHERE v > 10000")).containsExactly("0");

    Xid second = xid(2);
    resource.start(second, XAResource.TMNOFLAGS);
    MlDatabase.execute(connection, "INSERT INTO t (v) VALUES (f(20000)), (f(20001))");
    resource.end(second, XAResource.TMSUCCESS);
    assertThat(resource.prepare(second)).isEqualTo(XAResource.XA_OK);
    resource.commit(second, false);
    assertThat(plainly("SELECT COUNT(*) FROM t WHERE v >= 20000")).containsExactly("2");
    xa.close();
  }

  private static Xid xid(int number) {
    return new MysqlXid("PooledDataSourceTest".getBytes(US_ASCII), new byte[] {(byte) number}, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "useCursorFetch=false",
        "useCursorFetch=true",
        "useServerPrepStmts=true",
        "defaultFetchSize=-2147483648"
      })
  @DisplayName("F93: all ways to read and to write, on a logical connection")
  void allWays(String setting) throws SQLException {
    PooledConnection pooled =
        set(new AuroraMlConnectionPoolDataSource(), setting).getPooledConnection();
    try (Connection connection = pooled.getConnection()) {
      for (String sql :
          List.of(
              "SELECT id, f(v) FROM t",
              "SELECT id, v FROM t WHERE f(v) > 0",
              "SELECT id, f(v) + 0 FROM t ORDER BY f(v)")) {
        try (Statement statement = connection.createStatement();
            PreparedStatement prepared = connection.prepareStatement(sql)) {
          if (setting.equals("useCursorFetch=true")) {
            statement.setFetchSize(100);
            prepared.setFetchSize(100);
          }
          assertThat(sum(statement.executeQuery(sql))).as(sql).isEqualTo(ROWS * (ROWS + 1) / 2);
          assertThat(sum(prepared.executeQuery())).as(sql).isEqualTo(ROWS * (ROWS + 1) / 2);
        }
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO t (v) VALUES (f(?))", Statement.RETURN_GENERATED_KEYS)) {
        for (int i = 0; i < 3; i++) {
          insert.setInt(1, 30000 + i);
          insert.addBatch();
        }
        assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
        assertThat(column(insert.getGeneratedKeys())).hasSize(3);
      }
    } finally {
      pooled.close();
    }
  }

  private static long sum(ResultSet result) throws SQLException {
    try (result) {
      double sum = 0;
      while (result.next()) {
        sum += result.getDouble(2);
      }
      return Math.round(sum);
    }
  }

  private static List<String> column(ResultSet result) throws SQLException {
    List<String> values = new ArrayList<>();
    while (result.next()) {
      values.add(result.getString(1));
    }
    return values;
  }

  @Test
  @DisplayName("F25, F93: a callable statement on a logical connection")
  void call() throws SQLException {
    database.execute("CREATE PROCEDURE p(IN a DOUBLE, OUT b DOUBLE) SET b = a + 1");
    PooledConnection pooled = set(new AuroraMlConnectionPoolDataSource()).getPooledConnection();
    try (Connection connection = pooled.getConnection();
        CallableStatement call = connection.prepareCall("{call p(f(2.5), ?)}")) {
      call.registerOutParameter(1, java.sql.Types.DOUBLE);
      call.execute();
      assertThat(call.getDouble(1)).isEqualTo(3.5);
    } finally {
      pooled.close();
    }
  }

  @Test
  @DisplayName("F11, F93: the next one who is lent the connection has the settings' variables")
  void variables() throws SQLException {
    PooledConnection pooled = set(new AuroraMlConnectionPoolDataSource()).getPooledConnection();
    String query = "SELECT @@aurora_ml_inference_timeout";
    try (Connection connection = pooled.getConnection()) {
      MlDatabase.execute(connection, "SET aurora_ml_inference_timeout = 1234");
      assertThat(MlDatabase.rows(connection, query)).containsExactly("1234");
    }
    try (Connection connection = pooled.getConnection()) {
      assertThat(MlDatabase.rows(connection, query)).containsExactly("30000");
    } finally {
      pooled.close();
    }
  }

  @Test
  @DisplayName("F93: bound in JNDI and looked up, they are of the same class")
  void throughJndi() throws Exception {
    for (AuroraMlDataSource bound :
        List.of(set(new AuroraMlXADataSource()), set(new AuroraMlConnectionPoolDataSource()))) {
      Object found = NamingManager.getObjectInstance(bound.getReference(), null, null, null);

      assertThat(found).hasSameClassAs(bound);
      assertThat(((AuroraMlDataSource) found).getUrl()).isEqualTo(bound.getUrl());
    }
  }
}
