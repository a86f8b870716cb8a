package org.auroraml.jdbc;

import java.sql.SQLException;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;

/**
 * A {@link ConnectionPoolDataSource} of the driver, for pools that take such (application servers,
 * Commons DBCP's adapters): Connector/J's {@code MysqlConnectionPoolDataSource} with ML functions,
 * and an {@link AuroraMlDataSource} in all else. Pools that take a driver or a {@link
 * javax.sql.DataSource}, as HikariCP, need the latter only.
 *
 * <p>Each time that a pooled connection is lent out, Connector/J resets its session: what SET has
 * given to variables, Aurora's too, is gone. Thread-safe once its properties are set.
 */
public class AuroraMlConnectionPoolDataSource extends AuroraMlDataSource
    implements ConnectionPoolDataSource {
  private static final long serialVersionUID = 1L;

  /** A data source of a server on this machine, without a user. */
  public AuroraMlConnectionPoolDataSource() {}

  /**
   * Opens a connection for the user of the properties or the URL.
   *
   * @throws SQLException as {@code getConnection} does
   */
  @Override
  public PooledConnection getPooledConnection() throws SQLException {
    return new AuroraPooledConnection(new LogicalConnections(getConnection()));
  }

  /**
   * Opens a connection for another user.
   *
   * @throws SQLException as {@code getConnection} does
   */
  @Override
  public PooledConnection getPooledConnection(String user, String password) throws SQLException {
    return new AuroraPooledConnection(new LogicalConnections(getConnection(user, password)));
  }
}
