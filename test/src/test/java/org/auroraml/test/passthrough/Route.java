package org.auroraml.test.passthrough;

import com.mysql.cj.jdbc.MysqlConnectionPoolDataSource;
import com.mysql.cj.jdbc.MysqlDataSource;
import com.mysql.cj.jdbc.MysqlXADataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.XADataSource;
import org.auroraml.jdbc.AuroraMlConnectionPoolDataSource;
import org.auroraml.jdbc.AuroraMlXADataSource;
import org.auroraml.test.server.TestDatabase;
import org.auroraml.test.server.TestServer;

/** The two ways to the same server: Connector/J by itself, and our driver over it. */
enum Route {
  CONNECTOR_J {
    @Override
    Connection connect(TestDatabase database, String... settings) throws SQLException {
      return database.connectMysql(settings);
    }

    @Override
    XADataSource xaDataSource(TestDatabase database, String... settings) {
      return of(new MysqlXADataSource(), database.mysqlUrl(settings));
    }

    @Override
    ConnectionPoolDataSource poolDataSource(TestDatabase database, String... settings) {
      return of(new MysqlConnectionPoolDataSource(), database.mysqlUrl(settings));
    }
  },
  AURORAML {
    @Override
    Connection connect(TestDatabase database, String... settings) throws SQLException {
      return database.connectAurora(settings);
    }

    @Override
    XADataSource xaDataSource(TestDatabase database, String... settings) {
      return of(new AuroraMlXADataSource(), database.auroraUrl(settings));
    }

    @Override
    ConnectionPoolDataSource poolDataSource(TestDatabase database, String... settings) {
      return of(new AuroraMlConnectionPoolDataSource(), database.auroraUrl(settings));
    }
  };

  abstract Connection connect(TestDatabase database, String... settings) throws SQLException;

  abstract XADataSource xaDataSource(TestDatabase database, String... settings);

  abstract ConnectionPoolDataSource poolDataSource(TestDatabase database, String... settings);

  private static <T extends MysqlDataSource> T of(T dataSource, String url) {
    dataSource.setUrl(url);
    dataSource.setUser(TestServer.get().user());
    dataSource.setPassword(TestServer.get().password());
    return dataSource;
  }
}
