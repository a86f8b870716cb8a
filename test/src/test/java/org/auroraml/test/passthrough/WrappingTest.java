package org.auroraml.test.passthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.JdbcPreparedStatement;
import com.mysql.cj.jdbc.JdbcStatement;
import com.mysql.cj.jdbc.result.ResultSetInternalMethods;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F91: who leads back to whom, and what unwraps to what. */
class WrappingTest extends OnEachRoute {

  private static final int FORWARD = ResultSet.TYPE_FORWARD_ONLY;
  private static final int READ = ResultSet.CONCUR_READ_ONLY;
  private static final int HOLD = ResultSet.HOLD_CURSORS_OVER_COMMIT;

  @BeforeEach
  void createTable() throws SQLException {
    execute(
        "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, v INT)",
        "CREATE PROCEDURE p() SELECT v FROM t");
  }

  @Test
  @DisplayName("F91: st.getConnection() == c, however the statement was made")
  void statementsLeadToTheirConnection() throws SQLException {
    String sql = "INSERT INTO t (v) VALUES (?)";
    List<Statement> statements =
        List.of(
            connection.createStatement(),
            connection.createStatement(FORWARD, READ),
            connection.createStatement(FORWARD, READ, HOLD),
            connection.prepareStatement(sql),
            connection.prepareStatement(sql, FORWARD, READ),
            connection.prepareStatement(sql, FORWARD, READ, HOLD),
            connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS),
            connection.prepareStatement(sql, new int[] {1}),
            connection.prepareStatement(sql, new String[] {"id"}),
            connection.prepareCall("{call p()}"),
            connection.prepareCall("{call p()}", FORWARD, READ),
            connection.prepareCall("{call p()}", FORWARD, READ, HOLD));

    for (Statement statement : statements) {
      assertThat(statement.getConnection()).isSameAs(connection);
      statement.close();
    }
  }

  @Test
  @DisplayName("F91: rs.getStatement() == st for the results of a Statement")
  void resultsLeadToTheirStatement() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.executeQuery("SELECT 1").getStatement()).isSameAs(statement);
      statement.execute("SELECT 2");
      assertThat(statement.getResultSet().getStatement()).isSameAs(statement);
      statement.executeUpdate("INSERT INTO t (v) VALUES (1)", Statement.RETURN_GENERATED_KEYS);
      assertThat(statement.getGeneratedKeys().getStatement()).isSameAs(statement);
    }
  }

  @Test
  @DisplayName("F91: rs.getStatement() == st for the results of a PreparedStatement")
  void resultsLeadToTheirPreparedStatement() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
      assertThat(statement.executeQuery().getStatement()).isSameAs(statement);
      statement.execute();
      assertThat(statement.getResultSet().getStatement()).isSameAs(statement);
    }
  }

  @Test
  @DisplayName("F91: rs.getStatement() == st for the results of a CallableStatement")
  void resultsLeadToTheirCallableStatement() throws SQLException {
    try (CallableStatement statement = connection.prepareCall("{call p()}")) {
      assertThat(statement.executeQuery().getStatement()).isSameAs(statement);
      statement.execute();
      assertThat(statement.getResultSet().getStatement()).isSameAs(statement);
    }
  }

  @Test
  @DisplayName("F91: md.getConnection() == c")
  void metadataLeadsToItsConnection() throws SQLException {
    assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
  }

  @Test
  @DisplayName("F91: no path over metadata leads to a connection that is not the user's")
  void metadataResultsLeadToTheConnection() throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    try (ResultSet tables = metadata.getTables(database.name(), null, "%", null);
        ResultSet types = metadata.getTypeInfo();
        ResultSet catalogs = metadata.getCatalogs()) {
      for (ResultSet result : List.of(tables, types, catalogs)) {
        if (result.getStatement() != null) {
          assertThat(result.getStatement().getConnection()).isSameAs(connection);
        }
      }
    }
  }

  @Test
  @DisplayName("F91: what unwraps to JDBC's interface is the object itself")
  void jdbcInterfacesUnwrapToTheObjectItself() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT 1");
        ResultSet result = statement.executeQuery()) {
      assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
      assertThat(statement.unwrap(Statement.class)).isSameAs(statement);
      assertThat(statement.unwrap(PreparedStatement.class)).isSameAs(statement);
      assertThat(result.unwrap(ResultSet.class)).isSameAs(result);
    }
  }

  @Test
  @DisplayName("F91: everything unwraps to Connector/J's own interfaces")
  void connectorJIsWithinReach() throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("SELECT 1");
        CallableStatement callable = connection.prepareCall("{call p()}");
        ResultSet result = statement.executeQuery("SELECT 1")) {
      assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
      assertThat(connection.unwrap(JdbcConnection.class).getHost()).isNotEmpty();
      assertThat(statement.isWrapperFor(JdbcStatement.class)).isTrue();
      assertThat(statement.unwrap(JdbcStatement.class).isClosed()).isFalse();
      assertThat(prepared.unwrap(JdbcPreparedStatement.class).getPreparedSql())
          .isEqualTo("SELECT 1");
      assertThat(callable.unwrap(JdbcPreparedStatement.class).getPreparedSql()).contains("p");
      assertThat(result.unwrap(ResultSetInternalMethods.class).hasRows()).isTrue();
      assertThat(connection.getMetaData().unwrap(com.mysql.cj.jdbc.DatabaseMetaData.class))
          .isNotNull();
    }
  }

  @Test
  @DisplayName("F91: what nobody implements does not unwrap")
  void nothingElseUnwraps() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(connection.isWrapperFor(Runnable.class)).isFalse();
      assertThat(statement.isWrapperFor(Runnable.class)).isFalse();
      assertThatThrownBy(() -> connection.unwrap(Runnable.class)).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> statement.unwrap(Runnable.class)).isInstanceOf(SQLException.class);
    }
  }

  @Test
  @DisplayName("a closed connection closes its statements and results")
  void closingGoesDown() throws SQLException {
    Connection other = connect(new String[0]);
    Statement statement = other.createStatement();
    ResultSet result = statement.executeQuery("SELECT 1");

    other.close();
    other.close();

    assertThat(other.isClosed()).isTrue();
    assertThat(statement.isClosed()).isTrue();
    assertThat(result.isClosed()).isTrue();
  }

  @Test
  @DisplayName("closeOnCompletion closes the statement with its last result")
  void closeOnCompletion() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.closeOnCompletion();
      assertThat(statement.isCloseOnCompletion()).isTrue();

      statement.executeQuery("SELECT 1").close();

      assertThat(statement.isClosed()).isTrue();
    }
  }
}
