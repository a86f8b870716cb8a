package org.auroraml.test.passthrough;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.auroraml.test.oracle.MlDatabase;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F93: global transactions, as a transaction manager runs them. */
class XaTest extends OnEachRoute {
  private final List<XAConnection> others = new ArrayList<>();
  private XAConnection xa;
  private XAResource resource;
  private Connection logical;

  @BeforeEach
  void open() throws SQLException {
    execute("CREATE TABLE t (id INT PRIMARY KEY) ENGINE = InnoDB");
    xa = route.xaDataSource(database).getXAConnection();
    resource = xa.getXAResource();
    logical = xa.getConnection();
  }

  @AfterEach
  void close() throws Exception {
    for (XAConnection connection : others) {
      connection.close();
    }
    xa.close();
    rollBackPrepared();
  }

  /** What a test that failed has left prepared would lock its tables for good. */
  private void rollBackPrepared() throws Exception {
    XAConnection recovering = Route.CONNECTOR_J.xaDataSource(database).getXAConnection();
    XAResource known = recovering.getXAResource();
    for (Xid found : known.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)) {
      if (new String(found.getGlobalTransactionId(), US_ASCII).startsWith(database.name())) {
        known.rollback(found);
      }
    }
    recovering.close();
  }

  /** Another connection of the same user, closed after the test. */
  private XAConnection another(XADataSource dataSource) throws SQLException {
    XAConnection other =
        dataSource.getXAConnection(TestServer.get().user(), TestServer.get().password());
    others.add(other);
    return other;
  }

  private List<String> table() throws SQLException {
    return rows("SELECT id FROM t ORDER BY id");
  }

  @Test
  @DisplayName("F93: two phases: prepared, recovered, committed")
  void twoPhases() throws Exception {
    Xid xid = new GlobalTransaction(database.name());
    resource.start(xid, XAResource.TMNOFLAGS);
    MlDatabase.execute(logical, "INSERT INTO t VALUES (1)");
    resource.end(xid, XAResource.TMSUCCESS);

    assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_OK);
    assertThat(table()).isEmpty();
    XAResource recovering = resource;
    assertThat(recovering.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN))
        .anySatisfy(
            found ->
                assertThat(found.getGlobalTransactionId()).isEqualTo(xid.getGlobalTransactionId()));

    resource.commit(xid, false);
    assertThat(table()).containsExactly("1");
  }

  @Test
  @DisplayName("F93: one phase, and rolled back")
  void onePhaseAndRollback() throws Exception {
    for (int i = 1; i <= 2; i++) {
      Xid xid = new GlobalTransaction(database.name() + i);
      resource.start(xid, XAResource.TMNOFLAGS);
      MlDatabase.execute(logical, "INSERT INTO t VALUES (" + i + ")");
      resource.end(xid, XAResource.TMSUCCESS);
      if (i == 1) {
        resource.commit(xid, true);
      } else {
        resource.rollback(xid);
      }
    }
    assertThat(table()).containsExactly("1");
  }

  @Test
  @DisplayName("F93: in a global transaction the connection can't end it")
  void forbidden() throws Exception {
    Xid xid = new GlobalTransaction(database.name());
    resource.start(xid, XAResource.TMNOFLAGS);
    ThrowingCallable[] attempts = {
      logical::commit, logical::rollback, () -> logical.setAutoCommit(true), logical::setSavepoint
    };
    for (ThrowingCallable attempt : attempts) {
      SQLException failure = catchThrowableOfType(SQLException.class, attempt);
      assertThat(failure.getSQLState()).isEqualTo("2D000");
      assertThat(failure.getErrorCode()).isEqualTo(1401);
    }
    resource.end(xid, XAResource.TMSUCCESS);
    resource.rollback(xid);

    logical.setAutoCommit(false);
    logical.commit();
  }

  @Test
  @DisplayName("F93: what the server says of a transaction that it does not know")
  void unknownTransaction() {
    XAException failure =
        catchThrowableOfType(
            XAException.class,
            () -> resource.commit(new GlobalTransaction(database.name()), false));

    assertThat(failure.errorCode).isEqualTo(XAException.XAER_NOTA);
  }

  @Test
  @DisplayName("F93: pinGlobalTxToPhysicalConnection ends a transaction from another connection")
  void pinned() throws Exception {
    XADataSource dataSource = route.xaDataSource(database, "pinGlobalTxToPhysicalConnection=true");
    XAConnection begun = another(dataSource);
    XAConnection other = another(dataSource);
    Xid xid = new GlobalTransaction(database.name());
    begun.getXAResource().start(xid, XAResource.TMNOFLAGS);
    MlDatabase.execute(begun.getConnection(), "INSERT INTO t VALUES (1)");
    begun.getXAResource().end(xid, XAResource.TMSUCCESS);

    other.getXAResource().commit(xid, true);

    assertThat(table()).containsExactly("1");
  }

  @Test
  @DisplayName("F93: one resource manager for the same server, by isSameRM")
  void sameResourceManager() throws Exception {
    XAConnection other = another(route.xaDataSource(database));

    assertThat(resource.isSameRM(other.getXAResource())).isTrue();
  }

  /** A transaction of one branch, named after a database, which is unique. */
  private record GlobalTransaction(String name) implements Xid {
    @Override
    public int getFormatId() {
      return 7;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return Arrays.copyOf(name.getBytes(US_ASCII), 40);
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[] {1};
    }
  }
}
