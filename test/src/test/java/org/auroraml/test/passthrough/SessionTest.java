package org.auroraml.test.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F92: transactions, warnings and the state of a connection. */
class SessionTest extends OnEachRoute {

  @BeforeEach
  void createTable() throws SQLException {
    execute("CREATE TABLE t (v INT) ENGINE=InnoDB");
  }

  @Test
  @DisplayName("commit keeps, rollback undoes")
  void transactions() throws SQLException {
    connection.setAutoCommit(false);
    execute("INSERT INTO t VALUES (1)");
    connection.commit();
    execute("INSERT INTO t VALUES (2)");
    connection.rollback();

    assertThat(connection.getAutoCommit()).isFalse();
    assertThat(rows("SELECT v FROM t")).containsExactly("1");
  }

  @Test
  @DisplayName("rollback to a savepoint undoes what came after it")
  void savepoints() throws SQLException {
    connection.setAutoCommit(false);
    execute("INSERT INTO t VALUES (1)");
    Savepoint named = connection.setSavepoint("s");
    execute("INSERT INTO t VALUES (2)");
    Savepoint unnamed = connection.setSavepoint();
    execute("INSERT INTO t VALUES (3)");
    connection.rollback(unnamed);
    assertThat(rows("SELECT v FROM t ORDER BY v")).containsExactly("1", "2");
    connection.rollback(named);
    connection.releaseSavepoint(named);
    connection.commit();

    assertThat(named.getSavepointName()).isEqualTo("s");
    assertThat(rows("SELECT v FROM t")).containsExactly("1");
  }

  @Test
  @DisplayName("the server's warnings arrive, and can be cleared")
  void warnings() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT CAST('abc' AS SIGNED)").close();

      SQLWarning warning = statement.getWarnings();
      assertThat(warning.getErrorCode()).isEqualTo(1292);
      assertThat(warning.getMessage()).contains("abc");
      statement.clearWarnings();
      assertThat((Throwable) statement.getWarnings()).isNull();
    }
  }

  @Test
  @DisplayName("isolation, read only, catalog and holdability are kept")
  void connectionState() throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setReadOnly(true);
    connection.setCatalog("mysql");

    assertThat(connection.getTransactionIsolation())
        .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    assertThat(connection.isReadOnly()).isTrue();
    assertThat(connection.getCatalog()).isEqualTo("mysql");
    assertThat(rows("SELECT DATABASE()")).containsExactly("mysql");
    connection.setReadOnly(false);
    connection.setCatalog(database.name());
    assertThat(connection.getSchema()).isNull();
    assertThat(connection.isValid(1)).isTrue();
  }

  @Test
  @DisplayName("client info, network timeout and requests")
  void connectionExtras() throws SQLException {
    connection.setClientInfo("ApplicationName", "test");
    connection.setNetworkTimeout(Runnable::run, 30_000);
    connection.beginRequest();

    assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("test");
    assertThat(connection.getNetworkTimeout()).isEqualTo(30_000);
    connection.endRequest();
  }

  @Test
  @DisplayName("large objects made by the connection")
  void largeObjects() throws SQLException {
    execute("CREATE TABLE lob (b LONGBLOB, c LONGTEXT, s LONGBLOB)");
    Blob blob = connection.createBlob();
    blob.setBytes(1, new byte[] {1, 2, 3});
    Clob clob = connection.createClob();
    clob.setString(1, "text");
    byte[] stream = "stream".getBytes(StandardCharsets.US_ASCII);
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO lob VALUES (?, ?, ?)")) {
      statement.setBlob(1, blob);
      statement.setClob(2, clob);
      statement.setBinaryStream(3, new ByteArrayInputStream(stream));
      statement.executeUpdate();
    }

    assertThat(rows("SELECT HEX(b), c, CONVERT(s USING ascii) FROM lob"))
        .containsExactly("010203,text,stream");
  }

  @Test
  @DisplayName("identifiers and literals are quoted as the server wants them")
  void quoting() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.enquoteLiteral("it's")).isEqualTo("'it''s'");
      assertThat(statement.isSimpleIdentifier("name")).isTrue();
      assertThat(statement.enquoteNCharLiteral("x")).isEqualTo("N'x'");
    }
  }

  @Test
  @DisplayName("LOAD DATA LOCAL from a stream")
  void localInfile() throws SQLException {
    try (Connection other = connect("allowLoadLocalInfile=true");
        Statement statement = other.createStatement()) {
      statement
          .unwrap(com.mysql.cj.jdbc.JdbcStatement.class)
          .setLocalInfileInputStream(
              new ByteArrayInputStream("7\n8\n".getBytes(StandardCharsets.US_ASCII)));

      assertThat(statement.executeUpdate("LOAD DATA LOCAL INFILE 'x' INTO TABLE t")).isEqualTo(2);
    }
    assertThat(rows("SELECT v FROM t ORDER BY v")).containsExactly("7", "8");
  }
}
