package org.auroraml.test.passthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F91, F93: what pools are told of a physical connection, and what its logical ones do. */
class PooledConnectionTest extends OnEachRoute {
  private final Events events = new Events();
  private PooledConnection pooled;

  /** What a pool hears. */
  private static final class Events implements ConnectionEventListener {
    private final List<ConnectionEvent> closed = new ArrayList<>();
    private final List<ConnectionEvent> failed = new ArrayList<>();

    @Override
    public void connectionClosed(ConnectionEvent event) {
      closed.add(event);
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
      failed.add(event);
    }
  }

  @BeforeEach
  void open() throws SQLException {
    pooled = route.poolDataSource(database).getPooledConnection();
    pooled.addConnectionEventListener(events);
  }

  @AfterEach
  void close() throws SQLException {
    pooled.close();
  }

  @Test
  @DisplayName("F93: closing a logical connection tells the pool, and the physical one goes on")
  void closed() throws SQLException {
    Connection logical = pooled.getConnection();
    String id = MlDatabase.rows(logical, "SELECT CONNECTION_ID()").get(0);

    logical.close();

    assertThat(logical.isClosed()).isTrue();
    assertThat(events.closed)
        .singleElement()
        .extracting(ConnectionEvent::getSource)
        .isEqualTo(pooled);
    assertThat(events.failed).isEmpty();
    try (Connection next = pooled.getConnection()) {
      assertThat(MlDatabase.rows(next, "SELECT CONNECTION_ID()")).containsExactly(id);
    }
  }

  @Test
  @DisplayName("F91: a closed logical connection, or one that was lent out before, does nothing")
  void usedAfterClose() throws SQLException {
    Connection first = pooled.getConnection();
    Connection second = pooled.getConnection();

    assertThat(first.isClosed()).isTrue();
    assertThatThrownBy(first::createStatement)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08003"));
    assertThat(MlDatabase.rows(second, "SELECT 1")).containsExactly("1");
    second.close();
    assertThatThrownBy(() -> second.prepareStatement("SELECT 1")).isInstanceOf(SQLException.class);
  }

  @Test
  @DisplayName("F93: each user of a pooled connection finds it as new")
  void reset() throws SQLException {
    try (Connection logical = pooled.getConnection()) {
      MlDatabase.execute(logical, "SET @mine = 1, sort_buffer_size = 524288");
    }
    try (Connection next = pooled.getConnection()) {
      assertThat(MlDatabase.rows(next, "SELECT @mine IS NULL, @@sort_buffer_size = 524288"))
          .containsExactly("1,0");
    }
  }

  @Test
  @DisplayName("F93: what is not committed is rolled back when the logical connection is closed")
  void rolledBack() throws SQLException {
    execute("CREATE TABLE t (id INT)");
    try (Connection logical = pooled.getConnection()) {
      logical.setAutoCommit(false);
      MlDatabase.execute(logical, "INSERT INTO t VALUES (1)");
    }
    assertThat(rows("SELECT COUNT(*) FROM t")).containsExactly("0");
  }

  @Test
  @DisplayName("F93: the pool is told of a connection that is lost")
  void lost() throws SQLException {
    try (Connection logical = pooled.getConnection();
        Statement statement = logical.createStatement()) {
      execute("KILL CONNECTION " + MlDatabase.rows(logical, "SELECT CONNECTION_ID()").get(0));

      assertThatThrownBy(() -> statement.executeQuery("SELECT 1")).isInstanceOf(SQLException.class);
      assertThat(events.failed)
          .isNotEmpty()
          .allSatisfy(event -> assertThat(event.getSource()).isEqualTo(pooled));
    }
  }

  @Test
  @DisplayName("F91: statements and results lead to the logical connection")
  void identity() throws SQLException {
    try (Connection logical = pooled.getConnection();
        Statement statement = logical.createStatement();
        PreparedStatement prepared = logical.prepareStatement("SELECT 1")) {
      assertThat(statement.getConnection()).isSameAs(logical);
      assertThat(prepared.getConnection()).isSameAs(logical);
      assertThat(statement.executeQuery("SELECT 1").getStatement()).isSameAs(statement);
    }
  }
}
