package org.auroraml.test.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * F85: a cancel that comes when a result that streams has begun. Connector/J then throws, and the
 * result that it has given to nobody stays the active one of the connection.
 */
@Timeout(60)
class LateCancelTest extends LongTable {
  private static final String INTERCEPTED =
      STREAMED + "&queryInterceptors=" + AfterAnswer.class.getName();

  LateCancelTest() {
    // More than socket buffers hold.
    super(200_000);
  }

  /** The ways to run a statement. */
  enum Way {
    QUERY,
    EXECUTE,
    PREPARED;

    Statement prepare(Connection connection, String sql) throws SQLException {
      return this == PREPARED ? connection.prepareStatement(sql) : connection.createStatement();
    }

    void run(Statement statement, String sql) throws SQLException {
      switch (this) {
        case QUERY -> statement.executeQuery(sql);
        case EXECUTE -> statement.execute(sql);
        case PREPARED -> ((PreparedStatement) statement).executeQuery();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          QUERY    | SELECT id, f(x) FROM t
          EXECUTE  | SELECT id, f(x) FROM t
          PREPARED | SELECT id, f(x) FROM t
          QUERY    | SELECT id, f(x) FROM t LIMIT 3
          PREPARED | SELECT id, f(x) FROM t LIMIT 3
          QUERY    | SELECT id FROM t WHERE f(x) > 0
          EXECUTE  | SELECT id FROM t WHERE f(x) > 0
          PREPARED | SELECT id FROM t WHERE f(x) > 0
          QUERY    | SELECT f(x) FROM t WHERE id < 5000 GROUP BY f(x)
          PREPARED | SELECT f(x) FROM t WHERE id < 5000 GROUP BY f(x)
          """)
  @DisplayName("F85: it fails the statement, and the connection is well before it is closed")
  void whenTheResultHasBegun(Way way, String sql) throws SQLException {
    connect(INTERCEPTED);
    try (Statement statement = way.prepare(connection, sql)) {
      // Without a time-out Connector/J asks for no cancel when it has the result.
      statement.setQueryTimeout(600);
      AfterAnswer.then(() -> cancel(statement));

      SQLException failure =
          catchThrowableOfType(SQLException.class, () -> way.run(statement, sql));

      assertThat(failure.getErrorCode()).isEqualTo(1317);
      assertThat(failure.getSQLState()).isEqualTo("70100");
      assertThat(MlDatabase.rows(connection, "SELECT 7")).containsExactly("7");
      assertThat(MlDatabase.rows(connection, "SELECT f(x) FROM t WHERE id = 3"))
          .containsExactly("3.5");
      assertThat(openTransactions()).isZero();
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private int openTransactions() throws SQLException {
    String id = MlDatabase.rows(connection, "SELECT CONNECTION_ID()").get(0);
    try (Connection other = database.connectMysql();
        Statement statement = other.createStatement();
        ResultSet count =
            statement.executeQuery(
                "SELECT COUNT(*) FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id = "
                    + id)) {
      count.next();
      return count.getInt(1);
    }
  }
}
