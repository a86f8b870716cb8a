package org.auroraml.test.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.concurrent.CountDownLatch;
import org.auroraml.stand.Response;
import org.auroraml.test.oracle.MlDatabase;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F11, F42, F68: Aurora's variables in SQL, on a server that has none of them. */
class SessionVariableTest {
  private static final String TIMEOUT = "SELECT @@aurora_ml_inference_timeout";

  private MlDatabase database;
  private Connection connection;

  @BeforeEach
  void start() throws SQLException {
    database = MlDatabase.create();
    connection =
        database.connect(
            "mlTimeoutMs=7000",
            "mlRetryBudgetMs=1",
            "awsDefaultS3Role=arn:aws:iam::123456789012:role/exporter");
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    database.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String value(String sql) throws SQLException {
    return MlDatabase.rows(connection, sql).get(0);
  }

  @Test
  @DisplayName("SELECT @@name tells the setting's value, under that label, as a number")
  void selected() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT @@aurora_ml_inference_timeout, @@aws_default_s3_role")) {
      assertThat(result.getMetaData().getColumnLabel(1)).isEqualTo("@@aurora_ml_inference_timeout");
      assertThat(result.getMetaData().getColumnType(1)).isIn(Types.BIGINT, Types.INTEGER);
      result.next();
      assertThat(result.getInt(1)).isEqualTo(7000);
      assertThat(result.getString(2)).isEqualTo("arn:aws:iam::123456789012:role/exporter");
      assertThat(result.getMetaData().getColumnLabel(2)).isEqualTo("@@aws_default_s3_role");
    }
  }

  /** What Connector/J does with a connection that is to be as new. */
  enum Renewal {
    RESET {
      @Override
      void of(JdbcConnection connection) throws SQLException {
        connection.resetServerState();
      }
    },
    CHANGE_USER {
      @Override
      void of(JdbcConnection connection) throws SQLException {
        TestServer server = TestServer.get();
        connection.changeUser(server.user(), server.password());
      }
    };

    abstract void of(JdbcConnection connection) throws SQLException;
  }

  @ParameterizedTest
  @EnumSource(Renewal.class)
  @DisplayName("A session that begins anew has the settings' values, as the server's own variables")
  void renewed(Renewal renewal) throws SQLException {
    execute("SET aurora_ml_inference_timeout = 1500, sort_buffer_size = 262144 + 8192");
    assertThat(value(TIMEOUT)).isEqualTo("1500");
    String changed = value("SELECT @@sort_buffer_size");

    renewal.of(connection.unwrap(JdbcConnection.class));

    assertThat(value("SELECT @@sort_buffer_size")).isNotEqualTo(changed);
    assertThat(value(TIMEOUT)).isEqualTo("7000");
    execute("SET aurora_ml_inference_timeout = 1600");
    assertThat(value(TIMEOUT)).isEqualTo("1600");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET aurora_ml_inference_timeout = 1500",
        "set Session AURORA_ML_INFERENCE_TIMEOUT := 1500",
        "SET LOCAL aurora_ml_inference_timeout = 1500",
        "SET @@aurora_ml_inference_timeout = 1000 + 500",
        "SET @@session.`aurora_ml_inference_timeout` = (SELECT 1500)",
        "SET aurora_ml_inference_timeout = @@aurora_ml_inference_timeout - 5500",
        "SET aurora_ml_inference_timeout = 1, aurora_ml_inference_timeout = 1500",
        "SET NAMES utf8mb4, aurora_ml_inference_timeout = 1500",
        "SET @a = 'b, c', aurora_ml_inference_timeout = 1500 /* d, e */, @f = 2",
      })
  @DisplayName("SET takes it as MySQL takes its own")
  void set(String sql) throws SQLException {
    execute(sql);

    assertThat(value(TIMEOUT)).isEqualTo("1500");
    assertThat(value("SELECT @@GLOBAL.aurora_ml_inference_timeout")).isEqualTo("7000");
    try (Connection other = database.connect()) {
      assertThat(MlDatabase.rows(other, TIMEOUT)).containsExactly("30000");
    }
  }

  @Test
  @DisplayName("The other assignments of a SET are the server's, with the scope they would have")
  void mixed() throws SQLException {
    String global = value("SELECT @@GLOBAL.sort_buffer_size");

    execute(
        "SET GLOBAL max_join_size = @@GLOBAL.max_join_size, SESSION aurora_ml_inference_timeout ="
            + " 1500, sort_buffer_size = 98304, @x = 3");

    assertThat(value("SELECT @@SESSION.sort_buffer_size")).isEqualTo("98304");
    assertThat(value("SELECT @@GLOBAL.sort_buffer_size")).isEqualTo(global);
    assertThat(value("SELECT @x")).isEqualTo("3");
    assertThat(value(TIMEOUT)).isEqualTo("1500");
  }

  @Test
  @DisplayName("SET … = ? and SELECT with a variable and a parameter are prepared as others are")
  void prepared() throws SQLException {
    try (PreparedStatement set =
            connection.prepareStatement("SET aurora_ml_inference_timeout = ?, @x = ?");
        PreparedStatement select =
            connection.prepareStatement("SELECT ? + @@aurora_ml_inference_timeout")) {
      for (int timeout : new int[] {1500, 2500}) {
        set.setInt(1, timeout);
        set.setString(2, "y");
        set.execute();
        select.setInt(1, 1);
        try (ResultSet result = select.executeQuery()) {
          result.next();
          assertThat(result.getInt(1)).isEqualTo(timeout + 1);
        }
      }
    }
    assertThat(value("SELECT @x")).isEqualTo("y");
  }

  @Test
  @DisplayName("SET … = DEFAULT gives the setting's value back")
  void setToDefault() throws SQLException {
    execute("SET aurora_ml_inference_timeout = 1500");
    execute("SET aurora_ml_inference_timeout = DEFAULT");

    assertThat(value(TIMEOUT)).isEqualTo("7000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SET GLOBAL aurora_ml_inference_timeout = 5 | 1228 | HY000 | mlTimeoutMs",
        "SET GLOBAL max_join_size = 9, aurora_ml_inference_timeout = 5 | 1228 | HY000 | SESSION",
        "SET @@PERSIST.aurora_ml_inference_timeout = 5 | 1228 | HY000 | SESSION",
        "SET aws_default_s3_role = 'arn:aws:iam::1:role/r' | 1238 | HY000 | awsDefaultS3Role",
        "SET aurora_ml_inference_timeout = 0 | 1231 | 42000 | whole number",
        "SET aurora_ml_inference_timeout = NULL | 1231 | 42000 | whole number",
        "SET aurora_ml_inference_timeout = '5' | 1232 | 42000 | whole number",
        "SET aurora_select_into_s3_encryption_default = SSE | 1231 | 42000 | SSE_S3",
        "SET aurora_s3_default_cmk_id = 5 | 1232 | 42000 | any text",
        "SET aurora_ml_inference_timeout = 5, no_such_variable = 1 | 1193 | HY000 | Unknown",
        "SET aurora_ml_inference_timeout = (SELECT 1 FROM no_such_table) | 1146 | 42S02 | exist"
      })
  @DisplayName("What can't be set fails as MySQL does, and nothing of the statement is done")
  void refused(String sql, int code, String state, String part) throws SQLException {
    SQLException failure = catchThrowableOfType(SQLException.class, () -> execute(sql));

    assertThat(failure.getErrorCode()).isEqualTo(code);
    assertThat(failure.getSQLState()).isEqualTo(state);
    assertThat((Throwable) failure).hasMessageContaining(part);
    assertThat(value(TIMEOUT)).isEqualTo("7000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SHOW VARIABLES LIKE 'aurora\\_ml%' | aurora_ml_inference_timeout,1500",
        "show session variables like 'AURORA_ML%' | aurora_ml_inference_timeout,1500",
        "SHOW GLOBAL VARIABLES LIKE 'aurora_ml%' | aurora_ml_inference_timeout,7000",
        "SHOW VARIABLES LIKE 'aurora_select_into_s3%' | aurora_select_into_s3_encryption_default,OFF",
        "SHOW VARIABLES WHERE Variable_name LIKE 'aws%' AND Value <> '' |"
            + " aws_default_s3_role,arn:aws:iam::123456789012:role/exporter",
        "SHOW VARIABLES WHERE Variable_name IN ('autocommit', 'aurora_ml_inference_timeout') |"
            + " aurora_ml_inference_timeout,1500;autocommit,ON",
      })
  @DisplayName("SHOW VARIABLES tells them where its filter finds them, beside the server's")
  void shown(String sql, String rows) throws SQLException {
    execute("SET aurora_ml_inference_timeout = 1500");

    StringBuilder shown = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.getMetaData().getColumnLabel(1)).isEqualTo("Variable_name");
      assertThat(result.getMetaData().getColumnLabel(2)).isEqualTo("Value");
      while (result.next()) {
        shown.append(shown.length() == 0 ? "" : ";").append(result.getString(1));
        shown.append(',').append(result.getString("value"));
      }
    }
    assertThat(shown).hasToString(rows);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SELECT ml_num(1)", "SELECT i, ml_num(i) FROM t", "SELECT SUM(ml_num(i)) FROM t"})
  @DisplayName("F11: a model that has not answered when the session's time is over has failed")
  void timeOut(String sql) throws SQLException {
    CountDownLatch answer = new CountDownLatch(1);
    database.models().rawEndpoint("ml-num", (body, accept) -> answered(answer));
    MlDatabase.createFunctions(connection);
    MlDatabase.execute(connection, "CREATE TABLE t (i INT)", "INSERT INTO t VALUES (1)");
    execute("SET aurora_ml_inference_timeout = 321");

    SQLException failure = catchThrowableOfType(SQLException.class, () -> value(sql));
    answer.countDown();

    assertThat(failure.getErrorCode()).isEqualTo(30002);
    assertThat((Throwable) failure).hasMessageContaining("321 ms");
    execute("SET aurora_ml_inference_timeout = DEFAULT");
    assertThat(value(sql)).endsWith("1.0");
  }

  private static Response answered(CountDownLatch answer) {
    try {
      answer.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Response.of(200, "text/csv", "1\n");
  }

  @Test
  @DisplayName("They stand in any statement, also beside ML calls, in derived tables and in writes")
  void anywhere() throws SQLException {
    MlDatabase.createFunctions(connection);
    execute("CREATE TABLE t (i INT)");
    execute("INSERT INTO t VALUES (@@aurora_ml_inference_timeout)");

    assertThat(value("SELECT `@@aurora_ml_inference_timeout` FROM (" + TIMEOUT + ") d"))
        .isEqualTo("7000");
    assertThat(value("SELECT i FROM t WHERE i = @@aurora_ml_inference_timeout")).isEqualTo("7000");
    assertThat(value("SELECT ml_int(i) = ml_int(@@aurora_ml_inference_timeout) FROM t"))
        .isEqualTo("1");
  }
}
