package org.auroraml.jdbc;

import com.mysql.cj.conf.PropertyKey;
import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.sql.XADataSource;

/**
 * An {@link XADataSource} of the driver, for transaction managers (Atomikos, Narayana, those of
 * application servers): Connector/J's {@code MysqlXADataSource} with ML functions, and an {@link
 * AuroraMlDataSource} in all else.
 *
 * <p>In a global transaction the driver begins and ends nothing of its own. Reads see what the
 * transaction sees; a write locks the rows that its calls are evaluated for, and they stay locked
 * until the transaction's end, as long as the models take. A row that changes between all the same
 * is error 30004, SQLSTATE 40001: the transaction is to be rolled back and tried again.
 *
 * <p>With {@code pinGlobalTxToPhysicalConnection=true} a transaction can be suspended and resumed
 * on another connection. Thread-safe once its properties are set; an {@code XAConnection} is for
 * one thread at a time, but for {@code Statement.cancel()}.
 */
public class AuroraMlXADataSource extends AuroraMlDataSource implements XADataSource {
  private static final long serialVersionUID = 1L;

  /** A data source of a server on this machine, without a user. */
  public AuroraMlXADataSource() {}

  /**
   * Opens a connection for the user of the properties or the URL.
   *
   * @throws SQLException as {@code getConnection} does
   */
  @Override
  public XAConnection getXAConnection() throws SQLException {
    return xaConnection(new LogicalConnections(getConnection()));
  }

  /**
   * Opens a connection for another user.
   *
   * @throws SQLException as {@code getConnection} does
   */
  @Override
  public XAConnection getXAConnection(String user, String password) throws SQLException {
    return xaConnection(new LogicalConnections(getConnection(user, password)));
  }

  private static XAConnection xaConnection(LogicalConnections connections) throws SQLException {
    return connections.isSet(PropertyKey.pinGlobalTxToPhysicalConnection)
        ? new AuroraSuspendableXaConnection(connections)
        : new AuroraXaConnection(connections);
  }
}
